"""Label table: a transcript typed as a table, who speaks in one column and the words in the next."""

from __future__ import annotations

import re
from collections.abc import Sequence

CLOCK = re.compile(
    r"[\[(]?(?P<at>(?:\d{1,2}:)?\d{1,2}:\d{2})(?:[.,]\d{1,3})?[\])]?(?:\s*(?:-|–|-->)\s*[\d:.,]+[\])]?)?"
)
LABEL = re.compile(r"[^\W\d_][^.!?:\n\[\]]{0,38}:?")
ENOUGH = 0.6
"""Share of the rows in which a column must hold a label for the table to be a transcript."""

Row = Sequence[Sequence[str]]
"""The paragraphs of each cell of one row."""


def labelled_rows(rows: Sequence[Row]) -> list[list[str]] | None:
    """Return the paragraphs of each row, `[time] Label: words`, or None for a table that is no transcript.

    A transcript has a column of short labels that come again and, to its right, one of words. Times
    and numbers of turns in other columns are known; a row without a label continues the one before,
    and a row of headings above the labels comes as it is.
    """
    column = _label_column(rows)
    if column is None:
        return None
    return [_paragraphs(row, column) for row in rows]


def _label_column(rows: Sequence[Row]) -> int | None:
    width = max((len(row) for row in rows), default=0)
    for column in range(width - 1):
        cells = [_text(row[column]) for row in rows if len(row) > column]
        labels = [cell.rstrip(": ").casefold() for cell in cells if LABEL.fullmatch(cell)]
        again = len(labels) - len(set(labels))
        if len(labels) >= max(2, ENOUGH * sum(bool(cell) for cell in cells)) and again and again >= len(labels) / 3:
            return column
    return None


def _paragraphs(row: Row, column: int) -> list[str]:
    if len(row) <= column:
        return [paragraph for cell in row for paragraph in cell]
    label = _text(row[column]).rstrip(": ")
    words: list[str] = []
    time = ""
    for number, cell in enumerate(row):
        text = _text(cell)
        clock = CLOCK.fullmatch(text)
        if clock:
            time = f"[{clock['at']}] "
        elif number != column and not (number < column and text.isdigit()):
            words += cell
    if not label:
        return words
    first, *rest = words or [""]
    return [f"{time}{label}: {first}", *rest]


def _text(cell: Sequence[str]) -> str:
    return " ".join(" ".join(cell).split())
