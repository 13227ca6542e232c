"""A map sheet as CSV and JSON: nothing is lost, nothing is a formula."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.analysis.map_sheet import (
    Arrow,
    Cell,
    Column,
    Feeling,
    FeelingLine,
    Item,
    LaneRow,
    MapKind,
    MapSheet,
    StageSpan,
)
from workbench.disk.spreadsheet_cell import unguarded
from workbench.report.exports.sheet_files import FORMAT, csv_of_sheet, json_of_sheet

FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "'=1"]


def rows_of(text):
    return list(csv.reader(io.StringIO(text)))


def read_back(text):
    """Build the sheet again from its JSON; evidence stays as ids."""
    plain = json.loads(text)
    assert plain.pop("format") == FORMAT
    parts = {"stages": StageSpan, "columns": Column, "arrows": Arrow}
    found = {name: tuple(kind(**one) for one in plain.pop(name)) for name, kind in parts.items()}
    lanes = [
        LaneRow(**lane | {"cells": tuple(Cell(_items(cell), cell["empty"]) for cell in lane["cells"])})
        for lane in plain.pop("lanes")
    ]
    lines = [
        FeelingLine(
            **line
            | {"points": tuple(Feeling(**point | {"people": tuple(point["people"])}) for point in line["points"])}
        )
        for line in plain.pop("feelings")
    ]
    kind, notes = MapKind(plain.pop("kind")), tuple(plain.pop("notes"))
    return MapSheet(kind=kind, notes=notes, lanes=tuple(lanes), feelings=tuple(lines), **found, **plain)


def _items(cell):
    return tuple(Item(**item | {"evidence": tuple(item["evidence"])}) for item in cell["items"])


def with_ids(sheet):
    def cell(own):
        items = (replace(item, evidence=tuple(evidence.id for evidence in item.evidence)) for item in own.items)
        return replace(own, items=tuple(items))

    return replace(sheet, lanes=tuple(replace(row, cells=tuple(map(cell, row.cells))) for row in sheet.lanes))


def test_a_sheet_comes_back_from_its_json_as_it_was(sheet):
    assert read_back(json_of_sheet(sheet())) == with_ids(sheet())


@given(text=st.text(max_size=30))
def test_any_text_comes_back_from_json_and_from_csv(sheet, text):
    made = sheet(text)
    assert read_back(json_of_sheet(made)) == with_ids(made)
    if "\r" not in text and "\0" not in text:
        assert unguarded(rows_of(csv_of_sheet(made))[2][1]) == text


def test_quotes_are_named_and_not_given(sheet, evidence):
    for written in (json_of_sheet(sheet()), csv_of_sheet(sheet())):
        assert evidence.id in written
        assert evidence.text not in written


def test_the_csv_has_lanes_by_steps_with_how_each_thing_is_known(sheet, evidence):
    stages, steps, pains, feelings = rows_of(csv_of_sheet(sheet()))
    assert stages == ["", "", "", "leaks", "leaks"]
    assert steps == ["lane", "label", "persona", "leaks", "Buys"]
    first = f"leaks [people; reported; 2/5; {evidence.id}]\nis dear [inferred]\nbare"
    assert pains == ["pains", "leaks", "", first, "[no evidence]"]
    assert feelings == ["feeling", "Ann", "p1", "'-1.5 [n=3]", "1 [inferred]"]


@pytest.mark.parametrize("formula", FORMULAS)
def test_no_cell_is_a_formula(sheet, formula):
    for row in rows_of(csv_of_sheet(sheet(formula))):
        for cell in row:
            assert not cell.lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


def test_every_row_is_as_long_as_the_others(sheet):
    assert len({len(row) for row in rows_of(csv_of_sheet(sheet()))}) == 1


def test_the_same_sheet_gives_the_same_bytes(sheet):
    assert json_of_sheet(sheet()) == json_of_sheet(sheet())
    assert csv_of_sheet(sheet()) == csv_of_sheet(sheet())
