"""Atlas paper: a map in parts that can be read on sheets of A3."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from workbench.analysis.map_sheet import LaneRow, MapKind, MapSheet
from workbench.analysis.sheet_pages import pages_of
from workbench.figures.drawing import Figure
from workbench.figures.map_kinds import draw_map
from workbench.language.speech import Speech

WIDTH, HEIGHT = 1497.0, 900.0
"""Room for a picture on A3 in landscape, in pixels of the screen, under its finding."""
SMALLEST = 0.9
"""How far a picture may be scaled down: 13 pixels become 9 points."""
MOST = 4
WHOLE = frozenset({MapKind.SERVICE_BLUEPRINT, MapKind.DAY_IN_LIFE})
"""Kinds whose rows belong together from top to bottom."""
_SIZE = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')


def paper_parts(sheet: MapSheet, say: Speech) -> tuple[Figure, ...]:
    """Return a map as figures that each fit a sheet: cut between stages, then between rows where it is still high."""
    return tuple(figure for page in pages_of(sheet, say) for figure in _cut(page, say))


def size_of(figure: Figure) -> tuple[float, float]:
    """Return width and height of a figure in pixels of the screen."""
    found = _SIZE.search(figure.svg)
    if found is None:
        raise ValueError("a figure has a viewBox that begins at 0 0")
    return float(found[1]), float(found[2])


def _cut(page: MapSheet, say: Speech) -> tuple[Figure, ...]:
    figures: tuple[Figure, ...] = (draw_map(page, say),)
    if page.kind in WHOLE:
        return figures
    for parts in range(2, min(MOST, len(page.lanes)) + 1):
        if all(_fits(figure) for figure in figures):
            break
        figures = tuple(draw_map(part, say) for part in _parts(page, parts))
    return figures


def _fits(figure: Figure) -> bool:
    width, height = size_of(figure)
    return min(WIDTH / width, HEIGHT / height) >= SMALLEST


def _parts(page: MapSheet, count: int) -> Iterator[MapSheet]:
    """Yield the page with its rows in so many parts of about the same height; loops in the first, exits in the last."""
    weights = [_weight(lane) for lane in page.lanes]
    whole, sofar = sum(weights), 0.0
    groups: list[list[LaneRow]] = [[] for _ in range(count)]
    for lane, weight in zip(page.lanes, weights, strict=True):
        groups[min(int((sofar + weight / 2) / whole * count), count - 1)].append(lane)
        sofar += weight
    kept = [group for group in groups if group]
    for place, group in enumerate(kept):
        ways = [arrow for arrow in page.arrows if place == (len(kept) - 1 if arrow.to is None else 0)]
        yield replace(page, lanes=tuple(group), arrows=tuple(ways), notes=() if place else page.notes)


def _weight(lane: LaneRow) -> float:
    """Return about how many lines a row takes."""
    if not lane.cells:
        return 10.0
    return 1.5 + max(
        sum(2.0 + len(item.text) / 24 + _voice(item.evidence) for item in cell.items) for cell in lane.cells
    )


def _voice(evidence: tuple[object, ...]) -> float:
    return len(getattr(evidence[0], "text", "")) / 24 if evidence else 0.0
