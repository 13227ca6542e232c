"""Outcome: what a simulation says, with how much of it is luck and how much is assumption."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from workbench.analysis.intervals import wilson
from workbench.model.intervention import Intervention
from workbench.model.journey import Journey
from workbench.simulation.closed_form import conversion, conversion_range
from workbench.simulation.pairs import compare
from workbench.simulation.process import Process
from workbench.simulation.sampler import simulate
from workbench.simulation.walks import Walks


@dataclass(frozen=True, slots=True)
class Reached:
    """Customers of `n` who came to a stage or step, with the 95 % Wilson interval of the share."""

    id: str
    count: int
    n: int

    @property
    def interval(self) -> tuple[float, float]:
        """Monte Carlo interval of the share."""
        return wilson(self.count, self.n)


@dataclass(frozen=True, slots=True)
class Outcome:
    """Results for one persona.

    `kept` are the customers neither lost nor gone when they leave the journey or the horizon ends.

    `exact` is the closed form of conversion without a horizon; `assumed` is the range of conversion
    over the ranges of the assumptions. Days are quantiles 10, 50 and 90 % of those who converted.
    """

    persona: str
    n: int
    converted: Reached
    kept: Reached
    stages: tuple[Reached, ...]
    steps: tuple[Reached, ...]
    exits: tuple[Reached, ...]
    under_way: int
    days: tuple[float, float, float] | None
    exact: float
    assumed: tuple[float, float]
    events: int


@dataclass(frozen=True, slots=True)
class WhatIf:
    """Customers kept by an intervention, the same ones with and without it, with its 95 % interval.

    `gain` is a difference of shares; `wins` and `losses` count those kept only with it, or only without.
    """

    intervention: str
    persona: str
    n: int
    gain: float
    low: float
    high: float
    wins: int
    losses: int


def outcome(
    process: Process, journey: Journey, *, persona: str, n_journeys: int, seed: int, walks: Walks | None = None
) -> Outcome:
    """Simulate customers of one persona and sum up what became of them.

    `walks` are those of the same process, number and seed, when they were walked before.
    """
    walks = walks or simulate(process, n_journeys=n_journeys, seed=seed)
    times = walks.converted_after[~np.isnan(walks.converted_after)]
    low, middle, high = (float(q) for q in np.quantile(times, [0.1, 0.5, 0.9])) if len(times) else (0.0, 0.0, 0.0)
    counts = walks.reached.sum(axis=0)
    return Outcome(
        persona=persona,
        n=n_journeys,
        converted=Reached(journey.conversion, len(times), n_journeys),
        kept=Reached("kept", int(_kept(walks, journey).sum()), n_journeys),
        stages=_stages(walks, journey),
        steps=tuple(Reached(step, int(count), n_journeys) for step, count in zip(process.steps, counts, strict=True)),
        exits=tuple(Reached(e, int((walks.exit == i).sum()), n_journeys) for i, e in enumerate(process.exits)),
        under_way=int((walks.exit == -1).sum()),
        days=(low, middle, high) if len(times) else None,
        exact=conversion(process),
        assumed=conversion_range(process, journey, seed=seed),
        events=walks.events,
    )


def what_if(
    process: Process,
    journey: Journey,
    action: Intervention,
    *,
    persona: str,
    n_journeys: int,
    seed: int,
    walks: Walks | None = None,
) -> WhatIf:
    """Walk the same customers with and without an intervention; their luck is the same in both.

    `walks` are those without it, of the same process, number and seed, when they were walked before.
    InputError where a number of the intervention rests on nothing.
    """
    plain = walks or simulate(process, n_journeys=n_journeys, seed=seed)
    found = compare(process, journey, [action], persona=persona, n_journeys=n_journeys, seed=seed, baseline=plain)
    kept = found.gain("kept")
    gain = kept.paired
    return WhatIf(action.id, persona, n_journeys, gain.mean, gain.low, gain.high, kept.wins or 0, kept.losses or 0)


def _kept(walks: Walks, journey: Journey) -> NDArray[np.bool_]:
    gone = [i for i, exit_ in enumerate(journey.exits) if exit_.kind in ("lost", "churn")]
    return ~np.isin(walks.exit, gone)


def _stages(walks: Walks, journey: Journey) -> tuple[Reached, ...]:
    column = {name: i for i, name in enumerate(walks.process.steps)}
    found = []
    for stage in journey.stages:
        own = [column[step.id] for step in journey.steps_of(stage)]
        count = int(walks.reached[:, own].any(axis=1).sum()) if own else 0
        found.append(Reached(stage.id, count, len(walks.reached)))
    return tuple(found)
