"""What a person changes in a persona file stays when the persona is made again, and the status follows the evidence."""

from __future__ import annotations

import random
from copy import deepcopy
from io import StringIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from workbench.errors import InputError
from workbench.model.evidence import fingerprint, quote
from workbench.model.label import Label
from workbench.model.persona import Persona
from workbench.model.transcript import Transcript
from workbench.reading.persona_files import (
    HEADER,
    persona_text,
    read_persona,
    stored_identities,
    with_edits,
    write_personas,
)

WORDS = "It was cheap and quick and close and my sister told me so."
PEOPLE = ("P-2222", "P-3333", "P-4444")


def transcript(person: str, words: str = WORDS) -> Transcript:
    name = f"talk-{person[-1]}"
    return Transcript(name, person, words, (), f"{name}.txt", "", "en")


def claim(code: str, people=PEOPLE, **fields) -> dict:
    return {
        "id": f"p1.{code}",
        "kind": "goal",
        "code": code,
        "text": {"en": f"wants {code}", "fr": f"veut {code}"},
        "status": "reported",
        "reviewed": True,
        "holders": len(people),
        "size": 3,
        "others": 1,
        "others_size": 2,
        "evidence": [quote(transcript(person), 0, 12) for person in people],
        **fields,
    }


def made(*codes: str, inputs: str = "0", gaps=("need", "trigger"), **fields) -> Persona:
    """Return a persona as the workbench makes it."""
    content = {
        "id": "p1",
        "study": "tiny",
        "level": "qualitative",
        "illustrative": True,
        "identity": {"name": "Rosa", "age": 40, "seed": 1, "locale": "en_GB"},
        "summary": {"en": "Cheap · Quick", "fr": "Bon marché · Rapide"},
        "members": PEOPLE,
        "of": 5,
        "claims": [claim(code) for code in codes or ("cheap", "quick", "close")],
        "gaps": [{"kind": kind, "reason": "uncoded", "ask": {"en": "And?", "fr": "Et ?"}} for kind in gaps],
        "provenance": {
            "documents": [f"talk-{person[-1]}" for person in PEOPLE],
            "participants": 5,
            "codebook_version": "1",
            "coders": ["A"],
            "method": "by hand",
            "inputs": inputs * 64,
        },
    }
    return Persona.model_validate(content | fields)


@pytest.fixture
def folder(tmp_path):
    """Return a folder that holds the file of a persona with three claims."""
    write_personas([made()], tmp_path)
    return tmp_path


def change(folder, edit) -> None:
    """Change the content of the file as a person would: nothing but the values touched moves."""
    path = folder / "p1.yml"
    yaml = YAML()
    yaml.width = 110
    yaml.indent(mapping=2, sequence=4, offset=2)
    content = yaml.load(path.read_text("utf-8"))
    edit(content)
    out = StringIO()
    yaml.dump(content, out)
    path.write_text(out.getvalue(), "utf-8")


def swap(folder, old: str, new: str) -> None:
    path = folder / "p1.yml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def again(folder, persona: Persona | None = None, **named) -> Persona:
    write_personas([persona or made()], folder, **named)
    return read_persona(folder / "p1.yml")


def by_code(persona: Persona) -> dict:
    return {each.code: each for each in persona.claims}


OTHER = "1"
"""Inputs of a next wave."""


@pytest.mark.parametrize("inputs", ["0", OTHER])
def test_wording_a_person_changed_stays_with_the_workbenchs_beside_it(folder, inputs):
    swap(folder, "wants quick", "is in a hurry")
    found = by_code(again(folder, made(inputs=inputs)))["quick"]
    assert (found.text.en, found.made) == ("is in a hurry", Label(en="wants quick", fr="veut quick"))
    assert found.status == "reported"


def test_wording_nobody_touched_follows_the_codebook(folder):
    renewed = made(inputs=OTHER, claims=[claim("cheap", text={"en": "saves", "fr": "épargne"})])
    found = again(folder, renewed).claims[0]
    assert (found.text.en, found.made) == ("saves", None)


def test_where_both_changed_the_persons_words_stay_and_the_workbenchs_are_beside(folder):
    swap(folder, "wants cheap", "counts every cent")
    again(folder)
    renewed = made(inputs=OTHER, claims=[claim("cheap", text={"en": "saves", "fr": "épargne"})])
    found = again(folder, renewed).claims[0]
    assert (found.text.en, found.made) == ("counts every cent", Label(en="saves", fr="épargne"))


def test_wording_put_back_is_the_workbenchs_again(folder):
    swap(folder, "wants cheap", "counts every cent")
    again(folder)
    swap(folder, "counts every cent", "wants cheap")
    assert again(folder).claims[0].made is None
    assert (folder / "p1.yml").read_text("utf-8") == persona_text(made())


def test_without_the_record_a_changed_wording_is_still_never_lost(folder):
    (folder / ".made.json").unlink()
    swap(folder, "wants cheap", "counts every cent")
    assert again(folder, made(inputs=OTHER)).claims[0].text.en == "counts every cent"


def test_the_record_of_another_version_of_the_file_is_not_believed(folder):
    """An older file that is brought back is compared with itself made again, not with a later record."""
    older = (folder / "p1.yml").read_text("utf-8")
    renewed = made(inputs=OTHER, claims=[claim("cheap", text={"en": "saves", "fr": "épargne"})])
    again(folder, renewed)
    (folder / "p1.yml").write_text(older, "utf-8")
    assert set(by_code(again(folder))) == {"cheap", "quick", "close"}
    assert (folder / "p1.yml").read_text("utf-8") == older


@pytest.mark.parametrize("recorded", [True, False])
def test_a_claim_a_person_took_out_stays_out_until_it_is_asked_back(folder, recorded):
    change(folder, lambda content: content["claims"].pop(1))
    if not recorded:
        (folder / ".made.json").unlink()
    found = again(folder)
    assert "quick" not in by_code(found)
    assert [(entry.part, entry.name) for entry in found.dropped] == [("claim", "quick")]
    change(folder, lambda content: content["dropped"][0].update(reason="not true of any of them"))
    assert again(folder, made(inputs=OTHER)).dropped[0].reason == "not true of any of them"
    change(folder, lambda content: content.pop("dropped"))
    assert "quick" in by_code(again(folder, made(inputs=OTHER)))


def test_a_claim_that_is_new_is_not_taken_for_one_a_person_took_out(folder):
    assert set(by_code(again(folder, made("cheap", "new", inputs=OTHER)))) == {"cheap", "new"}


def test_a_claim_without_evidence_that_a_person_added_needs_three_fields_and_stays(folder):
    own = {"kind": "need", "text": {"en": "likes blue", "fr": "aime le bleu"}, "status": "assumed"}
    change(folder, lambda content: content["claims"].insert(0, own))
    for inputs in ("0", OTHER):
        found = again(folder, made(inputs=inputs)).claims[-1]
        assert (found.text.en, found.status, found.by, found.holders, found.size) == (
            "likes blue",
            "assumed",
            "person",
            0,
            3,
        )


def test_two_claims_a_person_added_under_one_id_are_told_apart(folder):
    own = {"id": "p1.cheap", "kind": "need", "text": {"en": "a", "fr": "b"}, "status": "assumed", "by": "person"}
    change(folder, lambda content: content["claims"].extend([own, dict(own, text={"en": "c", "fr": "d"})]))
    ids = [each.id for each in again(folder).claims]
    assert len(set(ids)) == len(ids) == 5


def test_a_claim_a_person_assumed_is_reported_once_somebody_says_it(folder):
    own = {
        "kind": "goal",
        "code": "warm",
        "text": {"en": "wants it warm", "fr": "le veut chaud"},
        "status": "assumed",
    }
    change(folder, lambda content: content["claims"].append(own))
    assert by_code(again(folder))["warm"].status == "assumed"
    found = by_code(again(folder, made("cheap", "warm", inputs=OTHER)))["warm"]
    assert (found.status, found.text.en, len(found.evidence)) == ("reported", "wants it warm", 3)


def test_a_claim_a_person_doubts_stays_inferred(folder):
    change(folder, lambda content: content["claims"][0].update(status="inferred"))
    found = again(folder, made(inputs=OTHER)).claims[0]
    assert (found.status, len(found.evidence)) == ("inferred", 3)


def test_a_claim_nobody_supports_any_more_goes_where_nobody_changed_it(folder):
    assert set(by_code(again(folder, made("cheap", inputs=OTHER)))) == {"cheap"}


@pytest.mark.parametrize("rewritten_between", [True, False])
def test_a_claim_a_person_reworded_is_lowered_and_flagged_when_its_evidence_is_gone(folder, rewritten_between):
    swap(folder, "wants quick", "is in a hurry")
    if rewritten_between:
        again(folder)
    found = by_code(again(folder, made("cheap", inputs=OTHER), transcripts=[]))["quick"]
    assert (found.status, found.lost, found.evidence, found.by) == ("inferred", 3, (), "person")
    assert found.text.en == "is in a hurry"


def test_quotes_of_a_participant_who_left_are_taken_out_of_a_persons_claim(folder):
    own = claim("sister", people=PEOPLE, text={"en": "asks kin", "fr": "demande aux siens"}, id="p1.sister")
    own["evidence"] = [each.model_dump(mode="json") for each in own["evidence"]]
    change(folder, lambda content: content["claims"].append(own))
    assert (by_code(again(folder))["sister"].status, by_code(again(folder))["sister"].holders) == ("reported", 3)
    fewer = made(inputs=OTHER, members=PEOPLE[:2], claims=[claim("cheap", people=PEOPLE[:2])])
    found = by_code(again(folder, fewer))["sister"]
    assert (found.status, found.holders, found.lost) == ("reported", 2, 1)
    assert "P-4444" not in (folder / "p1.yml").read_text("utf-8").split("provenance")[0]


def test_words_that_changed_in_a_transcript_support_no_claim_of_a_person(folder):
    own = claim("sister", people=PEOPLE[:1], text={"en": "asks kin", "fr": "demande aux siens"})
    own["evidence"] = [each.model_dump(mode="json") for each in own["evidence"]]
    change(folder, lambda content: content["claims"].append(own))
    spoken = [transcript(person) for person in PEOPLE]
    assert by_code(again(folder, transcripts=spoken))["sister"].status == "reported"
    spoken[0] = transcript(PEOPLE[0], "Something else altogether was said.")
    found = by_code(again(folder, transcripts=spoken))["sister"]
    assert (found.status, found.lost, found.evidence) == ("inferred", 1, ())


def test_a_claim_said_to_be_reported_without_a_quote_is_refused_and_nothing_is_written(folder):
    own = {"kind": "need", "text": {"en": "likes blue", "fr": "aime le bleu"}, "status": "reported"}
    own |= {"id": "p1.blue", "code": "blue", "reviewed": True}
    own |= {"holders": 0, "size": 3, "others": 0, "others_size": 2}
    change(folder, lambda content: content["claims"].append(own))
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    with pytest.raises(InputError, match=r"p1.yml:\d+: .*p1.blue is reported but cites no evidence"):
        again(folder)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_every_file_that_cannot_be_read_is_named_and_no_file_is_touched(folder):
    (folder / "p2.yml").write_text("id: p2\n  study: [", "utf-8")
    swap(folder, "level: qualitative", "level: vivid")
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    with pytest.raises(InputError) as caught:
        again(folder)
    assert [str(problem.where).rsplit("/", 1)[-1].split(":")[0] for problem in caught.value.problems] == [
        "p1.yml",
        "p2.yml",
    ]
    assert all(":" in problem.where.rsplit("/", 1)[-1] for problem in caught.value.problems)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_summary_identity_and_gaps_are_kept_as_a_person_has_them(folder):
    def edit(content):
        content["summary"]["en"] = "In a hurry"
        content["identity"]["name"] = "Ida"
        content["gaps"][0]["ask"]["en"] = "What do you lack?"
        content["gaps"].pop(1)
        content["gaps"].append({"kind": "goal", "reason": "unsupported", "ask": {"en": "Why?", "fr": "Pourquoi ?"}})

    change(folder, edit)
    for inputs in ("0", OTHER, "2"):
        (inherited,) = (kept.identity for kept in stored_identities(folder))
        found = again(folder, made(inputs=inputs, summary={"en": "New", "fr": "Neuf"}, identity=inherited))
        assert (found.summary.en, found.summary_made.en, found.identity.name) == ("In a hurry", "New", "Ida")
        assert [(gap.kind, gap.ask.en, gap.by) for gap in found.gaps] == [
            ("need", "What do you lack?", None),
            ("goal", "Why?", "person"),
        ]
        assert [(entry.part, entry.name) for entry in found.dropped] == [("gap", "trigger")]


def test_a_gap_that_a_claim_fills_goes_and_a_persons_question_stays(folder):
    change(folder, lambda content: content["gaps"][0]["ask"].update(en="What do you lack?"))
    found = again(folder, made(inputs=OTHER, gaps=()))
    assert [(gap.kind, gap.by) for gap in found.gaps] == [("need", "person")]


def test_what_shows_personas_shows_the_changes_and_writing_them_again_adds_nothing(folder):
    swap(folder, "wants quick", "is in a hurry")
    change(folder, lambda content: content["claims"].pop(0))
    shown = with_edits([made(inputs=OTHER)], folder)
    assert by_code(shown[0])["quick"].text.en == "is in a hurry"
    write_personas(shown, folder)
    text = (folder / "p1.yml").read_text("utf-8")
    assert read_persona(folder / "p1.yml") == shown[0] == with_edits([made(inputs=OTHER)], folder)[0]
    write_personas([made(inputs=OTHER)], folder)
    assert (folder / "p1.yml").read_text("utf-8") == text


def test_changes_go_with_the_people_when_a_persona_gets_another_number(folder):
    swap(folder, "wants quick", "is in a hurry")
    moved = made(inputs=OTHER).model_copy(update={"id": "p2"})
    newcomer = made(
        "far", inputs=OTHER, members=("P-7777", "P-8888"), identity={**dict(made().identity), "name": "Uma"}
    )
    write_personas([newcomer, moved], folder)
    assert by_code(read_persona(folder / "p2.yml"))["quick"].text.en == "is in a hurry"
    assert set(by_code(read_persona(folder / "p1.yml"))) == {"far"}


EDITS = {
    "word": lambda c, r: [x["text"].update(en=f"own words {r.random()}") for x in c["claims"][:1]],
    "french": lambda c, r: [x["text"].update(fr=f"l’été : « où » # {r.random()}") for x in c["claims"][-1:]],
    "remove": lambda c, r: c["claims"] and c["claims"].pop(r.randrange(len(c["claims"]))),
    "add": lambda c, r: c["claims"].insert(
        r.randrange(len(c["claims"]) + 1),
        {"text": {"en": f"x {r.random()}", "fr": "y"}, "status": "inferred", "kind": "delight"},
    ),
    "copy": lambda c, _: c["claims"] and c["claims"].append(deepcopy(c["claims"][0])),
    "shuffle": lambda c, r: r.shuffle(c["claims"]),
    "doubt": lambda c, _: [x.update(status="assumed") for x in c["claims"][1:2]],
    "summary": lambda c, r: c["summary"].update(en=f"s {r.random()}"),
    "name": lambda c, r: c["identity"].update(name=f"N {r.random()}"),
    "ask": lambda c, r: [x["ask"].update(en=f"q {r.random()}") for x in c["gaps"][:1]],
    "no gap": lambda c, _: c["gaps"] and c["gaps"].pop(),
    "gap": lambda c, r: c["gaps"].append(
        {"reason": "uncoded", "kind": r.choice(["goal", "context", "need"]), "ask": {"en": f"{r.random()}", "fr": "?"}}
    ),
    "drop": lambda c, _: c.setdefault("dropped", []).append({"part": "claim", "name": "close", "reason": "no"}),
    "order": lambda c, _: c.move_to_end("summary") if hasattr(c, "move_to_end") else None,
    "quote": lambda c, _: [x["evidence"].pop() for x in c["claims"][:1] if len(x["evidence"]) > 1],
    "above": lambda c, r: c.yaml_set_comment_before_after_key("gaps", before=f"above {r.randrange(9)}"),
    "beside": lambda c, r: c.yaml_add_eol_comment(f"beside {r.randrange(9)}", "level"),
}


def _theirs(persona: Persona) -> set[str]:
    """Return all words of a persona file that a person may have written."""
    words = {persona.summary.en, persona.identity.name, *(gap.ask.en for gap in persona.gaps)}
    return words | {each.text.en for each in persona.claims} | {each.text.fr for each in persona.claims}


@settings(max_examples=25)
@given(
    chosen=st.lists(st.sampled_from(sorted(EDITS)), max_size=6),
    later=st.lists(st.sampled_from(sorted(EDITS)), max_size=3),
    seed=st.integers(0, 99),
    recorded=st.booleans(),
)
def test_any_changes_survive_being_made_again_and_being_made_twice_changes_nothing(
    tmp_path_factory, chosen, later, seed, recorded
):
    folder, rng = tmp_path_factory.mktemp("edits"), random.Random(seed)  # noqa: S311  # not for secrets
    write_personas([made()], folder)
    if not recorded:
        (folder / ".made.json").unlink()
    for edits in (chosen, later):
        for name in edits:
            change(folder, lambda content, name=name: EDITS[name](content, rng))
        edited = read_persona(folder / "p1.yml")
        theirs = _theirs(edited) - _theirs(made())
        comments = [line.strip() for line in (folder / "p1.yml").read_text("utf-8").splitlines() if "# above" in line]
        codes = {each.code for each in edited.claims}
        listed = {entry.name for entry in edited.dropped}
        (inherited,) = (kept.identity for kept in stored_identities(folder))
        remade = made(identity=inherited)
        found = again(folder, remade)
        text = (folder / "p1.yml").read_text("utf-8")
        assert theirs - {
            w for each in edited.claims if each.code in listed for w in each.text.model_dump().values()
        } <= (_theirs(found))
        assert {each.code for each in found.claims if not each.by} <= codes | ({"cheap", "quick", "close"} - codes)
        assert all(line in text for line in comments)
        assert again(folder, remade) == found
        assert (folder / "p1.yml").read_text("utf-8") == text
        assert all(each.evidence for each in found.claims if each.status == "reported")


LINES = st.sampled_from(["# why?", "# a: b", "#", "", "   # - x  # y", "# « é » ⟦so⟧"])


@settings(max_examples=25)
@given(places=st.lists(st.tuples(st.integers(2, 150), LINES, st.booleans()), max_size=8))
def test_comments_on_any_line_stay_and_stay_where_they_are(tmp_path_factory, places):
    folder = tmp_path_factory.mktemp("comments")
    lines = persona_text(made()).splitlines()
    for number, words, beside in sorted(places, reverse=True):
        if beside and words.startswith("# ") and "#" not in lines[number % len(lines)]:
            lines[number % len(lines)] += f" {words}"
        elif not beside and number < len(lines):
            lines.insert(number, words)
    (folder / "p1.yml").write_text("\n".join(lines) + "\n", "utf-8")
    write_personas([made()], folder)
    found = (folder / "p1.yml").read_text("utf-8")
    assert [line.strip() for line in found.splitlines()] == [line.strip() for line in lines]
    write_personas([made()], folder)
    assert (folder / "p1.yml").read_text("utf-8") == found
    assert read_persona(folder / "p1.yml") == made()


def test_a_comment_whose_claim_is_gone_goes_to_the_end(folder):
    swap(folder, "  - id: p1.quick", "  # doubtful\n  - id: p1.quick")
    again(folder, made("cheap", inputs=OTHER))
    text = (folder / "p1.yml").read_text("utf-8")
    assert text.endswith("# claims.quick: doubtful\n")
    again(folder, made("cheap", inputs=OTHER))
    assert (folder / "p1.yml").read_text("utf-8") == text


def test_a_comment_moves_with_its_claim(folder):
    swap(folder, "  - id: p1.quick", "  # doubtful\n  - id: p1.quick")
    again(folder, made("close", "cheap", "quick", inputs=OTHER))
    assert "  # doubtful\n  - id: p1.quick" in (folder / "p1.yml").read_text("utf-8")


def test_signs_of_a_comment_inside_a_quote_are_no_comment(folder):
    swap(folder, "wants quick", "'wants # 1'")
    swap(folder, "wants close", "|\n        two # lines\n        of text")
    assert by_code(again(folder))["close"].text.en == "two # lines\nof text\n"
    assert (folder / "p1.yml").read_text("utf-8").count("#") == HEADER.count("#") + 2


def test_the_order_a_person_gives_to_fields_stays(folder):
    lines = (folder / "p1.yml").read_text("utf-8").splitlines(keepends=True)
    at = lines.index("of: 5\n")
    lines.insert(2, lines.pop(at))
    (folder / "p1.yml").write_text("".join(lines), "utf-8")
    again(folder)
    assert (folder / "p1.yml").read_text("utf-8") == "".join(lines)


def test_the_record_holds_nothing_that_anybody_said(folder):
    record = (folder / ".made.json").read_text("utf-8")
    assert not [word for word in (*PEOPLE, "cheap and", "Rosa", fingerprint(WORDS[:12])) if word in record]


def test_the_type_a_person_gave_survives_and_none_is_ever_guessed(tmp_path):
    write_personas([made()], tmp_path)
    path = tmp_path / "p1.yml"
    assert "\ntype:" not in path.read_text("utf-8")
    path.write_text(path.read_text("utf-8").replace("\nidentity:", "\ntype: primary\nidentity:", 1), "utf-8")
    write_personas([made("cheap", "dear", inputs="1")], tmp_path)
    assert read_persona(path).type == "primary"
    assert with_edits([made()], tmp_path)[0].type == "primary"
    path.write_text(path.read_text("utf-8").replace("type: primary\n", "", 1), "utf-8")
    write_personas([made()], tmp_path)
    assert read_persona(path).type is None
