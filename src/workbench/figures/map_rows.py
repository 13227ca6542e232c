"""Map row: a lane of a map, a cell a column, as high as its fullest cell."""

from __future__ import annotations

from workbench.analysis.map_sheet import Cell, LaneRow
from workbench.figures.drawing import element, words
from workbench.figures.map_grid import LABEL, LINE, PAD, SIZE, SMALL, Grid
from workbench.figures.map_text import Line, broken, cell_lines, drawn_lines, height_of
from workbench.figures.shapes import outline
from workbench.figures.style import colour
from workbench.figures.wrapping import wrapped
from workbench.language.speech import Speech

ABOVE, AGAIN = 10.0, 17.0
"""Space above the text of a row, and what the lane's name takes where it is said again."""


def drawn_row(
    lane: LaneRow, grid: Grid, y: float, say: Speech, *, own: str, name: str = "", first: bool = True
) -> tuple[list[str], float]:
    """Return a lane and where it ends; `name` is the persona's on a sub-row, of which the `first` names the lane."""
    parts = rule(grid, y, strong=first)
    label, bottom = drawn_label(lane.label if first else "", lane.note if first else "", y, name=name, lane=lane, own=own)
    parts += label
    if not any(cell.items for cell in lane.cells) and len({cell.empty for cell in lane.cells}) == 1:
        return _nothing(lane, grid, y, say, parts=parts, bottom=bottom)
    top = y + ABOVE + (AGAIN if grid.named_again else 0.0)
    again = f"{name} · {lane.label}" if name else lane.label
    parts += said_again(again, grid, y)
    for x, cell in zip(grid.lefts, lane.cells, strict=True):
        parts += drawn_lines(_cell(cell, grid, say), x + PAD, top, own)
    tallest = max((height_of(_cell(cell, grid, say)) for cell in lane.cells), default=0.0)
    return parts, max(top + tallest + ABOVE, bottom)


def rule(grid: Grid, y: float, *, strong: bool = True) -> list[str]:
    """Return the line above a row, thinner above a sub-row."""
    start = 0 if strong else LABEL
    return [element("path", d=f"M{start:g} {y:g}H{grid.right:g}", stroke=colour("rule"), stroke_width=1 if strong else 0.6)]


def drawn_label(
    label: str, note: str, y: float, *, name: str = "", lane: LaneRow | None = None, own: str = ""
) -> tuple[list[str], float]:
    """Return a lane's name at the left, with its note and the persona of a sub-row, and where they end."""
    parts: list[str] = []
    base = y + ABOVE + 12.5
    for text, size, weight, fill in ((label, SIZE + 0.5, 700, "ink"), (note, SMALL, 400, "soft")):
        for line in wrapped(text, LABEL - 2 * PAD, size, bold=weight > 500) if text else []:
            parts.append(words(line, 0, base, font_size=size, font_weight=weight, fill=colour(fill)))
            base += LINE - (1 if size == SMALL else 0)
    for i, line in enumerate(wrapped(name, LABEL - 2 * PAD - 16, SIZE, bold=True) if name else []):
        base += 3 if not i else 0
        if not i and lane is not None:
            parts.append(element("path", d=outline(lane.persona or "p1", 6, base - 4.5), fill=own))
        parts.append(words(line, 16, base, font_weight=650, fill=own))
        base += LINE
    return parts, base - 12.5 + ABOVE


def said_again(text: str, grid: Grid, y: float) -> list[str]:
    """Return a lane's name once more where each later stage begins."""
    return [
        words(text, grid.lefts[place] + PAD, y + 16, font_size=SMALL, fill=colour("soft"), font_weight=600)
        for place in grid.named_again
    ]


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
        shown = f"{lane.label} : {text}" if place and say.language == "fr" else f"{lane.label}: {text}" if place else text
        lines = broken(say.set(shown), grid.inner, "small")
        height = max(height, height_of(lines))
        parts += drawn_lines(lines, grid.lefts[place] + PAD, y + ABOVE, colour("soft"))
    return parts, max(y + height + 2 * ABOVE, bottom)
