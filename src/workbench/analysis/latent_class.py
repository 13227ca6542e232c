"""Latent class: people of a survey who answer alike, as the classes most likely behind their answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from workbench.analysis.mixture_design import Design, Floats, Ints, build_design
from workbench.analysis.mixture_em import TOLERANCE, Mixtures, Rows, best_mixture, expected, rows_of
from workbench.errors import InputError, Problem
from workbench.model.respondents import Respondents, Variable

STARTS = 50
"""Random starts: each of 100 seeds reached the published optimum of both standards (gss82 needs them, 20 gave 97)."""
SURE = 0.7
"""A person whose likeliest class is less likely than this is between classes."""
NOBODY = -1


@dataclass(frozen=True, slots=True)
class Classes:
    """Classes c1, c2... (largest first) and how likely each person is in each.

    `posteriors` has shape (people, k) and rows that sum to 1: who answered nothing has the shares.
    `labels` gives the place of the likeliest class, -1 for who is between classes (posterior below
    0.7) and for the `silent` people who answered nothing. `entropy` is 1 where all are placed
    surely and 0 where nobody is (Ramaswamy and others, 1993). `path` is the log-likelihood round
    by round. `set_aside` maps variables that tell nobody apart to the reason: constant, unanswered.
    """

    ids: tuple[str, ...]
    shares: tuple[float, ...]
    posteriors: Floats
    labels: Ints
    log_likelihood: float
    bic: float
    entropy: float
    parameters: int
    people: int
    path: tuple[float, ...]
    set_aside: Mapping[str, str]

    @property
    def k(self) -> int:
        """Return the number of classes."""
        return len(self.ids)

    @property
    def silent(self) -> int:
        """Return how many people answered nothing that counts."""
        return len(self.labels) - self.people

    @property
    def between(self) -> int:
        """Return how many people are between classes."""
        return int((self.labels == NOBODY).sum()) - self.silent


def fit_classes(
    table: Respondents, variables: Sequence[Variable] | None, k: int, *, seed: int, starts: int = STARTS
) -> Classes:
    """Return the k most likely classes of these people (McCutcheon, 1987; Vermunt and Magidson, 2002).

    Within a class answers are independent: levels by their shares, numbers normal with a mean and
    a variance of the class, counts by bands. Missing answers are left out of the likelihood, not filled
    in (full information). `variables` are those that make the classes (all that do not only describe, if
    None). The best of `starts` random starts is kept; `seed` fixes them. Neither the order of rows nor of
    columns matters. InputError when there is nothing to tell k classes by.
    """
    design = build_design(table, chosen_variables(table, variables))
    problem = _why_not(design, k)
    if problem:
        raise InputError([problem])
    return classes_of(design, *fitted(design, k, seed=seed, starts=starts))


def chosen_variables(table: Respondents, variables: Sequence[Variable] | None) -> tuple[Variable, ...]:
    """Return the variables that make the classes; InputError for unknown ones and for those that only describe."""
    if variables is None:
        return table.answering
    known = {variable.name: variable for variable in table.variables}
    shown = ", ".join(known)
    problems = [Problem("variables", "unknown variable", v.name, shown) for v in variables if v.name not in known]
    problems += [
        Problem("variables", "only describes people", v.name, "variables that make classes", "leave it out")
        for v in variables
        if v.name in known and known[v.name].describes
    ]
    if problems:
        raise InputError(problems)
    return tuple(known[v.name] for v in variables)


def most_classes(design: Design, most: int) -> int:
    """Return the largest number of classes, up to `most`, with no more parameters than people; 1 at least."""
    return max([1] + [k for k in range(2, most + 1) if design.free(k) <= design.people])


def fitted(
    design: Design, k: int, *, seed: int, starts: int, last: int = 3, tolerance: float = TOLERANCE
) -> tuple[Rows, Mixtures, list[float]]:
    """Return the rows, the best mixture of k classes, largest class first, and its way; as `best_mixture`."""
    rows = rows_of(design.matrix, design.counts, design.blocks)
    rng = np.random.default_rng(np.random.SeedSequence([seed, k]))
    best, path = best_mixture(rows, k, starts=starts, rng=rng, last=last, tolerance=tolerance)
    order = np.lexsort((*best.weights[0].round(6).T, -best.shares[0].round(9)))
    return rows, Mixtures(best.weights[:, order], best.shares[:, order], best.likelihood), path


def classes_of(design: Design, rows: Rows, best: Mixtures, path: Sequence[float]) -> Classes:
    """Return a fitted mixture as classes of all people of the table."""
    members, likelihood = expected(rows, best.weights, best.shares)
    shares = best.shares[0]
    k = len(shares)
    posteriors = np.vstack([members[0].T, shares])[design.row_of]
    labels = np.where(posteriors.max(axis=1) >= SURE, posteriors.argmax(axis=1), NOBODY)
    labels[design.row_of == NOBODY] = NOBODY
    log_likelihood = float(likelihood[0]) + design.offset
    return Classes(
        ids=tuple(f"c{i}" for i in range(1, k + 1)),
        shares=tuple(float(share) for share in shares),
        posteriors=posteriors,
        labels=labels,
        log_likelihood=log_likelihood,
        bic=bic(design, k, log_likelihood),
        entropy=_entropy(members[0], design.counts),
        parameters=design.free(k),
        people=design.people,
        path=tuple(value + design.offset for value in path),
        set_aside=design.set_aside,
    )


def bic(design: Design, k: int, log_likelihood: float) -> float:
    """Return the information criterion of Schwarz (1978): lower is better."""
    return -2.0 * log_likelihood + design.free(k) * float(np.log(design.people))


def _entropy(members: Floats, counts: Floats) -> float:
    k = len(members)
    if k == 1:
        return 1.0
    spread = -(members * np.log(np.maximum(members, 1e-300))).sum(axis=0) @ counts
    return float(1.0 - spread / (counts.sum() * np.log(k)))


def _why_not(design: Design, k: int) -> Problem | None:
    if k < 1:
        return Problem("k", "not a number of classes", str(k), "1 or more")
    aside = "; ".join(f"{name}: {reason}" for name, reason in design.set_aside.items())
    if not design.blocks:
        return Problem("respondents", "no answers differ", aside or "no people", "a variable with two answers or more")
    if k > 1 and len(design.blocks) < 2:
        return Problem("variables", "one variable cannot tell classes", aside, "two variables that differ, or more")
    if k > 1 and design.free(k) > design.people:
        got = f"{design.free(k):,} for {design.people:,} people"
        return Problem("k", "more to estimate than people", got, "fewer classes or variables")
    return None
