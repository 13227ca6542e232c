"""Segmentation: people who hold the same codes together, if there are such groups at all."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from workbench.analysis.grouping import LEFT_OVER, Labels, candidates, distances, rarity, silhouettes
from workbench.analysis.stability import DOUBTFUL, group_stability

SHUFFLES = 200
SMALLEST_SAMPLE = 8
CLEARER = 0.975
"""Share of shuffled tables that must be less clear. At 0.95 one study without structure in twenty would have groups."""


@dataclass(frozen=True, slots=True)
class Segmentation:
    """Groups of participants, the people who fit none, and how sure that is.

    `groups` maps p1, p2... to pseudonyms, largest first. `scores` is the best mean silhouette
    for each number of groups. `clearer_than` of `shuffles` shuffled copies of the table were
    less clear than this one. `reason` says why there are so many groups: found, too_few,
    one_asked, no_variables, no_structure, unstable or decided: by a person, where `found` is what the method found.
    """

    groups: dict[str, tuple[str, ...]]
    left_over: tuple[str, ...]
    reason: str
    silhouette: float | None = None
    silhouettes: dict[str, float] | None = None
    stability: dict[str, float] | None = None
    scores: dict[int, float] | None = None
    clearer_than: int = 0
    shuffles: int = 0
    found: Segmentation | None = None


def fit_segments(table: pd.DataFrame, *, max_segments: int, resamples: int, seed: int) -> Segmentation:
    """Group the rows of a participants x codes table of booleans; one group is a possible answer.

    Average linkage on weighted Jaccard distances. The grouping of 2 to `max_segments` groups
    with the highest mean silhouette is kept if it is clearer than 97.5 % of tables whose columns
    were shuffled. People with a silhouette of 0 or below, and groups whose mean Jaccard over
    subsamples is below 0.6 (Hennig, 2007), are left over. `seed` fixes shuffles and resamples.
    """
    table = table.sort_index()
    people = [str(name) for name in table.index]
    most = min(max_segments, len(people) // 2)
    untried = why_not_tried(len(people), most, table.shape[1])
    if untried:
        return _one_group(people, untried)
    data = table.to_numpy(dtype=bool)
    weights = rarity(data)
    square = distances(data, weights)
    offers = list(candidates(square, most))
    rng = np.random.default_rng(np.random.SeedSequence([seed, 1]))
    if not offers:
        return _one_group(people, "no_structure")
    labels, score = max(offers, key=lambda offer: offer[1])
    clearer = sum(_best_score(_shuffled(data, rng), weights, most) < score for _ in range(SHUFFLES))
    scores = _scores_by_number(offers)
    if clearer < CLEARER * SHUFFLES:
        return _one_group(people, "no_structure", scores=scores, clearer_than=clearer)
    widths = silhouettes(square, labels)
    labels = np.where(widths > 0, labels, LEFT_OVER)
    stability = group_stability(data, labels, most=most, weights=weights, resamples=resamples, rng=rng)
    kept = [label for label, value in stability.items() if value >= DOUBTFUL and (labels == label).sum() > 1]
    if not kept:
        return _one_group(people, "unstable", scores=scores, clearer_than=clearer)
    kept.sort(key=lambda label: (-int((labels == label).sum()), int(np.flatnonzero(labels == label)[0])))
    names = {label: f"p{i}" for i, label in enumerate(kept, 1)}
    return Segmentation(
        groups={name: _members(people, labels, label) for label, name in names.items()},
        left_over=tuple(p for p, label in zip(people, labels, strict=True) if int(label) not in names),
        reason="found",
        silhouette=score,
        silhouettes={p: float(w) for p, w in zip(people, widths, strict=True)},
        stability={name: stability[label] for label, name in names.items()},
        scores=scores,
        clearer_than=clearer,
        shuffles=SHUFFLES,
    )


def why_not_tried(people: int, most: int, codes: int) -> str:
    """Return why no groups are looked for: too_few people, one_asked, no_variables, or "" where they are."""
    if people < SMALLEST_SAMPLE:
        return "too_few"
    if most < 2:
        return "one_asked"
    return "no_variables" if codes < 2 else ""


def _one_group(
    people: list[str], reason: str, *, scores: dict[int, float] | None = None, clearer_than: int = 0
) -> Segmentation:
    shuffles = SHUFFLES if scores else 0
    groups = {"p1": tuple(people)} if people else {}
    return Segmentation(groups, (), reason, scores=scores, clearer_than=clearer_than, shuffles=shuffles)


def _members(people: list[str], labels: Labels, label: int) -> tuple[str, ...]:
    return tuple(person for person, own in zip(people, labels, strict=True) if own == label)


def _scores_by_number(offers: list[tuple[Labels, float]]) -> dict[int, float]:
    best: dict[int, float] = {}
    for labels, score in offers:
        groups = len(np.unique(labels[labels != LEFT_OVER]))
        best[groups] = max(score, best.get(groups, -1.0))
    return dict(sorted(best.items()))


def _best_score(data: NDArray[np.bool_], weights: NDArray[np.float64], most: int) -> float:
    return max((score for _, score in candidates(distances(data, weights), most)), default=-1.0)


def _shuffled(data: NDArray[np.bool_], rng: np.random.Generator) -> NDArray[np.bool_]:
    return rng.permuted(data, axis=0)
