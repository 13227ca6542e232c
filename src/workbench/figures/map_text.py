"""Map text: lines of a cell, wrapped to its width, and how each is set."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from workbench.analysis.map_sheet import Cell, Item
from workbench.figures.drawing import element, words
from workbench.figures.map_grid import LINE, SIZE, SMALL
from workbench.figures.style import CIRCLE, INSIDE, MARKS, colour
from workbench.figures.wrapping import wrapped
from workbench.language.speech import Speech
from workbench.model.evidence import Status

QUOTED = 2
"""Findings of a cell whose quote is drawn; the table has a quote of every one."""
STYLES: dict[str, tuple[float, int, str, float]] = {
    "text": (SIZE, 400, "ink", 0.0),
    "strong": (SIZE, 600, "ink", 0.0),
    "small": (SMALL, 400, "soft", 0.0),
    "marked": (SMALL, 400, "soft", 16.0),
    "tag": (SMALL, 700, "accent", 0.0),
    "quote": (SIZE, 400, "ink", 9.0),
}
"""Size, weight, colour and indent of each kind of line."""
SQUARE = "M3 3h10v10h-10z"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a cell: its text, style, the space above it, the mark before it, and the quote it is of."""

    text: str
    style: str = "text"
    gap: float = 0.0
    mark: str = ""
    quote: str = ""


def broken(text: str, width: float, style: str, *, gap: float = 0.0, mark: str = "", quote: str = "") -> list[Line]:
    """Return a text as lines no wider than `width`; the gap and the mark are the first one's."""
    size, weight, _, indent = STYLES[style]
    lines = [Line(part, style, quote=quote) for part in wrapped(text, width - indent, size, bold=weight > 500)]
    return [replace(lines[0], gap=gap, mark=mark), *lines[1:]]


def cell_lines(cell: Cell, width: float, say: Speech, *, quoted: int = QUOTED) -> list[Line]:
    """Return all that a cell says, with the quotes of its first findings, or why it is empty."""
    if not cell.items:
        return broken(cell.empty, width, "small")
    lines: list[Line] = []
    for place, item in enumerate(cell.items):
        lines += _item_lines(item, width, say, gap=9.0 if place else 0.0, quoted=place < quoted)
    return lines


def _item_lines(item: Item, width: float, say: Speech, *, gap: float, quoted: bool) -> list[Line]:
    tag = broken(item.tag, width, "tag", gap=gap) if item.tag else []
    text = broken(item.text, width, "text" if item.x is None else "strong", gap=0.0 if tag else gap)
    known = known_by(item, say)
    how = broken(known, width, "marked", mark=item.mark) if known else []
    voice: list[Line] = []
    if quoted and item.evidence:
        first = item.evidence[0]
        voice = broken(say.quoted(first.text), width, "quote", gap=2.0, quote=first.id)
    return tag + text + how + voice


def known_by(item: Item, say: Speech) -> str:
    """Return in words how an item is known: how many said it, or what it rests on."""
    if item.x is not None:
        return say("sheet_said_by", x=item.x, n=item.n)
    return say(f"basis_{item.mark}") if item.mark else ""


def height_of(lines: Iterable[Line]) -> float:
    """Return the height that lines take."""
    return sum(LINE + line.gap for line in lines)


def drawn_lines(lines: Sequence[Line], x: float, y: float, own: str) -> list[str]:
    """Return lines from x, y downwards; a quote stands beside a bar in the persona's colour and leads to its place."""
    parts: list[str] = []
    for quote, run in groupby(lines, key=lambda line: line.quote):
        drawn: list[str] = []
        for line in run:
            y += line.gap
            drawn += _drawn(line, x, y + LINE - 4.5)
            if quote:
                drawn.append(element("path", d=f"M{x + 1:g} {y:g}v{LINE:g}", stroke=own, stroke_width=2))
            y += LINE
        parts += [element("a", "".join(drawn), href=f"#{quote}")] if quote else drawn
    return parts


def _drawn(line: Line, x: float, base: float) -> list[str]:
    size, weight, fill, indent = STYLES[line.style]
    attributes: dict[str, object] = {} if fill == "ink" else {"fill": colour(fill)}
    attributes |= {} if size == SIZE else {"font_size": size}
    attributes |= {} if weight == 400 else {"font_weight": weight}
    return [
        *(mark_at(line.mark, x, base - 10.0) if line.mark else []),
        words(line.text, x + indent, base, **attributes),
    ]


def mark_at(name: str, x: float, y: float) -> list[str]:
    """Return the mark of a status or a basis, 12 px high, its upper left corner at x, y."""
    if name in ("stated", "calibrated"):
        outline, inside = SQUARE, SQUARE if name == "stated" else ""
    else:
        status = Status(name)
        outline, inside = MARKS.get(status, CIRCLE), INSIDE.get(status, "")
    place = f"translate({x:g} {y:g}) scale(.75)"
    full = [element("path", d=inside, fill=colour("soft"), transform=place)] if inside else []
    frame = element("path", d=outline, fill="none", stroke=colour("soft"), stroke_width=1.6, transform=place)
    return [*full, frame]
