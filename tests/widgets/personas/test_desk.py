"""The persona desk in plain data: every act is on disk, and any later run gives what the desk shows."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.errors import InputError
from workbench.reading.groups_file import FILE as GROUPS
from workbench.reading.persona_files import read_persona
from workbench.reading.study_folder import find_study, read_material
from workbench.study import Study
from workbench.walk import build_personas, code, segment
from workbench.widgets.personas.desk import PersonaDesk
from workbench.widgets.personas.snapshot import snapshot


@pytest.fixture
def desk(tmp_path, monkeypatch):
    """Return a desk at a copy of a sample, with no persona files yet."""
    return opened(tmp_path, monkeypatch)


def opened(folder: Path, monkeypatch) -> PersonaDesk:
    monkeypatch.chdir(folder)
    shutil.copytree(find_study("travel"), folder / "trip")
    return PersonaDesk("trip", by="Ada")


def run_again(desk: PersonaDesk):
    """Return the personas as a run makes them that knows nothing of the desk."""
    material = read_material(desk.study.study)
    codings = code(material)
    return build_personas(material, codings, segment(material, codings, desk.study), desk.study)


def stored(desk: PersonaDesk):
    return tuple(read_persona(path) for path in sorted(desk.persona_folder.glob("p*.yml")))


def files(desk: PersonaDesk):
    return snapshot(desk.persona_folder, [desk.folder / GROUPS])


def first(desk: PersonaDesk, place: int = 0):
    return desk.persona("p1").claims[place]


def test_a_claim_reworded_has_the_workbenchs_words_beside_it_and_a_run_keeps_both(desk):
    was = first(desk).text
    desk.reword("p1", first(desk).id, en="goes where it is cheap", fr="va où c'est donné")
    assert (first(desk).text.en, first(desk).made) == ("goes where it is cheap", was)
    assert run_again(desk) == desk.personas == stored(desk)


def test_words_in_one_language_alone_are_refused_and_nothing_is_written(desk):
    with pytest.raises(InputError, match="both languages"):
        desk.reword("p1", first(desk).id, en="goes", fr="  ")
    assert files(desk) == {}


def test_the_type_somebody_decides_is_in_every_run_until_it_is_taken_back(desk):
    desk.decide_type("p1", "primary")
    assert desk.persona("p1").type == "primary"
    assert run_again(desk) == desk.personas == stored(desk)
    with pytest.raises(InputError, match="no such type"):
        desk.decide_type("p1", "main")
    desk.decide_type("p1", "")
    assert run_again(desk)[0].type is None
    desk.undo()
    assert desk.persona("p1").type == "primary"


def test_a_pinned_claim_stands_first_and_is_no_longer_after_unpinning(desk):
    later = first(desk, 3)
    desk.pin("p1", later.id)
    assert (first(desk).id, first(desk).pinned) == (later.id, True)
    assert run_again(desk) == desk.personas
    desk.pin("p1", later.id, pinned=False)
    assert not any(claim.pinned for claim in desk.persona("p1").claims)


def test_a_quote_moved_is_counted_where_it_stands_and_put_back_as_if_never_moved(desk):
    before = desk.personas
    source, target = first(desk), first(desk, 1)
    quote = source.evidence[0]
    desk.move_quote("p1", source.id, quote.id, to=target.id)
    now = {claim.id: claim for claim in desk.persona("p1").claims}
    assert quote not in now[source.id].evidence
    assert quote in now[target.id].evidence
    assert now[source.id].holders == source.holders - 1
    assert run_again(desk) == desk.personas == stored(desk)
    desk.return_quote("p1", 0)
    assert desk.personas == before


def test_a_quote_moved_to_the_other_side_contradicts_the_claim(desk):
    claim = first(desk)
    desk.move_quote("p1", claim.id, claim.evidence[0].id, to=claim.id, to_stance="against")
    found = next(one for one in desk.persona("p1").claims if one.id == claim.id)
    assert claim.evidence[0] in found.against
    assert claim.evidence[0] not in found.evidence


def test_a_quote_against_that_is_taken_out_contradicts_nothing_in_any_run(desk):
    claim = next(one for one in desk.persona("p1").claims if one.against)
    for quote in claim.against:
        desk.move_quote("p1", claim.id, quote.id, "against", to=None)
    assert next(one for one in run_again(desk)[0].claims if one.id == claim.id).against == ()


def test_a_claim_too_few_still_say_is_gone_and_a_pinned_one_stays(desk):
    pinned, other = first(desk, 1).code, first(desk, 2).code
    desk.pin("p1", first(desk, 1).id)

    def now(code):
        return next((claim for claim in desk.persona("p1").claims if claim.code == code), None)

    while (claim := now(other)) is not None:
        desk.move_quote("p1", claim.id, claim.evidence[0].id, to=None)
    while (claim := now(pinned)).holders > 1:
        desk.move_quote("p1", claim.id, claim.evidence[0].id, to=None)
    assert (now(pinned).by, now(pinned).holders) == ("person", 1)
    assert run_again(desk) == desk.personas


def test_a_claim_added_is_assumed_until_somebody_is_quoted_for_it(desk):
    desk.add("p1", "need", en="needs rest", fr="a besoin de repos")
    own = desk.persona("p1").claims[-1]
    assert (own.by, own.status, own.holders) == ("person", "assumed", 0)
    quote = first(desk).evidence[0]
    desk.move_quote("p1", first(desk).id, quote.id, to=own.id)
    own = desk.persona("p1").claims[-1]
    assert (own.status, own.holders, own.evidence) == ("reported", 1, (quote,))
    assert run_again(desk) == desk.personas
    desk.remove("p1", own.id)
    assert desk.persona("p1").moved == ()
    assert quote in first(desk).evidence


def test_a_claim_taken_out_stays_out_until_it_is_brought_back(desk):
    before, claim = desk.personas, first(desk)
    desk.remove("p1", claim.id, "said in jest")
    assert [(one.name, one.reason) for one in desk.persona("p1").dropped] == [(claim.code, "said in jest")]
    assert claim.code not in {one.code for one in run_again(desk)[0].claims}
    desk.restore("p1", claim.code)
    assert desk.personas == before


def test_personas_merged_hold_everybody_of_both_and_what_a_person_changed_in_either(desk):
    desk.reword("p2", desk.persona("p2").claims[0].id, en="books early", fr="réserve tôt")
    desk.add("p1", "need", en="needs rest", fr="a besoin de repos")
    everybody = sorted(name for own in desk.personas for name in own.members)
    desk.merge(["p1", "p2"], "the same holiday")
    (one,) = desk.personas
    assert sorted(one.members) == everybody
    assert {"books early", "needs rest"} <= {claim.text.en for claim in one.claims}
    assert one.provenance.decided == "Ada"
    assert desk.segments.found.reason == "found"
    assert run_again(desk) == desk.personas == stored(desk)
    desk.as_found()
    assert [sorted(own.members) for own in desk.personas] == [sorted(g) for g in desk.segments.groups.values()]
    assert not (desk.folder / GROUPS).exists()


def test_a_split_and_a_participant_moved_are_what_a_run_makes_of_groups_yml(desk):
    away = desk.persona("p2").members[:2]
    desk.split("p2", away, "two ways of booking")
    assert {frozenset(own.members) for own in desk.personas} >= {frozenset(away)}
    stranger = desk.segments.left_over[0]
    desk.transfer(stranger, "p1", "talks like them")
    assert stranger in desk.persona("p1").members
    assert run_again(desk) == desk.personas == stored(desk)


@pytest.mark.parametrize(
    ("act", "said"),
    [
        (lambda desk: desk.split("p1", desk.persona("p1").members[:1], "x"), "two people at least"),
        (lambda desk: desk.split("p1", ["P-NONE"], "x"), "not a member"),
        (lambda desk: desk.merge(["p1"], "x"), "two personas at least"),
        (lambda desk: desk.merge(["p1", "p2"], " "), "no reason"),
        (lambda desk: desk.transfer("P-NONE", "p1", "x"), "no such participant"),
        (lambda desk: desk.as_found(), "nobody decided"),
        (lambda desk: desk.remove("p1", "p1.none"), "no such claim"),
        (lambda desk: desk.move_quote("p1", first(desk).id, "E-0", to=None), "no such quote"),
        (lambda desk: desk.add("p1", "need", en="a", fr="b", status="reported"), "cannot have this status"),
    ],
)
def test_what_cannot_be_done_is_refused_and_leaves_no_file(desk, act, said):
    with pytest.raises(InputError, match=said):
        act(desk)
    assert files(desk) == {}


def test_a_change_by_hand_meanwhile_is_taken_in_and_never_overwritten(desk):
    desk.pin("p1", first(desk, 2).id)
    path = desk.persona_folder / "p1.yml"
    path.write_text("# mine\n" + path.read_text("utf-8").replace("Price picks the place", "Cheap first", 1), "utf-8")
    desk.reword("p1", first(desk).id, en="x", fr="y")
    text = path.read_text("utf-8")
    assert "# mine" in text
    assert "Cheap first" in text
    assert desk.persona("p1").summary_made is not None


def test_a_claim_another_hand_changed_meanwhile_is_shown_before_it_is_changed(desk):
    desk.pin("p1", first(desk, 2).id)
    other = PersonaDesk("trip")
    other.reword("p1", first(other).id, en="theirs", fr="le leur")
    with pytest.raises(InputError, match="changed in the file meanwhile"):
        desk.reword("p1", first(desk).id, en="mine", fr="le mien")
    assert first(desk).text.en == "theirs"
    other.reword("p1", first(other).id, en="x", fr="y")
    path = desk.persona_folder / "p1.yml"
    path.write_text(path.read_text("utf-8") + "# later\n", "utf-8")
    with pytest.raises(InputError, match="another hand"):
        other.undo()
    assert path.read_text("utf-8").endswith("# later\n")


def test_a_file_that_cannot_be_read_stops_every_act_and_is_left_alone(desk):
    desk.pin("p1", first(desk).id)
    path = desk.persona_folder / "p1.yml"
    path.write_text("id: p1\nmembers: [", "utf-8")
    with pytest.raises(InputError):
        desk.pin("p2", desk.persona("p2").claims[0].id)
    assert path.read_text("utf-8") == "id: p1\nmembers: ["
    assert desk.problems


def test_claims_of_a_sample_can_be_worked_on_and_its_groups_stay(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    desk = PersonaDesk(Study(study="travel"), by="Ada")
    desk.pin("p1", first(desk, 1).id)
    assert (tmp_path / "personas" / "travel" / "p1.yml").is_file()
    with pytest.raises(InputError, match="sample"):
        desk.merge(["p1", "p2"], "why not")


ACTS = (
    "reword",
    "pin",
    "unpin",
    "add",
    "remove",
    "restore",
    "move",
    "out",
    "side",
    "return",
    "split",
    "merge",
    "found",
)


def do(desk: PersonaDesk, act: str, dice: int) -> None:
    """Do one act somewhere; what cannot be done there is not done."""
    persona = desk.personas[dice % len(desk.personas)]
    claim = persona.claims[dice % len(persona.claims)]
    other = persona.claims[(dice // 3) % len(persona.claims)]
    quote = claim.evidence[dice % len(claim.evidence)].id if claim.evidence else ""
    acts = {
        "reword": lambda: desk.reword(persona.id, claim.id, en=f"en {dice}", fr=f"fr {dice}"),
        "pin": lambda: desk.pin(persona.id, claim.id),
        "unpin": lambda: desk.pin(persona.id, claim.id, pinned=False),
        "add": lambda: desk.add(persona.id, "need", en=f"own {dice}", fr="à moi"),
        "remove": lambda: desk.remove(persona.id, claim.id),
        "restore": lambda: desk.restore(persona.id, persona.dropped[0].name if persona.dropped else "?"),
        "move": lambda: desk.move_quote(persona.id, claim.id, quote, to=other.id),
        "out": lambda: desk.move_quote(persona.id, claim.id, quote, to=None),
        "side": lambda: desk.move_quote(persona.id, claim.id, quote, to=claim.id, to_stance="against"),
        "return": lambda: desk.return_quote(persona.id, 0),
        "split": lambda: desk.split(persona.id, persona.members[:2], "as they say"),
        "merge": lambda: desk.merge([one.id for one in desk.personas[:2]], "alike"),
        "found": desk.as_found,
    }
    try:
        acts[act]()
    except InputError:
        assert not desk.problems


@settings(max_examples=3)
@given(chosen=st.lists(st.tuples(st.sampled_from(ACTS), st.integers(0, 500)), min_size=2, max_size=3))
def test_any_acts_give_in_a_new_run_what_the_desk_shows_and_undone_the_files_as_they_were(tmp_path_factory, chosen):
    with pytest.MonkeyPatch.context() as patch:
        desk = opened(tmp_path_factory.mktemp("acts"), patch)
        do(desk, "pin", 1)
        path = desk.persona_folder / "p1.yml"
        path.write_text(path.read_text("utf-8").replace("\nof: ", "\n# how many?\nof: ", 1), "utf-8")
        desk.look()
        begun, shown = files(desk), desk.personas
        for act, dice in chosen:
            do(desk, act, dice)
        assert run_again(desk) == desk.personas == (stored(desk) if desk.can_undo else desk.personas)
        done = files(desk)
        while desk.can_undo:
            desk.undo()
        assert (files(desk), desk.personas) == (begun, shown)
        while desk.can_redo:
            desk.redo()
        assert files(desk) == done
