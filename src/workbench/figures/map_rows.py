"""Map row: a lane of a map, a cell a column, as high as its fullest cell."""

from __future__ import annotations

from workbench.analysis.map_sheet import Cell, LaneRow
from workbench.figures.drawing import element, words
from workbench.figures.map_grid import LABEL, LINE, PAD, SIZE, SMALL, Grid
from workbench.figures.map_text import Line, broken, cell_lines, drawn_lines, height_of
from workbench.figures.shapes import outline
from workbench.figures.style import colour
from workbench.figures.wrapping import text_width, wrapped
from workbench.language.speech import Speech

ABOVE, AGAIN = 10.0, 17.0
"""Space above the text of a row, and what the lane's name takes where it is said again."""
LANE_MARKS: dict[str, tuple[str, str]] = {
    "pains": ("M2.5 4h11L8 13.5z", "low"),
    "delights": ("M8 2.5L13.5 12h-11z", "high"),
    "opportunities": ("M6.2 2h3.6v4.2h4.2v3.6h-4.2v4.2h-3.6v-4.2h-4.2v-3.6h4.2z", "accent"),
}
"""A mark and its colour for lanes that must be told apart at a glance."""


def drawn_row(
    lane: LaneRow, grid: Grid, y: float, say: Speech, *, own: str, name: str = "", first: bool = True
) -> tuple[list[str], float]:
    """Return a lane and where it ends; `name` is the persona's on a sub-row, of which the `first` names the lane."""
    parts = rule(grid, y, strong=first)
    label, bottom = drawn_label(
        lane.label if first else "", lane.note if first else "", y, name=name, lane=lane, own=own
    )
    parts += label
    if not any(cell.items for cell in lane.cells) and len({cell.empty for cell in lane.cells}) == 1:
        return _nothing(lane, grid, y, say, parts=parts, bottom=bottom)
    top = y + ABOVE + (AGAIN if grid.named_again else 0.0)
    parts += said_again(lane.label, grid, y, name=name)
    for x, cell in zip(grid.lefts, lane.cells, strict=True):
        parts += drawn_lines(_cell(cell, grid, say), x + PAD, top, own)
    tallest = max((height_of(_cell(cell, grid, say)) for cell in lane.cells), default=0.0)
    return parts, max(top + tallest + ABOVE, bottom)


def rule(grid: Grid, y: float, *, strong: bool = True) -> list[str]:
    """Return the line above a row, thinner above a sub-row."""
    start = 0 if strong else LABEL
    return [
        element("path", d=f"M{start:g} {y:g}H{grid.right:g}", stroke=colour("rule"), stroke_width=1 if strong else 0.6)
    ]


def drawn_label(
    label: str, note: str, y: float, *, name: str = "", lane: LaneRow | None = None, own: str = ""
) -> tuple[list[str], float]:
    """Return a lane's name at the left, with its note and the persona of a sub-row, and where they end."""
    parts: list[str] = []
    base = y + ABOVE + 12.5
    kind = lane.id.partition("_")[0] if lane and label else ""
    indent = 17.0 if kind in LANE_MARKS else 0.0
    if indent:
        outline_, fill_ = LANE_MARKS[kind]
        parts.append(
            element("path", d=outline_, fill=colour(fill_), transform=f"translate(0 {base - 10:g}) scale(.75)")
        )
    for text, size, weight, fill in ((label, SIZE + 0.5, 700, "ink"), (note, SMALL, 400, "soft")):
        x = indent if weight == 700 else 0.0
        for line in wrapped(text, LABEL - 2 * PAD - x, size, bold=weight > 500) if text else []:
            parts.append(words(line, x, base, font_size=size, font_weight=weight, fill=colour(fill)))
            base += LINE - (1 if size == SMALL else 0)
    for i, line in enumerate(wrapped(name, LABEL - 2 * PAD - 16, SIZE, bold=True) if name else []):
        base += 3 if not i else 0
        if not i and lane is not None:
            parts.append(element("path", d=outline(lane.persona or "p1", 6, base - 4.5), fill=own))
        parts.append(words(line, 16, base, font_weight=650, fill=own))
        base += LINE
    return parts, base - 12.5 + ABOVE


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


def _cell(cell: Cell, grid: Grid, say: Speech) -> list[Line]:
    return cell_lines(cell, grid.inner, say)


def _nothing(
    lane: LaneRow, grid: Grid, y: float, say: Speech, *, parts: list[str], bottom: float
) -> tuple[list[str], float]:
    """Return a lane in which no cell holds anything: it says so once, over each stage."""
    empty = lane.cells[0].empty if lane.cells else ""
    asked = empty == say("sheet_no_evidence")
    text = say("sheet_nothing_anywhere" if asked else "sheet_not_described_anywhere")
    height = 0.0
    for place in (0, *grid.named_again):
        shown = (
            f"{lane.label} : {text}" if place and say.language == "fr" else f"{lane.label}: {text}" if place else text
        )
        lines = broken(say.set(shown), grid.inner, "small")
        height = max(height, height_of(lines))
        parts += drawn_lines(lines, grid.lefts[place] + PAD, y + ABOVE, colour("soft"))
    return parts, max(y + height + 2 * ABOVE, bottom)
