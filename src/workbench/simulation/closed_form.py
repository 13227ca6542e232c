"""Closed form: exact expectations of a process, which the simulation must meet (Kemeny & Snell, 1960)."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress

import numpy as np

from workbench.errors import NeverLeaves
from workbench.simulation.process import Floats, Process, mean_days


def fundamental(process: Process) -> Floats:
    """Return N = (I - Q)^-1: expected visits to each step (columns) from each step (rows)."""
    steps = len(process.steps)
    return np.asarray(np.linalg.inv(np.eye(steps) - process.matrix[:, :steps]), dtype=np.float64)


def settled(between: Floats, leaving: Floats, start: Floats) -> Floats:
    """Return N of the moves between steps, when all who start leave in the end; NeverLeaves when some may not.

    `leaving` are those who leave from each step, or what is discounted: what rows of `between` fall short of 1 by,
    but for rounding, which a nearly singular N would magnify to any size.
    """
    visits = np.full(between.shape, np.inf)
    with suppress(np.linalg.LinAlgError):
        visits = np.linalg.inv(np.eye(len(start)) - between)
    if np.isfinite(visits).all() and abs(float(start @ visits @ leaving) - 1.0) <= 1e-6:
        return visits
    raise NeverLeaves(
        "customers of the journey may stay for ever, so that nothing is expected of them without a horizon; "
        "give every step a way to an exit, or simulate it up to its horizon"
    )


def absorption(process: Process) -> Floats:
    """Return the probability of each exit (columns) from each step (rows)."""
    return fundamental(process) @ process.matrix[:, len(process.steps) :]


def expected_steps(process: Process) -> Floats:
    """Return the expected number of steps visited, from each step."""
    return np.asarray(fundamental(process).sum(axis=1))


def expected_days(process: Process) -> Floats:
    """Return the expected time until an exit in days, from each step, without a horizon (Howard, 1971)."""
    return fundamental(process) @ mean_days(process)


def reach(process: Process) -> Floats:
    """Return the probability that a customer ever visits each step, without a horizon."""
    visits = fundamental(process)
    return np.asarray(process.start @ visits / np.diag(visits))


def reach_any(process: Process, places: Sequence[int]) -> float:
    """Return the probability that a customer ever visits any of some steps, without a horizon."""
    visits = fundamental(process)
    return entered(visits, process.start @ visits, places)


def entered(between: Floats, visits: Floats, places: Sequence[int]) -> float:
    """Return the probability of ever visiting one of some steps: those entering the set at each of them, added.

    `between` has the visits to each step (columns) from each step (rows), `visits` those to each from the start.
    """
    own = list(places)
    return float(np.linalg.solve(between[np.ix_(own, own)].T, visits[own]).sum()) if own else 0.0


def conversion(process: Process) -> float:
    """Return the probability that a customer ever converts, without a horizon."""
    return float(reach(process)[process.conversion])
