"""Service blueprint: what stands behind each step, under three named lines (Shostack, 1984)."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.analysis.map_sheet import Cell, LaneRow, MapSheet
from workbench.figures.drawing import Figure, element, words
from workbench.figures.journey_map import Drawn, framed
from workbench.figures.map_grid import PAD, SMALL, Grid, own_colour
from workbench.figures.map_rows import Voice, drawn_label, drawn_row, rule
from workbench.figures.map_text import Line, cell_lines, drawn_lines, height_of
from workbench.figures.map_ways import drawn_ways, ways_out
from workbench.figures.style import colour
from workbench.figures.wrapping import text_width
from workbench.language.speech import Speech

EDGE, INSET = 4.0, 8.0
"""Space around a card in its cell, and inside it above and below the text."""
LINKS, ASIDE = 44.0, 8.0
"""Space at a column's right edge for the links between its cards, and how far from a card's edge they run."""
CROSSING = 40.0
"""Height of the space a named line runs through."""
DASHES = {"actions": None, "frontstage": "14 6", "backstage": "3 5"}
"""Lines of interaction, of visibility and of internal interaction by the lane above, told apart without colour."""
HIDDEN = ("backstage", "support", "means")
"""Lanes out of the customer's sight."""


@dataclass(frozen=True, slots=True)
class Card:
    """What stands in a cell of the blueprint: its lines, and whether there is anything."""

    lines: list[Line]
    full: bool

    @property
    def height(self) -> float:
        """Height of the card with its inset."""
        return height_of(self.lines) + 2 * INSET


def service_blueprint(sheet: MapSheet, say: Speech) -> Figure:
    """Draw a blueprint: what is out of the customer's sight stands on a shaded ground."""
    return framed(sheet, say, _body)


def _body(sheet: MapSheet, grid: Grid, y: float, say: Speech) -> Drawn:
    parts, y = drawn_ways(sheet, grid, y, say)
    rows: list[str] = []
    links: list[str] = []
    above: list[float | None] = [None] * len(grid.lefts)
    hidden: float | None = None
    for place, lane in enumerate(sheet.lanes):
        if hidden is None and lane.id in HIDDEN:
            hidden = y - CROSSING / 2 if place else y
        row, above, more, y = _row(lane, grid, y, say, above=above, own=own_colour(sheet.persona))
        rows, links = rows + row, links + more
        if lane.line:
            rows += _line(lane.line, DASHES.get(lane.id), grid, y)
            y += CROSSING
    ground = [] if hidden is None else [_shade(grid, hidden, y)]
    outs = ways_out(sheet, say)
    more, y = drawn_row(outs, grid, y + 6, say, Voice(own_colour(sheet.persona))) if outs else ([], y)
    return [*parts, *ground, *links, *rows, *more, *rule(grid, y)], y


def _row(
    lane: LaneRow, grid: Grid, y: float, say: Speech, *, above: list[float | None], own: str
) -> tuple[list[str], list[float | None], list[str], float]:
    """Return a row of cards, where each card ends, the links to the cards above, and where the row ends."""
    parts, bottom = drawn_label(lane, y, Voice(own))
    cards = [_card(cell, grid, say) for cell in lane.cells]
    top, ends, links = y + 10, list(above), []
    for place, card in enumerate(cards):
        x = grid.lefts[place] + EDGE
        if card.full:
            parts.append(_sheet_of(x, top, grid.column - 2 * EDGE, card.height, own if lane.id == "actions" else ""))
            if above[place] is not None and lane.id != "means":
                links.append(_link(x + grid.column - 2 * EDGE - ASIDE, above[place] or 0.0, top))
            ends[place] = top + card.height
        parts += drawn_lines(card.lines, grid.lefts[place] + PAD + EDGE, top + INSET, own)
    return parts, ends, links, max(top + max(card.height for card in cards) + 10, bottom)


def _card(cell: Cell, grid: Grid, say: Speech) -> Card:
    return Card(cell_lines(cell, grid.inner - 2 * EDGE, say, quoted=0), bool(cell.items))


def _sheet_of(x: float, y: float, width: float, height: float, own: str) -> str:
    edge = {"stroke": own or colour("rule"), "stroke_width": 1.6 if own else 1}
    return element("rect", "", x=x, y=y, width=width, height=height, rx=4, fill=colour("card"), **edge)


def _link(x: float, start: float, end: float) -> str:
    ink = colour("soft")
    line = element("path", d=f"M{x:g} {start:g}V{end - 5:g}", stroke=ink, stroke_width=1.3)
    return line + element("path", d=f"M{x - 4:g} {end - 7:g}L{x:g} {end:g}L{x + 4:g} {end - 7:g}z", fill=ink)


def _line(name: str, dashes: str | None, grid: Grid, y: float) -> list[str]:
    """Return a line across the map, named at the left and again where a stage begins."""
    at, ink = y + CROSSING / 2 + 4, colour("ink")
    parts = [element("path", d=f"M0 {at:g}H{grid.right:g}", stroke=ink, stroke_width=1.8, stroke_dasharray=dashes)]
    wide = text_width(name, SMALL, bold=True)
    halo = {"paint_order": "stroke", "stroke": colour("paper"), "stroke_width": 5, "stroke_linejoin": "round"}
    again = [grid.lefts[place] + PAD for place in grid.named_again if wide <= grid.span(place) - LINKS]
    parts += [words(name, x, at - 7, font_size=SMALL, font_weight=700, **halo) for x in (0.0, *again)]
    return parts


def _shade(grid: Grid, top: float, bottom: float) -> str:
    return element("rect", x=0, y=top + 4, width=grid.right, height=bottom - top, fill=colour("wash"), fill_opacity=0.7)
