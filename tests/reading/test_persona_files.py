"""Persona files can be read by people, and read back without loss."""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from workbench.errors import InputError
from workbench.model.evidence import Evidence, fingerprint
from workbench.model.persona import Persona
from workbench.reading.persona_files import persona_text, read_persona, stored_identities, write_personas

AWKWARD = [
    "plain",
    'it\'s: a "quote", with # and - and [brackets] {braces}',
    "l’été — « où » & <b>ça</b> 5 %",
    "- a list? no",
    "null",
    "2026-01-01",
    "1.10",
    "yes",
    " padded ",
    "two\nlines\n",
    "a\ttab",
    "x " * 300,
    "*alias &anchor !tag | > % @ `",
    "日本語 🙂",
    "\u00a0\u202f\u2028",
    "\x07 bell and \x1b escape",
    "\ufeff mark",
]


@pytest.fixture
def persona():
    """A persona whose every text is `words`."""

    def build(words="some words", name="p1", **fields):
        evidence = Evidence(
            document="interview-01",
            participant="P-7Q2A",
            start=3,
            end=3 + len(words),
            text=words,
            hash=fingerprint(words),
        )
        both = {"en": words, "fr": words}
        claim = {
            "id": "p1-price",
            "kind": "goal",
            "code": "price",
            "text": both,
            "status": "reported",
            "reviewed": True,
            "holders": 1,
            "size": 2,
            "others": 0,
            "others_size": 3,
            "evidence": [evidence],
            "against": [evidence],
        }
        content = {
            "id": name,
            "study": "tiny",
            "level": "qualitative",
            "illustrative": True,
            "identity": {"name": words, "age": None, "seed": 2**62, "locale": "en_GB"},
            "summary": both,
            "members": ["P-7Q2A", "P-2222"],
            "of": 5,
            "claims": [claim],
            "gaps": [{"kind": "need", "reason": "uncoded", "ask": both}],
            "facts": [{"name": words, "values": {words: 2, "none": 0}}],
            "provenance": {
                "documents": ["interview-01"],
                "participants": 5,
                "codebook_version": "1.10",
                "coders": ["A", "machine"],
                "method": words,
                "silhouette": 0.1 + 0.2,
                "inputs": "0" * 64,
                "review_due": "2027-01-01",
            },
        }
        return Persona.model_validate(content | fields)

    return build


@pytest.mark.parametrize("words", AWKWARD)
def test_a_persona_is_read_back_equal(persona, tmp_path, words):
    write_personas([persona(words)], tmp_path)
    assert read_persona(tmp_path / "p1.yml") == persona(words)


@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x85"), min_size=1, max_size=40))
def test_whatever_people_say_is_read_back_equal(persona, tmp_path, words):
    write_personas([persona(words)], tmp_path)
    assert read_persona(tmp_path / "p1.yml") == persona(words)


def test_the_same_persona_gives_the_same_bytes(persona):
    assert persona_text(persona()) == persona_text(persona())


def test_a_file_begins_with_what_it_is_and_keeps_the_order_of_its_fields(persona):
    text = persona_text(persona())
    assert text.startswith("# A persona made from coded interviews.")
    keys = [line.split(":")[0] for line in text.splitlines() if line[0].isalpha()]
    marks = {"summary_made", "dropped", "moved", "type"}  # there only where a person changed something
    assert keys == [name for name in Persona.model_fields if name not in marks]


def test_quotes_show_their_name_so_that_people_can_look_them_up(persona):
    (claim,) = persona().claims
    assert f"id: {claim.evidence[0].id}" in persona_text(persona())


def test_letters_are_readable_and_not_escaped(persona):
    assert "l’été 日本" in persona_text(persona("l’été 日本"))


def test_one_file_is_written_a_persona(persona, tmp_path):
    folder = tmp_path / "personas" / "tiny"
    written = write_personas([persona(name="p1"), persona(name="p2")], folder)
    assert written == [folder / "p1.yml", folder / "p2.yml"] == sorted(folder.glob("*.yml"))


def test_the_file_of_a_persona_that_no_longer_holds_is_removed(persona, tmp_path):
    write_personas([persona(name="p1"), persona(name="p2"), persona(name="p3")], tmp_path)
    (tmp_path / "notes.md").write_text("mine")
    write_personas([persona(name="p2")], tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == [".made.json", "notes.md", "p2.yml"]


def test_a_half_written_persona_never_appears(persona, tmp_path, monkeypatch):
    write_personas([persona("old words", name="p2")], tmp_path)
    before = (tmp_path / "p2.yml").read_bytes()

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(OSError, match="No space left"):
        write_personas([persona("new words", name="p1")], tmp_path)
    assert [(path.name, path.read_bytes()) for path in tmp_path.glob("*.yml")] == [("p2.yml", before)]
    assert sorted(path.name for path in tmp_path.iterdir()) == [".made.json", "p2.yml"]


def test_the_identities_of_a_folder_come_with_their_members(persona, tmp_path):
    write_personas([persona("Rosa"), persona("Ida", name="p2", members=["P-3333"])], tmp_path)
    kept = stored_identities(tmp_path)
    assert [(each.identity.name, each.members) for each in kept] == [
        ("Rosa", ("P-7Q2A", "P-2222")),
        ("Ida", ("P-3333",)),
    ]


def test_no_folder_holds_no_identity(tmp_path):
    assert stored_identities(tmp_path / "absent") == []


def test_a_file_of_another_version_still_has_its_identity(persona, tmp_path):
    (path,) = write_personas([persona("Rosa")], tmp_path)
    path.write_text(path.read_text("utf-8").replace("level: qualitative", "level: vivid\nmood: calm"), "utf-8")
    assert [each.identity.name for each in stored_identities(tmp_path)] == ["Rosa"]
    with pytest.raises(InputError, match=r"p1.yml:5: level"):
        read_persona(path)


def test_an_identity_a_person_spoiled_is_named_with_its_line(persona, tmp_path):
    (path,) = write_personas([persona("Rosa")], tmp_path)
    line = path.read_text("utf-8").splitlines().index("  age:") + 1
    path.write_text(path.read_text("utf-8").replace("  age:", "  age: forty"), "utf-8")
    with pytest.raises(InputError) as caught:
        stored_identities(tmp_path)
    assert [p.where for p in caught.value.problems] == [f"{path}:{line}"]


def test_a_file_holds_nothing_that_runs(persona, tmp_path):
    (path,) = write_personas([persona()], tmp_path)
    assert YAML(typ="safe", pure=True).load(path.read_text("utf-8"))["id"] == "p1"
    assert "!!" not in path.read_text("utf-8")


def test_a_claim_whose_quotes_were_cut_is_named_with_its_line(persona, tmp_path):
    (path,) = write_personas([persona()], tmp_path)
    text = path.read_text("utf-8")
    start, end = text.index("    evidence:"), text.index("    against:")
    path.write_text(text[:start] + "    evidence: []\n" + text[end:], "utf-8")
    with pytest.raises(InputError, match=r"p1.yml:\d+: .*cites no evidence"):
        read_persona(path)
