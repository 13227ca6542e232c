"""Grouping: one way of cutting people into groups, and how well the groups hold together."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.spatial.distance import squareform

Labels = NDArray[np.int64]
Floats = NDArray[np.float64]
LEFT_OVER = -1


def smallest_group(people: int) -> int:
    """Return the fewest people that may be called a group: two, or one in twenty."""
    return max(2, -(-people // 20))


def distances(data: NDArray[np.bool_], weights: Floats) -> Floats:
    """Return the weighted Jaccard distance between all rows: 0 the same codes, 1 none in common.

    Codes that neither holds say nothing: not mentioning is not denying.
    """
    weighted = data * weights
    shared = weighted @ data.T.astype(np.float64)
    total = weighted.sum(axis=1)
    either = total[:, None] + total[None, :] - shared
    square = 1.0 - np.divide(shared, either, out=np.zeros_like(shared), where=either > 0)
    np.fill_diagonal(square, 0.0)
    return np.asarray(np.clip(square, 0.0, 1.0), dtype=np.float64)


def rarity(data: NDArray[np.bool_]) -> Floats:
    """Return the weight of each column: codes that few hold tell people apart better than common ones."""
    share = (data.sum(axis=0) + 1) / (len(data) + 2)
    return np.asarray(-np.log(share), dtype=np.float64)


def candidates(square: Floats, most: int) -> Iterator[tuple[Labels, float]]:
    """Yield each grouping of 2 to `most` groups the average-linkage tree offers, with its score.

    The score is the mean silhouette over all people, those left over counting 0.
    """
    tree = linkage(squareform(square, checks=False), "average")
    smallest = smallest_group(len(square))
    before = b""
    for cut in range(2, len(square)):
        labels = without_small(fcluster(tree, cut, "maxclust").astype(np.int64), smallest)
        groups = len(np.unique(labels[labels != LEFT_OVER]))
        if 2 <= groups <= most and labels.tobytes() != before:
            before = labels.tobytes()
            yield labels, float(silhouettes(square, labels).mean())


def silhouettes(square: Floats, labels: Labels) -> Floats:
    """Return the silhouette of each person (Rousseeuw, 1987): 1 well placed, 0 between groups, -1 misplaced.

    Singletons and people left over get 0.
    """
    names = np.unique(labels[labels != LEFT_OVER])
    widths = np.zeros(len(labels))
    if len(names) < 2:
        return widths
    member = labels[:, None] == names[None, :]
    sizes = member.sum(axis=0)
    total = square @ member
    own_size = (member * sizes).sum(axis=1)
    own = (member * total).sum(axis=1) / np.maximum(own_size - 1, 1)
    nearest = np.where(member, np.inf, total / sizes).min(axis=1)
    widest = np.maximum(own, nearest)
    defined = (own_size > 1) & (widest > 0)
    widths[defined] = (nearest[defined] - own[defined]) / widest[defined]
    return widths


def without_small(labels: Labels, smallest: int) -> Labels:
    """Return the labels, changed in place, with everybody in a group below this size left over."""
    _, place, sizes = np.unique(labels, return_inverse=True, return_counts=True)
    labels[(sizes < smallest)[place] & (labels != LEFT_OVER)] = LEFT_OVER
    return labels
