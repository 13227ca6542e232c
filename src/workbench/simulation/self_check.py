"""Self-check: how far a run lies from what its own process makes exactly expected."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from workbench.errors import NeverLeaves
from workbench.simulation.expectations import Expectations, Spread, expectations
from workbench.simulation.horizon import horizon_binds
from workbench.simulation.process import Process
from workbench.simulation.totals import Totals

FEWEST = 5.0
"""Moves expected of a pair of states, from which on the normal approximation is asked."""


@dataclass(frozen=True, slots=True)
class SelfCheck:
    """`compared` numbers of a run with their expectation; `worst` is the largest distance in standard errors.

    `at` names the pair of states or the measure it belongs to. Moves are compared on every run; means of
    whole journeys only where the horizon cuts hardly anybody off.
    """

    compared: int
    worst: float
    at: str

    @property
    def likely(self) -> float:
        """Chance that the largest of so many independent distances is this large or larger, 0 to 1."""
        alone = math.erfc(self.worst / math.sqrt(2.0))
        return -math.expm1(self.compared * math.log1p(-min(alone, 1.0 - 1e-16)))


def self_check(totals: Totals) -> SelfCheck:
    """Return how far the moves, and where it is fair the means, of a run lie from what is expected."""
    found = _moves(totals)
    exact = exact_of(totals.process)
    if exact is not None and not horizon_binds(totals.process, share=1.0 / totals.n):
        found |= _means(totals, exact)
    if not found:
        return SelfCheck(0, 0.0, "")
    at = max(found, key=lambda name: found[name])
    return SelfCheck(len(found), found[at], at)


def exact_of(process: Process) -> Expectations | None:
    """Return the expectations of a process, None where customers may stay for ever."""
    try:
        return expectations(process)
    except NeverLeaves:
        return None


def _moves(totals: Totals) -> dict[str, float]:
    """Return the distance of every share of moves that are neither certain nor hardly ever made."""
    process, moves = totals.process, totals.moves[:, :-1]
    made = moves.sum(axis=1, keepdims=True)
    expected, shares = made * process.matrix, process.matrix
    spread = np.sqrt(expected * (1.0 - shares))
    told = (expected >= FEWEST) & (made - expected >= FEWEST)
    away = np.abs(moves - expected) / np.where(told, spread, 1.0)
    places = np.argwhere(told)
    return {f"{process.steps[i]} → {process.states[j]}": float(away[i, j]) for i, j in places}


def _means(totals: Totals, exact: Expectations) -> dict[str, float]:
    pairs: dict[str, Spread] = {
        "days": exact.days,
        "visits": exact.steps,
        "revenue": exact.revenue,
        "cost": exact.cost,
        "margin": exact.margin,
        "switches": exact.switches,
    }
    found = {}
    for measure, expected in pairs.items():
        error = math.sqrt(expected.variance / totals.n)
        if error > 0:
            found[measure] = abs(totals.mean(measure)[0] - expected.mean) / error
    return found
