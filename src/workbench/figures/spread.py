"""Spread: labels beside the points they name, none over another or over a point."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, pi, sin

from workbench.figures.wrapping import text_width

HEIGHT = 18.0
AROUND = 16
"""Directions that are tried at each distance."""
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Place:
    """A point and the text that names it."""

    x: float
    y: float
    text: str

    @property
    def width(self) -> float:
        """Width of the label."""
        return max(text_width(self.text, 12.5, bold=True) + 12, HEIGHT)


def spread(points: Sequence[Place], frame: Box) -> list[tuple[float, float]]:
    """Return where the middle of each label goes: the nearest free place around its point, within the frame.

    `frame` has the left, top, right and lower edge. A point at the edge may have its label lie on it; where
    nothing is free, the label goes farther out.
    """
    taken: list[Box] = [(p.x - 6, p.y - 6, p.x + 6, p.y + 6) for p in points]
    found = []
    for point in points:
        x, y = _free(point, taken, frame)
        taken.append(_box(x, y, point.width))
        found.append((x, y))
    return found


def _free(point: Place, taken: Sequence[Box], frame: Box) -> tuple[float, float]:
    for ring in range(60):
        for turn in range(AROUND):
            angle = 2 * pi * turn / AROUND
            x = point.x + cos(angle) * (point.width / 2 + 9 + 5 * ring)
            y = point.y - sin(angle) * (17 + 5 * ring)
            box = _box(x, y, point.width)
            inside = box[0] >= frame[0] and box[1] >= frame[1] and box[2] <= frame[2] and box[3] <= frame[3]
            if inside and not any(_touch(box, other) for other in taken):
                return x, y
    return point.x, point.y


def _box(x: float, y: float, width: float) -> Box:
    return (x - width / 2, y - HEIGHT / 2, x + width / 2, y + HEIGHT / 2)


def _touch(one: Box, other: Box) -> bool:
    return one[0] < other[2] + 1 and other[0] < one[2] + 1 and one[1] < other[3] + 1 and other[1] < one[3] + 1
