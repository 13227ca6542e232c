"""Own journeys: the workbench's engines on the journey that simulators are compared on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from benchmarks.tally import Tally, added, timed
from workbench.simulation.process import Process
from workbench.simulation.sampler import Engine, event_chunks, total


def sum_up(personas: Sequence[Process], customers: int, *, seed: int, engine: Engine = "compiled") -> Tally:
    """Walk customers, as many of each persona, and keep their totals alone."""
    each = customers // len(personas)
    return added([_totals(process, each, len(personas) * seed + k, engine) for k, process in enumerate(personas)])


def stream(personas: Sequence[Process], customers: int, *, seed: int) -> Tally:
    """Walk the same customers as `sum_up` as a table of events in pieces; ValueError where there are not as many."""
    each = customers // len(personas)
    expected = sum_up(personas, customers, seed=seed)
    found = timed(lambda: replace(expected, events=_rows(personas, each, seed)))
    if found.events != expected.events:
        raise ValueError(f"the table holds {found.events:,} events, the totals {expected.events:,}")
    return found


def _rows(personas: Sequence[Process], each: int, seed: int) -> int:
    return sum(
        len(chunk)
        for k, process in enumerate(personas)
        for chunk in event_chunks(process, n_journeys=each, seed=len(personas) * seed + k)
    )


def _totals(process: Process, customers: int, seed: int, engine: Engine) -> Tally:
    found = total(process, n_journeys=customers, seed=seed, engine=engine)
    mean, variance = found.mean("revenue")[0], found.variance("revenue")
    squares = variance * (customers - 1) + customers * mean * mean
    return Tally(customers, found.converted, found.events, customers * mean, squares)
