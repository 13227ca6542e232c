"""Outcome: what a simulation says, with how much of it is luck and how much is assumption."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from workbench.analysis.intervals import Z95, wilson
from workbench.model.journey import Journey
from workbench.simulation.batch_expectations import Measure
from workbench.simulation.case import Case
from workbench.simulation.cluster import total_on
from workbench.simulation.expectations import Expectations
from workbench.simulation.process import Process
from workbench.simulation.sampler import total
from workbench.simulation.self_check import SelfCheck, exact_of, self_check
from workbench.simulation.totals import MEASURES, Counts
from workbench.simulation.uncertainty import ParameterRange, parameter_ranges

QUANTILES = (0.1, 0.5, 0.9)


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
class Estimate:
    """A mean over simulated customers with its standard error, which is the luck of the draw alone."""

    value: float
    error: float

    @property
    def interval(self) -> tuple[float, float]:
        """95 % interval of the mean."""
        return self.value - Z95 * self.error, self.value + Z95 * self.error


@dataclass(frozen=True, slots=True)
class Outcome:
    """Results for one persona.

    `kept` are the customers neither lost nor gone when they leave the journey or the horizon ends;
    `advocates` leave by an exit of that kind. `lost_at` counts, for each step, those whom an exit of
    kind lost or churn took from there. `means` has the mean of each measure of `totals.MEASURES`.

    `exact` is the closed form of conversion without a horizon, `expected` all of them (None where
    customers may stay for ever); `ranges` are those of measures over the ranges of the assumptions,
    `assumed` that of conversion. Days are quantiles 10, 50 and 90 % of those who converted. `feelings`
    are the mean feelings of the steps, None where nothing is known. `check` says how far the run lies
    from what it should be.
    """

    persona: str
    n: int
    converted: Reached
    kept: Reached
    advocates: Reached
    stages: tuple[Reached, ...]
    steps: tuple[Reached, ...]
    exits: tuple[Reached, ...]
    lost_at: tuple[Reached, ...]
    under_way: int
    means: Mapping[str, Estimate]
    feelings: tuple[float | None, ...]
    days: tuple[float, float, float] | None
    exact: float
    assumed: tuple[float, float]
    ranges: Mapping[Measure, ParameterRange]
    expected: Expectations | None = field(compare=False)
    check: SelfCheck
    events: int


def outcome(
    process: Process,
    journey: Journey,
    *,
    persona: str,
    n_journeys: int,
    seed: int,
    apart: Mapping[str, float] | None = None,
    cluster: str = "",
    walked: Callable[[int], object] | None = None,
) -> Outcome:
    """Simulate customers of one persona and sum up what became of them.

    `apart` is the persona's share of each code minus everybody's (see `Case`); `cluster` the address
    of a Dask scheduler, whose workers walk the customers then. `walked` is told of customers walked here.
    """
    if cluster:
        totals = total_on(cluster, process, n_journeys=n_journeys, seed=seed)
    else:
        totals = total(process, n_journeys=n_journeys, seed=seed, walked=walked)
    ranges = parameter_ranges(Case(process, journey, apart or {}), seed=seed)
    days = totals.days_until(QUANTILES, converted=True)
    exact = exact_of(process)
    assumed = ranges[Measure.CONVERSION]

    def reached(names: Sequence[str], counts: Sequence[int] | Counts) -> tuple[Reached, ...]:
        return tuple(Reached(name, int(count), n_journeys) for name, count in zip(names, counts, strict=True))

    return Outcome(
        persona=persona,
        n=n_journeys,
        converted=Reached(journey.conversion, totals.converted, n_journeys),
        kept=Reached("kept", totals.kept, n_journeys),
        advocates=Reached("advocates", totals.left_by("advocate"), n_journeys),
        stages=reached([name for name, _ in process.stages], totals.stages),
        steps=reached(process.steps, totals.reached),
        exits=reached(process.exits, totals.exits),
        lost_at=reached(process.steps, totals.lost_at()),
        under_way=totals.under_way,
        means={measure: Estimate(*totals.mean(measure)) for measure in MEASURES},
        feelings=_feelings(process),
        days=(days[0], days[1], days[2]) if days else None,
        exact=assumed.stated,
        assumed=(assumed.low, assumed.high),
        ranges=ranges,
        expected=exact,
        check=self_check(totals),
        events=totals.events,
    )


def _feelings(process: Process) -> tuple[float | None, ...]:
    shares = process.account.feelings
    means = shares @ np.arange(-2.0, 3.0)
    return tuple(float(mean) if own.sum() else None for mean, own in zip(means, shares, strict=True))
