"""Class evidence: whether classes come back when other people are drawn, and whether answers hang together at all."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import numpy as np
from threadpoolctl import threadpool_limits
from tqdm import tqdm

from workbench.analysis.mixture_design import Design, Floats, Ints, shuffled
from workbench.analysis.mixture_em import Mixtures, Rows, best_mixture, expected, rows_of

RESTARTS = 8
"""Random starts for each drawn or shuffled table, the table itself included where they are compared."""
NEAR = 1e-6
"""Gain of log-likelihood a person at which these have come near enough."""
THREADS = 2


def bootstrap_jaccard(
    design: Design, labels: Ints, k: int, *, samples: int, people: int, rng: np.random.Generator
) -> tuple[float, ...]:
    """Return for each class the mean Jaccard with the class most like it over bootstrap samples (Hennig, 2007).

    `labels` has shape (different rows,). Each sample draws `people` with replacement and is fitted anew from
    random starts of its own.
    """
    share = design.counts / design.counts.sum()

    def again(own: np.random.Generator) -> Floats:
        """Return the Jaccard of each class in one sample; NaN where nobody of it was drawn."""
        drawn, times = np.unique(own.choice(len(share), people, p=share), return_counts=True)
        rows = rows_of(np.ascontiguousarray(design.matrix[drawn]), times.astype(np.float64), design.blocks)
        best = _quick(rows, k, own)
        new = expected(rows, best.weights, best.shares)[0][0].argmax(axis=0)
        both = np.bincount(labels[drawn] * k + new, weights=rows.weights, minlength=k * k).reshape(k, k)
        either = both.sum(axis=1, keepdims=True) + both.sum(axis=0, keepdims=True) - both
        return np.where(both.any(axis=1), (both / np.maximum(either, 1.0)).max(axis=1), np.nan)

    with threadpool_limits(1, "blas"), ThreadPoolExecutor(THREADS) as pool:
        drawn = pool.map(again, rng.spawn(samples))
        values = np.array(list(tqdm(drawn, desc="samples", total=samples, leave=False, disable=None)))
    drawn_in = (~np.isnan(values)).sum(axis=0)
    return tuple((np.nansum(values, axis=0) / np.maximum(drawn_in, 1)).tolist())


def shuffles_beaten(design: Design, k: int, *, shuffles: int, people: int, rng: np.random.Generator) -> tuple[int, int]:
    """Return how many shuffled tables gain less by k classes than this one does, and how many were made.

    A shuffled table has the same answers to every question, dealt anew among those who answered: what k
    classes gain on it comes from the shape of the answers, not from people. The making ends at the
    first that gains as much (sequential: Besag and Clifford, 1991). Tables of more than `people` are drawn from.
    """
    share = design.counts / design.counts.sum()
    if design.people > people:
        drawn, times = np.unique(rng.choice(len(share), people, p=share), return_counts=True)
        gain = _gain(design, design.matrix[drawn], times.astype(np.float64), k, rng)
    else:
        gain = _gain(design, design.matrix, design.counts, k, rng)
    with threadpool_limits(1, "blas"), ThreadPoolExecutor(THREADS) as pool:
        for made in tqdm(range(0, shuffles, THREADS), desc="shuffled tables", leave=False, disable=None):
            own = rng.spawn(min(THREADS, shuffles - made))
            gains = list(pool.map(lambda one: _gain(design, *shuffled(design, one, people), k, one), own))
            beaten = next((i for i, other in enumerate(gains) if other >= gain), None)
            if beaten is not None:
                return made + beaten, made + beaten + 1
    return shuffles, shuffles


def _gain(design: Design, matrix: Floats, weights: Floats, k: int, rng: np.random.Generator) -> float:
    rows = rows_of(np.ascontiguousarray(matrix), weights, design.blocks)
    return float(_quick(rows, k, rng).likelihood[0] - _quick(rows, 1, rng).likelihood[0])


def _quick(rows: Rows, k: int, rng: np.random.Generator) -> Mixtures:
    return best_mixture(rows, k, starts=RESTARTS, rng=rng, last=1, tolerance=NEAR)[0]
