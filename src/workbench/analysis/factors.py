"""Factors: what people's codes are made of, as a few sets of codes each person holds more or less of."""

from __future__ import annotations

import numpy as np

from workbench.analysis.grouping import Floats

STEPS = 200
TINY = 1e-12


def factor_weights(data: Floats, k: int, rng: np.random.Generator) -> Floats:
    """Return how much each row holds of `k` factors, of shape (..., rows, k), all at least 0.

    Non-negative matrix factorisation by multiplicative updates (Lee and Seung, 2001) of each table of
    `data`, of shape (..., rows, columns) and without negative numbers. Factors are scaled to a sum of 1, so that
    the weights of one row can be compared.
    """
    level = np.sqrt(data.mean(axis=(-2, -1), keepdims=True) / k) + TINY
    weights = level * (0.5 + rng.random((*data.shape[:-1], k)))
    factors = level * (0.5 + rng.random((*data.shape[:-2], k, data.shape[-1])))
    for _ in range(STEPS):
        turned = weights.swapaxes(-1, -2)
        factors = factors * (turned @ data) / (turned @ weights @ factors + TINY)
        turned = factors.swapaxes(-1, -2)
        weights = weights * (data @ turned) / (weights @ (factors @ turned) + TINY)
    return np.asarray(weights * factors.sum(axis=-1)[..., None, :], dtype=np.float64)
