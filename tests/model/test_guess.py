"""A guess is marked in the text itself, and whatever is cut from it shows the marks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.errors import InputError
from workbench.model.guess import CLOSE, GUESS, OPEN, check_marks, fault, guesses, mark, seen_through, unmarked, whole

plain = st.text("ab é.\n", max_size=6)
guessed = st.text("abé«", min_size=1, max_size=3).map(mark)
marked = st.lists(plain | guessed, max_size=8).map("".join)


def test_a_guess_stands_between_two_marks():
    assert mark("é") == "⟦é⟧"
    assert unmarked(f"soci{mark('é')}t{mark('é')}") == "société"


@pytest.mark.parametrize("text", ["", "a⟧", "⟦", "a\nb"])
def test_what_cannot_be_told_from_its_marks_is_no_guess(text):
    with pytest.raises(ValueError, match="cannot be marked"):
        mark(text)


@given(marked)
def test_marked_text_has_no_fault_and_every_mark_belongs_to_a_guess(text):
    assert fault(text) is None
    assert sum(end - start for start, end in guesses(text)) == sum(len(hit[0]) for hit in GUESS.finditer(text))
    assert len(guesses(text)) == text.count(OPEN) == text.count(CLOSE)


@given(marked, st.data())
def test_a_widened_span_cuts_through_no_guess_and_loses_nothing(text, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    first, last = whole(text, start, end)
    assert first <= start
    assert last >= end
    assert fault(text[first:last]) is None or start == end
    assert whole(text, first, last) == (first, last)
    if start < end and not any(a < end and start < b for a, b in guesses(text)):
        assert (first, last) == (start, end)


def test_a_letter_cut_from_within_a_guess_brings_its_marks():
    text = "soci⟦ét⟧é"
    assert text[slice(*whole(text, 5, 6))] == "⟦ét⟧"
    assert text[slice(*whole(text, 0, 6))] == "soci⟦ét⟧"


@pytest.mark.parametrize(("text", "line"), [("a\n⟦b", 2), ("⟧", 1), ("⟦a⟦b⟧⟧", 1), ("⟦a\nb⟧", 1), ("\n\n⟦⟧", 3)])
def test_marks_not_in_pairs_are_refused_with_their_line(text, line):
    assert fault(text) == line
    with pytest.raises(InputError, match=f"words.txt:{line}: marks of guesses not in pairs"):
        check_marks("words.txt", text)


def test_text_without_marks_is_as_it_was():
    text = "rien à dire [P-1]"
    assert unmarked(text) is text
    check_marks("words.txt", text)


@given(marked)
def test_each_character_seen_through_the_marks_has_its_place(text):
    plain, places = seen_through(text)
    assert plain == unmarked(text)
    assert [text[place] for place in places[:-1]] == list(plain)
    assert places[-1] == len(text)
