"""Table: text with separated cells, checked row by row so that no cell slips into another column."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Sequence
from io import StringIO
from pathlib import Path

from workbench.errors import InputError, Problem
from workbench.model.material import Notice
from workbench.reading.letters.encoding import read_text

Rows = list[tuple[int, dict[str, str]]]
"""The line each row begins on, and its cells by column."""
SHOWN = 30
"""Columns named in a message at most."""
CUT_IN_QUOTES = "unexpected end of data"


def read_rows(path: Path, needed: Sequence[str], encoding: str | None = None) -> Rows:
    """Return (line, row) for each row; InputError lists every missing column and ragged row."""
    lines, cut = _cells(path, read_text(path, encoding))
    if cut:
        raise InputError([cut])
    return _named(path, lines, needed)


def read_table(path: Path, needed: Sequence[str], encoding: str, *, header: bool) -> tuple[Rows, list[Notice]]:
    """Return (line, row) for each row of somebody else's table, and a notice of a last row that is cut.

    Cut is a last row, in a file that ends without a line end, in which cells are missing or a quote
    stays open. Without a header, columns are called by their numbers from 1. InputError as in
    `read_rows`.
    """
    text = read_text(path, encoding)
    lines, cut = _cells(path, text)
    last = text.count("\n") + 1
    unended = not text.endswith("\n")
    if cut and not (unended and cut.got == CUT_IN_QUOTES and cut.where == f"{path}:{last}"):
        raise InputError([cut])
    if not cut and unended and len(lines) > 1 and lines[-1][0] == last and len(lines[-1][1]) < len(lines[0][1]):
        lines, cut = lines[:-1], Problem(f"{path}:{last}", "")
    if not header and lines:
        lines = [(0, [str(number) for number, _ in enumerate(lines[0][1], 1)]), *lines]
    notices = [Notice(path.name, "cut_row", line=last)] if cut else []
    return _named(path, lines, needed), notices


def _cells(path: Path, text: str) -> tuple[list[tuple[int, list[str]]], Problem | None]:
    """Return the cells of each row with the line it begins on, and what is wrong with the row that ends the reading."""
    first = text.split("\n", 1)[0]
    if "\t" in first and (plain := _plain_lines(text)):
        return plain, None
    marks = "\t" if "\t" in first and path.suffix.lower() == ".tsv" else ",;\t"
    delimiter = max(marks, key=lambda mark: (first.count(mark), mark == ","))
    reader = csv.reader(StringIO(text), delimiter=delimiter, strict=True)
    lines: list[tuple[int, list[str]]] = []
    begins = 1
    try:
        for row in reader:
            lines.append((begins, row))
            begins = reader.line_num + 1
    except csv.Error as error:
        remedy = 'close the quote that opens in this row: a " inside quotes is written ""'
        return lines, Problem(f"{path}:{begins}", "not a table", str(error), remedy=remedy)
    return lines, None


def _plain_lines(text: str) -> list[tuple[int, list[str]]]:
    """Return tab-separated cells where every line has as many: there a quote is a word's, not a cell's."""
    rows = [(number, line.split("\t")) for number, line in enumerate(text.split("\n"), 1) if line.strip()]
    if len({len(cells) for _, cells in rows}) != 1:
        return []
    return [(number, [_unquoted(cell) for cell in cells]) for number, cells in rows]


def _unquoted(cell: str) -> str:
    """Take off quotes around a whole cell, those inside it doubled."""
    if len(cell) > 1 and cell[0] == cell[-1] == '"' and '"' not in cell[1:-1].replace('""', ""):
        return cell[1:-1].replace('""', '"')
    return cell


def _named(path: Path, lines: list[tuple[int, list[str]]], needed: Sequence[str]) -> Rows:
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
    """Return the names of the columns; InputError when one is missing or two are the same.

    A column without a name holds nothing a study can ask for, so several may be without.
    """
    header = [name.strip() for name in cells]
    wanted = f"needed are {', '.join(needed)}"
    times = Counter(header)
    missing = [name for name in needed if name not in times]
    twice = sorted(name for name, n in times.items() if name and n > 1)
    if missing:
        raise InputError([Problem(f"{path}:{line}", f"missing column {', '.join(missing)}", _listed(header), wanted)])
    if twice:
        raise InputError(
            [Problem(f"{path}:{line}", f"two columns are called {_listed(twice)}", _listed(header), wanted)]
        )
    return header


def _listed(names: Sequence[str]) -> str:
    return ", ".join(
        [name[:60] for name in names[:SHOWN]] + [f"and {len(names) - SHOWN:,} more"] * (len(names) > SHOWN)
    )
