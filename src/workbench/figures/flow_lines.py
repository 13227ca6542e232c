"""Flow line: the path of a band of a flow, how it narrows, and where its number stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from workbench.figures.flow_plan import LEFT, NODE, TAPER, Band, FlowPlan

NEAR = 10.0
"""A number stands at least so far from a band that crosses its own, where there is such a place."""
PLACES = (0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74)
"""Where along its band a number may stand, the best first."""


@dataclass(frozen=True, slots=True)
class FlowLines:
    """The lines of a plan whose steps have their middle at x = `middle`; words of exits begin beyond x = `edge`."""

    plan: FlowPlan
    middle: float
    edge: float

    def bottom(self, band: Band) -> float:
        """Lower edge of the step a band leaves."""
        return self.plan.top(band.flow.source) + NODE

    def path(self, band: Band) -> str:
        """Return the line of a band, or the outline of one to the next step."""
        x1, y1, r = self.middle + band.leaves, self.bottom(band), band.line / 2 + 2
        if band.way == "again":
            x, y = self._end(band)
            return f"M{x:g} {y + 3:g}C{x - 28:g} {y + 17:g} {x - 28:g} {y - 17:g} {x - 3:g} {y - 4.5:g}"
        if band.way == "out":
            return f"M{x1:g} {y1:g}v{band.below - r:g}a{r:g} {r:g} 0 0 0 {r:g} {r:g}H{self.edge:g}"
        x2, y2 = self.middle + band.enters, self.plan.top(band.flow.target)
        if band.way == "next":
            return _ribbon(x1, y1, x2, y2, band.width)
        up = band.way in LEFT
        side, turn, lane = -1 if up else 1, 1 if up else 0, self._lane(band)
        run = y2 - band.above + (r if up else -r)
        second = f"a{r:g} {r:g} 0 0 1 {-r:g} {-r:g}" if up else f"a{r:g} {r:g} 0 0 1 {r:g} {r:g}"
        third = f"a{r:g} {r:g} 0 0 1 {r:g} {-r:g}" if up else f"a{r:g} {r:g} 0 0 1 {-r:g} {r:g}"
        return (
            f"M{x1:g} {y1:g}v{band.below - r:g}a{r:g} {r:g} 0 0 {turn} {side * r:g} {r:g}H{lane - side * r:g}{second}"
            f"V{run:g}{third}H{x2 + side * r:g}a{r:g} {r:g} 0 0 {turn} {-side * r:g} {r:g}V{y2:g}"
        )

    def wedges(self, band: Band) -> str:
        """Return how a capped band narrows, on both sides, from what it takes of its steps to what it is drawn at."""
        wide, thin = band.width / 2, band.line / 2
        leaving = (self.middle + band.leaves, self.bottom(band), TAPER)
        coming = (self.middle + band.enters, self.plan.top(band.flow.target), -TAPER)
        return "".join(
            f"M{x + side * wide:g} {y:g}H{x + side * thin:g}v{down:g}z"
            for x, y, down in (leaving, coming)
            for side in (-1, 1)
        )

    def number(self, band: Band) -> tuple[float, float]:
        """Return the middle of a band's number, the right end of a loop's: where no band crosses, if there is such."""
        if band.way == "again":
            x, y = self._end(band)
            return x - 27, y
        x, (low, high) = self._lane(band), sorted(self._turns(band))
        crossing = [y for left, right, y in self._levels(band) if left < x < right]
        spots = [low + (high - low) * place for place in PLACES]
        free = (y for y in spots if all(abs(y - other) >= NEAR for other in crossing))
        return x, next(free, spots[0])

    def head(self, band: Band, x: float, y: float) -> str:
        """Return the head of the arrow that belongs to a number at (x, y)."""
        if band.way == "again":
            return f"M{x + 20.5:g} {y - 10:g}l5 6.5l-8 1"
        return f"M{x - 4:g} {y - 8:g}l4-5l4 5" if band.way in LEFT else f"M{x - 4:g} {y + 8:g}l4 5l4-5"

    def _end(self, band: Band) -> tuple[float, float]:
        """Return the left end of a band's step, halfway of its height."""
        row = self.plan.rows.index(band.flow.source)
        return self.middle - self.plan.widths[row] / 2, self.plan.tops[row] + NODE / 2

    def _lane(self, band: Band) -> float:
        return self.middle + (-band.lane if band.way in LEFT else band.lane)

    def _turns(self, band: Band) -> tuple[float, float]:
        """Return the heights at which a band turns into its lane and out of it."""
        return self.bottom(band) + band.below, self.plan.top(band.flow.target) - band.above

    def _levels(self, own: Band) -> Iterator[tuple[float, float, float]]:
        """Yield the left and right end and the height of what runs across in other bands."""
        for band in (band for band in self.plan.bands if band is not own):
            if band.way == "out":
                yield self.middle + band.leaves, self.edge, self.bottom(band) + band.below
            elif band.way in ("back", "ahead"):
                for x, y in zip((band.leaves, band.enters), self._turns(band), strict=True):
                    left, right = sorted((self._lane(band), self.middle + x))
                    yield left, right, y


def _ribbon(x1: float, y1: float, x2: float, y2: float, width: float) -> str:
    """Return the outline of a band to the next step, as wide at every height as where it leaves."""
    half, wide = (y1 + y2) / 2, width / 2
    left = f"M{x1 - wide:.3f} {y1:g}C{x1 - wide:.3f} {half:g} {x2 - wide:.3f} {half:g} {x2 - wide:.3f} {y2:g}"
    return f"{left}H{x2 + wide:.3f}C{x2 + wide:.3f} {half:g} {x1 + wide:.3f} {half:g} {x1 + wide:.3f} {y1:g}z"
