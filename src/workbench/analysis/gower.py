"""Gower: how far apart two people's mixed answers are, and groups around typical people by it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import numpy as np

from workbench.analysis.mixture_design import Floats, Ints
from workbench.model.respondents import Respondents, Variable

LARGEST = 5_000
"""People whose distances to each other are still computed (100 MB)."""
BEGINNINGS = 5
ROUNDS = 50


def gower(
    table: Respondents,
    variables: Sequence[Variable],
    *,
    spans: Mapping[str, float] | None = None,
    telling: Collection[str] = (),
) -> Floats:
    """Return the distances of all people, 0 the same to 1 (Gower, 1971), of shape (people, people).

    Numbers and ordered levels count their difference over the range, others 0 or 1; a question that
    one of the two did not answer is skipped. (30, web, yes) and (45, store, yes), range 50: 0.43333.
    People who share no question are at 1. `spans` gives the range of variables that have one of their own. Of the
    variables in `telling`, an answer of one of the two alone is a difference of 1: Gower's dichotomies, in which
    only what both lack is skipped.
    """
    n = len(table)
    total = np.zeros((n, n), dtype=np.float32)
    asked = np.zeros((n, n), dtype=np.float32)
    for variable in variables:
        column = table.columns[variable.name].astype(np.float32)
        answered = ~np.isnan(column)
        if not answered.any():
            continue
        column = np.where(answered, column, 0)
        if variable.measured or variable.kind == "ordinal":
            span = (spans or {}).get(variable.name) or float(np.ptp(column[answered])) or 1.0
            apart = np.abs(column[:, None] - column[None, :]) / np.float32(span)
        else:
            apart = (column[:, None] != column[None, :]).astype(np.float32)
        both = np.outer(answered, answered)
        if variable.name in telling:
            apart = np.where(both, apart, np.float32(1))
            both = answered[:, None] | answered[None, :]
        total += apart * both
        asked += both
    return np.divide(total, asked, out=np.ones_like(total), where=asked > 0)


def medoid_labels(square: Floats, weights: Floats, k: int, *, rng: np.random.Generator) -> Ints:
    """Return the group of each row: the nearest of k medoids, moved until none gains (Park and Jun, 2009).

    The best of five beginnings, each medoid far from those before it (Arthur and Vassilvitskii, 2007).
    """
    best: tuple[float, Ints] | None = None
    for _ in range(BEGINNINGS):
        medoids = _begun(square, weights, k, rng)
        cost = np.inf
        for _ in range(ROUNDS):
            labels = square[:, medoids].argmin(axis=1)
            now = float(square[np.arange(len(square)), medoids[labels]] @ weights)
            if now >= cost:
                break
            cost = now
            medoids = np.array([_middle(square, weights, np.flatnonzero(labels == j), medoids[j]) for j in range(k)])
        if best is None or cost < best[0]:
            best = cost, labels
    assert best is not None  # noqa: S101
    return best[1].astype(np.int64)


def _begun(square: Floats, weights: Floats, k: int, rng: np.random.Generator) -> Ints:
    medoids = [int(rng.choice(len(square), p=weights / weights.sum()))]
    while len(medoids) < k:
        far = square[:, medoids].min(axis=1).astype(np.float64) ** 2 * weights
        chance = far / far.sum() if far.sum() > 0 else weights / weights.sum()
        medoids.append(int(rng.choice(len(square), p=chance)))
    return np.array(medoids)


def _middle(square: Floats, weights: Floats, members: Ints, old: int) -> int:
    if not len(members):
        return old
    return int(members[(square[np.ix_(members, members)] @ weights[members]).argmin()])
