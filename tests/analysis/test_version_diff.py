"""Two versions of a study: what came, went, gained and lost, and nothing where nothing changed."""

from __future__ import annotations

import json
import shutil

import pytest
from conftest import ROOT

from workbench.analysis.version_change import Version
from workbench.analysis.version_diff import matched, version_diff
from workbench.cli import main
from workbench.cli.versions import read_version, told
from workbench.model.label import Label
from workbench.model.persona import Persona
from workbench.reading.persona_files import read_persona, write_personas
from workbench.reading.study_folder import find_study


@pytest.fixture(scope="module")
def personas() -> tuple[Persona, ...]:
    return tuple(read_persona(path) for path in sorted((ROOT / "personas" / "travel").glob("p*.yml")))


def changed(persona: Persona, **fields) -> Persona:
    return persona.model_copy(update=fields)


def diff(old, new):
    return version_diff(Version("old", tuple(old)), Version("new", tuple(new)))


def claim(found, code: str):
    return next(each for persona in found.personas for each in persona.claims if each.code == code)


def test_a_version_does_not_differ_from_itself(personas):
    found = diff(personas, personas)
    assert not found.differs
    assert found.personas == ()
    assert list(told(found)) == ["old -> new: 8 participants in both, 0 came, 0 went", "no difference"]


def test_personas_are_matched_by_their_members_not_their_numbers(personas):
    one, two = personas
    swapped = (changed(two, id="p1"), changed(one, id="p2"))
    assert matched(personas, swapped) == {"p1": "p2", "p2": "p1"}
    found = diff(personas, swapped)
    assert {(change.before, change.after, change.what) for change in found.personas} == {
        ("p1", "p2", "same"),
        ("p2", "p1", "same"),
    }
    assert not found.moves


def test_a_persona_that_is_not_there_any_more_went_with_its_claims(personas):
    found = diff(personas, personas[:1])
    (gone,) = found.personas
    assert (gone.what, gone.before, gone.after) == ("went", "p2", None)
    assert {each.what for each in gone.claims} == {"went"}
    assert found.went == tuple(sorted(personas[1].members))
    (back,) = diff(personas[:1], personas).personas
    assert (back.what, back.size_before, back.size_after) == ("came", None, 4)


def test_a_participant_who_changed_persona_moved(personas):
    one, two = personas
    mover = one.members[0]
    new = (changed(one, members=one.members[1:]), changed(two, members=(*two.members, mover)))
    found = diff(personas, new)
    assert [move.participant for move in found.moves] == [mover]
    assert {(change.after, change.what) for change in found.personas} == {("p1", "shrank"), ("p2", "grew")}


def test_who_fits_no_persona_any_more_has_not_left_the_study(personas):
    people = frozenset({member for persona in personas for member in persona.members} | {"P-AAAA", "P-BBBB"})
    old = Version("old", personas, people=people - {"P-BBBB"})
    found = version_diff(old, Version("new", personas[:1], people=people))
    assert (found.came, found.went) == (("P-BBBB",), ())
    assert {(m.participant, m.after) for m in found.moves} == {(one, "no persona") for one in personas[1].members}


@pytest.mark.parametrize(
    ("holders", "size", "what"), [(3, 4, "lost"), (4, 5, "lost"), (8, 8, "gained"), (2, 4, "lost"), (4, 4, None)]
)
def test_support_is_compared_by_share_then_by_number(personas, holders, size, what):
    first, *rest = personas[0].claims
    other = changed(first, holders=holders, size=size)
    found = diff(personas, (changed(personas[0], claims=(other, *rest)), personas[1]))
    if what is None:
        assert not found.differs
    else:
        support = claim(found, first.code)
        assert (support.what, support.before.holders, support.after.holders) == (what, 4, holders)


def test_quotes_gained_and_lost_are_named_with_their_words(personas):
    first, *rest = personas[0].claims
    fewer = changed(first, holders=3, evidence=first.evidence[1:])
    found = claim(diff(personas, (changed(personas[0], claims=(fewer, *rest)), personas[1])), first.code)
    assert [quote.text for quote in found.quotes_lost] == [first.evidence[0].text]
    assert found.quotes_gained == ()


def test_a_status_that_fell_is_support_lost(personas):
    first, *rest = personas[0].claims
    found = diff(personas, (changed(personas[0], claims=(changed(first, status="inferred"), *rest)), personas[1]))
    assert claim(found, first.code).what == "lost"
    assert "4/4 reported -> 4/4 inferred" in "\n".join(told(found))


def test_wording_a_person_changed_is_told_as_theirs(personas, tmp_path):
    write_personas(personas, tmp_path)
    path = tmp_path / "p1.yml"
    path.write_text(
        path.read_text("utf-8").replace("lets the fare of the moment choose", "lets prices choose"), "utf-8"
    )
    write_personas(personas, tmp_path)
    found = diff(personas, read_version(str(tmp_path)).personas)
    (change,) = found.personas
    (reworded,) = change.claims
    assert (reworded.what, reworded.by_person) == ("reworded", True)
    assert reworded.text_before == "lets the fare of the moment choose the destination"
    assert "(a person's words)" in "\n".join(told(found))


def test_a_summary_and_a_name_that_changed_are_told(personas):
    new = changed(
        personas[0],
        summary=Label(en="Cheap", fr="Pas cher"),
        identity=changed(personas[0].identity, name="Ida Roux"),
    )
    text = "\n".join(told(diff(personas, (new, personas[1]))))
    assert "name: was Guy Mary" in text
    assert "-> Cheap" in text


@pytest.fixture(scope="module")
def waves(tmp_path_factory):
    """Return two waves of the travel sample: six of ten interviews, then all."""
    folder = tmp_path_factory.mktemp("waves")
    shutil.copytree(find_study("travel"), folder / "half")
    gone = {f"interview-{number:02}" for number in range(7, 11)}
    for path in (folder / "half" / "interviews").iterdir():
        if path.stem in gone:
            path.unlink()
    for name in ("codings.csv", "participants.csv"):
        path = folder / "half" / name
        lines = path.read_text("utf-8").splitlines(keepends=True)
        path.write_text("".join(line for line in lines if line.split(",")[0] not in gone), "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        return read_version(str(folder / "half")), read_version("travel")


def test_two_waves_add_up(waves):
    half, whole = waves
    found = version_diff(half, whole)
    assert found.differs
    assert found.feelings_compared
    was, is_ = half.people, whole.people
    assert was >= {member for persona in half.personas for member in persona.members}
    assert (set(found.came), set(found.went), found.shared) == (is_ - was, was - is_, len(was & is_))
    for change in found.personas:
        before = next((p for p in half.personas if p.id == change.before), None)
        after = next((p for p in whole.personas if p.id == change.after), None)
        joined = set(after.members if after else ()) - set(before.members if before else ())
        assert set(change.joined) == joined
        for each in change.claims:
            for quote in each.quotes_gained:
                held = [e.id for c in after.claims if c.code == each.code for e in c.evidence]
                assert quote.id in held


def test_two_waves_backwards_are_the_mirror(waves):
    forth, back = version_diff(*waves), version_diff(*reversed(waves))
    assert (forth.came, forth.went) == (back.went, back.came)
    mirror = {"came": "went", "went": "came", "gained": "lost", "lost": "gained"}
    whats = sorted((e.code, mirror.get(e.what, e.what)) for p in forth.personas for e in p.claims)
    assert whats == sorted((e.code, e.what) for p in back.personas for e in p.claims)


def test_feelings_on_steps_are_compared_where_both_were_walked(waves):
    _, whole = waves
    first, *rest = whole.maps
    step = next(iter(first.feelings))
    other = {name: felt for name, felt in first.feelings.items() if name != step}
    less = type(first)(first.persona, first.size, first.cells, other, first.speakers)
    found = version_diff(whole, Version("new", whole.personas, (less, *rest)))
    ((felt,),) = [change.feelings for change in found.personas]
    assert (felt.step, felt.before, felt.after) == (step, first.feelings[step].mean, None)


def test_the_command_ends_as_diff_does(personas, tmp_path, capsys):
    write_personas(personas, tmp_path / "old")
    write_personas(personas[:1], tmp_path / "new")
    old, new = str(tmp_path / "old"), str(tmp_path / "new")
    assert main(["diff", old, old]) == 0
    assert main(["diff", old, new]) == 1
    text = capsys.readouterr().out
    assert main(["diff", old, new]) == 1
    assert text.endswith(capsys.readouterr().out)
    assert main(["diff", old, new, "--json"]) == 1
    content = json.loads(capsys.readouterr().out)
    assert content["differs"]
    assert content["personas"][0]["what"] == "went"
    assert main(["diff", old, str(tmp_path / "absent")]) == 2
    assert "no study here" in capsys.readouterr().err


def test_a_folder_of_reports_is_refused_with_what_to_name_instead(personas, tmp_path, capsys):
    (tmp_path / "report.html").write_text("<html></html>", "utf-8")
    assert main(["diff", str(tmp_path), str(tmp_path)]) == 2
    assert "name the folder of its persona files" in capsys.readouterr().err
