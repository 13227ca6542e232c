"""Table: CSV files, checked row by row so that no cell slips into another column."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Sequence
from io import StringIO
from pathlib import Path

from workbench.errors import InputError, Problem
from workbench.model.brief import Columns
from workbench.reading.encoding import read_text
from workbench.reading.turns import Turn

SPEAKER_MARK = re.compile(
    r"^\s*\*\*\s*(?:interviewer|interviewee)\s*\*\*\s*:?\s*|^\s*(?:interviewer|interviewee)\s*:\s*", re.I
)
MARKDOWN_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+.!'\"-])")
BOLD = re.compile(r"\*\*")


def read_rows(path: Path, needed: Sequence[str], encoding: str | None = None) -> list[tuple[int, dict[str, str]]]:
    """Return (line, row) for each row; InputError lists every missing column and ragged row."""
    text = read_text(path, encoding)
    first = text.split("\n", 1)[0]
    delimiter = ";" if first.count(";") > first.count(",") else ","
    reader = csv.reader(StringIO(text), delimiter=delimiter, strict=True)
    lines: list[tuple[int, list[str]]] = []
    begins = 1
    try:
        for row in reader:
            lines.append((begins, row))
            begins = reader.line_num + 1
    except csv.Error as error:
        remedy = 'close the quote that opens in this row: a " inside quotes is written ""'
        raise InputError([Problem(f"{path}:{begins}", "not a table", str(error), remedy=remedy)]) from error
    header = checked_header(path, lines[0][1] if lines else [], needed)
    lines = [(line, row) for line, row in lines[1:] if any(cell.strip() for cell in row)]
    ragged = [
        Problem(f"{path}:{line}", "wrong number of cells", str(len(row)), str(len(header)), "quote cells with commas")
        for line, row in lines
        if len(row) != len(header)
    ]
    if ragged:
        raise InputError(ragged)
    return [(line, dict(zip(header, row, strict=True))) for line, row in lines]


def checked_header(path: Path, cells: Sequence[str], needed: Sequence[str], line: int = 1) -> list[str]:
    """Return the names of the columns; InputError when one is missing or two are the same."""
    header = [name.strip() for name in cells]
    wanted = f"needed are {', '.join(needed)}"
    missing = [name for name in needed if name not in header]
    twice = sorted({name for name in header if header.count(name) > 1})
    if missing:
        raise InputError([Problem(f"{path}:{line}", f"missing column {', '.join(missing)}", ", ".join(header), wanted)])
    if twice:
        raise InputError(
            [Problem(f"{path}:{line}", f"two columns are called {', '.join(twice)}", ", ".join(header), wanted)]
        )
    return header


def read_answers(path: Path, columns: Columns, encoding: str) -> dict[str, list[Turn]]:
    """Return the turns of each participant of a table with one question and answer a row.

    Leading `**Interviewer**:` marks and Markdown escapes are taken off.
    """
    return answers(path, read_rows(path, needed_columns(columns), encoding), columns)


def needed_columns(columns: Columns) -> list[str]:
    """Return the names of the columns a table of answers must have."""
    return [name for name in (columns.participant, columns.order, columns.question, columns.answer) if name]


def answers(path: Path, rows: list[tuple[int, dict[str, str]]], columns: Columns) -> dict[str, list[Turn]]:
    """Return the turns of each participant from (line, row) pairs; InputError for a row of nobody's."""
    if columns.order is not None:
        order = columns.order
        rows.sort(key=lambda item: (item[1][columns.participant], _number(path, item, order)))
    interviews: defaultdict[str, list[Turn]] = defaultdict(list)
    nameless = [line for line, row in rows if not row[columns.participant].strip()]
    if nameless:
        raise InputError(
            [
                Problem(f"{path}:{line}", f"no {columns.participant}", remedy="say whose answer it is")
                for line in nameless
            ]
        )
    for _, row in rows:
        turns = interviews[row[columns.participant].strip()]
        if columns.question is not None:
            turns.append(Turn("interviewer", clean_cell(row[columns.question])))
        turns.append(Turn("participant", clean_cell(row[columns.answer])))
    return dict(interviews)


def clean_cell(cell: str) -> str:
    """Return a cell's words without speaker marks and Markdown."""
    return MARKDOWN_ESCAPE.sub(r"\1", BOLD.sub("", SPEAKER_MARK.sub("", cell)))


def _number(path: Path, item: tuple[int, dict[str, str]], column: str) -> float:
    line, row = item
    try:
        return float(row[column])
    except ValueError as error:
        raise InputError([Problem(f"{path}:{line}", f"column {column} is not a number", repr(row[column]))]) from error
