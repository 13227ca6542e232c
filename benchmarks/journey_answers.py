"""Journey answers: exact expectations beside simulating them, and a what-if of the same customers in pairs."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace

import numpy as np

from benchmarks.alternation import alternate
from benchmarks.journey_sizes import Sizes
from benchmarks.measurement import Measurement, Peer, spread
from benchmarks.numpy_journeys import walk_numpy
from benchmarks.touchpoints import touchpoints
from workbench.analysis.intervals import Z95
from workbench.model.transition import Effect
from workbench.simulation.closed_form import absorption, expected_days, expected_steps, reach
from workbench.simulation.process import Process, shifted
from workbench.simulation.sampler import simulate

EXACT_TIMES, PAIRED_TIMES = 100, 5
"""Answers in one run: they take milliseconds."""
CHANGE = Effect.model_validate({"from": "t17", "to": "t18", "log_odds": 0.5})


def measure(runs: int, sizes: Sizes) -> list[Measurement]:
    """Answer both questions in turns with what one would do instead, after a first, uncounted answer."""
    process, few, many = touchpoints(), sizes.paired, sizes.looked_at
    ways: dict[str, Callable[[int], float]] = {
        "exact": lambda _run: _milliseconds(lambda: _exact(process), EXACT_TIMES),
        "simulated": lambda run: _milliseconds(lambda: simulate(process, n_journeys=many, seed=run)),
        "paired": lambda run: _milliseconds(lambda: what_if(process, few, run), PAIRED_TIMES),
        "apart": lambda run: _milliseconds(lambda: _two_crowds(process, few, run)),
    }
    ways["exact"](0), ways["paired"](0)
    found = {name: spread(values) for name, values in alternate(ways, runs, title="journeys: answers").items()}
    simulated = Peer(f"{many:,} customers simulated by the workbench", found["simulated"])
    apart = Peer(f"NumPy, 2 x {few:,} customers who share no luck", found["apart"])
    return [
        Measurement("journeys.exact", "ms", found["exact"], peer=simulated),
        Measurement("journeys.what_if", "ms", found["paired"], peer=apart),
    ]


def what_if(process: Process, customers: int, seed: int) -> tuple[float, float]:
    """Return what a change adds to the share that converts and half its 95 % interval, for the same customers."""
    after = replace(shifted(process, [CHANGE]), base=process)
    with_it, without = (simulate(one, n_journeys=customers, seed=seed).converted for one in (after, process))
    difference = with_it.astype(np.float64) - without
    return float(difference.mean()), Z95 * float(difference.std(ddof=1)) / customers**0.5


def _exact(process: Process) -> None:
    for question in (reach, expected_steps, expected_days, absorption):
        question(process)


def _two_crowds(process: Process, customers: int, seed: int) -> None:
    for one in (process, shifted(process, [CHANGE])):
        walk_numpy([one], customers, seed, at_once=customers, record=False)


def _milliseconds(work: Callable[[], object], times: int = 1) -> float:
    start = time.perf_counter()
    for _ in range(times):
        work()
    return (time.perf_counter() - start) * 1e3 / times
