"""Sheet: the first sheet of .xlsx workbooks, row by row, with the columns CSV tables have."""

from __future__ import annotations

import re
import warnings
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from io import BytesIO
from itertools import zip_longest
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from workbench.errors import InputError, Problem
from workbench.model.brief import Columns
from workbench.model.material import Notice
from workbench.reading.formats.answers import answers, needed_columns
from workbench.reading.guard.archive import opened
from workbench.reading.letters.encoding import read_bytes
from workbench.reading.table import checked_header
from workbench.reading.turns import Turn

FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")
COMMENT = re.compile(rb"<(?:\w+:)?comment[\s>]")
CARRIAGE_RETURN = re.compile(r"_x000[dD]_")


def read_sheet(path: Path, columns: Columns) -> tuple[dict[str, list[Turn]], list[Notice]]:
    """Return the turns of each participant of a table of answers, and notices.

    A formula counts as its last result; comments on cells are left out and counted. InputError for
    a file that is no workbook, a missing column, words outside the columns, and formulas without a
    result.
    """
    with opened(path, "a workbook (.xlsx)") as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of openpyxl, on parts of the workbook that hold no cells
        comments = _comments(archive)
        lines, sheets = _lines(path)
    if not lines:
        raise InputError([Problem(str(path), "the first sheet is empty", remedy="put the table on the first sheet")])
    if not columns.header:
        lines = [(0, [str(number) for number, _ in enumerate(lines[0][1], 1)]), *lines]
    (line, cells), *rest = lines
    while cells and not cells[-1].strip():
        cells.pop()
    header = checked_header(path, cells, needed_columns(columns), line)
    rows = [(number, _row(path, number, row, header)) for number, row in rest]
    spoken, notices = answers(path, rows, columns)
    if len(sheets) > 1:
        notices = [Notice(path.name, "other_sheets", {"sheet": sheets[0], "n": len(sheets) - 1}), *notices]
    return spoken, [*notices, Notice(path.name, "comments", {"n": comments})] if comments else notices


def _lines(path: Path) -> tuple[list[tuple[int, list[str]]], list[str]]:
    """Return (row number, cells) of the rows that hold anything, and the names of the sheets."""
    content = read_bytes(path)
    shown = load_workbook(BytesIO(content), read_only=True, data_only=True)
    typed = load_workbook(BytesIO(content), read_only=True) if _has_formulas(content) else None
    try:
        pairs = zip_longest(_rows(shown), _rows(typed) if typed else (), fillvalue=())
        lines = [
            (number, [_text(cell) for cell in row])
            for number, (row, formulas) in enumerate(pairs, 1)
            if _calculated(path, number, row, formulas)
        ]
        return lines, list(shown.sheetnames)
    finally:
        shown.close()
        if typed:
            typed.close()


def _has_formulas(content: bytes) -> bool:
    """Say whether any part has a formula: a sheet need not lie where most programs put it."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return any(FORMULA.search(archive.read(name)) for name in archive.namelist())


def _comments(archive: zipfile.ZipFile) -> int:
    """Count the comments on cells; a thread of them has one more for old programs, which is not counted twice."""
    parts = [name for name in archive.namelist() if "comment" in name.lower() and name.endswith(".xml")]
    return sum(len(COMMENT.findall(archive.read(name))) for name in parts if "threaded" not in name.lower())


def _rows(workbook: Any) -> Iterator[Sequence[Any]]:
    sheet = workbook.worksheets[0]
    sheet.reset_dimensions()  # what a file says of its own size is often wrong, and would cut it
    yield from sheet.iter_rows(values_only=True)


def _calculated(path: Path, number: int, row: Sequence[Any], formulas: Sequence[Any]) -> bool:
    """Say whether a row holds anything; InputError when that is a formula nobody has calculated."""
    missing = [
        formula for cell, formula in zip_longest(row, formulas) if cell is None and str(formula or "").startswith("=")
    ]
    if missing:
        remedy = "open it in a spreadsheet program and save it again"
        raise InputError(
            [Problem(f"{path}:{number}", "a formula without its result", str(missing[0])[:60], "", remedy)]
        )
    return any(cell is not None and _text(cell).strip() for cell in row)


def _row(path: Path, number: int, cells: Sequence[str], header: Sequence[str]) -> dict[str, str]:
    beyond = [cell for cell in cells[len(header) :] if cell.strip()]
    if beyond:
        remedy = "give the column a name in the first row, or empty the cell"
        raise InputError(
            [Problem(f"{path}:{number}", "words outside the columns", repr(beyond[0][:60]), remedy=remedy)]
        )
    return dict(zip_longest(header, cells[: len(header)], fillvalue=""))


def _text(cell: Any) -> str:
    """Return a cell as people read it: 3 for 3.0, ISO dates, words as they are."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime | date | time):
        return cell.isoformat(" ") if isinstance(cell, datetime) else cell.isoformat()
    return CARRIAGE_RETURN.sub("\n", str(cell))
