"""Codings file: rows added to codings.csv, every row and column that was there kept to the letter."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from io import StringIO
from pathlib import Path

from workbench.disk.spreadsheet_cell import guarded
from workbench.disk.whole_file import write_whole

COLUMNS = ("document", "start", "end", "quote", "code", "step", "emotion", "stance", "coder", "memo")
NUMBERS = frozenset({"start", "end", "emotion"})
BYTE_ORDER_MARK = "\ufeff"


def add_codings(path: Path, rows: Sequence[Mapping[str, str]]) -> None:
    """Add rows to a table of codings that can be read, or make it; columns it lacks come after its own.

    Cells are safe for spreadsheets. The file is replaced whole or stays; with no rows it is not touched.
    """
    if not rows:
        return
    text = path.read_bytes().decode("utf-8") if path.exists() else ""
    if not text.strip(BYTE_ORDER_MARK + " \r\n"):
        write_whole(path, _lines([COLUMNS, *([row.get(name, "") for name in COLUMNS] for row in _safe(rows))], ",", ""))
        return
    end = "\r\n" if "\r\n" in text else "\n"
    lines = text.replace("\r\n", "\n").removesuffix("\n").split("\n")
    delimiter = max(",;\t", key=lambda mark: (lines[0].count(mark), mark == ","))  # as `table` finds it
    header = next(csv.reader([lines[0].removeprefix(BYTE_ORDER_MARK)], delimiter=delimiter))
    own = [name.strip() for name in header]
    more = [name for name in COLUMNS if name not in own and any(row.get(name) for row in rows)]
    for at in _last_lines(lines, delimiter) if more else ():
        lines[at] += delimiter + (delimiter.join(more) if at == 0 else delimiter * (len(more) - 1))
    kept = "".join(f"{line}{end}" for line in lines)
    added = _lines([[row.get(name, "") for name in (*own, *more)] for row in _safe(rows)], delimiter, end)
    write_whole(path, kept + added)


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
