"""Day sheet: a day by the clock, whether or not the firm plays a part in it."""

from __future__ import annotations

from dataclasses import replace

from workbench.analysis import sheet_cells as cells
from workbench.analysis.current_state import about, emotions_lane, notes
from workbench.analysis.map_sheet import Cell, Column, LaneRow, MapKind, MapSheet
from workbench.analysis.mapping import JourneyMap
from workbench.analysis.pooling import merged
from workbench.analysis.sheet_feelings import Place, feeling_finding, feeling_line
from workbench.analysis.sheet_ground import Ground, completeness, stage_spans
from workbench.model.day import Moment
from workbench.model.touchpoint import Touchpoint

PARTS = ((6.0, "night"), (12.0, "morning"), (18.0, "afternoon"), (24.0, "evening"))
"""Parts of a day, each up to an hour."""


def day_in_life(ground: Ground, journey_map: JourneyMap | None = None) -> MapSheet:
    """Return the day; without one described, a sheet without columns that says what to add."""
    day, say = ground.journey.day, ground.say
    moments = day.moments if day else ()
    columns = tuple(_column(i, moment, ground) for i, moment in enumerate(moments, 1))
    curve = feeling_line(
        [_place(i, moment) for i, moment in enumerate(moments, 1)], None, ground, label=_whose(ground, journey_map)
    )
    lanes = _lanes(ground, moments, journey_map)
    filled, required = completeness(lanes, (curve,))
    return MapSheet(
        kind=MapKind.DAY_IN_LIFE,
        title=_finding(ground, moments, feeling_finding(curve, {c.id: c.label for c in columns}, ground)),
        about=about(ground, journey_map, filled, required),
        persona=journey_map.persona or None if journey_map else None,
        size=journey_map.size if journey_map else 0,
        version=ground.journey.version,
        stages=stage_spans(columns, {part: say(f"sheet_part_{part}") for _, part in PARTS}),
        columns=columns,
        lanes=lanes if moments else (),
        feelings=(curve,) if moments else (),
        filled=filled,
        required=required,
        notes=(*notes(ground, journey_map), *(() if moments else (say("sheet_day_remedy"),))),
        hypothesis=journey_map is None,
    )


def hour(time: str) -> float:
    """Return a time of the clock in hours: 07:30 gives 7.5."""
    hours, minutes = time.split(":")
    return int(hours) + int(minutes) / 60


def _whose(ground: Ground, journey_map: JourneyMap | None) -> str:
    return ground.person(journey_map) if journey_map else ""


def _column(number: int, moment: Moment, ground: Ground) -> Column:
    say, at = ground.say, hour(moment.time)
    part = next(name for until, name in PARTS if at < until)
    place = (say.of(moment.place),) if moment.place else ()
    note = " · ".join((*place, say(f"basis_{moment.activity.basis}")))
    step = _step(moment, ground)
    tag = _number(step, ground) if step else ""
    return Column(f"m{number}", say.of(moment.activity.text), part, note, number, at, tag)


def _place(number: int, moment: Moment) -> Place:
    felt = moment.emotion
    return (f"m{number}", felt.value, felt.basis) if felt else (f"m{number}", None, "")


def _lanes(ground: Ground, moments: tuple[Moment, ...], journey_map: JourneyMap | None) -> tuple[LaneRow, ...]:
    firm = LaneRow(
        "firm",
        ground.say("sheet_lane_firm"),
        tuple(_firm(moment, ground) for moment in moments),
        ground.say("sheet_note_firm"),
        required=False,
    )
    words = LaneRow(
        "said",
        ground.say("sheet_lane_said"),
        tuple(_said(moment, ground, journey_map) for moment in moments),
        ground.say("sheet_note_quotes"),
    )
    return emotions_lane(ground, asked=False), words, firm, _opportunities(ground, moments)


def _step(moment: Moment, ground: Ground) -> Touchpoint | None:
    return ground.journey.step(moment.step) if moment.step else None


def _number(step: Touchpoint, ground: Ground) -> str:
    """Return which step of the journey it is, by its number."""
    return ground.say("sheet_step_number", n=[one.id for one in ground.journey.steps].index(step.id) + 1)


def _firm(moment: Moment, ground: Ground) -> Cell:
    step = _step(moment, ground)
    if step is None:
        return Cell((), ground.say("sheet_without_firm"))
    tag = _number(step, ground)
    touched = (replace(item, tag=tag) for item in cells.action_of(step, ground))
    return Cell((*touched, *cells.touchpoint_of(step, ground), *cells.channel_of(step, ground)))


def _said(moment: Moment, ground: Ground, journey_map: JourneyMap | None) -> Cell:
    found = merged(journey_map.cells.values()) if journey_map else ()
    items = cells.said(
        [one for one in found if one.code in moment.codes], journey_map.size if journey_map else 0, ground
    )
    return Cell(items, "" if items else ground.say("sheet_no_evidence"))


def _opportunities(ground: Ground, moments: tuple[Moment, ...]) -> LaneRow:
    found = []
    for moment in moments:
        step = _step(moment, ground)
        items = cells.opportunities_of(step, ground) if step else ()
        found.append(Cell(items, "" if items else ground.say("sheet_not_described")))
    label, note = ground.say("sheet_lane_opportunities"), ground.say("sheet_note_described")
    return LaneRow("opportunities", label, tuple(found), note, required=False)


def _finding(ground: Ground, moments: tuple[Moment, ...], felt: str) -> str:
    if not moments:
        return ground.say("sheet_day_none")
    touched = sum(moment.step is not None for moment in moments)
    return f"{ground.say('sheet_day_found', x=touched, n=len(moments))} {felt}"
