"""Journey speed: events a second of every simulator on the same model, in turns."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor

from benchmarks.alternation import alternate
from benchmarks.journey_sizes import Sizes
from benchmarks.measurement import Measurement, Peer
from benchmarks.mesa_journeys import walk_mesa
from benchmarks.numpy_journeys import ready, walk_numpy, walk_numpy_apart
from benchmarks.own_journeys import stream, sum_up
from benchmarks.simpy_journeys import walk_simpy
from benchmarks.tally import Tally, refuse_another_model, speed, timed
from benchmarks.touchpoints import PERSONAS, six_personas
from workbench.simulation.sampler import cores

Ways = Mapping[str, Callable[[int], Tally]]
OURS = "workbench"
TEN, CROWD, PARTS = 10, 50_000, 2
"""Customers in one SimPy world as suit it best, in one set of NumPy's arrays as suit those, and processes."""


def measure(runs: int, sizes: Sizes) -> list[Measurement]:
    """Walk six personas as totals and as events; ValueError where a simulator walks another model."""
    personas = six_personas()
    sum_up(personas, PERSONAS, seed=0)
    stream(personas, PERSONAS, seed=0)
    with _processes() as processes:
        walk_numpy_apart(processes, personas, customers=PARTS * PERSONAS, seed=0, at_once=CROWD, parts=PARTS)
        summary = alternate(_summaries(sizes, processes), runs, title="journeys: totals")
    events = alternate(_tables(sizes), runs, title="journeys: events")
    return [*_compared("summary", summary, sizes), *_compared("events", events, sizes)]


def _processes() -> ProcessPoolExecutor:
    spawn = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(PARTS, mp_context=spawn, initializer=ready, initargs=(spawn.Barrier(PARTS),))


def _summaries(sizes: Sizes, processes: Executor) -> Ways:
    who, arrays = six_personas(), sizes.arrays
    return {
        OURS: lambda seed: timed(lambda: sum_up(who, sizes.totals, seed=seed)),
        **_python(sizes, record=False),
        "numpy": lambda seed: timed(lambda: walk_numpy(who, arrays, seed=seed, at_once=CROWD, record=False)),
        "numpy_two_processes": lambda seed: timed(
            lambda: walk_numpy_apart(processes, who, customers=arrays, seed=seed, at_once=CROWD, parts=PARTS)
        ),
        "reference": lambda seed: timed(lambda: sum_up(who, arrays, seed=seed, engine="reference")),
    }


def _tables(sizes: Sizes) -> Ways:
    who = six_personas()
    return {
        OURS: lambda seed: stream(who, sizes.events, seed=seed),
        **_python(sizes, record=True),
        "numpy": lambda seed: timed(lambda: walk_numpy(who, sizes.arrays, seed=seed, at_once=CROWD, record=True)),
    }


def _python(sizes: Sizes, *, record: bool) -> Ways:
    who, n = six_personas(), sizes.objects
    return {
        "simpy": lambda seed: timed(lambda: walk_simpy(who, n, seed=seed, at_once=n, record=record)),
        "simpy_by_ten": lambda seed: timed(lambda: walk_simpy(who, n, seed=seed, at_once=TEN, record=record)),
        "mesa": lambda seed: timed(lambda: walk_mesa(who, n, seed=seed, record=record)),
    }


def _compared(kind: str, found: Mapping[str, Sequence[Tally]], sizes: Sizes) -> list[Measurement]:
    own, told = found[OURS], _told(sizes)
    for name in told.keys() & found.keys():
        refuse_another_model(name, own, found[name])
    return [
        Measurement(
            f"journeys.{kind}.{name}",
            "million events/s",
            speed(own),
            better="higher",
            peer=Peer(f"{told[name]}; the workbench uses {cores()} threads", speed(tallies)),
        )
        for name, tallies in found.items()
        if name != OURS
    ]


def _told(sizes: Sizes) -> dict[str, str]:
    return {
        "simpy": f"SimPy, one process a customer, {sizes.objects:,} in a world, 1 thread",
        "simpy_by_ten": f"SimPy, one process a customer, {TEN} in a world, 1 thread",
        "mesa": f"Mesa, one agent a customer, {sizes.objects:,} in a model, 1 thread",
        "numpy": f"NumPy, {CROWD:,} customers one decision at a time by alias tables, 1 thread, events not sorted",
        "numpy_two_processes": f"NumPy, {CROWD:,} customers one decision at a time, {PARTS} processes",
        "reference": "the workbench's reference engine in NumPy, all threads",
    }
