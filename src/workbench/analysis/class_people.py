"""Class people: who is in each class, as coarse distributions in which nobody can be found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from workbench.analysis.latent_class import Classes
from workbench.analysis.mixture_design import Ints
from workbench.model.respondents import Respondents, Variable

BANDS = 5
"""Bands of a number, cut where each holds about as many people."""


@dataclass(frozen=True, slots=True)
class Distribution:
    """How one describing variable is spread over the classes, and over the people surely in none (last).

    `answers` names the rows, each one or several levels joined; `counts` has shape (answers, classes + 1).
    Without rows, nothing could be told without telling of fewer than k people.
    """

    variable: str
    answers: tuple[str, ...]
    counts: tuple[tuple[int, ...], ...]


def class_people(table: Respondents, classes: Classes, *, k: int) -> tuple[Distribution, ...]:
    """Return the distribution of each variable that describes, no cell of it between 1 and `k` - 1.

    Levels are joined until that holds (global recoding: Hundepool et al., 2012): neighbours of an ordered
    variable, the rarest of others. No cell is left out, so that no sum gives one away. Where all
    would be joined into one, nothing is told.
    """
    groups = np.where(classes.labels >= 0, classes.labels, classes.k)
    told = []
    for variable in (v for v in table.variables if v.describes):
        names, places = _levels(table, variable)
        counts = np.zeros((len(names) + 1, classes.k + 1), dtype=np.int64)
        np.add.at(counts, (places, groups), 1)
        told.append(_joined(variable, [*names, ""], counts, k=k))
    return tuple(told)


def _levels(table: Respondents, variable: Variable) -> tuple[list[str], Ints]:
    """Return the names of the levels, and each person's place among them: the last for who gave no answer."""
    column = table.columns[variable.name]
    silent = np.isnan(column)
    if not variable.measured:
        return list(variable.levels), np.where(silent, len(variable.levels), column).astype(np.int64)
    said = column[~silent]
    cuts = np.unique(np.quantile(said, np.linspace(0, 1, BANDS + 1)[1:-1], method="higher")) if len(said) else said
    cuts = cuts[cuts > said.min()] if len(said) else cuts
    ends = [-np.inf, *cuts, np.inf]
    names = [_band(float(low), float(high)) for low, high in pairwise(ends)]
    places = np.digitize(np.nan_to_num(column), cuts)
    return names, np.where(silent, len(names), places).astype(np.int64)


def _band(low: float, high: float) -> str:
    """Return a band in signs: the same in both languages."""
    if np.isinf(low):
        return "…" if np.isinf(high) else f"< {high:g}"
    return f"≥ {low:g}" if np.isinf(high) else f"{low:g} – < {high:g}"


def _joined(variable: Variable, names: list[str], counts: NDArray[np.int64], *, k: int) -> Distribution:
    rows = [([name], row) for name, row in zip(names, counts, strict=True) if row.any()]
    ordered = variable.measured or variable.kind == "ordinal"
    while len(rows) > 1 and (weak := _weakest(rows, k)) is not None:
        other = _partner(rows, weak, ordered=ordered)
        first, second = sorted((weak, other))
        joined = ([*rows[first][0], *rows[second][0]], rows[first][1] + rows[second][1])
        rows = [*rows[:first], joined, *rows[first + 1 : second], *rows[second + 1 :]]
    if len(rows) < 2:
        return Distribution(variable.name, (), ())
    answers = tuple(", ".join(name or "—" for name in names) for names, _ in rows)
    return Distribution(variable.name, answers, tuple(tuple(int(x) for x in row) for _, row in rows))


Rows = Sequence[tuple[list[str], NDArray[np.int64]]]


def _weakest(rows: Rows, k: int) -> int | None:
    """Return the place of the rarest row in which a cell holds fewer than k people but not none."""
    weak = [(int(row.sum()), place) for place, (_, row) in enumerate(rows) if ((row > 0) & (row < k)).any()]
    return min(weak)[1] if weak else None


def _partner(rows: Rows, weak: int, *, ordered: bool) -> int:
    """Return what the weak row is joined with: the rarer neighbour, or the rarest other row."""
    near = [place for place in (weak - 1, weak + 1) if 0 <= place < len(rows)] if ordered else range(len(rows))
    return min((int(rows[place][1].sum()), place) for place in near if place != weak)[1]
