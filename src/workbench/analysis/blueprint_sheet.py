"""Blueprint sheet: what stands behind each step, out of the customer's sight and in it.

Rows and lines are those of Shostack (1984) as drawn by Bitner, Ostrom & Morgan (2008).
"""

from __future__ import annotations

from collections.abc import Callable

from workbench.analysis import sheet_cells as cells
from workbench.analysis.current_state import about, notes
from workbench.analysis.map_sheet import Cell, Item, LaneRow, MapKind, MapSheet
from workbench.analysis.mapping import JourneyMap, Lane
from workbench.analysis.sheet_arrows import arrows_between
from workbench.analysis.sheet_ground import Ground, completeness, stage_labels, stage_spans, step_columns, step_places
from workbench.model.sourced import Remark
from workbench.model.touchpoint import Backstage, Touchpoint

BEHIND = ("frontstage", "backstage", "support")
MEANS = ("people", "policies", "technologies", "processes")
LINES = {"actions": "sheet_line_interaction", "frontstage": "sheet_line_visibility", "backstage": "sheet_line_internal"}
"""The lane above each of the three lines, and the line's name."""


def service_blueprint(ground: Ground, journey_map: JourneyMap | None = None) -> MapSheet:
    """Return the blueprint, with what people said they do where a persona's map is given."""
    columns = step_columns(ground, journey_map)
    lanes = _lanes(ground, journey_map)
    filled, required = completeness(lanes, ())
    return MapSheet(
        kind=MapKind.SERVICE_BLUEPRINT,
        title=_finding(ground),
        about=about(ground, journey_map, filled, required),
        persona=journey_map.persona or None if journey_map else None,
        size=journey_map.size if journey_map else 0,
        version=ground.journey.version,
        stages=stage_spans(columns, stage_labels(ground)),
        columns=columns,
        lanes=lanes,
        arrows=arrows_between(columns, ground),
        filled=filled,
        required=required,
        notes=_notes(ground, journey_map),
        hypothesis=journey_map is None,
    )


def _lanes(ground: Ground, journey_map: JourneyMap | None) -> tuple[LaneRow, ...]:
    places, say = step_places(ground.journey), ground.say
    evidence = cells.described_lane("evidence", places, ground, _evidence)
    actions = cells.quoted_lane(Lane.ACTIONS, places, journey_map, ground, described=cells.action_of)
    told = tuple(_quoted_or_described(cell) for cell in actions.cells)
    front = LaneRow(actions.id, say("sheet_lane_customer"), told, actions.note, say(LINES["actions"]))
    behind = [
        cells.described_lane(name, places, ground, _part(name), line=say(LINES[name]) if name in LINES else "")
        for name in BEHIND
    ]
    means = cells.described_lane("means", places, ground, _means, required=False)
    return evidence, front, *behind, *((means,) if any(cell.items for cell in means.cells) else ())


def _quoted_or_described(cell: Cell) -> Cell:
    """Return what people said they do, or the step's name where nobody said."""
    return Cell(tuple(item for item in cell.items if item.x is not None) or cell.items, cell.empty)


def _evidence(step: Touchpoint, ground: Ground) -> tuple[Item, ...]:
    """Return what a customer can see or hold, or else the touchpoint itself."""
    own = cells.remarks(step.blueprint.evidence, ground) if step.blueprint else ()
    return own or cells.touchpoint_of(step, ground)


def _part(name: str) -> Callable[[Touchpoint, Ground], tuple[Item, ...]]:
    def part(step: Touchpoint, ground: Ground) -> tuple[Item, ...]:
        return cells.remarks(_remarks(step.blueprint, name), ground)

    return part


def _means(step: Touchpoint, ground: Ground) -> tuple[Item, ...]:
    found = (cells.remarks(_remarks(step.blueprint, kind), ground, ground.say(f"sheet_tag_{kind}")) for kind in MEANS)
    return tuple(item for items in found for item in items)


def _remarks(blueprint: Backstage | None, name: str) -> tuple[Remark, ...]:
    found: tuple[Remark, ...] = getattr(blueprint, name, ())
    return found


def _behind(step: Touchpoint) -> int:
    return sum(len(_remarks(step.blueprint, name)) for name in (*BEHIND, *MEANS))


def _finding(ground: Ground) -> str:
    steps, say = ground.journey.steps, ground.say
    told = [step for step in steps if _behind(step)]
    if not told:
        return say("sheet_blueprint_none", n=len(steps))
    most = max(told, key=_behind)
    return say("sheet_blueprint_found", x=len(told), n=len(steps), step=say.of(most.label), parts=_behind(most))


def _notes(ground: Ground, journey_map: JourneyMap | None) -> tuple[str, ...]:
    remedy = () if any(map(_behind, ground.journey.steps)) else (ground.say("sheet_blueprint_remedy"),)
    return (*notes(ground, journey_map), *remedy)
