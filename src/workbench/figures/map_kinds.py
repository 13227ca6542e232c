"""Map kind: the drawing that belongs to each kind of map, and their order on a page."""

from __future__ import annotations

from workbench.analysis.map_sheet import MapKind, MapSheet
from workbench.figures.day_map import day_map
from workbench.figures.drawing import Figure
from workbench.figures.journey_map import journey_map
from workbench.figures.service_blueprint import service_blueprint
from workbench.language.speech import Speech

MAP_KINDS: tuple[MapKind, ...] = (
    MapKind.CURRENT_STATE,
    MapKind.COMPARISON,
    MapKind.EXPERIENCE_MAP,
    MapKind.DAY_IN_LIFE,
    MapKind.SERVICE_BLUEPRINT,
    MapKind.FUTURE_STATE,
)
"""From one persona's today over all personas and what stands behind to what is wanted."""


def draw_map(sheet: MapSheet, say: Speech) -> Figure:
    """Draw a map of any kind; the table holds the text of every cell."""
    if sheet.kind is MapKind.SERVICE_BLUEPRINT:
        return service_blueprint(sheet, say)
    if sheet.kind is MapKind.DAY_IN_LIFE:
        return day_map(sheet, say)
    return journey_map(sheet, say)
