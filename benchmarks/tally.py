"""Tally: what one run of a simulator did, and whether two simulators walked the same model."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from benchmarks.measurement import Spread, spread

MOST_APART = 4.0
"""Standard errors that two results may lie apart before the models count as different."""


@dataclass(frozen=True, slots=True)
class Tally:
    """Customers walked and converted, steps they visited, what they paid and its squares, and the time taken."""

    customers: int
    converted: int
    events: int
    revenue: float
    revenue_squares: float
    seconds: float = 0.0


def timed(walk: Callable[[], Tally]) -> Tally:
    """Walk, and return the tally with the time it took."""
    start = time.perf_counter()
    found = walk()
    return replace(found, seconds=time.perf_counter() - start)


def added(tallies: Sequence[Tally]) -> Tally:
    """Return several tallies as one."""
    return Tally(
        customers=sum(tally.customers for tally in tallies),
        converted=sum(tally.converted for tally in tallies),
        events=sum(tally.events for tally in tallies),
        revenue=math.fsum(tally.revenue for tally in tallies),
        revenue_squares=math.fsum(tally.revenue_squares for tally in tallies),
        seconds=math.fsum(tally.seconds for tally in tallies),
    )


def refuse_another_model(name: str, own: Sequence[Tally], other: Sequence[Tally]) -> None:
    """Raise ValueError where conversion or mean revenue of two simulators lie too far apart."""
    for what, distance in apart(added(own), added(other)).items():
        if distance > MOST_APART:
            raise ValueError(f"{name}: {what} lies {distance:.1f} standard errors apart, so this is not the same model")


def apart(own: Tally, other: Tally) -> dict[str, float]:
    """Return how many standard errors lie between conversions and between mean revenues; 0 is agreement."""
    return {
        "conversion": _distance(_conversion(own), _conversion(other)),
        "revenue": _distance(_revenue(own), _revenue(other)),
    }


def speed(tallies: Sequence[Tally]) -> Spread:
    """Return million events a second of several runs."""
    return spread([tally.events / tally.seconds / 1e6 for tally in tallies])


def _distance(one: tuple[float, float], other: tuple[float, float]) -> float:
    error = math.hypot(one[1], other[1])
    difference = abs(one[0] - other[0])
    return difference / error if error else (math.inf if difference else 0.0)


def _conversion(tally: Tally) -> tuple[float, float]:
    share = tally.converted / tally.customers
    return share, math.sqrt(share * (1 - share) / tally.customers)


def _revenue(tally: Tally) -> tuple[float, float]:
    mean = tally.revenue / tally.customers
    variance = max(0.0, tally.revenue_squares / tally.customers - mean * mean)
    return mean, math.sqrt(variance / tally.customers)
