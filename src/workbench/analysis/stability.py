"""Stability: whether the same groups come back when other people are drawn."""

from __future__ import annotations

from collections.abc import Hashable, Set

import numpy as np
from numpy.typing import NDArray

from workbench.analysis.grouping import LEFT_OVER, Labels, candidates, distances

LEFT_OUT = 0.2
DOUBTFUL = 0.6
VALID = 0.75
"""Hennig (2007): below 0.6 not to be trusted, up to 0.75 a pattern with doubtful members, from 0.75 valid."""


def jaccard(one: Set[Hashable], other: Set[Hashable]) -> float:
    """Return shared over all members: 1 the same set, 0 nothing shared. {1,2,3,4}, {3,4,5} give 0.4."""
    return len(one & other) / len(one | other) if one | other else 0.0


def group_stability(
    data: NDArray[np.bool_],
    labels: Labels,
    *,
    most: int,
    weights: NDArray[np.float64],
    resamples: int,
    rng: np.random.Generator,
) -> dict[int, float]:
    """Return the mean Jaccard of each group over subsamples of people, 0 to 1.

    Each subsample leaves out one person in five (Hennig, 2007, the subset scheme: in samples of ten
    the doubled people of a bootstrap would be groups of their own), is grouped again into whatever
    number of groups is clearest, and each group is compared with the new group most like it, among
    the people drawn.
    """
    groups = {int(label): set(np.flatnonzero(labels == label).tolist()) for label in np.unique(labels)}
    groups.pop(LEFT_OVER, None)
    found: dict[int, list[float]] = {label: [] for label in groups}
    square = distances(data, weights)
    size = len(data) - max(1, round(len(data) * LEFT_OUT))
    for _ in range(resamples):
        drawn = np.sort(rng.choice(len(data), size, replace=False))
        again = max(candidates(square[np.ix_(drawn, drawn)], most), key=lambda offer: offer[1], default=None)
        new = [] if again is None else _members(drawn, again[0])
        present = set(drawn.tolist())
        for label, members in groups.items():
            kept = members & present
            if kept:
                found[label].append(max((jaccard(kept, group) for group in new), default=0.0))
    return {label: float(np.mean(values)) if values else 0.0 for label, values in found.items()}


def _members(drawn: NDArray[np.int64], labels: Labels) -> list[set[int]]:
    return [set(drawn[labels == label].tolist()) for label in np.unique(labels) if label != LEFT_OVER]
