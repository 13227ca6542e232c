"""Day map: moments in even columns, tied to a clock that is true to the hour."""

from __future__ import annotations

from math import ceil, floor

from workbench.analysis.map_sheet import MapSheet
from workbench.figures.drawing import Figure, element, words
from workbench.figures.journey_map import Drawn, framed, lanes
from workbench.figures.map_grid import SMALL, Grid, own_colour
from workbench.figures.map_head import clock
from workbench.figures.style import colour
from workbench.figures.wrapping import text_width
from workbench.language.speech import Speech

TIES, TICKS = 34.0, 24.0
"""Height of the ties between columns and clock, and of the hours under it."""
CLOCK = TIES + TICKS + 8.0


def day_map(sheet: MapSheet, say: Speech) -> Figure:
    """Draw a day: a filled mark on the clock is a moment with the firm, an open one is without."""
    return framed(sheet, say, _body)


def _body(sheet: MapSheet, grid: Grid, y: float, say: Speech) -> Drawn:
    clocked, y = _clock(sheet, grid, y)
    more, y = lanes(sheet, grid, y, say)
    return clocked + more, y


def _clock(sheet: MapSheet, grid: Grid, y: float) -> Drawn:
    hours = [column.at or 0.0 for column in sheet.columns]
    first, last = floor(min(hours)), max(ceil(max(hours)), floor(min(hours)) + 1)
    left, right, axis = grid.lefts[0] + 8, grid.right - 24, y + TIES
    own = own_colour(sheet.persona)

    def place(hour: float) -> float:
        return left + (right - left) * (hour - first) / (last - first)

    parts = [element("path", d=f"M{left:g} {axis:g}H{right:g}", stroke=colour("ink"), stroke_width=1.4)]
    every = ceil((text_width("00:00", SMALL) + 16) / ((right - left) / (last - first)))
    for hour in range(first, last + 1):
        named = (hour - first) % every == 0
        parts.append(element("path", d=f"M{place(hour):g} {axis:g}v{7 if named else 4}", stroke=colour("ink")))
        if named:
            parts.append(
                words(clock(hour), place(hour), axis + 20, text_anchor="middle", font_size=SMALL, fill=colour("soft"))
            )
    for i, at in enumerate(hours):
        top, foot = grid.middle(i), place(at)
        tie = f"M{top:g} {y:g}C{top:g} {y + 22:g} {foot:g} {y + 12:g} {foot:g} {axis - 6:g}"
        parts.append(element("path", d=tie, fill="none", stroke=own, stroke_width=1.1, stroke_opacity=0.7))
        full = own if sheet.columns[i].tag else colour("paper")
        parts.append(element("circle", cx=foot, cy=axis, r=5, fill=full, stroke=own, stroke_width=1.8))
    return parts, y + CLOCK
