"""Map sheets: every kind of map of one journey, from its definition and what people said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from workbench.analysis.blueprint_sheet import service_blueprint
from workbench.analysis.comparison_sheet import comparison_sheet
from workbench.analysis.current_state import current_state
from workbench.analysis.day_sheet import day_in_life
from workbench.analysis.experience_sheet import experience_map
from workbench.analysis.future_sheet import future_state
from workbench.analysis.map_sheet import MapKind, MapSheet
from workbench.analysis.mapping import JourneyMap
from workbench.analysis.sheet_ground import Ground
from workbench.language.speech import Speech
from workbench.model.codebook import Codebook
from workbench.model.journey import Journey


def map_sheet_of(
    kind: MapKind,
    journey: Journey,
    *,
    say: Speech,
    maps: Sequence[JourneyMap] = (),
    codebook: Codebook | None = None,
    names: Mapping[str, str] | None = None,
) -> MapSheet:
    """Return one kind of map; without `maps` nobody was asked, and it is the description's alone.

    A comparison shows every map, an experience map all of them as one; the other kinds take one point of
    view, the first. A kind whose data the journey lacks gives a sheet without columns that says what to add.
    """
    ground = Ground(journey, say, codebook, names or {})
    one = maps[0] if maps else None
    if kind is MapKind.COMPARISON:
        return comparison_sheet(ground, maps)
    if kind is MapKind.EXPERIENCE_MAP:
        return experience_map(ground, maps)
    made = {
        MapKind.CURRENT_STATE: current_state,
        MapKind.DAY_IN_LIFE: day_in_life,
        MapKind.FUTURE_STATE: future_state,
        MapKind.SERVICE_BLUEPRINT: service_blueprint,
    }
    return made[kind](ground, one)


def kinds_of(journey: Journey, maps: Sequence[JourneyMap] = ()) -> tuple[MapKind, ...]:
    """Return the kinds of which this journey has something to show."""
    there = {
        MapKind.DAY_IN_LIFE: journey.day is not None,
        MapKind.FUTURE_STATE: journey.future is not None,
        MapKind.SERVICE_BLUEPRINT: any(step.blueprint for step in journey.steps),
        MapKind.COMPARISON: len(maps) > 1,
    }
    return tuple(kind for kind in MapKind if there.get(kind, True))
