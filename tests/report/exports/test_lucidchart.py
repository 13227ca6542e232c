"""Lucidchart's CSV: ids without a gap, lines between shapes that exist, nothing a formula."""

from __future__ import annotations

import csv
import io

import pytest
from conftest import SAMPLES

from workbench.reading.study_folder import read_material
from workbench.report.exports.lucidchart import COLUMNS, LIBRARY, lucidchart_csv


def rows_of(journey, say):
    return list(csv.DictReader(io.StringIO(lucidchart_csv(journey, say))))


@pytest.fixture(params=SAMPLES)
def rows(request, say):
    return rows_of(read_material(request.param).journey, say)


def test_ids_count_from_1_without_a_gap(rows):
    assert [row["Id"] for row in rows] == [str(i) for i in range(1, len(rows) + 1)]


def test_the_page_comes_first_and_everything_else_is_on_it(rows):
    assert rows[0]["Name"] == "Page"
    assert {row["Page ID"] for row in rows[1:]} == {rows[0]["Id"]}


def test_lines_run_between_shapes_that_exist(rows):
    shapes = {row["Id"] for row in rows if row["Shape Library"] == LIBRARY}
    lines = [row for row in rows if row["Name"] == "Line"]
    assert lines
    assert {row["Line Source"] for row in lines} | {row["Line Destination"] for row in lines} == shapes
    assert all((row["Source Arrow"], row["Destination Arrow"]) == ("None", "Arrow") for row in lines)


def test_every_step_and_move_is_there_once(journey, say):
    rows = rows_of(journey, say)
    named = [row["Text Area 1"] for row in rows if row["Name"] == "Process"]
    assert named == [say.of(step.label) for step in journey.steps]
    moves = len(journey.start) + sum(arrow.p > 0 for arrow in journey.transitions)
    assert sum(row["Name"] == "Line" for row in rows) == moves


@pytest.mark.parametrize("formula", ["=1+1", "+1", "-1", "@SUM(A1)"])
def test_no_cell_is_a_formula(hostile, say, formula):
    for row in rows_of(hostile(formula), say):
        assert not [cell for cell in row.values() if cell.startswith(("=", "+", "-", "@"))]


def test_the_columns_are_those_the_import_names(journey, say):
    assert lucidchart_csv(journey, say).splitlines()[0] == ",".join(COLUMNS)
