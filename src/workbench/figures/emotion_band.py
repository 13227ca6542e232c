"""Emotion band: a curve inside a map, every person drawn, its peak and end named above it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from workbench.analysis.map_sheet import Feeling, FeelingLine
from workbench.figures.drawing import element, words
from workbench.figures.emotion_names import drawn_names, names_at
from workbench.figures.map_grid import LABEL, LINE, PAD, SMALL, Grid, own_colour
from workbench.figures.style import colour
from workbench.figures.wrapping import text_width, wrapped
from workbench.language.speech import Speech

UNIT = 36.0
"""Height of one point of emotion."""
MARGIN = 12.0


def drawn_band(
    lines: Sequence[FeelingLine],
    grid: Grid,
    y: float,
    say: Speech,
    *,
    inks: Sequence[str],
    others: Sequence[FeelingLine] = (),
) -> tuple[list[str], float]:
    """Return one or several curves in a band, and where it ends; `others` are drawn pale behind them."""
    names = [names_at(lines, place, grid, say) for place in range(len(grid.lefts))]
    strip = 8.0 + LINE * max(map(len, names), default=0)
    zero = y + strip + MARGIN + 2 * UNIT
    parts = _frame(grid, zero, say)
    for other in others:
        ghost = _line(other, grid, zero, own_colour(other.persona))
        parts.append(element("g", "".join(ghost), opacity=0.35) if ghost else "")
    first, ink = lines[0], inks[0]
    parts += _line(first, grid, zero, ink)
    parts += [part for place, point in enumerate(first.points) for part in _point(point, grid.middle(place), zero, ink)]
    for line, ink in zip(lines[1:], inks[1:], strict=True):
        parts += _departures(line, first, grid, zero, ink=ink)
    for place, found in enumerate(names):
        parts += drawn_names(found, place, grid, y, strip, ends=_tops(lines, place, zero), inks=inks)
    bottom = zero + 2 * UNIT + MARGIN
    parts += [part for i in range(len(grid.lefts)) for part in _known(first, i, grid, bottom, say)]
    return parts, bottom + LINE + 10


def _height(value: float, zero: float) -> float:
    return zero - value * UNIT


def _tops(lines: Sequence[FeelingLine], place: int, zero: float) -> list[float]:
    """Return the upper end of what each curve draws at a column, where the thread from its name ends."""
    found = []
    for line in lines:
        point = line.points[place]
        highest = point.value if point.high is None else point.high
        found.append(_height(highest or 0.0, zero))
    return found


def _frame(grid: Grid, zero: float, say: Speech) -> list[str]:
    left, width = grid.lefts[0], grid.right - grid.lefts[0]
    parts = [
        element(
            "rect", x=left, y=zero - 2 * UNIT, width=width, height=2 * UNIT, fill=colour("high"), fill_opacity=0.06
        ),
        element("rect", x=left, y=zero, width=width, height=2 * UNIT, fill=colour("low"), fill_opacity=0.06),
    ]
    for value in range(-2, 3):
        stroke, at = colour("rule" if value else "soft"), _height(value, zero)
        parts.append(
            element("path", d=f"M{left:g} {at:g}H{grid.right:g}", stroke=stroke, stroke_width=0.8 if value else 1.2)
        )
    for value, key in ((2, "sheet_very_good"), (0, "sheet_neutral"), (-2, "sheet_very_bad")):
        at = _height(value, zero) + 4
        parts.append(words(say(key), LABEL - 8, at, font_size=SMALL, fill=colour("soft"), text_anchor="end"))
    return parts


def _departures(line: FeelingLine, first: FeelingLine, grid: Grid, zero: float, *, ink: str) -> list[str]:
    """Return another line where it leaves the first one, as far as the next places on either side."""
    pairs = zip(line.points, first.points, strict=True)
    known = [
        (place, new.value, new.value != old.value) for place, (new, old) in enumerate(pairs) if new.value is not None
    ]
    parts = []
    for (a, start, leaves), (b, end, comes) in pairwise(known):
        if leaves or comes:
            d = f"M{grid.middle(a):g} {_height(start, zero):.1f}L{grid.middle(b):g} {_height(end, zero):.1f}"
            parts.append(element("path", d=d, stroke=ink, stroke_width=2, stroke_dasharray="6 4"))
    at = ((grid.middle(place), _height(value, zero)) for place, value, differs in known if differs)
    return parts + [_diamond(x, y, ink, full=True) for x, y in at]


def _line(line: FeelingLine, grid: Grid, zero: float, ink: str) -> list[str]:
    """Return a line through what people told, dashed through what is only described."""
    told = any(point.mean is not None for point in line.points)
    values = [point.mean if told else point.described for point in line.points]
    runs: list[list[str]] = [[]]
    for place, value in enumerate(values):
        if value is None:
            runs.append([])
        else:
            runs[-1].append(f"{grid.middle(place):g},{_height(value, zero):.1f}")
    shape = {"fill": "none", "stroke": ink, "stroke_width": 2.5, "stroke_linejoin": "round"}
    dashes = None if told else "6 4"
    drawn = (" ".join(run) for run in runs if len(run) > 1)
    return [element("polyline", "", points=points, stroke_dasharray=dashes, **shape) for points in drawn]


def _point(point: Feeling, x: float, zero: float, ink: str) -> list[str]:
    parts = []
    if point.low is not None and point.high is not None:
        top, height = _height(point.high, zero), max((point.high - point.low) * UNIT, 2.0)
        parts.append(element("rect", x=x - 8, y=top, width=16, height=height, rx=4, fill=ink, fill_opacity=0.2))
    parts += [
        element("circle", cx=x - 22, cy=_height(value, zero), r=2.0 + 1.2 * count**0.5, fill=ink, fill_opacity=0.5)
        for value, count in sorted(Counter(point.people).items())
    ]
    if point.mean is not None:
        at = _height(point.mean, zero)
        parts.append(element("circle", cx=x, cy=at, r=5, fill=ink, stroke=colour("paper"), stroke_width=1.5))
    if point.described is not None:
        parts.append(_diamond(x if point.mean is None else x + 24, _height(point.described, zero), ink, full=False))
    return parts


def _diamond(x: float, y: float, ink: str, *, full: bool) -> str:
    shape = {"fill": ink if full else colour("paper"), "stroke": ink, "stroke_width": 1.5}
    return element("path", "", d=f"M{x:g} {y - 6:.1f}l6 6l-6 6l-6-6z", **shape)


def _known(line: FeelingLine, place: int, grid: Grid, base: float, say: Speech) -> list[str]:
    """Return how many told the feeling of a column, or that nobody did."""
    point, asked = line.points[place], line.size > 0
    if point.mean is not None:
        text = say("sheet_feeling_n", n=point.n)
    elif point.described is not None:
        text = say("sheet_feeling_described", basis=say(f"basis_{point.basis}"))
    else:
        text = say("sheet_nobody_told" if asked else "sheet_not_described")
    text = text if text_width(text, SMALL) <= grid.column - PAD else wrapped(text, grid.column, SMALL)[0]
    return [words(text, grid.middle(place), base + 12, text_anchor="middle", font_size=SMALL, fill=colour("soft"))]
