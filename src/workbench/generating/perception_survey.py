"""Perception survey: the table people fill in, a row a statement and persona, and the answers read back."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from workbench.disk.spreadsheet_cell import guarded, unguarded
from workbench.errors import InputError, Problem
from workbench.generating.perception import HIGHEST, ITEMS, LOWEST, Item
from workbench.language.speech import Speech
from workbench.model.persona import Persona
from workbench.reading.table import read_rows

COLUMNS = ("respondent", "persona", "name", "item", "statement", "scale", "answer")
NEEDED = ("respondent", "persona", "item", "answer")


@dataclass(frozen=True, slots=True)
class Answer:
    """What one respondent answered to one statement about one persona, 1 to 7 as written; None where left out."""

    respondent: str
    persona: str
    item: Item
    value: int | None


def template(personas: Sequence[Persona], say: Speech) -> str:
    """Return the table as CSV, columns respondent and answer empty: one copy a respondent, or all below each other."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    scale = say("perception_scale")
    for persona in personas:
        for item in ITEMS:
            statement = say(f"perception_{item.id}")
            row = ("", persona.id, persona.identity.name, item.id, statement, scale, "")
            writer.writerow([guarded(cell) for cell in row])
    return out.getvalue()


def read_answers(path: Path) -> tuple[Answer, ...]:
    """Return every answer of a filled-in table; InputError lists every fault with its line.

    A blank answer is one left out; a row without a respondent is one to mend, unless its answer is blank too.
    """
    items = {item.id: item for item in ITEMS}
    problems: list[Problem] = []
    seen: dict[tuple[str, str, str], int] = {}
    found: list[Answer] = []
    for line, row in read_rows(path, NEEDED):
        cells = {name: unguarded(row[name].strip()) for name in NEEDED}
        if not cells["answer"] and not cells["respondent"]:
            continue
        key = (cells["respondent"], cells["persona"], cells["item"])
        faults = _faults(cells, items)
        if key in seen:
            faults.append(("answered a second time", f"{' / '.join(key)}, as in line {seen[key]}", "one answer"))
        seen.setdefault(key, line)
        problems += [Problem(f"{path}:{line}", *fault) for fault in faults]
        if not faults:
            value = int(cells["answer"]) if cells["answer"] else None
            found.append(Answer(cells["respondent"], cells["persona"], items[cells["item"]], value))
    if not problems and not any(answer.value is not None for answer in found):
        problems.append(Problem(str(path), "no answers yet", remedy="fill in the columns respondent and answer"))
    if problems:
        raise InputError(problems)
    return tuple(found)


def _faults(cells: dict[str, str], items: dict[str, Item]) -> list[tuple[str, str, str]]:
    answers = {str(value) for value in range(LOWEST, HIGHEST + 1)}
    faults = [(f"no {name} is named", "", "") for name in ("respondent", "persona") if not cells[name]]
    if cells["item"] not in items:
        faults.append(("unknown item", cells["item"][:60], "an item of the template"))
    if cells["answer"] and cells["answer"] not in answers:
        faults.append(("not an answer", cells["answer"][:60], f"a whole number from {LOWEST} to {HIGHEST}, or nothing"))
    return faults
