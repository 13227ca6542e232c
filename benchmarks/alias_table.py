"""Alias table: a draw from each row of a matrix in one look-up, however many columns it has (Walker, 1977)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


class AliasTable:
    """Rows of probabilities, cut into equal slots that each hold at most two columns (Vose, 1991)."""

    def __init__(self, rows: NDArray[np.float64]) -> None:
        self.slots = int((rows > 0).sum(axis=1).max())
        built = [_slots(row, self.slots) for row in rows]
        self.cut, self.own, self.other = (np.concatenate(part) for part in zip(*built, strict=True))

    def draw(self, rows: NDArray[np.int64], luck: np.random.Generator) -> NDArray[np.int64]:
        """Return a column for each of the rows named."""
        where = luck.random(len(rows)) * self.slots
        slot = where.astype(np.int64)
        where -= slot
        slot += rows * self.slots
        return np.where(where < self.cut[slot], self.own[slot], self.other[slot])


def _slots(row: NDArray[np.float64], slots: int) -> tuple[NDArray[np.float64], NDArray[np.int64], NDArray[np.int64]]:
    columns = np.flatnonzero(row)
    columns = np.concatenate([columns, np.full(slots - len(columns), columns[0])])
    cut = np.zeros(slots)
    cut[: np.count_nonzero(row)] = row[row > 0] / row.sum() * slots
    other = columns.copy()
    small, large = list(np.flatnonzero(cut < 1)), list(np.flatnonzero(cut >= 1))
    while small and large:
        giver, taker = large[-1], small.pop()
        other[taker] = columns[giver]
        cut[giver] -= 1 - cut[taker]
        if cut[giver] < 1:
            small.append(large.pop())
    cut[small] = 1.0
    return cut, columns, other
