"""Journeys: simulated events a second, beside SimPy on the same journey with as many customers."""

from __future__ import annotations

import math
import time
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np

from benchmarks.alternation import alternate
from benchmarks.measurement import Measurement, Peer, spread
from benchmarks.simpy_journeys import SimpyJourneys
from benchmarks.touchpoints import touchpoints
from workbench.simulation.sampler import simulate

CUSTOMERS = 50_000
OURS = "workbench"
CROWDS = {"simpy_together": CUSTOMERS, "simpy_by_ten": 10}
"""Customers in one SimPy world: all of them, as one would write it, and as few as suit SimPy best."""
MOST_APART = 4.0
"""Standard errors that two conversions may lie apart before the models count as different."""


@dataclass(frozen=True, slots=True)
class Tally:
    """What one run of a simulator did."""

    customers: int
    converted: int
    events: int
    seconds: float


def measure(runs: int) -> list[Measurement]:
    """Let all walk as many customers in turns; ValueError when one does not agree on the conversion."""
    ways = {name: partial(walk_simpy, CUSTOMERS, at_once=crowd) for name, crowd in CROWDS.items()}
    found = alternate({OURS: partial(walk_own, CUSTOMERS), **ways}, runs, title="journeys")
    return [_compared(name, found[OURS], found[name]) for name in CROWDS]


def walk_own(customers: int, seed: int) -> Tally:
    """Walk customers through the made-up journey with the workbench."""
    process = touchpoints()
    start = time.perf_counter()
    walks = simulate(process, n_journeys=customers, seed=seed)
    seconds = time.perf_counter() - start
    return Tally(customers, int(np.count_nonzero(~np.isnan(walks.converted_after))), walks.events, seconds)


def walk_simpy(customers: int, seed: int, *, at_once: int) -> Tally:
    """Walk customers through the made-up journey with SimPy, so many in one world."""
    journeys = SimpyJourneys(touchpoints(), seed)
    start = time.perf_counter()
    journeys.walk(customers, at_once=at_once)
    return Tally(customers, len(journeys.converted), journeys.events, time.perf_counter() - start)


def apart(own: Sequence[Tally], other: Sequence[Tally]) -> float:
    """Return how many standard errors lie between the conversions of two sets of runs; 0 is agreement."""
    (p, p_error), (q, q_error) = _conversion(own), _conversion(other)
    return abs(p - q) / math.hypot(p_error, q_error)


def _compared(name: str, own: Sequence[Tally], other: Sequence[Tally]) -> Measurement:
    distance = apart(own, other)
    if distance > MOST_APART:
        raise ValueError(f"{name}: conversions lie {distance:.1f} standard errors apart, so this is not the same model")
    ours, theirs = (spread([tally.events / tally.seconds / 1e6 for tally in tallies]) for tallies in (own, other))
    peer = Peer(f"SimPy, one process a customer, {CROWDS[name]:,} in a world", theirs)
    return Measurement(f"journeys.{name}", "million events/s", ours, better="higher", peer=peer)


def _conversion(tallies: Sequence[Tally]) -> tuple[float, float]:
    customers = sum(tally.customers for tally in tallies)
    share = sum(tally.converted for tally in tallies) / customers
    return share, math.sqrt(share * (1 - share) / customers)
