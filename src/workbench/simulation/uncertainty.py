"""Uncertainty: how far a measure may lie from its stated value for want of knowing the numbers behind it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import betaincinv

from workbench.errors import InputError, Problem
from workbench.simulation.batch_expectations import Measure, all_measured, measured
from workbench.simulation.case import Case
from workbench.simulation.parameter import Floats

DRAWS = 2000
COVERED = 0.9
Counts = Mapping[str, Mapping[str, int]]
"""Of each step observed, how often customers went to which step or exit."""


@dataclass(frozen=True, slots=True)
class ParameterRange:
    """The 5 % and 95 % points of a measure over what the assumptions may be, and its value as stated.

    Nothing in it is luck of the draw of customers: every value is an exact expectation. `moved` numbers
    moved, because they have a range or were observed; the `still` others stayed as they are.
    """

    measure: Measure
    stated: float
    low: float
    high: float
    moved: int
    still: int
    draws: int


@dataclass(frozen=True, slots=True)
class Posterior:
    """Probabilities of the ways from a step after counting (Dirichlet): means and equal-tailed intervals.

    A way that is not possible has 0 everywhere.
    """

    means: tuple[float, ...]
    lows: tuple[float, ...]
    highs: tuple[float, ...]


def parameter_range(
    case: Case, measure: Measure, *, seed: int, draws: int = DRAWS, counts: Counts | None = None
) -> ParameterRange:
    """Return the 90 % range of a measure over the ranges of its numbers.

    Numbers move each for itself; of steps with `counts` the transitions are drawn from their posterior
    in place of their ranges, together. InputError where counts name a way the journey does not have.
    """
    values = drawn(case, seed=seed, draws=draws, counts=counts)
    return _range(measure, measured(case, values, measure), measured(case, case.stated[None], measure), values)


def parameter_ranges(case: Case, *, seed: int, draws: int = DRAWS) -> dict[Measure, ParameterRange]:
    """Return the 90 % ranges of all measures that have an expectation at all values drawn."""
    values = drawn(case, seed=seed, draws=draws)
    found, stated = (all_measured(case, each, tuple(Measure)) for each in (values, case.stated[None]))
    known = [m for m in Measure if np.isfinite(found[m]).all() and np.isfinite(stated[m]).all()]
    return {measure: _range(measure, found[measure], stated[measure], values) for measure in known}


def _range(measure: Measure, found: Floats, stated: Floats, values: Floats) -> ParameterRange:
    low, high = (float(q) for q in np.quantile(found, [(1 - COVERED) / 2, (1 + COVERED) / 2]))
    moved = int((np.ptp(values, axis=0) > 0).sum())
    return ParameterRange(measure, float(stated[0]), low, high, moved, values.shape[1] - moved, len(values))


def drawn(case: Case, *, seed: int, draws: int, counts: Counts | None = None) -> Floats:
    """Return vectors of a case's numbers (draws x numbers) within their ranges, or by what was counted."""
    numbers = case.numbers
    rng = np.random.default_rng(np.random.SeedSequence([seed, 2]))
    values = rng.random((draws, len(numbers)))
    for j, number in enumerate(numbers):
        values[:, j] = number.at(values[:, j])
    column = {number.id: j for j, number in enumerate(numbers)}
    for step, ways in (counts or {}).items():
        names = _ways(case, step, ways)
        seen = [ways.get(name, 0) for name in names]
        possible = [_possible(case, step, name) for name in names]
        values[:, [column[f"transition:{step}:{name}"] for name in names]] = posterior_draws(
            seen, rng, draws=draws, possible=possible
        )
    return values


def posterior(
    counts: Sequence[int], *, alpha: float = 1.0, possible: Sequence[bool] | None = None, level: float = 0.95
) -> Posterior:
    """Return what counts say of the probabilities of the ways from a step, with `alpha` imagined on each.

    Marginals of a Dirichlet are beta distributions. Ways that are not `possible` are structural zeros:
    nothing is imagined on them. InputError where one of them was counted, or nothing is possible.
    """
    weights = _weights(counts, alpha, possible)
    total = weights.sum()
    means = weights / total
    rest = total - weights
    ends = []
    for tail in ((1 - level) / 2, (1 + level) / 2):
        open_ = (weights > 0) & (rest > 0)
        inside = betaincinv(np.where(open_, weights, 1.0), np.where(open_, rest, 1.0), tail)
        ends.append(np.where(open_, inside, means))
    return Posterior(*(tuple(float(value) for value in row) for row in (means, *ends)))


def posterior_draws(
    counts: Sequence[int],
    rng: np.random.Generator,
    *,
    draws: int,
    alpha: float = 1.0,
    possible: Sequence[bool] | None = None,
) -> Floats:
    """Return draws x ways from the posterior of counts; rows sum to 1, structural zeros stay 0."""
    weights = _weights(counts, alpha, possible)
    found = np.zeros((draws, len(weights)))
    found[:, weights > 0] = rng.dirichlet(weights[weights > 0], size=draws)
    return found


def _weights(counts: Sequence[int], alpha: float, possible: Sequence[bool] | None) -> Floats:
    seen = np.asarray(counts, dtype=np.float64)
    may = np.ones(len(seen), dtype=np.bool_) if possible is None else np.asarray(possible, dtype=np.bool_)
    if not (len(seen) and len(may) == len(seen) and may.any() and (seen >= 0).all() and not seen[~may].any()):
        raise InputError(
            [
                Problem(
                    "counts",
                    "they do not fit what is possible",
                    got=f"{list(counts)} with {may.tolist()}",
                    allowed="0 or more for each way, and 0 for each that is not possible",
                    remedy="count only ways a customer can take",
                )
            ]
        )
    return np.where(may, seen + alpha, 0.0)


def _ways(case: Case, step: str, ways: Mapping[str, int]) -> list[str]:
    """Return where a step leads, in the journey's order."""
    names = [arrow.to for arrow in case.journey.transitions if arrow.from_ == step]
    unknown = [name for name in ways if name not in names]
    if unknown or not names:
        raise InputError(
            [
                Problem(
                    f"counts of {step}",
                    "the journey has no such way",
                    got=f"{step} to {', '.join(unknown) or 'nowhere'}",
                    allowed=", ".join(names) or "a step of the journey",
                    remedy="add the transition to the journey, or leave it out of the counts",
                )
            ]
        )
    return names


def _possible(case: Case, step: str, name: str) -> bool:
    """Return whether a way is more than a structural zero: stated as 0, with no range above."""
    arrow = next(arrow for arrow in case.journey.transitions if (arrow.from_, arrow.to) == (step, name))
    return arrow.p > 0 or (arrow.range is not None and arrow.range[1] > 0)
