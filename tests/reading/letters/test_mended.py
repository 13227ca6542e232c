"""What is read with damage says so; what is repaired says what was restored, guessed and left."""

from __future__ import annotations

import pytest

from workbench.errors import InputError
from workbench.model.guess import fault
from workbench.reading.letters.mended import MOST_LINES, mended, mended_turns, read_text_with_notices
from workbench.reading.turns import Turn


@pytest.fixture
def file(tmp_path):
    def write(text: str):
        path = tmp_path / "words.txt"
        path.write_text(text, "utf-8")
        return path

    return write


def test_damage_is_told_once_a_kind_and_nothing_is_changed(file):
    text = "Bonjour\nrencontr¨¦, tr¨¨s, la fa?on"
    read, notices = read_text_with_notices(file(text))
    assert read == text
    assert [(one.key, one.values["n"], one.line) for one in notices] == [("damaged", 2, 2), ("damaged", 1, 2)]
    assert notices[0].values == {"n": 2, "kind": "GBK → Latin-1", "example": "rencontr¨¦,"}


def test_repair_tells_what_was_restored_guessed_and_left(file):
    read, notices = read_text_with_notices(file("rencontr¨¦\nla fa?on, les co?ts"), repair=True)
    assert read == "rencontré\nla fa⟦ç⟧on, les co?ts"
    assert {one.key: one.values for one in notices} == {
        "restored": {"n": 1, "characters": "é 1"},
        "guessed": {"n": 1, "lines": "2"},
        "damage_left": {"n": 1, "lines": "2"},
    }


def test_sound_text_is_read_without_a_word(file):
    assert read_text_with_notices(file("Déjà vu ?"), repair=True) == ("Déjà vu ?", [])


def test_guesses_of_an_earlier_repair_are_told(file):
    text = "fa⟦ç⟧on"
    read, notices = read_text_with_notices(file(text))
    assert read == text
    assert [(one.key, one.values) for one in notices] == [("guesses_in_file", {"n": 1})]


def test_marks_not_in_pairs_are_refused(file):
    with pytest.raises(InputError, match=":1: marks"):
        read_text_with_notices(file("fa⟦çon"))


def test_lines_are_listed_up_to_a_number_with_their_total():
    _, notices = mended("words.txt", "la fa?on\n" * (MOST_LINES + 5), repair=True)
    assert notices[0].values["n"] == MOST_LINES + 5
    assert notices[0].values["lines"] == ", ".join(map(str, range(1, MOST_LINES + 1))) + ", …"


def test_turns_of_any_file_are_repaired_in_their_places():
    turns = [Turn("A", "la fa?on\nde dire", 1.5), Turn("B", "tr¨¨s bien")]
    made, notices = mended_turns("talk.docx", turns, repair=True)
    assert made == [Turn("A", "la fa⟦ç⟧on de dire", 1.5), Turn("B", "très bien")]
    assert all(fault(turn.words) is None for turn in made)
    assert {one.line for one in notices} == {None}


def test_no_turns_are_no_turns():
    assert mended_turns("talk.docx", [], repair=True) == ([], [])
