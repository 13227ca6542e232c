"""Payoff: what an outcome counts along a journey, and what it comes to without a horizon."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

from workbench.errors import NeverLeaves
from workbench.simulation.closed_form import settled
from workbench.simulation.process import Process, mean_days
from workbench.simulation.rerouting import lost_exits

Floats = NDArray[np.float64]
Counted = Literal["kept", "converted", "advocates", "revenue", "cost", "days", "visits", "referrals"]
COUNTED: tuple[Counted, ...] = get_args(Counted)
NEVER = -1


@dataclass(frozen=True, slots=True)
class Payoff:
    """`steps` is counted at each visit of a step, `exits` at an exit, `offset` once for everybody.

    Nothing is counted any more once the step `until` has been reached (NEVER: there is none).
    """

    steps: Floats
    exits: Floats
    offset: float = 0.0
    until: int = NEVER

    @property
    def counts(self) -> bool:
        """Say whether anything is counted at all."""
        return bool(self.steps.any() or self.exits.any())

    def ways(self, process: Process) -> Floats:
        """Return the matrix of the process as far as anything is counted on the way."""
        if self.until == NEVER:
            return process.matrix
        matrix = process.matrix.copy()
        matrix[self.until] = 0.0
        return matrix


def payoff(process: Process, outcome: Counted) -> Payoff:
    """Return what an outcome counts; customers kept are all less those lost or gone."""
    steps, exits = np.zeros(len(process.steps)), np.zeros(len(process.exits))
    account = process.account
    if outcome == "kept":
        return Payoff(steps, -lost_exits(process), offset=1.0)
    if outcome == "advocates":
        return Payoff(steps, np.array([float(kind == "advocate") for kind in process.kinds or exits]))
    if outcome == "converted":
        steps[process.conversion] = 1.0
        return Payoff(steps, exits, until=process.conversion)
    visits = {"revenue": account.revenue, "cost": account.cost, "referrals": account.referrals}
    visits |= {"days": mean_days(process), "visits": steps + 1.0}
    return Payoff(visits[outcome], exits)


def values(process: Process, outcome: Counted) -> Floats | None:
    """Return what is still to come of an outcome, on average, on coming to each state, without a horizon.

    The visit that begins counts (Kemeny & Snell, 1960). None where customers may stay for ever.
    """
    counted = payoff(process, outcome)
    visits = _visits(process, counted)
    if visits is None:
        return None
    out = counted.ways(process)[:, len(process.steps) :]
    return np.append(visits @ (counted.steps + out @ counted.exits), counted.exits)


def expected(process: Process) -> Mapping[Counted, float]:
    """Return the mean of each outcome over customers without a horizon; without those where some may stay for ever."""
    visited, found = dict[int, Floats | None](), dict[Counted, float]()
    for outcome in COUNTED:
        counted = payoff(process, outcome)
        if counted.until not in visited:
            visits = _visits(process, counted)
            visited[counted.until] = None if visits is None else process.start @ visits
        mean = visited[counted.until]
        if mean is not None:
            left = mean @ counted.ways(process)[:, len(process.steps) :]
            found[outcome] = counted.offset + float(mean @ counted.steps + left @ counted.exits)
    return found


def _visits(process: Process, counted: Payoff) -> Floats | None:
    """Return the mean visits of each step from each, as long as anything is counted; None where some never leave."""
    inside, out = np.hsplit(counted.ways(process), [len(process.steps)])
    leaving = out.sum(axis=1)
    if counted.until != NEVER:
        leaving[counted.until] = 1.0
    try:
        return settled(inside, leaving, process.start)
    except NeverLeaves:
        return None
