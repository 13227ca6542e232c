"""Codings file: rows added to a table and taken out of it, every other row and column kept to the letter."""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping, Sequence
from io import StringIO
from itertools import pairwise
from pathlib import Path

from workbench.disk.spreadsheet_cell import guarded, unguarded
from workbench.disk.whole_file import write_whole

COLUMNS = ("document", "start", "end", "quote", "code", "step", "emotion", "stance", "coder", "memo")
NUMBERS = frozenset({"start", "end", "emotion"})
BYTE_ORDER_MARK = "\ufeff"


Drop = Callable[[dict[str, str]], bool]
"""Says of a row, as it is written, whether it goes."""


def add_codings(path: Path, rows: Sequence[Mapping[str, str]]) -> None:
    """Add rows to a table of codings that can be read, or make it; columns it lacks come after its own.

    Cells are safe for spreadsheets. The file is replaced whole or stays; with no rows it is not touched.
    """
    if rows:
        write_whole(path, with_rows(path.read_bytes().decode("utf-8") if path.exists() else "", rows))


def with_rows(text: str, rows: Sequence[Mapping[str, str]], columns: Sequence[str] = COLUMNS) -> str:
    """Return a table with rows added, what was there kept to the letter; a table of `columns` where there was none."""
    if not text.strip(BYTE_ORDER_MARK + " \r\n"):
        mark = BYTE_ORDER_MARK if text.startswith(BYTE_ORDER_MARK) else ""
        return mark + _lines([columns, *([row.get(name, "") for name in columns] for row in _safe(rows))], ",", "")
    end = "\r\n" if "\r\n" in text else "\n"
    lines = text.replace("\r\n", "\n").removesuffix("\n").split("\n")
    delimiter, own = _head(lines)
    more = [name for name in columns if name not in own and any(row.get(name) for row in rows)]
    for at in _last_lines(lines, delimiter) if more else ():
        lines[at] += delimiter + (delimiter.join(more) if at == 0 else delimiter * (len(more) - 1))
    kept = "".join(f"{line}{end}" for line in lines)
    return kept + _lines([[row.get(name, "") for name in (*own, *more)] for row in _safe(rows)], delimiter, end)


def without_rows(text: str, drop: Drop) -> tuple[str, list[dict[str, str]]]:
    """Return a table without some rows, all else kept to the letter, and the cells of those rows by column."""
    if not text.strip(BYTE_ORDER_MARK + " \r\n"):
        return text, []
    lines = text.split("\n")
    delimiter, own = _head([line.removesuffix("\r") for line in lines])
    ends = [-1, *_last_lines(lines, delimiter)]
    gone: list[dict[str, str]] = []
    kept: list[str] = []
    for before, last in pairwise(ends):
        written = lines[before + 1 : last + 1]
        cells = dict(zip(own, _cells(written, delimiter), strict=False))
        if before >= 0 and drop(cells):
            gone.append({name: unguarded(cell) for name, cell in cells.items()})
        else:
            kept += written
    return "\n".join([*kept, *lines[ends[-1] + 1 :]]), gone


def _head(lines: Sequence[str]) -> tuple[str, list[str]]:
    """Return the mark between cells, as `table` finds it, and the names of the columns."""
    delimiter = max(",;\t", key=lambda mark: (lines[0].count(mark), mark == ","))
    header = next(csv.reader([lines[0].removeprefix(BYTE_ORDER_MARK)], delimiter=delimiter))
    return delimiter, [name.strip() for name in header]


def _cells(written: Sequence[str], delimiter: str) -> list[str]:
    rows = list(csv.reader((f"{line.removesuffix(chr(13))}\n" for line in written), delimiter=delimiter))
    return next((row for row in rows if row), [])


def _last_lines(lines: Sequence[str], delimiter: str) -> list[int]:
    """Return the number, from 0, of the line on which each row that is not blank ends."""
    if delimiter == "\t" and len({line.count("\t") for line in lines if line.strip()}) == 1:
        return [at for at, line in enumerate(lines) if line.strip()]  # quotes are words there, as in `table`
    reader = csv.reader((f"{line}\n" for line in lines), delimiter=delimiter)
    return [reader.line_num - 1 for row in reader if row]


def _safe(rows: Sequence[Mapping[str, str]]) -> list[dict[str, str]]:
    return [{name: cell if name in NUMBERS else guarded(cell) for name, cell in row.items()} for row in rows]


def _lines(rows: Sequence[Sequence[str]], delimiter: str, end: str) -> str:
    out = StringIO(newline="")
    csv.writer(out, delimiter=delimiter, lineterminator=end or "\n").writerows(rows)
    return out.getvalue()
