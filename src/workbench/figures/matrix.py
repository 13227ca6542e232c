"""Matrix: a field of counts, each a mark whose area is the count and, where there is room, the number itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import pi, sqrt

from workbench.figures.drawing import element, words
from workbench.figures.style import colour

LABEL = 212.0
"""Width kept for the names of the rows."""
LETTERS = 33
"""Letters of a name that fit there; the table behind has the whole name."""
ROOMY, TIGHT = 28.0, 13.0
"""Side of a cell that holds its number, and of one that does not."""
MOST_ROOMY = 24
"""Columns from which on there is no room for numbers in a page's width."""
GAP = 9.0
"""Space between two groups of columns."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One count in its cell: `share` of the full mark's area (0 to 1), round or square, `strong` with an outline."""

    row: int
    column: int
    count: int
    share: float
    round: bool = False
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Field:
    """Where the columns stand: `breaks` are the columns before which a gap parts two groups."""

    columns: int
    breaks: tuple[int, ...] = ()
    top: float = 0.0
    left: float = LABEL
    roomy: bool = True

    @property
    def side(self) -> float:
        """Width of a column."""
        return ROOMY if self.roomy else TIGHT

    @property
    def height(self) -> float:
        """Height of a row: names are set in it whatever the width of a column."""
        return ROOMY if self.roomy else 18.0

    @property
    def right(self) -> float:
        """Right edge of the last column."""
        return self.x(self.columns - 1) + self.side

    def x(self, column: int) -> float:
        """Left edge of a column."""
        return self.left + column * self.side + GAP * sum(at <= column for at in self.breaks)

    def y(self, row: int) -> float:
        """Upper edge of a row."""
        return self.top + row * self.height


def row_names(place: Field, names: Sequence[str], *, ends: Sequence[str] = (), numbered: bool = False) -> list[str]:
    """Return the rows' names on the left, what stands at their ends on the right, and a rule under each."""
    wide = place.right + (70 if ends else 0)
    bases = [place.y(row) + place.height / 2 + 4.5 for row in range(len(names))]
    rules = "".join(f"M0 {place.y(row + 1):g}H{wide:g}" for row in range(len(names)))
    indent = 24 if numbered else 0
    told = [words(cut(name, LETTERS - indent // 7), indent, base) for name, base in zip(names, bases, strict=True)]
    beside = [words(end, place.right + 8, base) for end, base in zip(ends, bases, strict=False)]
    if numbered:
        beside = [words(str(i), 0, base) for i, base in enumerate(bases, 1)]
    return [
        element("path", d=rules, stroke=colour("rule"), stroke_width=0.75),
        element("g", "".join(told), font_size=13, fill=colour("ink")),
        element("g", "".join(beside), font_size=12, fill=colour("soft")),
    ]


def column_names(place: Field, names: Sequence[str]) -> list[str]:
    """Return the columns' names, set upwards along their columns."""
    size = 11.5 if place.roomy else 10
    told = []
    for column, name in enumerate(names):
        x, y = place.x(column) + place.side / 2 + size / 3, place.top - 6
        told.append(words(name, 0, 0, transform=f"translate({x:.1f} {y:g}) rotate(-90)"))
    return [element("g", "".join(told), font_size=size, fill=colour("soft"))]


def marks(place: Field, found: Sequence[Mark]) -> list[str]:
    """Return the marks, in one path a kind, and the counts on them, in one text a row."""
    most = min(place.side, place.height) - 2
    paths: dict[bool, list[str]] = {False: [], True: []}
    told: dict[int, list[tuple[float, str]]] = {}
    for mark in found:
        if mark.count:
            x, y = place.x(mark.column) + place.side / 2, place.y(mark.row) + place.height / 2
            paths[mark.strong].append(_outline(mark, x, y, most))
            told.setdefault(mark.row, []).append((x, str(mark.count)))
    weak = 0.28 if place.roomy else 0.8
    parts = [element("path", d="".join(own), fill=colour("accent"), fill_opacity=weak) for own in [paths[False]] if own]
    if paths[True]:
        ink = colour("accent")
        path = "".join(paths[True])
        parts.append(element("path", d=path, fill=ink, fill_opacity=weak, stroke=ink, stroke_width=1.6))
    if place.roomy:
        lines = "".join(_counts(own, place.y(row) + place.height / 2 + 4.5) for row, own in sorted(told.items()))
        parts.append(element("g", lines, font_size=12.5, text_anchor="middle", fill=colour("ink")))
    return parts


def cut(text: str, most: int) -> str:
    """Return a text of at most so many letters, … standing for the rest."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def _counts(told: Sequence[tuple[float, str]], y: float) -> str:
    """Return the counts of a row as one text: each letter of its own has its own place, longer ones a span."""
    single = [(x, count) for x, count in told if len(count) == 1]
    spans = "".join(element("tspan", count, x=x) for x, count in told if len(count) > 1)
    places = " ".join(f"{x:g}" for x, _ in single) or None
    return element("text", "".join(count for _, count in single) + spans, x=places, y=y)


def _outline(mark: Mark, x: float, y: float, most: float) -> str:
    """Return the outline of a mark around x, y: its area is its share of a square with sides of `most`."""
    side = max(most * sqrt(min(mark.share, 1.0)), 2.0)
    if mark.round:
        r = _half(min(side / sqrt(pi), most / 2))
        return f"M{x - r:g} {y:g}a{r:g} {r:g} 0 1 0 {2 * r:g} 0a{r:g} {r:g} 0 1 0 {-2 * r:g} 0z"
    side = _half(side)
    return f"M{x - side / 2:g} {y - side / 2:g}h{side:g}v{side:g}h{-side:g}z"


def _half(length: float) -> float:
    """Return a length in halves of a unit, which is as fine as a screen shows it."""
    return max(round(2 * length) / 2, 0.5)
