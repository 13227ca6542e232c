"""Totals: what is summed up of customers who are not kept, the same in whatever order they come.

Counts are whole numbers. Other sums are made in blocks of 4,096 customers, each in the customers' order, and
added up exactly at the end (Shewchuk, 1997), so that no thread, chunk or machine leaves a trace.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from workbench.model.transition import LOST
from workbench.simulation.process import Floats, Process
from workbench.simulation.walks import Walks

BLOCK = 4096
MEASURES = ("days", "visits", "revenue", "cost", "margin", "switches", "referrals", "around")
"""What is averaged; `around` is peak plus end of the customers who felt anything."""
PARTS, DOUBLINGS, SMALLEST = 256, 64, 999
"""Times are counted in bins of 1/256 of a doubling, from 2^-24 days on."""
BINS = PARTS * DOUBLINGS + 1
Counts = NDArray[np.int64]


@dataclass(frozen=True)
class Totals:
    """Counts and sums of `n` customers from `first` on.

    `counts` is steps x (states + 2): how often each step led to each state and to the horizon, and how
    many customers ever came to it; `stages` are customers too, `felt` those who felt anything; `sums` is
    blocks x measures x 2, of values and their squares; `days_in` and `converted_in` count times by bin.
    """

    process: Process
    first: int
    n: int
    counts: Counts
    stages: Counts
    felt: Counts
    sums: Floats
    days_in: Counts
    converted_in: Counts

    def twin(self) -> Totals:
        """Return blank counts beside the same sums, for another thread to fill."""
        counts = [np.zeros_like(own) for own in self._counts()]
        return self._with(counts, self.sums, self.n)

    def add(self, walks: Walks, counts: Counts, stages: NDArray[np.uint64], *, first: int, compiled: bool) -> None:
        """Count one block of customers in, who begin at `first`."""
        self.counts[:] += counts
        block = self.sums[(first - self.first) // BLOCK]
        if compiled:
            from workbench.simulation.compiled import sum_up  # numba: only where it is run

            sum_up(*(*_summed(walks), stages, SMALLEST * PARTS - 1, *self._counts()[1:], block))
            return
        self.stages[:] += [np.count_nonzero(walks.mask & stage) for stage in stages]
        self.felt[0] += np.count_nonzero(walks.feelings)
        self.days_in[:] += _binned(walks.days)
        self.converted_in[:] += _binned(walks.converted_after[~np.isnan(walks.converted_after)])
        block[:] = _sums(walks)

    def joined(self, parts: Iterable[Totals]) -> Totals:
        """Return the counts of several threads together."""
        counts = [np.sum(own, axis=0) for own in zip(*(part._counts() for part in parts), strict=True)]
        return self._with(counts, self.sums, self.n)

    def followed_by(self, later: Sequence[Totals]) -> Totals:
        """Return these totals and those of the customers after them as one; ValueError where some are missing."""
        parts = [self, *later]
        for one, other in pairwise(parts):
            if one.first + one.n != other.first or one.n % BLOCK:
                raise ValueError(f"customers from {other.first} do not follow those to {one.first + one.n}")
        counts = [np.sum(own, axis=0) for own in zip(*(part._counts() for part in parts), strict=True)]
        sums = np.concatenate([part.sums for part in parts])
        return self._with(counts, sums, sum(part.n for part in parts))

    def mean(self, measure: str) -> tuple[float, float]:
        """Return the mean of a measure over customers and its standard error, both 0 where nobody counts."""
        place, n = MEASURES.index(measure), int(self.felt[0]) if measure == "around" else self.n
        whole, squares = (math.fsum(self.sums[:, place, k].tolist()) for k in (0, 1))
        if n < 2:
            return (whole / n if n else 0.0), 0.0
        variance = max(0.0, squares - whole * whole / n) / (n - 1)
        return whole / n, math.sqrt(variance / n)

    def variance(self, measure: str) -> float:
        """Return the variance of a measure over customers."""
        return self.mean(measure)[1] ** 2 * (int(self.felt[0]) if measure == "around" else self.n)

    @property
    def moves(self) -> Counts:
        """How often each step led to each state, and to the horizon in the last column."""
        return self.counts[:, :-1]

    @property
    def reached(self) -> Counts:
        """Customers who ever came to each step."""
        return self.counts[:, -1]

    @property
    def events(self) -> int:
        """Number of steps visited in all."""
        return int(self.moves.sum())

    @property
    def exits(self) -> Counts:
        """Customers who took each exit."""
        steps = len(self.process.steps)
        return np.asarray(self.moves[:, steps:-1].sum(axis=0))

    @property
    def under_way(self) -> int:
        """Customers the horizon cut off."""
        return int(self.moves[:, -1].sum())

    @property
    def converted(self) -> int:
        """Customers who ever converted."""
        return int(self.reached[self.process.conversion])

    @property
    def kept(self) -> int:
        """Customers neither lost nor gone at the end."""
        return self.n - self.left_by(*LOST)

    def left_by(self, *kinds: str) -> int:
        """Return how many customers took an exit of one of these kinds."""
        return int(self.exits[self._places(kinds)].sum())

    def lost_at(self) -> Counts:
        """Return how many customers each step lost: to exits of kind lost or churn."""
        exits = self.moves[:, len(self.process.steps) : -1]
        return np.asarray(exits[:, self._places(LOST)].sum(axis=1))

    def days_until(self, shares: Sequence[float], *, converted: bool = False) -> list[float]:
        """Return quantiles of the days until the end or until conversion, right to 0.2 %; none without customers."""
        counts = self.converted_in if converted else self.days_in
        if not counts.sum():
            return []
        reached = np.cumsum(counts)
        found = []
        for share in shares:
            wanted = share * reached[-1]
            place = int(np.searchsorted(reached, wanted, side="left"))
            before = reached[place - 1] if place else 0
            part = (wanted - before) / counts[place] if counts[place] else 0.0
            low, high = _edge(place), _edge(place + 1)
            found.append(low + (high - low) * float(part))
        return found

    def _places(self, kinds: Collection[str]) -> list[int]:
        return [place for place, kind in enumerate(self.process.kinds) if kind in kinds]

    def _with(self, counts: list[Counts], sums: Floats, n: int) -> Totals:
        every, stages, felt, days_in, converted_in = counts
        return Totals(self.process, self.first, n, every, stages, felt, sums, days_in, converted_in)

    def _counts(self) -> list[Counts]:
        return [self.counts, self.stages, self.felt, self.days_in, self.converted_in]


def blank_totals(process: Process, *, first: int, n: int) -> Totals:
    """Return totals of nobody yet, with room for the blocks of customers `first` to `n` - 1."""
    steps = len(process.steps)
    blocks = -(-(n - first) // BLOCK)
    return Totals(
        process=process,
        first=first,
        n=n - first,
        counts=np.zeros((steps, len(process.states) + 2), dtype=np.int64),
        stages=np.zeros(len(process.stages), dtype=np.int64),
        felt=np.zeros(1, dtype=np.int64),
        sums=np.zeros((blocks, len(MEASURES), 2)),
        days_in=np.zeros(BINS, dtype=np.int64),
        converted_in=np.zeros(BINS, dtype=np.int64),
    )


def _binned(days: Floats) -> Counts:
    """Return how many times fall into each bin: the leading bits of a number name it."""
    places = (days.view(np.int64) >> np.int64(44)) - np.int64(SMALLEST * PARTS) + 1
    return np.bincount(np.clip(places, 0, BINS - 1), minlength=BINS)


def _edge(place: int) -> float:
    """Return where a bin begins, in days."""
    if place <= 0:
        return 0.0
    doubling, part = divmod(place - 1, PARTS)
    return math.ldexp(1.0 + part / PARTS, doubling + SMALLEST - 1023)


def _summed(walks: Walks) -> tuple[NDArray[np.generic], ...]:
    bits = (walks.days.view(np.int64), walks.converted_after.view(np.int64))
    own = (walks.visits, walks.revenue, walks.cost, walks.switches, walks.referrals, walks.feelings)
    return (walks.mask, walks.days, *bits, *own, walks.peak, walks.last)


def _sums(walks: Walks) -> Floats:
    around = walks.peak.astype(np.float64) + walks.last
    values: list[NDArray[Any]] = [walks.days, walks.visits, walks.revenue, walks.cost, walks.revenue - walks.cost]
    values += [walks.switches, walks.referrals, around]
    pairs = [(own.astype(np.float64), own.astype(np.float64) ** 2) for own in values]
    return np.array([[np.add.accumulate(part)[-1] for part in pair] for pair in pairs])
