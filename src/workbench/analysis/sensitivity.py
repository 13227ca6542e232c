"""Sensitivity: whether the groups hang on a single participant or a single code."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

from workbench.analysis.grouping import LEFT_OVER, Labels, candidates, distances, rarity, silhouettes
from workbench.analysis.partition import adjusted_rand, alone, moved
from workbench.analysis.variables import telling

MOST_TRIED = 60
"""Participants, and codes, left out in turn at most; of more, those are taken that weigh most."""


@dataclass(frozen=True, slots=True)
class Omission:
    """What becomes of the groups without one participant or one code.

    `agreement` is the adjusted Rand index with the groups of everybody (1: nothing changes), over the
    people who remain, everybody left over as a group of their own; `moved` are those who change their place.
    """

    kind: Literal["participant", "code"]
    left_out: str
    groups: int
    agreement: float
    moved: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """Every omission tried, those that change most first; `participants` and `codes` are how many there are."""

    omissions: tuple[Omission, ...]
    participants: int
    codes: int

    def of(self, kind: Literal["participant", "code"]) -> tuple[Omission, ...]:
        """Return the omissions of participants, or of codes."""
        return tuple(omission for omission in self.omissions if omission.kind == kind)


def sensitivity(table: pd.DataFrame, *, max_segments: int) -> Sensitivity:
    """Return what becomes of the clearest groups of a participants x codes table when one row or column is left out.

    Each time the codes that tell people apart, their weights and the number of groups are found anew; the
    comparison with chance and the subsamples are not made again. Of more than 60 participants those of the
    lowest silhouettes are left out in turn, of more than 60 codes those that weigh most (weight times holders).
    """
    table = table.sort_index()
    full = _grouped(table, max_segments)
    if full is None:
        return Sensitivity((), *table.shape)
    labels, widths = full
    data = table.to_numpy(dtype=bool)
    weigh = rarity(data) * data.sum(axis=0)
    found = []
    for row in np.sort(np.argsort(widths, kind="stable")[:MOST_TRIED]):
        rest = np.delete(np.arange(len(table)), row)
        found.append(_omission("participant", str(table.index[row]), labels[rest], table.iloc[rest], max_segments))
    for column in np.sort(np.argsort(-weigh, kind="stable")[:MOST_TRIED]):
        name = table.columns[column]
        found.append(_omission("code", str(name), labels, table.drop(columns=name), max_segments))
    return Sensitivity(
        tuple(sorted(found, key=lambda omission: (omission.agreement, -len(omission.moved)))), *table.shape
    )


def _omission(
    kind: Literal["participant", "code"], left_out: str, before: Labels, table: pd.DataFrame, most: int
) -> Omission:
    again = _grouped(telling(table), most)
    after = np.full(len(table), 0) if again is None else again[0]
    away = moved(before, after)
    return Omission(
        kind,
        left_out,
        len(np.unique(after[after != LEFT_OVER])),
        adjusted_rand(alone(before), alone(after)),
        tuple(str(person) for person, elsewhere in zip(table.index, away, strict=True) if elsewhere),
    )


def _grouped(table: pd.DataFrame, most: int) -> tuple[Labels, np.ndarray] | None:
    """Return the clearest grouping as the segmentation makes it, and everybody's silhouette; None without one."""
    if min(table.shape) < 2:
        return None
    data = table.to_numpy(dtype=bool)
    square = distances(data, rarity(data))
    best = max(candidates(square, min(most, len(table) // 2)), key=lambda offer: offer[1], default=None)
    if best is None:
        return None
    widths = silhouettes(square, best[0])
    return np.where(widths > 0, best[0], LEFT_OVER), widths
