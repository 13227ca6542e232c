"""Case: what is asked about, a persona's process of a journey, and the same at many values of its numbers at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from workbench.model.duration import DAYS
from workbench.model.intervention import Intervention
from workbench.model.journey import Journey
from workbench.model.transition import LOST
from workbench.simulation.parameter import Floats, Parameter
from workbench.simulation.parameters import parameters, stated
from workbench.simulation.process import Process

Column = Mapping[str, Floats]
"""The values of each number, by its id, one a draw."""


@dataclass(frozen=True)
class Case:
    """A persona's process, unchanged by any intervention, with the journey it was made from.

    `apart` is the persona's share of each code minus everybody's, by which the drivers' numbers act;
    without it they are as the process has them. With an `action` the question is what it changes.
    """

    process: Process
    journey: Journey
    apart: Mapping[str, float] = field(default_factory=dict)
    action: Intervention | None = None

    @cached_property
    def numbers(self) -> tuple[Parameter, ...]:
        """The numbers a vector of values has, in order."""
        return parameters(self.journey, self.action)

    @property
    def stated(self) -> Floats:
        """The vector of the stated values."""
        return stated(self.numbers)


@dataclass(frozen=True, slots=True)
class Batch:
    """The processes of D vectors of values.

    `start` is D x S, `matrices` D x S x (S + E) with rows that sum to 1; `days`, `cost`, `revenue` and
    `referrals` are D x S per visit. `counted` are the steps customers take note of, `gone` the places
    of exits (from 0) by which they are lost, `conversion` that of the step which counts as such.
    """

    start: Floats
    matrices: Floats
    days: Floats
    cost: Floats
    revenue: Floats
    referrals: Floats
    counted: NDArray[np.bool_]
    gone: tuple[int, ...]
    conversion: int

    @property
    def steps(self) -> int:
        """How many steps there are."""
        return len(self.counted)


def with_values(case: Case, values: Floats) -> Batch:
    """Return the processes of a case, without its action, at vectors of values (D x numbers).

    Transitions stand at their values and rows are scaled back to 1; what sets the persona apart acts
    on top. A row whose values are all 0 is as stated. Rewards of a referral are costs of the step where
    invitations are sent.
    """
    journey, process = case.journey, case.process
    column = columns(case, values)
    draws, steps = len(values), len(process.steps)
    place = {name: i for i, name in enumerate(process.states)}
    start = np.zeros((draws, steps))
    for begin in journey.start:
        start[:, place[begin.step]] = column.get(f"start:{begin.step}", begin.p)
    referrals = _referrals(case, column, draws)
    return Batch(
        start=start / start.sum(axis=1, keepdims=True),
        matrices=_matrices(case, column, draws, place),
        days=_per_visit(case, column, draws, "sojourn"),
        cost=_per_visit(case, column, draws, "cost") + referrals * rewards("", column)[:, None],
        revenue=_per_visit(case, column, draws, "revenue"),
        referrals=referrals,
        counted=np.ones(steps, dtype=np.bool_),
        gone=tuple(i for i, way_out in enumerate(journey.exits) if way_out.kind in LOST),
        conversion=process.conversion,
    )


def columns(case: Case, values: Floats) -> Column:
    """Return the values of each number by its id."""
    return {number.id: values[:, j] for j, number in enumerate(case.numbers)}


def rewards(whose: str, column: Column) -> Floats:
    """Return what each customer brought costs in rewards, as far as they are known."""
    known = [column[name] for name in (f"{whose}giver", f"{whose}receiver") if name in column]
    return sum(known, np.zeros(1))


def _matrices(case: Case, column: Column, draws: int, place: Mapping[str, int]) -> Floats:
    weights = np.zeros((draws, *case.process.matrix.shape))
    for arrow in case.journey.transitions:
        weights[:, place[arrow.from_], place[arrow.to]] += column[f"transition:{arrow.from_}:{arrow.to}"]
    weights *= case.process.tilt
    for j, driver in enumerate(case.journey.drivers):
        more = (column[f"driver:{j}:{driver.code}"] - driver.log_odds) * case.apart.get(driver.code, 0.0)
        weights[:, place[driver.from_], place[driver.to]] *= np.exp(more)
    total = weights.sum(axis=2, keepdims=True)
    return np.where(total > 0, weights / np.where(total > 0, total, 1.0), case.process.matrix)


def _per_visit(case: Case, column: Column, draws: int, kind: str) -> Floats:
    found = np.zeros((draws, len(case.process.steps)))
    for i, step in enumerate(case.journey.steps):
        values = column.get(f"{kind}:{step.id}")
        if values is not None:
            found[:, i] = values * (DAYS[step.sojourn.unit] if kind == "sojourn" and step.sojourn else 1.0)
    return found


def _referrals(case: Case, column: Column, draws: int) -> Floats:
    found = np.zeros((draws, len(case.process.steps)))
    if case.journey.referral:
        found[:, case.process.steps.index(case.journey.referral.step)] = column["invitations"] * column["referral"]
    return found
