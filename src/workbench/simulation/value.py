"""Value: what a customer is worth, as a Markov chain over periods and over one journey."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from workbench.simulation.closed_form import settled
from workbench.simulation.laws import laplace
from workbench.simulation.process import Floats, Process

DAYS_OF_YEAR = 365.25


@dataclass(frozen=True, slots=True)
class Relation:
    """A customer's relation by period: names of the states, a row of `matrix` and an entry of `rewards` each.

    A reward is earned in each period a customer begins in the state, the first one at once.
    """

    states: tuple[str, ...]
    matrix: Floats
    rewards: Floats

    def value(self, *, discount: float, periods: int | None) -> Floats:
        """Return what a customer in each state is worth; see `markov_value`."""
        return markov_value(self.matrix, self.rewards, discount=discount, periods=periods)


@dataclass(frozen=True, slots=True)
class JourneyValue:
    """Expected money of one journey, each amount worth less the later it comes."""

    revenue: float
    cost: float

    @property
    def margin(self) -> float:
        """Revenue less cost."""
        return self.revenue - self.cost


def markov_value(P: ArrayLike, R: ArrayLike, *, discount: float, periods: int | None) -> Floats:  # noqa: N803  # as published
    """Return V = sum over t = 0..periods of [P / (1 + discount)]^t R (Pfeifer & Carraway, 2000).

    P is states x states, from rows to columns, rows sum to 1 or, where customers leave, to less; R has the
    reward a period in each state. None for `periods` is for ever. ValueError for shapes that do not fit,
    rows that are no probabilities, a discount below 0, or for ever without a discount.
    """
    matrix, rewards = np.asarray(P, dtype=np.float64), np.asarray(R, dtype=np.float64)
    _check(matrix, rewards, discount)
    step = matrix / (1.0 + discount)
    if periods is None:
        if discount == 0:
            raise ValueError("value for ever needs a discount above 0: without one it may have no end")
        return np.asarray(np.linalg.solve(np.eye(len(rewards)) - step, rewards))
    if periods < 0:
        raise ValueError(f"periods must be 0 or more, or None for ever, got {periods}")
    value = rewards
    for _ in range(periods):
        value = rewards + step @ value
    return value


def journey_value(process: Process, *, yearly_discount: float) -> JourneyValue:
    """Return the expected money of a journey from its start, worth 1 / (1 + discount) each year later.

    Money comes in and goes out as a visit begins; a visit's time discounts all that follows by the Laplace
    transform of its law (Howard, 1971). There is no horizon. Without a discount it is the expectation.
    NeverLeaves where customers may stay for ever undiscounted, or in no time. ValueError for a discount below 0.
    """
    if yearly_discount < 0:
        raise ValueError(f"a discount is 0 or more a year, got {yearly_discount}")
    visits = _discounted_visits(process, float(np.log1p(yearly_discount)) / DAYS_OF_YEAR)
    return JourneyValue(float(visits @ process.account.revenue), float(visits @ process.account.cost))


def _discounted_visits(process: Process, rate: float) -> Floats:
    """Return the visits expected of each step, each counted by what 1 paid then is worth at the start."""
    later = np.array([1.0 if law is None else laplace(law, rate) for law in process.sojourns])
    onward, leaving = np.hsplit(later[:, None] * process.matrix, [len(process.steps)])
    lost = leaving.sum(axis=1) + (1.0 - later)
    return np.asarray(process.start @ settled(onward, lost, process.start))


def _check(matrix: Floats, rewards: Floats, discount: float) -> None:
    if matrix.ndim != 2 or matrix.shape != (rewards.size, rewards.size):
        raise ValueError(f"P needs a row and a column for each of {rewards.size} rewards, got {matrix.shape}")
    if not np.isfinite(matrix).all() or matrix.min(initial=0) < 0 or matrix.sum(axis=1).max(initial=0) > 1 + 1e-9:
        raise ValueError("P needs probabilities, in rows that sum to 1 or less")
    if not discount >= 0:
        raise ValueError(f"a discount is 0 or more a period, got {discount}")
