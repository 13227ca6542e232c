"""Cut-off: from which score on a sentence is given a code."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Truths = NDArray[np.bool_]
TRUSTED = 40
"""With so many positives a code's own cut-off weighs as much as the one all codes share."""
INSIDE = (0.02, 0.98)


def f1(truth: Truths, given: Truths) -> float:
    """Return the F1 of two arrays of the same shape, all cells pooled (micro-F1); 0 when both are empty."""
    total = int(truth.sum()) + int(given.sum())
    return 2 * int((truth & given).sum()) / total if total else 0.0


def best_cutoff(scores: Floats, truth: Truths) -> float:
    """Return the score from which on the F1 is highest; the higher one of two that are equally good."""
    order = np.argsort(-scores, kind="stable")
    ranked = scores[order]
    hits = np.cumsum(truth[order])
    values = 2 * hits / (np.arange(1, len(order) + 1) + truth.sum())
    last = np.append(ranked[1:] != ranked[:-1], True)  # sentences of the same score go together
    at = int(np.argmax(np.where(last, values, -1.0)))
    below = float(ranked[at + 1]) if at + 1 < len(ranked) else 0.0
    return (float(ranked[at]) + below) / 2


def cutoffs(scores: Sequence[Floats], truths: Sequence[Truths]) -> list[float]:
    """Return a cut-off for each code from the scores its held-out sentences got.

    The best cut-off of a code with few positives is mostly luck: it is drawn towards the one that would be
    best for all codes together, on the log-odds scale, by n / (n + 40) for n positives.
    """
    if not scores:
        return []
    shared = _log_odds(best_cutoff(np.concatenate(scores), np.concatenate(truths)))
    found = []
    for score, truth in zip(scores, truths, strict=True):
        positives = int(truth.sum())
        own = positives / (positives + TRUSTED)
        drawn = own * _log_odds(best_cutoff(score, truth)) + (1 - own) * shared
        found.append(1 / (1 + math.exp(-drawn)))
    return found


def _log_odds(share: float) -> float:
    inside = min(max(share, INSIDE[0]), INSIDE[1])
    return math.log(inside / (1 - inside))
