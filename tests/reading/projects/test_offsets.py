"""A place is where the program that counted it meant it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.reading.projects.offsets import Passage, fitting, plain_lines, rulers

STORED = st.text(st.sampled_from("ab é😀\r\n"), max_size=40).map(lambda text: text.replace("\r", "\r\n"))


@given(STORED, st.data())
def test_characters_of_the_file_are_the_count_where_nothing_is_quoted(stored, data):
    start = data.draw(st.integers(0, max(len(stored) - 1, 0)))
    end = data.draw(st.integers(start, len(stored)))
    place = fitting(rulers(stored), []).place(start, end)
    text = plain_lines(stored)
    if place is None:
        assert start >= end
    elif stored[start - 1 : start + 1] != "\r\n" and stored[end - 1 : end + 1] != "\r\n":
        assert text[place[0] : place[1]] == plain_lines(stored[start:end])


@pytest.mark.parametrize("stored", ["\ufeffone\r\ntwo 😀 three", "one\r\n😀😀 three four", "é😀 three"])
@pytest.mark.parametrize("as_counted", [str, lambda stored: stored.replace("\r\n", "\n")])
def test_words_quoted_tell_how_a_program_counts(stored, as_counted):
    seen = as_counted(stored.removeprefix("\ufeff"))
    start = seen.index("three")
    passage = Passage(start, start + 5, "three")
    place = fitting(rulers(stored), [passage]).place(passage.start, passage.end)
    assert place is not None
    assert plain_lines(stored)[place[0] : place[1]] == "three"


def test_units_of_sixteen_bits_are_told_by_the_words_quoted():
    passage = Passage(3, 8, "three")
    place = fitting(rulers("😀 three"), [passage]).place(passage.start, passage.end)
    assert place == (2, 7)


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (3, 3), (4, 2), (0, 99), (98, 99)])
def test_a_place_that_is_reversed_or_outside_is_none(start, end):
    assert rulers("some words")[0].place(start, end) is None
