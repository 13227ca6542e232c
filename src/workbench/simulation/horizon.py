"""Horizon: how many customers may still be under way when it ends, which expectations without it leave out."""

from __future__ import annotations

import math

import numpy as np
from scipy.special import comb

from workbench.errors import NeverLeaves
from workbench.simulation.closed_form import settled
from workbench.simulation.laws import moments
from workbench.simulation.process import Floats, Process

HIGHEST_MOMENT = 12
NOTICEABLE = 0.01


def horizon_binds(process: Process, share: float = NOTICEABLE) -> bool:
    """Say whether more than `share` of customers may still be under way at the horizon.

    False is certain: expectations without a horizon then hold for all but that share. True means that the
    bound cannot rule it out, not that it is so.
    """
    return most_under_way(process) > share


def most_under_way(process: Process) -> float:
    """Return an upper bound of the share of customers still under way at the horizon; 1 says nothing.

    Markov's inequality on the best of the first moments of the time until an exit, which is at least as
    close as Chernoff's bound with as many (Philips & Nelson, 1995).
    """
    if math.isinf(process.horizon):
        return 0.0
    try:
        with np.errstate(over="ignore", invalid="ignore"):
            return float(np.fmin.reduce(_moments(process)))
    except NeverLeaves:
        return 1.0


def _moments(process: Process) -> Floats:
    """Return the mean powers 0 to HIGHEST_MOMENT of the time until an exit over the horizon (Howard, 1971)."""
    between, leaving = np.hsplit(process.matrix, [len(process.steps)])
    visits = settled(between, leaving.sum(axis=1), process.start)
    stays = np.array(
        [
            np.eye(1, HIGHEST_MOMENT + 1)[0] if law is None else moments(law, HIGHEST_MOMENT, unit=process.horizon)
            for law in process.sojourns
        ]
    )
    found = np.ones((HIGHEST_MOMENT + 1, len(process.steps)))
    for power in range(1, HIGHEST_MOMENT + 1):
        onward = [comb(power, j) * stays[:, j] * (between @ found[power - j]) for j in range(1, power)]
        found[power] = visits @ (stays[:, power] + np.sum(onward, axis=0))
    return np.asarray(found @ process.start)
