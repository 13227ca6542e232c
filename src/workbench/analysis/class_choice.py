"""Class choice: how many classes a survey holds, if any, and how far they can be trusted."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from tqdm import tqdm

from workbench.analysis.class_evidence import NEAR, bootstrap_jaccard, shuffles_beaten
from workbench.analysis.gower import LARGEST, gower, medoid_labels
from workbench.analysis.latent_class import (
    STARTS,
    Classes,
    chosen_variables,
    classes_of,
    fitted,
    most_classes,
)
from workbench.analysis.mixture_design import Design, Ints, build_design, drawn_from
from workbench.analysis.stability import DOUBTFUL, VALID
from workbench.model.respondents import Respondents, Variable

FEWEST = 30
"""People below which classes of a survey are not looked for."""
SAMPLES = 100
SHUFFLES = 99
SAMPLE_PEOPLE = 1_000
JUDGED = 10_000
"""People by whom numbers of classes are compared; of more, so many are drawn, and the classes then fitted on all."""


@dataclass(frozen=True, slots=True)
class Tried:
    """One number of classes: how well it fits and, where it was looked into, how stable each class is."""

    k: int
    log_likelihood: float
    bic: float
    entropy: float
    stability: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class ClassChoice:
    """The classes of a survey and why so many.

    `reason` is found, no_structure, unstable (some class of every number of classes comes back in
    fewer than 0.6), too_few (people, or people for so many questions) or no_variables. `classes`
    is None but where found. `k_by_bic` has the lowest BIC; `k` may be lower, where its classes are
    stable. `at_limit`: BIC would perhaps have taken more than were allowed. `beaten` of `shuffles`
    shuffled tables gain less. `tried` is of the `judged` people: all, or 10,000 of more.
    `agreement` is the adjusted Rand index (Hubert and Arabie, 1985) with medoids on Gower
    distance; None where people are too many for it.
    """

    reason: str
    classes: Classes | None = None
    tried: tuple[Tried, ...] = ()
    k_by_bic: int = 1
    at_limit: bool = False
    stability: Mapping[str, float] | None = None
    beaten: int = 0
    shuffles: int = 0
    agreement: float | None = None
    people: int = 0
    judged: int = 0
    set_aside: Mapping[str, str] | None = None

    @property
    def k(self) -> int:
        """Return the number of classes: 1 where none were found."""
        return self.classes.k if self.classes else 1

    @property
    def doubtful(self) -> tuple[str, ...]:
        """Return the classes that are a pattern with doubtful members: mean Jaccard below 0.75 (Hennig, 2007)."""
        return tuple(name for name, value in (self.stability or {}).items() if value < VALID)


def choose_classes(
    table: Respondents,
    variables: Sequence[Variable] | None = None,
    *,
    most: int = 8,
    seed: int,
    starts: int = STARTS,
    samples: int = SAMPLES,
    sample_people: int = SAMPLE_PEOPLE,
) -> ClassChoice:
    """Return 1 to `most` classes: the number with the lowest BIC whose classes are clearer than chance and come back.

    Clearer: k classes gain more likelihood than on each of 99 tables with shuffled columns. Come
    back: every class has a mean Jaccard of 0.6 or more over `samples` bootstrap samples of
    `sample_people` (or all, where fewer); else fewer classes are tried. `variables` as in `fit_classes`.
    """
    chosen = chosen_variables(table, variables)
    design = build_design(table, chosen)
    most_possible = most_classes(design, most)
    spoke = int(np.any([~np.isnan(table.columns[v.name]) for v in chosen], axis=0).sum()) if chosen else 0
    untried = _why_not_tried(design, spoke, most_possible)
    if untried:
        return ClassChoice(untried, people=spoke, set_aside=design.set_aside)
    rng = np.random.default_rng(np.random.SeedSequence([seed, 0]))
    judged = drawn_from(design, JUDGED, rng)
    numbers = tqdm(range(1, most_possible + 1), desc="numbers of groups", leave=False, disable=None)
    fits = {k: _near(judged, k, seed, starts) for k in numbers}
    tried = {k: Tried(k, fit.log_likelihood, fit.bic, fit.entropy) for k, fit in fits.items()}
    best = min(fits, key=lambda k: fits[k].bic)
    people = min(design.people, sample_people)
    beaten, made = 0, 0
    if best > 1:
        beaten, made = shuffles_beaten(design, best, shuffles=SHUFFLES, people=people, rng=rng)
    found = None
    if best > 1 and beaten == SHUFFLES:
        found, tried = _stable(
            design, lambda k: _near(design, k, seed, starts), tried, best, samples=samples, people=people, rng=rng
        )
    if found:
        found = classes_of(design, *fitted(design, found.k, seed=seed, starts=starts))
        if judged is design:
            now = (found.log_likelihood, found.bic, found.entropy)
            tried[found.k] = Tried(found.k, *now, tried[found.k].stability)
    reason = "found" if found else ("unstable" if best > 1 and beaten == SHUFFLES else "no_structure")
    return ClassChoice(
        reason=reason,
        classes=found,
        tried=tuple(tried.values()),
        k_by_bic=best,
        at_limit=best == most_possible,
        stability=dict(zip(found.ids, tried[found.k].stability, strict=True)) if found else None,
        beaten=beaten,
        shuffles=made,
        agreement=_agreement(table, design, found, seed) if found else None,
        people=design.people,
        judged=judged.people,
        set_aside=design.set_aside,
    )


def _why_not_tried(design: Design, spoke: int, most: int) -> str:
    if spoke < FEWEST:
        return "too_few"
    if len(design.blocks) < 2:
        return "no_variables"
    return "too_few" if most < 2 else ""


def _near(design: Design, k: int, seed: int, starts: int) -> Classes:
    """Return k classes near enough to compare numbers of them."""
    return classes_of(design, *fitted(design, k, seed=seed, starts=starts, last=2, tolerance=NEAR))


def _stable(
    design: Design,
    near: Callable[[int], Classes],
    tried: Mapping[int, Tried],
    best: int,
    *,
    samples: int,
    people: int,
    rng: np.random.Generator,
) -> tuple[Classes | None, dict[int, Tried]]:
    """Return the largest number of classes up to the best that all come back, and what was seen of those looked at."""
    seen = dict(tried)
    for k in range(best, 1, -1):
        if tried[k].bic >= tried[1].bic:
            continue
        fit = near(k)
        labels = row_labels(design, fit)
        values = bootstrap_jaccard(design, labels, k, samples=samples, people=people, rng=rng)
        seen[k] = replace(seen[k], stability=values)
        if min(values) >= DOUBTFUL:
            return fit, seen
    return None, seen


def row_labels(design: Design, classes: Classes) -> Ints:
    """Return the place of the likeliest class of each different row of answers, sure or not."""
    spoke = np.flatnonzero(design.row_of >= 0)
    labels = np.zeros(len(design.counts), dtype=np.int64)
    labels[design.row_of[spoke]] = classes.posteriors[spoke].argmax(axis=1)
    return labels


def _agreement(table: Respondents, design: Design, classes: Classes, seed: int) -> float | None:
    """Return the adjusted Rand index with medoids on Gower distance, over people; None for too many of them."""
    if design.people > LARGEST:
        return None
    from sklearn.metrics import adjusted_rand_score

    first = np.zeros(len(design.counts), dtype=np.int64)
    spoke = np.flatnonzero(design.row_of >= 0)
    first[design.row_of[spoke]] = spoke
    rng = np.random.default_rng(np.random.SeedSequence([seed, 100]))
    variables = [block.variable for block in design.blocks]
    other = medoid_labels(gower(table.rows(first), variables), design.counts, classes.k, rng=rng)
    times = design.counts.astype(np.int64)
    return float(adjusted_rand_score(np.repeat(row_labels(design, classes), times), np.repeat(other, times)))
