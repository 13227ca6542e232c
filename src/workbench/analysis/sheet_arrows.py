"""Sheet arrow: the ways through a journey other than to the next step."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from workbench.analysis.map_sheet import Arrow, Column
from workbench.analysis.sheet_ground import Ground


def arrows_between(columns: Sequence[Column], ground: Ground) -> tuple[Arrow, ...]:
    """Return the ways back, ahead, again and out of a journey whose steps are these columns, most likely first."""
    place = {column.id: i for i, column in enumerate(columns)}
    exits = {exit_.id: ground.say.of(exit_.label) for exit_ in ground.journey.exits}
    found = []
    for way in ground.journey.transitions:
        start, to = place.get(way.from_), place.get(way.to)
        if start is None or not way.p:
            continue
        if way.to in exits:
            found.append(Arrow("out", start, None, way.p, exits[way.to], way.basis))
        elif to is not None and to != start + 1:
            found.append(Arrow(_way(start, to), start, to, way.p, columns[to].label, way.basis))
    return tuple(sorted(found, key=lambda arrow: (arrow.start, -(arrow.p or 0.0), arrow.label)))


def _way(start: int, to: int) -> Literal["back", "ahead", "again"]:
    if to == start:
        return "again"
    return "back" if to < start else "ahead"
