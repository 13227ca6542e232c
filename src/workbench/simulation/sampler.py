"""Sampler: many customers walked through a process, all of them one decision at a time."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count

import numpy as np
from numpy.typing import NDArray

from workbench.errors import WorkbenchError
from workbench.simulation.draws import uniforms
from workbench.simulation.laws import quantile, scale
from workbench.simulation.process import Process

MOST_WITHOUT_TIME = 100_000
"""After so many decisions on end in which no time passes for anybody, nobody will ever leave."""
WHERE_NEXT, HOW_LONG = 0, 1


@dataclass(frozen=True, slots=True)
class Walks:
    """What became of each customer.

    `reached` is customers x steps; `exit` is the position of the exit taken, -1 for customers
    still under way at the horizon; `days` until that exit or the horizon; `converted_after` in
    days, NaN for those who never did; `events` is the number of steps visited in all.
    """

    process: Process
    reached: NDArray[np.bool_]
    exit: NDArray[np.int64]
    days: NDArray[np.float64]
    converted_after: NDArray[np.float64]
    events: int


def simulate(process: Process, *, n_journeys: int, seed: int) -> Walks:
    """Walk customers 0 to `n_journeys` - 1 until they leave or the horizon ends.

    WorkbenchError when neither ever comes, because they walk in circles that take no time.
    """
    steps = len(process.steps)
    thresholds = np.cumsum(process.matrix, axis=1)
    thresholds[:, -1] = np.inf
    customers = np.arange(n_journeys)
    entry = np.append(np.cumsum(process.start)[:-1], np.inf)
    state = np.searchsorted(entry, uniforms(seed, customers, 0, WHERE_NEXT), side="right")
    reached = np.zeros((n_journeys, steps), dtype=np.bool_)
    exits = np.full(n_journeys, -1)
    days = np.zeros(n_journeys)
    converted = np.full(n_journeys, np.nan)
    events = timeless = 0
    for decision in count(1):
        events += len(customers)
        reached[customers, state] = True
        new = customers[(state == process.conversion) & np.isnan(converted[customers])]
        converted[new] = days[new]
        stayed = _sojourns(process, state, uniforms(seed, customers, decision, HOW_LONG))
        timeless = 0 if stayed.any() else timeless + 1
        days[customers] = np.minimum(days[customers] + stayed, process.horizon)
        draw = uniforms(seed, customers, decision, WHERE_NEXT)
        target = (draw[:, None] >= thresholds[state]).sum(axis=1)
        in_time = days[customers] < process.horizon
        left = (target >= steps) & in_time
        exits[customers[left]] = target[left] - steps
        walking = (target < steps) & in_time
        customers, state = customers[walking], target[walking]
        if not len(customers):
            break
        if timeless >= MOST_WITHOUT_TIME:
            raise _never_ends(process, state)
    return Walks(process, reached, exits, days, converted, events)


def _never_ends(process: Process, state: NDArray[np.int64]) -> WorkbenchError:
    places = ", ".join(process.steps[step] for step in np.unique(state))
    return WorkbenchError(
        f"the journey never ends: after {MOST_WITHOUT_TIME:,} decisions on end that took no time, {len(state)} "
        f"customers are still under way, now at {places}; give these steps a sojourn or a likelier way to an exit"
    )


def _sojourns(process: Process, state: NDArray[np.int64], draw: NDArray[np.float64]) -> NDArray[np.float64]:
    days = np.zeros(len(state))
    for step in np.unique(state):
        law = process.sojourns[step]
        if law is not None:
            here = state == step
            days[here] = quantile(law, draw[here]) * scale(law)
    return days
