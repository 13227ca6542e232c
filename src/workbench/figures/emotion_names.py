"""Emotion name: the peak and the end of a curve in words, above it, a thread down to what they name."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.analysis.map_sheet import Feeling, FeelingLine
from workbench.figures.drawing import element, words
from workbench.figures.map_grid import LINE, Grid
from workbench.figures.wrapping import wrapped
from workbench.language.speech import Speech

SIZE = 13.0


def decimals(lines: Sequence[FeelingLine]) -> int:
    """Return the decimals of feelings that stand beside each other: one where any is a mean or has one, else none."""
    points = [point for line in lines for point in line.points]
    return int(any(point.mean is not None or (point.value or 0.0) % 1 for point in points))


def extreme(point: Feeling, line: FeelingLine, say: Speech, digits: int) -> str:
    """Return that a point is its line's peak, end or both, with its value."""
    value = say.signed(point.value or 0.0, digits)
    if line.peak == line.end:
        return say("sheet_peak_and_end", value=value)
    return say("sheet_peak" if point.column == line.peak else "sheet_end", value=value)


def names_at(lines: Sequence[FeelingLine], place: int, grid: Grid, say: Speech) -> list[tuple[str, int]]:
    """Return what stands above a column: lines of text, each with the place of the curve it belongs to."""
    found: list[tuple[str, int]] = []
    digits = decimals(lines)
    for turn, line in enumerate(lines):
        point = line.points[place]
        if point.column not in (line.peak, line.end) or point.value is None:
            continue
        text = extreme(point, line, say, digits)
        if len(lines) > 1:
            text = say("sheet_whose_feeling", label=line.label, feeling=text)
        found += [(part, turn) for part in wrapped(text, grid.inner, SIZE, bold=True)]
    return found


def drawn_names(
    found: Sequence[tuple[str, int]],
    place: int,
    grid: Grid,
    y: float,
    strip: float,
    *,
    ends: Sequence[float],
    inks: Sequence[str],
) -> list[str]:
    """Return the names over one column, in the `strip` from y; `ends` is where each curve's thread stops."""
    x, parts = grid.middle(place), []
    for i, (text, turn) in enumerate(found):
        base = y + strip - LINE * (len(found) - i) + 13
        parts.append(words(text, x, base, text_anchor="middle", font_size=SIZE, font_weight=700, fill=inks[turn]))
    if found:
        turn = found[-1][1]
        thread = {"stroke": inks[turn], "stroke_width": 1, "stroke_dasharray": "2 3"}
        top = y + strip + 1
        parts.append(element("path", "", d=f"M{x:g} {top:g}V{max(ends[turn] - 7, top):g}", **thread))
    return parts
