"""Partition: two groupings of the same people compared, with people who are in no group."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from workbench.analysis.grouping import LEFT_OVER, Labels


def adjusted_rand(one: Labels, other: Labels) -> float:
    """Return the adjusted Rand index (Hubert and Arabie, 1985): 1 the same groups, 0 as alike as by chance.

    [0,0,1,1] and [0,0,1,2] give 0.571429. Two groupings that are the same give 1, however trivial they are;
    ValueError for nobody.
    """
    if not len(one):
        raise ValueError("nobody is grouped")
    table = _shared(np.asarray(one), np.asarray(other))
    together, rows, columns = (_pairs(part) for part in (table, table.sum(axis=1), table.sum(axis=0)))
    expected = rows * columns / max(_pairs(np.array([len(one)])), 1)
    most = (rows + columns) / 2
    return 1.0 if most == expected else float((together - expected) / (most - expected))


def alone(labels: Labels) -> Labels:
    """Return the labels with everybody left over in a group of their own."""
    labels = np.array(labels, dtype=np.int64)
    rest = np.flatnonzero(labels == LEFT_OVER)
    labels[rest] = labels.max(initial=0) + 1 + np.arange(len(rest))
    return labels


def moved(one: Labels, other: Labels) -> NDArray[np.bool_]:
    """Say of each person whether the second grouping puts them elsewhere than the first.

    Groups are paired one to one so that as many people as can be stay (Kuhn, 1955); being left over is a place too.
    """
    from scipy.optimize import linear_sum_assignment  # a quarter of a second that most runs never need

    one, other = np.asarray(one), np.asarray(other)
    placed = (one != LEFT_OVER) & (other != LEFT_OVER)
    stays = (one == LEFT_OVER) & (other == LEFT_OVER)
    if placed.any():
        rows, row_of = np.unique(one[placed], return_inverse=True)
        columns, column_of = np.unique(other[placed], return_inverse=True)
        table = np.zeros((len(rows), len(columns)), dtype=np.int64)
        np.add.at(table, (row_of, column_of), 1)
        partner = dict(zip(*linear_sum_assignment(-table), strict=True))
        stays[placed] = [partner.get(row) == column for row, column in zip(row_of, column_of, strict=True)]
    return np.asarray(~stays, dtype=np.bool_)


def _shared(one: Labels, other: Labels) -> NDArray[np.int64]:
    _, row = np.unique(one, return_inverse=True)
    _, column = np.unique(other, return_inverse=True)
    table = np.zeros((row.max() + 1, column.max() + 1), dtype=np.int64)
    np.add.at(table, (row, column), 1)
    return table


def _pairs(counts: NDArray[np.int64]) -> float:
    return float((counts * (counts - 1)).sum()) / 2
