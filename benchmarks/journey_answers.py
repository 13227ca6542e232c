"""Journey answers: exact expectations beside simulating them, and a what-if of the same customers in pairs."""

from __future__ import annotations

import time
from collections.abc import Callable

from benchmarks.alternation import alternate
from benchmarks.journey_sizes import Sizes
from benchmarks.measurement import Measurement, Peer, spread
from benchmarks.numpy_journeys import walk_numpy
from benchmarks.touchpoint_journey import surer_purchase, touchpoint_journey
from benchmarks.touchpoints import touchpoints
from workbench.model.journey import Journey
from workbench.simulation.crowd import Crowd
from workbench.simulation.expectations import expectations
from workbench.simulation.pairs import Gain, compare_in
from workbench.simulation.process import Process, shifted
from workbench.simulation.sampler import simulate

EXACT_TIMES, PAIRED_TIMES = 100, 5
"""Answers in one run: they take milliseconds."""


def measure(runs: int, sizes: Sizes) -> list[Measurement]:
    """Answer both questions in turns with what one would do instead, after a first, uncounted answer."""
    process, few, many = touchpoints(), sizes.paired, sizes.looked_at
    journey, crowd = touchpoint_journey(process), Crowd(process, n_journeys=few, seed=0)
    ways: dict[str, Callable[[int], float]] = {
        "exact": lambda _run: _milliseconds(lambda: expectations(process), EXACT_TIMES),
        "simulated": lambda run: _milliseconds(lambda: simulate(process, n_journeys=many, seed=run)),
        "paired": lambda run: _milliseconds(lambda: what_if(crowd, journey, seed=run), PAIRED_TIMES),
        "further": lambda _run: _milliseconds(lambda: what_if(crowd, journey), PAIRED_TIMES),
        "apart": lambda run: _milliseconds(lambda: _two_crowds(process, few, seed=run)),
    }
    for name in ("exact", "paired"):
        ways[name](0)
    found = {name: spread(values) for name, values in alternate(ways, runs, title="journeys: answers").items()}
    simulated = Peer(f"{many:,} customers simulated by the workbench", found["simulated"])
    apart = Peer(f"NumPy, 2 x {few:,} customers who share no luck", found["apart"])
    return [
        Measurement("journeys.exact", "ms", found["exact"], peer=simulated),
        Measurement("journeys.what_if", "ms", found["paired"], peer=apart),
        Measurement("journeys.what_if_further", "ms", found["further"], peer=apart),
    ]


def what_if(crowd: Crowd, journey: Journey, *, seed: int | None = None) -> Gain:
    """Return what a likelier purchase changes in conversion, for the same customers with and without it.

    With a seed, of as many other customers, walked without it too.
    """
    if seed is not None:
        crowd.meet(seed)
    return compare_in(crowd, journey, [surer_purchase()], persona="").gain("converted")


def _two_crowds(process: Process, customers: int, *, seed: int) -> None:
    for one in (process, shifted(process, surer_purchase().effects)):
        walk_numpy([one], customers, seed=seed, at_once=customers, record=False)


def _milliseconds(work: Callable[[], object], times: int = 1) -> float:
    start = time.perf_counter()
    for _ in range(times):
        work()
    return (time.perf_counter() - start) * 1e3 / times
