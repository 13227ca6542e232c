"""The words of a turn are found where they stand in the file."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.reading.formats.labels import labelled_turns
from workbench.reading.projects.alignment import Alignment
from workbench.reading.turns import Turn, merge, original_text

WORDS = st.lists(st.sampled_from(["Anna:", "well", "a", "an", "[0:12]", "yes,", "été", "😀"]), max_size=6).map(" ".join)
LINES = st.lists(
    st.tuples(st.sampled_from(["Anna: ", "Interviewer: ", "[0:12] Anna: ", "", "  \t"]), WORDS).map("".join), max_size=9
)


def squeezed(text: str) -> str:
    return "".join(text.split())


@given(LINES, st.sampled_from(["\n", "\n\n", " \n"]))
def test_every_word_of_every_turn_is_found_with_the_same_letters(lines, between):
    text = between.join(["Interview of the day", *lines])
    turns, before = labelled_turns(text.split("\n"), ("Interviewer",))
    merged = merge(turns)
    words = original_text(merged)
    alignment = Alignment(text, merged, len(before))
    assert alignment.holds
    everything = alignment.parts(0, len(text))
    assert [words[part.start : part.end] for part in everything] == [turn.words for turn in merged]


@given(LINES, st.data())
def test_a_passage_gives_the_letters_that_stand_in_it_and_no_others(lines, data):
    text = "\n".join(lines)
    turns, before = labelled_turns(text.split("\n"), ("Interviewer",))
    merged = merge(turns)
    words = original_text(merged)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    alignment = Alignment(text, merged, len(before))
    left, mid, right = (
        "".join(words[p.start : p.end] for p in alignment.parts(*span))
        for span in ((0, start), (start, end), (end, len(text)))
    )
    assert squeezed(left + mid + right) == squeezed(words)
    assert squeezed(mid) in squeezed(text[start:end]) or any(mark in text[start:end] for mark in (":", "["))


def test_a_passage_over_several_turns_gives_one_part_for_each():
    text = "Anna: one two\nInterviewer: three\nAnna: four five"
    turns = [Turn("Anna", "one two"), Turn("Interviewer", "three"), Turn("Anna", "four five")]
    start, end = text.index("two"), text.index("five") - 1
    assert [
        (part.turn, original_text(turns)[part.start : part.end]) for part in Alignment(text, turns).parts(start, end)
    ] == [
        (0, "two"),
        (1, "three"),
        (2, "four"),
    ]


@pytest.mark.parametrize("text", ["", "Anna: other words", "Anna: one two three"])
def test_words_that_are_not_in_the_file_are_not_aligned(text):
    alignment = Alignment(text, [Turn("Anna", "one two")])
    assert not alignment.holds
    assert alignment.parts(0, len(text)) == []


def test_a_line_that_only_looks_like_the_words_is_given_back():
    text = "Hello\nAnna: Hello there"
    turns = [Turn("Anna", "Hello there")]
    start = text.index("Hello there")
    (part,) = Alignment(text, turns, before=1).parts(start, len(text))
    assert (part.start, part.end) == (0, len("Hello there"))
