"""Map row: a lane of a map, a cell a column, as high as its fullest cell."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.analysis.map_sheet import LaneRow
from workbench.figures.drawing import element, words
from workbench.figures.map_grid import LABEL, LINE, PAD, SIZE, SMALL, Grid
from workbench.figures.map_text import QUOTED, broken, cell_lines, drawn_lines, height_of
from workbench.figures.shapes import outline
from workbench.figures.style import colour
from workbench.figures.wrapping import text_width, wrapped
from workbench.language.speech import Speech

ABOVE, AGAIN, NAME = 10.0, 17.0, 13.5
"""Space above the text of a row, what a lane's name takes where it is said again, and its size."""
LANE_MARKS: dict[str, tuple[str, str]] = {
    "pains": ("M2.5 4h11L8 13.5z", "low"),
    "delights": ("M8 2.5L13.5 12h-11z", "high"),
    "opportunities": ("M6.2 2h3.6v4.2h4.2v3.6h-4.2v4.2h-3.6v-4.2h-4.2v-3.6h4.2z", "accent"),
}
"""A mark and its colour for lanes that must be told apart at a glance."""


@dataclass(frozen=True, slots=True)
class Voice:
    """Whose row it is: the ink, the persona's `name` on a sub-row, of which the `first` names the lane.

    `quoted` findings of a cell are shown with a quote.
    """

    ink: str
    name: str = ""
    first: bool = True
    quoted: int = QUOTED


def drawn_row(lane: LaneRow, grid: Grid, y: float, say: Speech, voice: Voice) -> tuple[list[str], float]:
    """Return a lane and where it ends."""
    label, bottom = drawn_label(lane, y, voice)
    parts = rule(grid, y, strong=voice.first) + label
    if not any(cell.items for cell in lane.cells) and len({cell.empty for cell in lane.cells}) == 1:
        nothing, end = _nothing(lane, grid, y, say)
        return parts + nothing, max(end, bottom)
    top = y + ABOVE + (AGAIN if grid.named_again else 0.0)
    parts += said_again(lane.label, grid, y, name=voice.name)
    cells = [cell_lines(cell, grid.inner, say, quoted=voice.quoted) for cell in lane.cells]
    for x, lines in zip(grid.lefts, cells, strict=True):
        parts += drawn_lines(lines, x + PAD, top, voice.ink)
    return parts, max(top + max(map(height_of, cells)) + ABOVE, bottom)


def rule(grid: Grid, y: float, *, strong: bool = True) -> list[str]:
    """Return the line above a row, thinner above a sub-row."""
    start = 0 if strong else LABEL
    return [
        element("path", d=f"M{start:g} {y:g}H{grid.right:g}", stroke=colour("rule"), stroke_width=1 if strong else 0.6)
    ]


def drawn_label(lane: LaneRow, y: float, voice: Voice) -> tuple[list[str], float]:
    """Return a lane's name at the left, with its note and the persona of a sub-row, and where they end."""
    base, parts = y + ABOVE + 12.5, []
    if voice.first:
        name, base = _lane_name(lane, base)
        parts += name
        for line in wrapped(lane.note, LABEL - 2 * PAD, SMALL) if lane.note else []:
            parts.append(words(line, 0, base, font_size=SMALL, fill=colour("soft")))
            base += LINE - 1
    for i, line in enumerate(wrapped(voice.name, LABEL - 2 * PAD - 16, SIZE, bold=True) if voice.name else []):
        base += 0 if i else 3
        if not i:
            parts.append(element("path", d=outline(lane.persona or "p1", 6, base - 4.5), fill=voice.ink))
        parts.append(words(line, 16, base, font_weight=600, fill=voice.ink))
        base += LINE
    return parts, base - 12.5 + ABOVE


def _lane_name(lane: LaneRow, base: float) -> tuple[list[str], float]:
    shape, ink = LANE_MARKS.get(lane.id.partition("_")[0], ("", ""))
    indent = 17.0 if shape else 0.0
    place = f"translate(0 {base - 10:g}) scale(.75)"
    parts = [element("path", d=shape, fill=colour(ink), transform=place)] if shape else []
    for line in wrapped(lane.label, LABEL - 2 * PAD - indent, NAME, bold=True):
        parts.append(words(line, indent, base, font_size=NAME, font_weight=700))
        base += LINE
    return parts, base


def said_again(label: str, grid: Grid, y: float, *, name: str = "") -> list[str]:
    """Return a lane's name once more where each later stage begins, with the persona's where there is room for it."""
    parts = []
    for place in grid.named_again:
        both = f"{name} · {label}" if name else label
        room = grid.span(place) - PAD
        text = both if text_width(both, SMALL, bold=True) <= room else name or label
        if text_width(text, SMALL, bold=True) <= room:
            x = grid.lefts[place] + PAD
            parts.append(words(text, x, y + 16, font_size=SMALL, fill=colour("soft"), font_weight=600))
    return parts


def _nothing(lane: LaneRow, grid: Grid, y: float, say: Speech) -> tuple[list[str], float]:
    """Return a lane in which no cell holds anything: it says so once, over each stage."""
    asked = lane.cells[0].empty == say("sheet_no_evidence")
    text = say("sheet_nothing_anywhere" if asked else "sheet_not_described_anywhere")
    parts, height = [], 0.0
    for place in (0, *grid.named_again):
        shown = say("sheet_unlike_lane", lane=lane.label, text=text) if place else text
        lines = broken(shown, grid.span(place) - 2 * PAD, "small")
        height = max(height, height_of(lines))
        parts += drawn_lines(lines, grid.lefts[place] + PAD, y + ABOVE, colour("soft"))
    return parts, y + height + 2 * ABOVE
