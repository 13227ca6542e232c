"""Experience sheet: the whole experience over all personas, stage by stage."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.analysis import sheet_cells as cells
from workbench.analysis.current_state import about, emotions_lane, notes
from workbench.analysis.map_sheet import Column, LaneRow, MapKind, MapSheet
from workbench.analysis.mapping import JourneyMap, Lane
from workbench.analysis.pooling import gathered, pooled
from workbench.analysis.sheet_feelings import Place, feeling_finding, feeling_line
from workbench.analysis.sheet_ground import Ground, completeness, stage_labels, stage_spans
from workbench.model.touchpoint import Touchpoint


def experience_map(ground: Ground, maps: Sequence[JourneyMap] = ()) -> MapSheet:
    """Return the experience of everybody; a single map is taken as everybody's."""
    stages = {stage.id: steps for stage in ground.journey.stages if (steps := ground.journey.steps_of(stage))}
    names = {stage: [step.id for step in steps] for stage, steps in stages.items()}
    everybody = gathered(maps[0] if len(maps) == 1 else pooled(maps), names) if maps else None
    columns = _columns(ground, stages, everybody)
    curve = feeling_line([_described(stage, steps) for stage, steps in stages.items()], everybody, ground)
    lanes = _lanes(ground, stages, everybody)
    filled, required = completeness(lanes, (curve,))
    return MapSheet(
        kind=MapKind.EXPERIENCE_MAP,
        title=feeling_finding(curve, {column.id: column.label for column in columns}, ground),
        about=about(ground, everybody, filled, required),
        persona=everybody.persona or None if everybody else None,
        size=everybody.size if everybody else 0,
        version=ground.journey.version,
        stages=stage_spans(columns, stage_labels(ground)),
        columns=columns,
        lanes=lanes,
        feelings=(curve,),
        filled=filled,
        required=required,
        notes=notes(ground, everybody),
        hypothesis=everybody is None,
    )


def _columns(
    ground: Ground, stages: dict[str, tuple[Touchpoint, ...]], everybody: JourneyMap | None
) -> tuple[Column, ...]:
    say, labels = ground.say, stage_labels(ground)
    found = []
    for number, (stage, steps) in enumerate(stages.items(), 1):
        canonical = next(one.canonical for one in ground.journey.stages if one.id == stage)
        spoke = () if everybody is None else (say("sheet_spoke", x=everybody.speakers[stage], n=everybody.size),)
        note = " · ".join((say(f"sheet_stage_{canonical}"), say("sheet_steps", n=len(steps)), *spoke))
        found.append(Column(stage, labels[stage], stage, note, number))
    return tuple(found)


def _described(stage: str, steps: Sequence[Touchpoint]) -> Place:
    """Return the mean of the feelings described in a stage; that it stands for the stage is inferred."""
    values = [step.emotion.value for step in steps if step.emotion]
    return (stage, sum(values) / len(values), "inferred") if values else (stage, None, "")


def _lanes(
    ground: Ground, stages: dict[str, tuple[Touchpoint, ...]], everybody: JourneyMap | None
) -> tuple[LaneRow, ...]:
    lanes = (
        cells.described_lane("steps", stages, ground, cells.action_of),
        cells.quoted_lane(Lane.ACTIONS, stages, everybody, ground),
        cells.quoted_lane(Lane.THOUGHTS, stages, everybody, ground, described=cells.thoughts_of),
        emotions_lane(ground, asked=everybody is not None),
        cells.quoted_lane(Lane.PAINS, stages, everybody, ground, described=cells.pains_of),
        cells.quoted_lane(Lane.DELIGHTS, stages, everybody, ground),
        cells.described_lane("touchpoints", stages, ground, cells.touchpoint_of),
        cells.described_lane("opportunities", stages, ground, cells.opportunities_of),
    )
    asked = everybody is not None
    return tuple(
        lane for lane in lanes if not lane.cells or any(c.items for c in lane.cells) or (asked and lane.required)
    )
