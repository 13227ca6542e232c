"""A table is a transcript when a column of it says who speaks."""

from __future__ import annotations

import pytest

from workbench.reading.formats.label_table import labelled_rows


def _rows(*rows):
    return labelled_rows([[cell.split("\n") for cell in row] for row in rows])


def test_a_label_and_its_words_become_one_paragraph():
    told = _rows(("Interviewer:", "Why?"), ("Anna", "So.\nAnd so."), ("Interviewer:", "And?"), ("Anna", "No."))
    assert told == [["Interviewer: Why?"], ["Anna: So.", "And so."], ["Interviewer: And?"], ["Anna: No."]]


def test_times_and_numbers_of_turns_beside_the_label_are_known():
    told = _rows(("1", "0:21", "Claire", "Why?"), ("2", "[00:24]", "Anna", "So."), ("3", "0:30", "Claire", "And?"))
    assert told == [["[0:21] Claire: Why?"], ["[00:24] Anna: So."], ["[0:30] Claire: And?"]]


def test_a_number_that_is_the_answer_stays():
    told = _rows(("Claire", "How many?"), ("Anna", "5"), ("Claire", "And?"), ("Anna", "6"))
    assert told[1] == ["Anna: 5"]


def test_a_row_without_a_label_continues_the_one_before():
    told = _rows(("Claire", "Why?"), ("Anna", "So."), ("", "And so."), ("Claire", "And?"), ("Anna", "No."))
    assert told[2] == ["And so."]


@pytest.mark.parametrize(
    "rows",
    [
        [("Age", "41"), ("Town", "Lyon"), ("Job", "Baker")],
        [("Anna: so", "and so")],
        [("one",), ("two",), ("one",), ("two",)],
        [("It was so. Really.", "a"), ("It was so. Really.", "b")],
        [],
    ],
)
def test_another_table_is_no_transcript(rows):
    assert _rows(*rows) is None
