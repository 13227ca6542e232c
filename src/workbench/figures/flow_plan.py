"""Flow plan: where each band of a flow leaves its step, runs, and comes in, and how wide it is drawn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from workbench.simulation.expected_flow import Flow

Way = Literal["next", "ahead", "back", "again", "out"]
FULL, WIDEST, ENTRY = 120.0, 200.0, 40.0
"""Width of the step most come to; it grows up to `WIDEST` where those who enter would be less than `ENTRY` wide."""
RETURN, LOOP, HAIR = 8.0, 2.0, 0.8
"""Width that a band back is drawn at most, that of every loop of a step on itself, and that of any band at least."""
NODE, PAD, AIR, LANE, CLEAR = 11.0, 7.0, 4.0, 26.0, 22.0
"""Height of a step, space over and under it and between bands, least width of a lane, and space before the first."""
BETWEEN = 9.0
"""Space between the names of steps."""
RISE, REACH, TAPER = 6.0, 62.0, 9.0
"""How far a loop rises over and under its step and, with its number, reaches left; how long a capped band narrows."""
LEFT: tuple[Way, ...] = ("back", "again")
"""Ways that run on the left of the steps; the others run on the right."""


@dataclass(slots=True)
class Band:
    """One flow: its way, width and span in rows; where its middle leaves and comes in, how far from the steps it turns.

    `width` is what it takes of its steps, true to its number; `line` is how wide it is drawn between them.
    `lane` is the middle of its run along the steps, from the middle of the steps outwards.
    """

    flow: Flow
    way: Way
    width: float
    line: float
    span: int
    room: float
    leaves: float = 0.0
    enters: float = 0.0
    below: float = 0.0
    above: float = 0.0
    lane: float = 0.0

    @property
    def capped(self) -> bool:
        """Whether it is drawn narrower along the steps than where it leaves and comes in."""
        return self.way == "back" and self.line < self.width


@dataclass(frozen=True, slots=True)
class FlowPlan:
    """Rows from top to bottom, the entry first, with their upper edges and widths; every band; how far lanes reach.

    A row is as wide as those who come to it from elsewhere, `scale` a customer.
    """

    rows: tuple[str, ...]
    tops: tuple[float, ...]
    widths: tuple[float, ...]
    bands: tuple[Band, ...]
    reach_left: float
    reach_right: float
    height: float
    scale: float

    def top(self, row: str) -> float:
        """Upper edge of a row's bar."""
        return self.tops[self.rows.index(row)]


def flow_plan(
    flows: Sequence[Flow],
    steps: Sequence[str],
    *,
    heights: Mapping[tuple[str, str], float],
    names: Mapping[str, float],
) -> FlowPlan:
    """Return the plan of flows through `steps`.

    `heights` is what the words at the end of each exit's band need, `names` what each row's name needs.
    """
    rows = ("", *steps)
    out = {row: sum(flow.amount for flow in flows if flow.source == row != flow.target) for row in rows}
    most = max(out.values())
    full = min(max(FULL, ENTRY * most / out[""]), WIDEST)
    scale = full / most
    bands = [_band(flow, rows, scale, heights) for flow in flows]
    widths = tuple(scale * out[row] for row in rows)
    below, above = zip(*(_slots(row, width, bands) for row, width in zip(rows, widths, strict=True)), strict=True)
    tops = [max(above[0], (names[""] - NODE) / 2)]
    for i in range(1, len(rows)):
        apart = (names[rows[i - 1]] + names[rows[i]]) / 2 + BETWEEN
        tops.append(tops[-1] + max(NODE + below[i - 1] + above[i], apart))
    height = tops[-1] + NODE + max(below[-1], (names[rows[-1]] - NODE) / 2)
    places = dict(zip(rows, tops, strict=True))
    loops = [
        (0.0, widths[i] / 2 + REACH, top - RISE, top + NODE + RISE)
        for i, top in enumerate(tops)
        if _again(rows[i], bands)
    ]
    left = _lanes([band for band in bands if band.way == "back"], places, full / 2 + CLEAR, loops)
    right = _lanes([band for band in bands if band.way == "ahead"], places, full / 2 + CLEAR, [])
    return FlowPlan(rows, tuple(tops), widths, tuple(bands), left, right, height, scale)


def _band(flow: Flow, rows: Sequence[str], scale: float, heights: Mapping[tuple[str, str], float]) -> Band:
    width = flow.amount * scale
    if flow.target not in rows:
        return Band(flow, "out", width, max(width, HAIR), 0, max(width, heights.get((flow.source, flow.target), 0.0)))
    span = rows.index(flow.target) - rows.index(flow.source)
    way: Way = "next" if span == 1 else "ahead" if span > 1 else "back" if span else "again"
    line = LOOP if way == "again" else min(width, RETURN) if way == "back" else width
    line = line if way == "next" else max(line, HAIR)
    return Band(flow, way, width, line, abs(span), line)


def _again(row: str, bands: Sequence[Band]) -> bool:
    return any(band.way == "again" and band.flow.source == row for band in bands)


def _slots(row: str, width: float, bands: Sequence[Band]) -> tuple[float, float]:
    """Place the bands on both edges of a row; return the space they need under and over it.

    The nearest lane is that of the shortest way: its band is outermost on the edge and turns first, so
    that no band crosses another where they leave.
    """
    leaving = [band for band in bands if band.flow.source == row and band.way != "again"]
    coming = [band for band in bands if band.flow.target == row and band.way != "again"]
    rise = RISE if _again(row, bands) else 0.0
    x = -width / 2
    for band in sorted(leaving, key=_across):
        band.leaves, x = x + band.width / 2, x + band.width
    x = -width / 2
    for band in sorted(coming, key=_across):
        band.enters, x = x + band.width / 2, x + band.width
    under = [_stack([band for band in leaving if _side(band) == side], "below", rise) for side in (-1, 1)]
    over = [_stack([band for band in coming if _side(band) == side], "above", rise) for side in (-1, 1)]
    return PAD + max(under), PAD + max(over)


def _side(band: Band) -> int:
    return 0 if band.way == "next" else -1 if band.way in LEFT else 1


def _across(band: Band) -> tuple[int, float, str]:
    """Return the order of bands on an edge, from left to right."""
    side = _side(band)
    far = -band.span if side > 0 else band.span
    return side, far, band.flow.target


def _stack(bands: Sequence[Band], edge: Literal["below", "above"], rise: float) -> float:
    """Let bands of one side turn one after the other, the outermost first; return how far the last one reaches."""
    far = max(rise, TAPER if any(band.capped for band in bands) else 0.0) if bands else 0.0
    outermost = sorted(bands, key=_across, reverse=bool(bands) and _side(bands[0]) > 0)
    for band in outermost:
        room = band.room if edge == "below" else band.line
        setattr(band, edge, far + AIR + max(room, band.line) / 2)
        far += AIR + room
    return far


Taken = tuple[float, float, float, float]


def _lanes(bands: Sequence[Band], places: Mapping[str, float], first: float, loops: Sequence[Taken]) -> float:
    """Give every band that runs along the steps a lane of its own; return how far the last one reaches."""
    taken = list(loops)
    for band in sorted(bands, key=lambda band: (band.span, places[band.flow.source], places[band.flow.target])):
        ends = (places[band.flow.source] + NODE + band.below, places[band.flow.target] - band.above)
        low, high = min(ends) - band.line / 2, max(ends) + band.line / 2
        room = max(band.line, LANE) + AIR
        inner = first
        for near, far, top, bottom in sorted(taken):
            if low < bottom and top < high and inner + room > near and inner < far:
                inner = far
        taken.append((inner, inner + room, low, high))
        band.lane = inner + room / 2
    return max((far for _, far, _, _ in taken), default=first)
