"""Name review: names.csv, the list of names found in a study on which a person decides."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from io import StringIO
from pathlib import Path
from typing import get_args

from workbench.disk.spreadsheet_cell import guarded, unguarded
from workbench.disk.whole_file import write_whole
from workbench.errors import InputError, Problem
from workbench.model.material import Notice
from workbench.privacy.name_signs import Kind
from workbench.privacy.plain_text import plain_text
from workbench.privacy.stand_ins import Decision, NameRow, StandIns
from workbench.reading.table import read_rows

FILE = "names.csv"
COLUMNS = ("words", "kind", "times", "documents", "decision", "stand_in", "example")
NEEDED = ("words", "kind", "decision", "stand_in")
KINDS: tuple[Kind, ...] = get_args(Kind)
DECISIONS: tuple[Decision, ...] = get_args(Decision)


def read_review(path: Path) -> list[NameRow]:
    """Return the rows of names.csv, none where there is no such file; InputError lists every bad row with its line."""
    if not path.exists():
        return []
    problems: list[Problem] = []
    rows: list[NameRow] = []
    lines: dict[str, int] = {}
    for line, cells in read_rows(path, NEEDED):
        row = {name: unguarded(cell).strip() for name, cell in cells.items()}
        words = plain_text(row["words"]).words
        faults = list(_faults(f"{path}:{line}", row))
        if words in lines:
            faults.append(Problem(f"{path}:{line}", f"the same name as in line {lines[words]}", words))
        problems += faults
        lines.setdefault(words, line)
        if not faults:
            rows.append(_row(words, row))
    if problems:
        raise InputError(problems)
    return rows


def write_review(path: Path, rows: Iterable[NameRow]) -> None:
    """Write names.csv anew, the old one staying until the new one is whole.

    `rows` are those of `stand_ins`, which keep every decision of the rows read before.
    """
    write_whole(path, review_text(rows))


def review_text(rows: Iterable[NameRow]) -> str:
    """Return the text of names.csv for some rows."""
    text = StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in sorted(rows, key=lambda row: (KINDS.index(row.kind), row.words.casefold(), row.words)):
        cells = (row.words, row.kind, str(row.times), "; ".join(row.documents), row.decision, row.stand_in, row.example)
        writer.writerow([guarded(cell) for cell in cells])
    return text.getvalue()


def review_notices(found: StandIns) -> Iterator[Notice]:
    """Tell how many names are replaced, and how many wait for a decision."""
    if found.replaced:
        times = sum(row.times for row in found.replaced)
        yield Notice(FILE, "names_replaced", {"n": len(found.replaced), "times": times})
    if found.waiting:
        yield Notice(FILE, "names_waiting", {"n": len(found.waiting)})


def _faults(where: str, row: dict[str, str]) -> Iterator[Problem]:
    if not any(mark.isalnum() for mark in row["words"]):
        yield Problem(where, "no name", row["words"], remedy="write the name in the column words")
    if row["kind"] not in KINDS:
        yield Problem(where, "unknown kind", row["kind"], ", ".join(KINDS))
    if row["decision"] not in DECISIONS:
        yield Problem(where, "unknown decision", row["decision"], "replace, keep or nothing")
    if any(mark in row["stand_in"] for mark in "[]\r\n"):
        remedy = "brackets are put around it"
        yield Problem(where, "a stand-in cannot hold brackets or line ends", row["stand_in"], remedy=remedy)


def _row(words: str, row: dict[str, str]) -> NameRow:
    kind = next(each for each in KINDS if each == row["kind"])
    decision = next(each for each in DECISIONS if each == row["decision"])
    return NameRow(words, kind, decision=decision, stand_in=row["stand_in"], example=row.get("example", ""))
