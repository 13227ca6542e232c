"""Sheet files: a map sheet as CSV and as JSON, lanes by steps, for any other program."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from workbench.analysis.map_sheet import Cell, FeelingLine, Item, LaneRow, MapSheet
from workbench.disk.spreadsheet_cell import guarded

FORMAT = "persona-workbench map sheet 1"


def csv_of_sheet(sheet: MapSheet) -> str:
    """Return the sheet as CSV: the first row names the stages, the second the steps, then a row a lane.

    A cell has an item a line, each followed by how it is known, how many of how many people, and the ids
    of its evidence. An empty cell says why in brackets. No cell is a formula to a spreadsheet.
    """
    stages = [span.label for span in sheet.stages for _ in range(span.span)]
    rows = [
        ["", "", "", *_padded(stages, len(sheet.columns))],
        ["lane", "label", "persona", *(column.label for column in sheet.columns)],
        *(_lane_row(lane) for lane in sheet.lanes if lane.cells),
        *(_feeling_row(line) for line in sheet.feelings),
    ]
    text = io.StringIO()
    csv.writer(text).writerows([[guarded(cell) for cell in row] for row in rows])
    return text.getvalue()


def json_of_sheet(sheet: MapSheet) -> str:
    """Return the whole sheet as JSON, evidence by its ids; the same sheet gives the same bytes."""
    return json.dumps({"format": FORMAT} | neutral(sheet), ensure_ascii=False, indent=1) + "\n"


def neutral(sheet: MapSheet) -> dict[str, Any]:
    """Return the sheet as plain values, in the words of its own fields; quotes are named, not given."""
    plain = {
        name: _plain(getattr(sheet, name)) for name in type(sheet).__dataclass_fields__ if name not in ("lanes", "kind")
    }
    return {"kind": str(sheet.kind), **plain, "lanes": [_lane(lane) for lane in sheet.lanes]}


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [asdict(one) if hasattr(one, "__dataclass_fields__") else one for one in value]
    return value


def _lane(lane: LaneRow) -> dict[str, Any]:
    fields = {name: getattr(lane, name) for name in type(lane).__dataclass_fields__ if name != "cells"}
    return fields | {"cells": [_cell(cell) for cell in lane.cells]}


def _cell(cell: Cell) -> dict[str, Any]:
    return {"empty": cell.empty, "items": [_item(item) for item in cell.items]}


def _item(item: Item) -> dict[str, Any]:
    fields = {name: getattr(item, name) for name in type(item).__dataclass_fields__ if name != "evidence"}
    return fields | {"evidence": [evidence.id for evidence in item.evidence]}


def _padded(cells: Sequence[str], length: int) -> list[str]:
    return [*cells[:length], *[""] * (length - len(cells))]


def _lane_row(lane: LaneRow) -> list[str]:
    return [lane.id, lane.label, lane.persona, *(_cell_text(cell) for cell in lane.cells)]


def _cell_text(cell: Cell) -> str:
    if not cell.items:
        return f"[{cell.empty}]" if cell.empty else ""
    return "\n".join(_item_text(item) for item in cell.items)


def _item_text(item: Item) -> str:
    people = "" if item.x is None else f"{item.x}/{item.n}"
    known = [part for part in (item.tag, item.mark, people, *(evidence.id for evidence in item.evidence)) if part]
    return f"{item.text} [{'; '.join(known)}]" if known else item.text


def _feeling_row(line: FeelingLine) -> list[str]:
    cells = []
    for point in line.points:
        known = f"n={point.n}" if point.mean is not None else point.basis
        cells.append("" if point.value is None else f"{point.value:g} [{known}]")
    return ["feeling", line.label, line.persona, *cells]
