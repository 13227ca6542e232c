"""Second opinion: the groups that other methods find among the same people, and whether they are the same ones."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal, Protocol

import numpy as np
import pandas as pd

from workbench.analysis.behaviour import Behaviour
from workbench.analysis.factors import factor_weights
from workbench.analysis.gower import gower, medoid_labels
from workbench.analysis.grouping import LEFT_OVER, Floats, Labels, rarity, silhouettes, smallest_group, without_small
from workbench.analysis.partition import adjusted_rand, alone, moved
from workbench.analysis.segmentation import CLEARER, Segmentation, why_not_tried

SHUFFLES = 99
Method = Literal["medoids", "factors"]
Best = tuple[Labels, Floats] | None
"""The clearest grouping of one table, if any, with the silhouette of everybody."""


@dataclass(frozen=True, slots=True)
class Opinion:
    """What one other method finds.

    `groups` are its groups, largest first, one of everybody where it finds none; `reason` says why there are so
    many: found, too_few, one_asked, no_variables or no_structure. `silhouette` is the mean over all people, by the
    method's own distances. `agreement` is the adjusted Rand index (Hubert and Arabie, 1985) with the segmentation
    over the `both` people that both place, `agreement_all` that over all, everybody left over being a group of
    their own; None where one of the two has no groups (the first also where fewer than two are placed by both).
    `elsewhere` are the people it puts in another group, or in none, or who are in none of the segmentation's.
    """

    method: Method
    groups: tuple[tuple[str, ...], ...]
    left_over: tuple[str, ...]
    reason: str
    silhouette: float | None = None
    agreement: float | None = None
    agreement_all: float | None = None
    both: int = 0
    elsewhere: tuple[str, ...] = ()
    clearer_than: int = 0
    shuffles: int = 0

    @property
    def k(self) -> int:
        """Return the number of groups."""
        return len(self.groups)


def second_opinions(
    table: pd.DataFrame, behaviour: Behaviour, main: Segmentation, *, max_segments: int, seed: int
) -> tuple[Opinion, ...]:
    """Return what two other methods find among the people of `table` (participants x telling codes, of booleans).

    Medoids (Park and Jun, 2009) on Gower's distance (1971) of the behavioural matrix, ratings with it; and
    non-negative factors of the codes (Lee and Seung, 1999), each person with their heaviest factor. Each chooses
    its number of groups by mean silhouette; one group is the answer unless that is clearer than 97.5 % of copies in
    which each variable was dealt out anew. People with a silhouette of 0 or below are left over.
    """
    table = table.sort_index()
    people = [str(name) for name in table.index]
    most = min(max_segments, len(people) // 2)
    ways: tuple[tuple[Method, _Way], ...] = (("medoids", _Medoids(behaviour)), ("factors", _Factors(table)))
    found = []
    for number, (method, way) in enumerate(ways, 10):
        untried = why_not_tried(len(people), most, way.data.shape[1])
        opinion = Opinion(method, (tuple(people),) if people else (), (), untried)
        rng = np.random.default_rng(np.random.SeedSequence([seed, number]))
        found.append(opinion if untried else _compared(_judged(opinion, people, way, most, rng), main))
    return tuple(found)


class _Way(Protocol):
    data: Floats

    def best(self, tables: Floats, most: int, rng: np.random.Generator) -> list[Best]:
        """Return the clearest grouping of 2 to `most` groups of each table, of shape (tables, people, variables)."""


def _judged(opinion: Opinion, people: Sequence[str], way: _Way, most: int, rng: np.random.Generator) -> Opinion:
    """Return the clearest grouping if it is clearer than those of shuffled tables, else one group."""
    copies = [rng.permuted(way.data, axis=0) for _ in range(SHUFFLES)]
    best, *others = way.best(np.array([way.data, *copies]), most, rng)
    if best is None:
        return replace(opinion, reason="no_structure")
    labels, widths = best
    score = float(widths.mean())
    clearer = sum(other is None or float(other[1].mean()) < score for other in others)
    labels = without_small(np.where(widths > 0, labels, LEFT_OVER), 2)
    names = np.unique(labels[labels != LEFT_OVER])
    if clearer < CLEARER * SHUFFLES or len(names) < 2:
        return replace(opinion, reason="no_structure", clearer_than=clearer, shuffles=SHUFFLES)
    groups = [tuple(p for p, own in zip(people, labels, strict=True) if own == name) for name in names]
    return replace(
        opinion,
        groups=tuple(sorted(groups, key=lambda group: (-len(group), group))),
        left_over=tuple(p for p, own in zip(people, labels, strict=True) if own == LEFT_OVER),
        reason="found",
        silhouette=score,
        clearer_than=clearer,
        shuffles=SHUFFLES,
    )


def _compared(opinion: Opinion, main: Segmentation) -> Opinion:
    if opinion.reason != "found" or main.reason != "found":
        return opinion
    people = sorted(person for group in (*opinion.groups, opinion.left_over) for person in group)
    theirs, ours = _labels(people, opinion.groups), _labels(people, tuple(main.groups.values()))
    both = (theirs != LEFT_OVER) & (ours != LEFT_OVER)
    return replace(
        opinion,
        agreement=adjusted_rand(ours[both], theirs[both]) if both.sum() > 1 else None,
        agreement_all=adjusted_rand(alone(ours), alone(theirs)),
        both=int(both.sum()),
        elsewhere=tuple(person for person, away in zip(people, moved(ours, theirs), strict=True) if away),
    )


def _labels(people: Sequence[str], groups: Sequence[Sequence[str]]) -> Labels:
    label = {person: number for number, group in enumerate(groups) for person in group}
    return np.array([label.get(person, LEFT_OVER) for person in people], dtype=np.int64)


class _Medoids:
    """Groups around typical people, by Gower's distance of the behavioural matrix; NaN is silence."""

    def __init__(self, behaviour: Behaviour) -> None:
        behaviour = behaviour.telling()
        self._answers = behaviour.answers()
        self._spans = {variable.id: variable.most - variable.least for variable in behaviour.variables}
        self._telling = {variable.id for variable in behaviour.variables if variable.kind == "code"}
        columns = [self._answers.columns[variable.name] for variable in self._answers.variables]
        self.data: Floats = np.array(columns).T if columns else np.zeros((len(behaviour.people), 0))

    def best(self, tables: Floats, most: int, rng: np.random.Generator) -> list[Best]:
        even = np.ones(tables.shape[1])
        squares = [self._square(table) for table in tables]
        return [
            _clearest(square, (medoid_labels(square, even, k, rng=rng) for k in range(2, most + 1)))
            for square in squares
        ]

    def _square(self, table: Floats) -> Floats:
        names = [variable.name for variable in self._answers.variables]
        answers = replace(self._answers, columns=dict(zip(names, table.T, strict=True)))
        square = gower(answers, answers.variables, spans=self._spans, telling=self._telling).astype(np.float64)
        np.fill_diagonal(square, 0.0)
        return square


class _Factors:
    """Each person with their heaviest factor of the weighted codes, judged by the cosine between people's codes."""

    def __init__(self, table: pd.DataFrame) -> None:
        held = table.to_numpy(dtype=bool)
        self.data: Floats = held * rarity(held)

    def best(self, tables: Floats, most: int, rng: np.random.Generator) -> list[Best]:
        length = np.linalg.norm(tables, axis=2, keepdims=True)
        unit = np.divide(tables, length, out=np.zeros_like(tables), where=length > 0)
        squares = np.clip(1.0 - unit @ unit.swapaxes(1, 2), 0.0, 1.0)
        own = range(tables.shape[1])
        squares[:, own, own] = 0.0
        offers = [factor_weights(tables, k, rng).argmax(axis=2) for k in range(2, min(most, *tables.shape[1:]) + 1)]
        silent = length[:, :, 0] == 0
        return [
            _clearest(square, (np.where(silent[i], LEFT_OVER, labels[i]) for labels in offers))
            for i, square in enumerate(squares)
        ]


def _clearest(square: Floats, offers: Iterable[Labels]) -> Best:
    """Return the grouping with the highest mean silhouette of those with two groups that are large enough."""
    smallest = smallest_group(len(square))
    found = []
    for offer in offers:
        labels = without_small(np.array(offer, dtype=np.int64), smallest)
        if len(np.unique(labels[labels != LEFT_OVER])) > 1:
            found.append((labels, silhouettes(square, labels)))
    return max(found, key=lambda one: float(one[1].mean()), default=None)
