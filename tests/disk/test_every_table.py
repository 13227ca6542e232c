"""Every table the workbench writes is one no spreadsheet runs."""

from __future__ import annotations

import csv
import re
from collections import Counter

import pytest
from conftest import ROOT

from workbench.disk.spreadsheet_cell import unguarded
from workbench.reading.letters.repair import Guess, Left, Repair, repair_file
from workbench.reading.participants import read_participants
from workbench.reading.projects.imported_texts import write_participants
from workbench.reading.projects.project import Case, Project, SourceText

FORMULAS = (
    *('=HYPERLINK("http://a","x")', "=1+1", "+33 6 12", "-5", "@SUM(A1)", " =1", "'=1", "=cmd|' /C calc'!A0"),
    *('=IMPORTXML("http://a")', "+1+1", "-1+1", "@x", "\t=1", "=A1&B1", "- a list", "'+1", "  +1", "=DDE()"),
)
CALCULATED = ("=", "+", "-", "@", "\t", "\r")
OWN_ROWS = {"raw_text.py"}
"""Writes the researcher's own table again, cells as they were."""


def rows_of(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def test_whoever_writes_a_table_guards_its_cells():
    writing = [
        path
        for path in sorted((ROOT / "src").rglob("*.py"))
        if re.search(r"csv\.(?:Dict)?[wW]riter\(|\.to_csv\(", path.read_text("utf-8")) and path.name not in OWN_ROWS
    ]
    assert len(writing) >= 8
    assert [path.name for path in writing if "import guarded" not in path.read_text("utf-8")] == []


@pytest.mark.parametrize("formula", FORMULAS)
def test_no_cell_of_an_imported_project_is_a_formula_and_none_is_lost(tmp_path, formula):
    source = SourceText("s", "talk", "Maud: words\n", facts={"place": formula, formula.strip(): "x"})
    case = Case(name=formula.strip() or "Maud", sources=("s",))
    write_participants(tmp_path, Project("p", sources=(source,), cases=(case,)), {"s": "talk"}, [])
    path = tmp_path / "participants.csv"
    assert not [
        cell for row in rows_of(path) for cell in row if cell.lstrip(" ").startswith(("=", "+", "-", "@", "\t"))
    ]
    person = read_participants(path, ["talk"])["talk"]
    assert person.name == formula.strip()
    assert person.facts["place"] == formula.strip()
    assert person.facts[" ".join(formula.split())] == "x"


@pytest.mark.parametrize("formula", FORMULAS)
def test_no_cell_of_a_log_of_repairs_is_a_formula(tmp_path, monkeypatch, formula):
    done = Repair(
        "words", Counter({formula: 1}), (Guess(1, formula, formula, "sure"),), (Left(1, formula, (formula,)),)
    )
    monkeypatch.setattr("workbench.reading.letters.repair.repair", lambda *_: done)
    damaged = tmp_path / "damaged.txt"
    damaged.write_text("words", "utf-8")
    repair_file(damaged, tmp_path / "mended.txt", language="fr")
    rows = rows_of(tmp_path / "mended.txt.repair.csv")
    assert not [cell for row in rows for cell in row if cell.lstrip(" ").startswith(CALCULATED)]
    assert [unguarded(cell) for cell in rows[2][2:4]] == [formula, formula]
