"""Suggestion score: micro-F1 of suggested codes, with an interval over answers or interviews."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

Codes = frozenset[str]
RESAMPLES = 2000


@dataclass(frozen=True, slots=True)
class Score:
    """Micro-F1 with 95 % of its bootstrap resamples, precision and recall."""

    data: str
    method: str
    f1: float
    low: float
    high: float
    precision: float
    recall: float


def scored(
    data: str, method: str, *, given: Sequence[Codes], true: Sequence[Codes], units: Sequence[str], seed: int = 0
) -> Score:
    """Return how well codes were given; all that belongs to one unit is drawn together."""
    names = {unit: at for at, unit in enumerate(dict.fromkeys(units))}
    counts = np.zeros((len(names), 3))
    for own, right, unit in zip(given, true, units, strict=True):
        counts[names[unit]] += len(own & right), len(own), len(right)
    hits, said, there = counts.sum(axis=0)
    weights = np.random.default_rng(seed).multinomial(len(names), np.full(len(names), 1 / len(names)), size=RESAMPLES)
    drawn = weights @ counts
    spread = 2 * drawn[:, 0] / np.maximum(drawn[:, 1] + drawn[:, 2], 1)
    low, high = np.quantile(spread, [0.025, 0.975])
    f1 = 2 * hits / max(said + there, 1)
    return Score(data, method, float(f1), float(low), float(high), float(hits / max(said, 1)), float(hits / there))


def score_table(scores: Sequence[Score]) -> str:
    """Return the scores as a table for the terminal."""
    width = max(len(score.method) for score in scores)
    lines = [f"{'data':<17} {'method':<{width}} micro-F1  95 % interval   precision  recall"]
    lines += [
        f"{s.data:<17} {s.method:<{width}} {s.f1:>8.3f}  {s.low:.3f} to {s.high:.3f}"
        f"  {s.precision:>9.3f}  {s.recall:>6.3f}"
        for s in scores
    ]
    return "\n".join(lines)
