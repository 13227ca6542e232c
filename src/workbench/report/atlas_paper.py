"""Atlas paper: a map in parts that can be read on sheets of A3."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from types import MappingProxyType

from workbench.analysis.map_sheet import MapKind, MapSheet
from workbench.analysis.sheet_pages import MOST as COLUMNS
from workbench.analysis.sheet_pages import pages_of
from workbench.figures.drawing import Figure
from workbench.figures.map_kinds import draw_map
from workbench.language.speech import Speech

WIDTH, HEIGHT = 1497.0, 900.0
"""Room for a picture on A3 in landscape, in pixels of the screen, under its finding."""
SMALLEST = 0.9
"""How far a picture may be scaled down: 13 pixels become 9 points."""
MOST = MappingProxyType({MapKind.EXPERIENCE_MAP: 5})
"""Columns of a sheet, where they are broader than those of other kinds."""
WHOLE = frozenset({MapKind.SERVICE_BLUEPRINT, MapKind.DAY_IN_LIFE})
"""Kinds whose rows belong together from top to bottom."""
_SIZE = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')


def paper_parts(sheet: MapSheet, say: Speech) -> tuple[Figure, ...]:
    """Return a map as figures that each fit a sheet: cut between stages, then between rows where it is still high."""
    return tuple(
        figure for page in pages_of(sheet, say, most=MOST.get(sheet.kind, COLUMNS)) for figure in _cut(page, say)
    )


def size_of(figure: Figure) -> tuple[float, float]:
    """Return width and height of a figure in pixels of the screen."""
    found = _SIZE.search(figure.svg)
    if found is None:
        raise ValueError("a figure has a viewBox that begins at 0 0")
    return float(found[1]), float(found[2])


def _cut(page: MapSheet, say: Speech) -> Iterator[Figure]:
    """Yield a page in runs of rows, as many in each as fit the sheet; loops in the first, ways out in the last."""
    rest = page
    while True:
        figure = draw_map(rest, say)
        if page.kind in WHOLE or len(rest.lanes) < 2 or _fits(figure):
            yield figure
            return
        most = max(bisect(range(1, len(rest.lanes)), 0, key=partial(_too_many, rest, say)), 1)
        yield draw_map(_head(rest, most), say)
        outs = tuple(arrow for arrow in rest.arrows if arrow.to is None)
        rest = replace(rest, lanes=rest.lanes[most:], arrows=outs, notes=())


def _head(page: MapSheet, most: int) -> MapSheet:
    """Return the first rows of a page, without the ways out, which come last."""
    inside = tuple(arrow for arrow in page.arrows if arrow.to is not None)
    return replace(page, lanes=page.lanes[:most], arrows=inside)


def _too_many(page: MapSheet, say: Speech, most: int) -> int:
    return 0 if _fits(draw_map(_head(page, most), say)) else 1


def _fits(figure: Figure) -> bool:
    width, height = size_of(figure)
    return min(WIDTH / width, HEIGHT / height) >= SMALLEST
