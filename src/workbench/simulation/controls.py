"""Controls: how lucky each customer was, so that luck can be taken out of what an intervention gains.

What is still to come of an outcome, on average, is known at each step and time left. The sum over all
moves of how much better each turned out than the mean of where it could have led is a martingale: its
mean is 0, whatever the tables say, and it goes with the outcome the more the nearer they are to the
truth (approximating martingale; Henderson & Glynn, 2002). Less it, an outcome keeps its mean and loses
the luck of where customers went; the luck of how long they stayed is left.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

from workbench.simulation.laws import share_within
from workbench.simulation.payoff import NEVER, Payoff, payoff, values
from workbench.simulation.process import Process

Floats = NDArray[np.float64]
Controlled = Literal["kept", "converted", "advocates", "revenue", "cost"]
CONTROLLED: tuple[Controlled, ...] = get_args(Controlled)
PARTS = 64
"""Parts a horizon is cut into."""


@dataclass(frozen=True, slots=True)
class Controls:
    """Tables for a walk to add up each customer's luck with.

    `values` (outcomes x states x knots) is what is still to come on arriving at a state with k parts of
    the horizon left. A move made in time from `here` to `there`, with `left` days to the horizon, adds
    values[o, there, k] - expected[o, here, k], k = int(left * per_day + 0.5); the start adds
    values[o, first, -1] - at_start[o]. Where `once` is true, nothing is added after the first conversion.
    """

    values: Floats
    once: NDArray[np.bool_]
    per_day: float

    def expected(self, process: Process) -> Floats:
        """Return the mean of `values` over where each step leads, outcomes x steps x knots."""
        return np.ascontiguousarray(np.einsum("st,otk->osk", process.matrix, self.values))

    def part(self, left: Floats) -> NDArray[np.int64]:
        """Return which knot holds the values for so many days left to the horizon."""
        return (left * self.per_day + 0.5).astype(np.int64) if self.per_day else np.zeros(len(left), dtype=np.int64)

    def at_start(self, process: Process) -> Floats:
        """Return the mean of `values` over the steps where customers start, an entry an outcome."""
        return np.asarray(process.start @ self.values[:, : len(process.steps), -1].T)


def told_apart(process: Process) -> tuple[Controlled, ...]:
    """Return the outcomes whose luck a walk can note: those for which anything counts in this process."""
    return tuple(outcome for outcome in CONTROLLED if payoff(process, outcome).counts)


def controls_of(process: Process, *, parts: int = PARTS) -> Controls | None:
    """Return the tables for every outcome that can be told apart; None where what is to come of one is not finite."""
    counted = [payoff(process, outcome) for outcome in told_apart(process)]
    if not counted:
        return None
    endless = math.isinf(process.horizon)
    found = _ever(process) if endless else within(process, counted, parts)
    if found is None:
        return None
    once = np.array([own.until != NEVER for own in counted])
    return Controls(found, once, 0.0 if endless else parts / process.horizon)


def no_controls(process: Process) -> Controls:
    """Return controls of no outcome."""
    return Controls(np.zeros((0, len(process.states), 1)), np.zeros(0, dtype=np.bool_), 0.0)


def _ever(process: Process) -> Floats | None:
    """Return what is still to come of each outcome without a horizon, outcomes x states x 1."""
    found = [values(process, outcome) for outcome in told_apart(process)]
    whole = [table for table in found if table is not None]
    return np.array(whole)[:, :, None] if len(whole) == len(found) else None


def within(process: Process, counted: Sequence[Payoff], parts: int) -> Floats | None:
    """Return what comes of each outcome in 0 to `parts` parts of the horizon after arriving.

    Outcomes x states x (parts + 1), solved forward in time as a renewal equation, stays rounded to whole
    parts (Howard, 1971): near the truth, not exact. None where moves without time never end.
    """
    steps, stays = len(process.steps), _stays(process, parts)
    ways = np.array([own.ways(process) for own in counted])
    by_visit, by_exit = np.array([own.steps for own in counted]), np.array([own.exits for own in counted])
    to_come = np.zeros((len(counted), len(process.states), parts + 1))
    to_come[:, :steps, 0] = by_visit
    to_come[:, steps:] = by_exit[:, :, None]
    onward = np.zeros((parts + 1, steps, len(counted)))
    settled = by_visit + stays[:, 0] * np.einsum("ose,oe->os", ways[:, :, steps:], by_exit)
    try:
        at_once = np.linalg.inv(np.eye(steps) - stays[:, :1] * ways[:, :, :steps])
    except np.linalg.LinAlgError:
        return None
    lasting = stays.T[:, :, None]
    for k in range(1, parts + 1):
        later = (lasting[k:0:-1] * onward[:k]).sum(axis=0).T
        to_come[:, :steps, k] = (at_once @ (settled + later)[:, :, None])[:, :, 0]
        onward[k] = (ways @ to_come[:, :, k, None])[:, :, 0].T
    return to_come


def _stays(process: Process, parts: int) -> Floats:
    """Return the chance that a stay lasts 0, 1, 2 ... parts of the horizon, to the nearest, steps x (parts + 1)."""
    ends = (np.arange(parts + 1) + 0.5) * process.horizon / parts
    ever = np.ones(parts + 1)
    within = np.array([ever if law is None else share_within(law, ends) for law in process.sojourns])
    return np.diff(within, axis=1, prepend=0.0)
