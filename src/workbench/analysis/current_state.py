"""Current state: how one persona goes through the journey today, or how it is supposed to be."""

from __future__ import annotations

from workbench.analysis import sheet_cells as cells
from workbench.analysis.map_sheet import LaneRow, MapKind, MapSheet
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


def current_state(ground: Ground, journey_map: JourneyMap | None = None) -> MapSheet:
    """Return the map of today: quotes with the people who said so, then what the description says."""
    steps, columns = ground.journey.steps, step_columns(ground, journey_map)
    curve = feeling_line(places_of(steps), journey_map, ground)
    lanes = tuple(lane for lane in _lanes(ground, journey_map) if lane.required or any(c.items for c in lane.cells))
    filled, required = completeness(lanes, (curve,))
    return MapSheet(
        kind=MapKind.CURRENT_STATE,
        title=feeling_finding(curve, {column.id: column.label for column in columns}, ground),
        about=about(ground, journey_map, filled, required),
        persona=journey_map.persona or None if journey_map else None,
        size=journey_map.size if journey_map else 0,
        version=ground.journey.version,
        stages=stage_spans(columns, stage_labels(ground)),
        columns=columns,
        lanes=lanes,
        feelings=(curve,),
        arrows=arrows_between(columns, ground),
        filled=filled,
        required=required,
        notes=notes(ground, journey_map),
        hypothesis=journey_map is None,
    )


def emotions_lane(ground: Ground, name: str = "emotions", *, persona: str = "", asked: bool = True) -> LaneRow:
    """Return the lane that is drawn from the feelings."""
    note = ground.say("sheet_note_feelings" if asked else "sheet_note_feelings_described")
    return LaneRow(name, ground.say("sheet_lane_emotions"), (), note, persona=persona)


def about(ground: Ground, journey_map: JourneyMap | None, filled: int, required: int) -> str:
    """Return what a map shows, of whom, and how much of it is filled."""
    say = ground.say
    full = say("sheet_filled", x=filled, n=required)
    title = say.of(ground.journey.title)
    if journey_map is None:
        return say("sheet_about_described", journey=title, filled=full)
    return say("sheet_about", journey=title, name=ground.person(journey_map), n=journey_map.size, filled=full)


def notes(ground: Ground, journey_map: JourneyMap | None) -> tuple[str, ...]:
    """Return what a reader must know of a map: invented material, supposed feelings, nobody asked."""
    say = ground.say
    found = [say("illustrative")] if ground.journey.illustrative else []
    if journey_map is None:
        found.insert(0, say("sheet_hypothesis"))
    elif journey_map.feelings and not any(felt.told for felt in journey_map.feelings.values()):
        found.append(say("emotion_inferred"))
    return tuple(found)


def _lanes(ground: Ground, journey_map: JourneyMap | None) -> tuple[LaneRow, ...]:
    steps = step_places(ground.journey)
    act = cells.action_of if journey_map is None else None
    return (
        cells.described_lane("goal", steps, ground, cells.goal_of),
        cells.quoted_lane(Lane.ACTIONS, steps, journey_map, ground, described=act),
        cells.quoted_lane(Lane.THOUGHTS, steps, journey_map, ground, described=cells.thoughts_of),
        emotions_lane(ground, asked=journey_map is not None),
        cells.described_lane("perception", steps, ground, cells.perception_of),
        cells.described_lane("touchpoints", steps, ground, cells.touchpoint_of),
        cells.described_lane("channels", steps, ground, cells.channel_of),
        cells.quoted_lane(Lane.PAINS, steps, journey_map, ground, described=cells.pains_of),
        cells.quoted_lane(Lane.DELIGHTS, steps, journey_map, ground),
        cells.described_lane("opportunities", steps, ground, cells.opportunities_of),
        cells.described_lane("kpi", steps, ground, cells.kpi_of),
        cells.described_lane("owner", steps, ground, cells.owner_of),
    )
