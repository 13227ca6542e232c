"""One name has one stand-in all through a study, and a person's decision is law."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.model.transcript import Transcript
from workbench.privacy.redaction import redact
from workbench.privacy.stand_ins import NameRow, stand_ins

TEXTS = {
    "one": "Mme Tharaud m’a dit que Sophie Ratignac partait chez Zorvex. Sophie habite à Xertigny.",
    "two": "Ratignac ? Oui, Sophie. On en parle chez Zorvex et avec Blurptic.",
}


def test_first_name_and_surname_alone_stand_for_the_same_person():
    names = stand_ins(TEXTS, "fr", []).names
    assert names["Sophie"] == names["Sophie Ratignac"] == names["Ratignac"] != names["Tharaud"]


def test_two_people_of_one_first_name_are_told_apart():
    names = stand_ins({"a": "Sophie Ratignac et puis Sophie Quellan. Avec Sophie."}, "fr", []).names
    assert len({names["Sophie Ratignac"], names["Sophie Quellan"], names["Sophie"]}) == 3


@pytest.mark.parametrize(
    ("language", "expected"),
    [("fr", {"personne", "entreprise", "lieu"}), ("en", {"person", "firm", "place"})],
)
def test_stand_ins_speak_the_language_of_the_study(language, expected):
    names = stand_ins({"a": "Mme Tharaud travaille chez Zorvex à Nantes."}, language, []).names
    assert {stand_in.split()[0] for stand_in in names.values()} == expected
    assert all(re.fullmatch(r"\w+ [A-Z2-7]{4}", stand_in) for stand_in in names.values())


def test_a_kept_name_is_never_replaced():
    found = stand_ins(TEXTS, "fr", [NameRow("Zorvex", "firm", decision="keep")])
    assert "Zorvex" not in found.names


def test_a_name_to_be_replaced_always_is_even_where_no_rule_finds_it():
    found = stand_ins({"a": "le truc rouge"}, "fr", [NameRow("truc", "firm", decision="replace")])
    assert found.names["truc"].startswith("entreprise ")


def test_a_doubtful_name_stays_and_waits():
    found = stand_ins(TEXTS, "fr", [])
    assert "Blurptic" in {row.words for row in found.waiting}
    assert "Blurptic" not in found.names
    (row,) = [row for row in stand_ins(TEXTS, "fr", found.rows).rows if row.words == "Blurptic"]
    assert row.waiting


def test_stand_ins_stay_when_interviews_come_or_go_reviewed_or_not():
    first = stand_ins(TEXTS, "fr", [])
    more = {"zero": "M. Vandeput et Zoé Larqué, chez Kwixo.", **TEXTS}
    for review in ((), first.rows):
        later = stand_ins(more, "fr", review)
        assert first.names.items() <= later.names.items()
        new = {later.names["Vandeput"], later.names["Zoé Larqué"], later.names["Kwixo"]}
        assert not new & set(first.names.values())


def test_stand_ins_tell_nothing_to_who_has_not_the_key():
    one, other = (stand_ins(TEXTS, "fr", [], key=key).names["Zorvex"] for key in (b"one", b"other"))
    assert one != other


def test_a_decision_outlives_the_name_it_is_about():
    gone = NameRow("Oubliette", "place", decision="keep")
    assert gone in stand_ins(TEXTS, "fr", [gone]).rows


def test_a_name_without_a_decision_that_is_said_no_more_is_listed_no_more():
    assert "Vandeput" not in {row.words for row in stand_ins(TEXTS, "fr", [NameRow("Vandeput", "person")]).rows}


def test_a_known_name_keeps_its_own_stand_in_and_is_no_row():
    found = stand_ins({"a": "hier So\u200bphie et Mme Tharaud"}, "fr", [], {"Sophie": "P-7Q2A"})
    assert found.names["So\u200bphie"] == "P-7Q2A"
    assert found.names["Tharaud"].startswith("personne ")
    assert [row.words for row in found.rows] == ["Tharaud"]


def test_a_name_that_is_more_often_an_ordinary_word_waits():
    text = "Mark my words. Mark my words. Mark it down. I saw Mark."
    assert "Mark" not in stand_ins({"a": text}, "en", []).names


words = st.sampled_from(
    [
        "Sophie",
        "Sophie Ratignac",
        "Ratignac",
        "Mme Tharaud",
        "chez Zorvex",
        "à Nantes",
        "rouge",
        "il vient",
        "D’Angelo",
        "L'Île-Rousse",
        "06 12 34 56 78",
        "m@x.fr",
        "12 rue des Lilas",
        "Stéphanie",
        "So\u200bphie",
        "M. Le Goff",
    ]
)
speech = st.lists(st.tuples(words, st.sampled_from([" ", ", ", ". ", " et ", "\n"])), max_size=12).map(
    lambda said: "".join(word + between for word, between in said)
)


@settings(deadline=None, max_examples=150)
@given(speech)
def test_replacing_twice_changes_nothing_more(text):
    names = stand_ins({"a": text}, "fr", []).names
    once, _ = redact(text, names)
    assert redact(once, names)[0] == once
    assert stand_ins({"a": once}, "fr", []).names == {}


@settings(deadline=None, max_examples=150)
@given(speech)
def test_words_that_name_nobody_stay_and_every_place_is_known(text):
    clean, changes = redact(text, stand_ins({"a": text}, "fr", []).names)
    transcript = Transcript("a", "P-7Q2A", clean, (), "a.txt", "0", "fr", replacements=changes)
    assert (clean.count("rouge"), clean.count("il vient")) == (text.count("rouge"), text.count("il vient"))
    for at in [at for at in range(len(text)) if text.startswith("rouge", at)]:
        start = transcript.from_source(at)
        assert clean[start : transcript.from_source(at + 5, end=True)] == "rouge"


@settings(deadline=None, max_examples=100)
@given(speech, speech)
def test_a_name_has_one_stand_in_in_every_interview(one, other):
    both = stand_ins({"a": one, "b": other}, "fr", [])
    again = stand_ins({"a": one, "b": other}, "fr", both.rows)
    assert again.names == both.names
    assert again.rows == both.rows
