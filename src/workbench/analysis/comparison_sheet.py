"""Comparison sheet: several personas on one journey, a sub-row and a curve each."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.analysis import sheet_cells as cells
from workbench.analysis.current_state import notes
from workbench.analysis.map_sheet import FeelingLine, LaneRow, MapKind, MapSheet
from workbench.analysis.mapping import JourneyMap, Lane
from workbench.analysis.sheet_arrows import arrows_between
from workbench.analysis.sheet_feelings import feeling_finding, feeling_line, places_of
from workbench.analysis.sheet_ground import (
    Ground,
    completeness,
    stage_labels,
    stage_spans,
    step_columns,
    step_places,
)

COMPARED = (Lane.ACTIONS, Lane.THOUGHTS, Lane.PAINS, Lane.DELIGHTS)


def comparison_sheet(ground: Ground, maps: Sequence[JourneyMap] = ()) -> MapSheet:
    """Return personas side by side; where nobody was asked, the description alone."""
    whose: Sequence[JourneyMap | None] = maps or (None,)
    steps, columns = ground.journey.steps, step_columns(ground, None)
    curves = tuple(feeling_line(places_of(steps), one, ground) for one in whose)
    lanes = _lanes(ground, whose)
    filled, required = completeness(lanes, curves)
    labels = {column.id: column.label for column in columns}
    return MapSheet(
        kind=MapKind.COMPARISON,
        title=_gap(curves, labels, ground) or feeling_finding(curves[0], labels, ground),
        about=_about(ground, maps, curves, filled, required=required),
        persona=None,
        size=sum(one.size for one in maps),
        version=ground.journey.version,
        stages=stage_spans(columns, stage_labels(ground)),
        columns=columns,
        lanes=lanes,
        feelings=curves,
        arrows=arrows_between(columns, ground),
        filled=filled,
        required=required,
        notes=notes(ground, maps[0] if maps else None),
        hypothesis=not maps,
    )


def _lanes(ground: Ground, whose: Sequence[JourneyMap | None]) -> tuple[LaneRow, ...]:
    places, asked = step_places(ground.journey), whose[0] is not None
    described = (
        {} if asked else {Lane.ACTIONS: cells.action_of, Lane.THOUGHTS: cells.thoughts_of, Lane.PAINS: cells.pains_of}
    )
    rows: list[LaneRow] = []
    for lane in COMPARED:
        if lane is Lane.PAINS:
            rows.append(_curves(ground, asked))
        own = [
            cells.quoted_lane(
                lane, places, one, ground, described=described.get(lane), persona=one.persona if one else ""
            )
            for one in whose
        ]
        if any(cell.items for row in own for cell in row.cells):
            rows += own
    rows.append(cells.described_lane("touchpoints", places, ground, cells.touchpoint_of))
    rows.append(cells.described_lane("opportunities", places, ground, cells.opportunities_of))
    return tuple(rows)


def _curves(ground: Ground, asked: bool) -> LaneRow:
    note = ground.say("sheet_note_feelings" if asked else "sheet_note_feelings_described")
    return LaneRow("emotions", ground.say("sheet_lane_emotions"), (), note)


def _gap(curves: Sequence[FeelingLine], labels: dict[str, str], ground: Ground) -> str:
    """Return in words where personas feel most unlike, "" where fewer than two told of the same step."""
    say = ground.say
    widest, found = 0.0, ""
    for at, column in enumerate(labels):
        told = [(line.points[at], line) for line in curves if line.points[at].mean is not None]
        if len(told) < 2:
            continue
        (low, sad), (high, glad) = (end(told, key=lambda one: one[0].mean or 0.0) for end in (min, max))
        apart = (high.mean or 0.0) - (low.mean or 0.0)
        if apart > widest:
            widest = apart
            ends = {"low": say.signed(low.mean or 0.0), "high": say.signed(high.mean or 0.0)}
            ends |= {"low_n": say("x_of_n", x=low.n, n=sad.size), "high_n": say("x_of_n", x=high.n, n=glad.size)}
            found = say("sheet_gap", step=labels[column], sad=sad.label, glad=glad.label, **ends)
    return found


def _about(
    ground: Ground, maps: Sequence[JourneyMap], curves: Sequence[FeelingLine], filled: int, *, required: int
) -> str:
    say = ground.say
    full, title = say("sheet_filled", x=filled, n=required), say.of(ground.journey.title)
    if not maps:
        return say("sheet_about_described", journey=title, filled=full)
    people = say.listed([say("sheet_name_and_n", name=line.label, n=line.size) for line in curves])
    return say("sheet_about_several", journey=title, people=people, filled=full)
