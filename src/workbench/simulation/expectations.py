"""Expectations: all a process is expected to bring, exactly, from one fundamental solve (Kemeny & Snell, 1960)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from workbench.model.transition import LOST
from workbench.simulation.closed_form import entered, settled
from workbench.simulation.laws import second_moment
from workbench.simulation.ledger import HIGHEST, LOWEST
from workbench.simulation.process import Floats, Process, mean_days
from workbench.simulation.referral_growth import expected_total

FEELINGS = np.arange(LOWEST, HIGHEST + 1, dtype=np.float64)


@dataclass(frozen=True, slots=True)
class Spread:
    """Mean and variance over customers."""

    mean: float
    variance: float


@dataclass(frozen=True, slots=True)
class Expectations:
    """What a customer who enters as the process starts is expected to do and bring until an exit, without a horizon.

    Entries follow the order of the process: `visits`, `visits_variance`, `reach` and `feelings` have one
    a step, `stage_reach` one a stage, `absorption` one an exit. `steps` counts visits of all steps,
    `days` the time until the exit; `cost`, `revenue` and `margin` are in the journey's currency;
    `switches` counts moves between two steps of known, different channels.

    `feelings` are means from -2 to +2, NaN where nothing is known. `felt` is how many visits are felt
    in some known way, `feeling_total` the sum of what is felt on them, and `feeling` their mean over
    all such visits of all customers, None without any: a customer of many visits counts for more.

    `kept` is the share that leaves by an exit that is neither lost nor churn, None where the kinds of
    the exits are not known. `referrals` are the customers one customer brings (K); `growth` is what one
    comes to with all who follow from them, 1 / (1 - K), None from K = 1 on.
    """

    visits: Floats
    visits_variance: Floats
    reach: Floats
    stage_reach: Floats
    absorption: Floats
    kept: float | None
    conversion: float
    steps: Spread
    days: Spread
    cost: Spread
    revenue: Spread
    margin: Spread
    switches: Spread
    feelings: Floats
    felt: float
    feeling_total: Spread
    feeling: float | None
    referrals: float
    growth: float | None


def expectations(process: Process) -> Expectations:
    """Return the expectations of a process from its start.

    Sums over a journey have the variance of Howard (1971): N (m2 + 2 m * (Q T)) - T * T where a visit
    brings m on average, m2 in mean square, and T is what is still to come; customers who start at
    different steps differ by that too. NeverLeaves where customers may stay for ever.
    """
    solved = _Solved(process)
    start, count, account = process.start, len(process.steps), process.account
    visits = solved.visits
    reach = visits / np.diag(solved.all_visits)
    absorption = visits @ process.matrix[:, count:]
    days = mean_days(process)
    squares = np.array([0.0 if law is None else second_moment(law) for law in process.sojourns])
    known = account.feelings.sum(axis=1) > 0
    feelings = account.feelings @ FEELINGS
    total = solved.sum_of(feelings, account.feelings @ FEELINGS**2)
    felt = float(visits[known].sum())
    margin = account.revenue - account.cost
    referrals = float(visits @ account.referrals)
    return Expectations(
        visits=visits,
        visits_variance=(start @ solved.all_visits) * (2.0 * np.diag(solved.all_visits) - 1.0) - visits**2,
        reach=reach,
        stage_reach=np.array([entered(solved.all_visits, solved.visits, places) for _, places in process.stages]),
        absorption=absorption,
        kept=_kept(process, absorption),
        conversion=float(reach[process.conversion]),
        steps=solved.sum_of(np.ones(count), np.ones(count)),
        days=solved.sum_of(days, squares),
        cost=solved.sum_of(account.cost, account.cost**2),
        revenue=solved.sum_of(account.revenue, account.revenue**2),
        margin=solved.sum_of(margin, margin**2),
        switches=solved.moves(process.account.channels),
        feelings=np.where(known, feelings, np.nan),
        felt=felt,
        feeling_total=total,
        feeling=total.mean / felt if felt > 0 else None,
        referrals=referrals,
        growth=expected_total(referrals),
    )


class _Solved:
    """Expected visits of a process, and what follows from them for anything a visit or move brings."""

    def __init__(self, process: Process) -> None:
        self.start = process.start
        self.between = process.matrix[:, : len(process.steps)]
        self.all_visits = settled(self.between, process.matrix[:, len(process.steps) :].sum(axis=1), process.start)
        self.visits = self.start @ self.all_visits

    def sum_of(self, mean: Floats, square: Floats) -> Spread:
        """Return the sum over a journey of what visits bring, each with this mean and mean square."""
        onward = self.between @ (self.all_visits @ mean)
        return self._spread(mean, square + 2.0 * mean * onward)

    def moves(self, channels: NDArray[np.int64]) -> Spread:
        """Return how often customers move between two steps of known, different channels."""
        known = channels >= 0
        switching = self.between * (known[:, None] & known & (channels[:, None] != channels))
        mean = switching.sum(axis=1)
        return self._spread(mean, mean + 2.0 * (switching @ (self.all_visits @ mean)))

    def _spread(self, mean: Floats, squares: Floats) -> Spread:
        expected = float(self.visits @ mean)
        return Spread(expected, max(float(self.visits @ squares) - expected**2, 0.0))


def _kept(process: Process, absorption: Floats) -> float | None:
    if len(process.kinds) != len(process.exits):
        return None
    return float(sum(p for p, kind in zip(absorption, process.kinds, strict=True) if kind not in LOST))
