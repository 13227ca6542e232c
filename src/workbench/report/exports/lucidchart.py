"""Lucidchart: a journey's flow as the CSV that its import of process diagrams reads."""

from __future__ import annotations

import csv
import io
from itertools import count

from workbench.disk.spreadsheet_cell import guarded
from workbench.language.speech import Speech
from workbench.model.journey import Journey

COLUMNS = (
    "Id", "Name", "Shape Library", "Page ID", "Contained By", "Group", "Line Source", "Line Destination",
    "Source Arrow", "Destination Arrow", "Status", "Text Area 1", "Comments",
)  # fmt: skip
LIBRARY = "Flowchart Shapes"


def lucidchart_csv(journey: Journey, say: Speech) -> str:
    """Return a page, then a shape for the entry, each step and each exit, then a line for each transition.

    Ids count from 1 without a gap, as the import asks. A step's comment names its stage, a line's what its
    probability rests on; nothing is a formula to a spreadsheet.
    """
    ids = count(1)
    page = str(next(ids))
    rows = [_row(Id=page, Name="Page", Text_Area_1=say.of(journey.title))]
    start = str(next(ids))
    rows.append(_shape(start, "Terminator", page, say("flow_enter")))
    stages = {stage.id: say.of(stage.label) for stage in journey.stages}
    names: dict[str, str] = {}
    for step in journey.steps:
        names[step.id] = str(next(ids))
        rows.append(_shape(names[step.id], "Process", page, say.of(step.label), stages[step.stage]))
    for exit_ in journey.exits:
        names[exit_.id] = str(next(ids))
        rows.append(_shape(names[exit_.id], "Terminator", page, say.of(exit_.label)))
    arrows = [(start, names[entry.step], entry.p, "") for entry in journey.start]
    arrows += [(names[a.from_], names[a.to], a.p, say(f"basis_{a.basis}")) for a in journey.transitions if a.p > 0]
    for source, target, p, basis in arrows:
        rows.append(_line(str(next(ids)), page, source, target, text=say.number(p, 2), comment=basis))
    text = io.StringIO()
    csv.writer(text).writerows([COLUMNS, *rows])
    return text.getvalue()


def _shape(own: str, name: str, page: str, text: str, comment: str = "") -> list[str]:
    return _row(Id=own, Name=name, Shape_Library=LIBRARY, Page_ID=page, Text_Area_1=text, Comments=comment)


def _line(own: str, page: str, source: str, target: str, *, text: str, comment: str) -> list[str]:
    ends = {"Line_Source": source, "Line_Destination": target, "Source_Arrow": "None", "Destination_Arrow": "Arrow"}
    return _row(Id=own, Name="Line", Page_ID=page, **ends, Text_Area_1=text, Comments=comment)


def _row(**cells: str) -> list[str]:
    return [guarded(cells.get(column.replace(" ", "_"), "")) for column in COLUMNS]
