"""Measurement: a number found in several runs, with its spread, beside a peer's found in the same ones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median
from typing import Literal

from benchmarks.machine import Machine, this_machine


@dataclass(frozen=True, slots=True)
class Spread:
    """Median, smallest and largest of the values of all runs."""

    value: float
    min: float
    max: float
    runs: int


@dataclass(frozen=True, slots=True)
class Peer:
    """What one would use instead, and what it took."""

    what: str
    spread: Spread


@dataclass(frozen=True, slots=True)
class Measurement:
    """One line of the results.

    `name` is `benchmark.detail`; `better` says which way is good; `parts` are shares of the value
    that sum to 1.
    """

    name: str
    unit: str
    spread: Spread
    better: Literal["lower", "higher"] = "lower"
    peer: Peer | None = None
    parts: Mapping[str, float] = field(default_factory=dict)
    machine: Machine = field(default_factory=this_machine)

    @property
    def ratio(self) -> float | None:
        """Value over the peer's value; None without a peer."""
        return self.spread.value / self.peer.spread.value if self.peer else None


@dataclass(frozen=True, slots=True)
class Skipped:
    """A measurement that could not be made here, and why."""

    name: str
    reason: str


def spread(values: Sequence[float]) -> Spread:
    """Sum up the values of the runs; ValueError when there are none."""
    if not values:
        raise ValueError("a measurement needs at least one run, got none")
    return Spread(median(values), min(values), max(values), len(values))
