"""Disclosure: which counts of a table of groups and values may be shown without telling of one person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from workbench.privacy.derivable import Cell, Counts, derivable

REST = ""
"""Row of the people in no group, and column of those of whom nothing is stated: never shown, always counted."""
ELSEWHERE = "\0"
"""Row of people nobody counted: with it, the totals of the values are not known."""


@dataclass(frozen=True, slots=True)
class Release:
    """What may be shown of one table.

    `shown` holds each group's counts that stay, `hidden` the number of its people whose value does not show
    (0, or k and more wherever anything of the group shows), `totals` the counts over all people that may stand
    beside them.
    """

    shown: Mapping[str, Mapping[str, int]]
    hidden: Mapping[str, int]
    totals: Mapping[str, int] = field(default_factory=dict)


def release(counts: Counts, k: int) -> Release:
    """Return the counts of a table that may be shown when no number of people under `k` may be.

    `counts[group][value]` is a number of people, each counted once; the sizes of the groups are known to
    everybody. Counts under k are left out (primary suppression). Others follow, the smallest first, until no
    count left out, and no sum of those left out in a row or a column, is a number under k that a reader works
    out from the sizes, the counts shown and the totals of the values, which somebody may know
    (complementary suppression; Hundepool et al., 2012). Where sizes and totals would tell without any count
    shown, the totals are left out too, and the counts shown tell nothing more to who knows them.
    """
    told = {cell for cell in derivable(counts, ()) if counts[cell[0]][cell[1]] < k}
    shown = {(row, column) for row, own in counts.items() for column in own if row and column and own[column] >= k}
    while (unsafe := _unsafe(counts, shown, k, told)) and shown:
        row, column = unsafe
        near = {cell for cell in shown if cell[0] == row or cell[1] == column} or shown
        shown.remove(min(near, key=lambda cell: (counts[cell[0]][cell[1]], cell)))
    rows = {row: {c: n for c, n in sorted(own.items()) if (row, c) in shown} for row, own in counts.items() if row}
    hidden = {row: sum(counts[row].values()) - sum(own.values()) for row, own in rows.items()}
    if len(counts) == 1:
        return Release(rows, hidden, next(iter(rows.values()), {}))
    return Release(rows, hidden, {} if told else _totals(counts, k))


def _unsafe(counts: Counts, shown: set[Cell], k: int, told: set[Cell]) -> Cell | None:
    """Return a count, row or column (the other part is empty) that gives a small number away; None when all hold.

    Counts that the margins alone have `told` are kept from who does not know the totals.
    """
    for row in sorted({row for row, _ in shown}):
        if 0 < sum(n for column, n in counts[row].items() if (row, column) not in shown) < k:
            return row, REST
    for column in sorted({column for _, column in shown}):
        left = {(row, column) for row, own in counts.items() if own.get(column) and (row, column) not in shown}
        if left - told and sum(counts[row][column] for row, _ in left) < k:
            return REST, column
    given = {cell for cell in derivable(counts, shown) if counts[cell[0]][cell[1]] < k} - told
    if told and not given:
        columns = {column for own in counts.values() for column in own}
        given = told & {*derivable({**counts, ELSEWHERE: dict.fromkeys(columns, k)}, shown)}
    return min(given, default=None)


def _totals(counts: Counts, k: int) -> dict[str, int]:
    """Return the totals of values that may be shown: none under k, and those left out are together not under k."""
    sums: dict[str, int] = {}
    for _, own in sorted(counts.items()):
        for column, n in own.items():
            sums[column] = sums.get(column, 0) + n
    totals = {column: n for column, n in sorted(sums.items()) if column and n >= k}
    while totals and 0 < sum(sums.values()) - sum(totals.values()) < k:
        del totals[min(totals, key=lambda column: (totals[column], column))]
    return totals
