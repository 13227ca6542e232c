"""Perception score: what the answers say of each persona by construct, with how far the statements agree."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean, stdev, variance
from typing import Literal

from workbench.generating.perception import CONSTRUCTS, ITEMS
from workbench.generating.perception_survey import Answer

FEWEST_FOR_INTERVAL = 8
"""Below this many people a mean stands alone, without an interval."""
Undefined = Literal["few", "same"]


@dataclass(frozen=True, slots=True)
class Score:
    """One construct of one persona.

    `mean` is over the `n` respondents' means, 1 to 7, reversed statements turned round; `interval` is Student's 95 %
    interval, None below 8 respondents; `alpha` is Cronbach's over the `complete` respondents who left nothing out,
    None where it is undefined: `why` says few (under two complete) or same (their sums do not differ). `left_out`
    counts answers left blank.
    """

    persona: str
    construct: str
    n: int
    mean: float
    interval: tuple[float, float] | None
    alpha: float | None
    why: Undefined | None
    complete: int
    left_out: int


def perception_scores(answers: Sequence[Answer]) -> tuple[Score, ...]:
    """Return a score for each persona and construct that anybody answered, personas in order of their names."""
    found = []
    for persona in sorted({answer.persona for answer in answers}):
        for construct in CONSTRUCTS:
            own = [a for a in answers if a.persona == persona and a.item.construct == construct]
            score = _score(persona, construct, own)
            if score is not None:
                found.append(score)
    return tuple(found)


def cronbach(people: Sequence[Sequence[float]]) -> float | None:
    """Return alpha = k / (k - 1) (1 - sum of the items' variances / variance of the sums) (Cronbach, 1951).

    `people` is respondents x items. None with under two of either, or where all sums are the same.
    """
    if len(people) < 2 or len(people[0]) < 2:
        return None
    total = float(variance([sum(own) for own in people]))
    if math.isclose(total, 0.0, abs_tol=1e-12):
        return None
    k = len(people[0])
    parts = sum(float(variance(column)) for column in zip(*people, strict=True))
    return k / (k - 1) * (1 - parts / total)


def _score(persona: str, construct: str, own: Sequence[Answer]) -> Score | None:
    size = sum(item.construct == construct for item in ITEMS)
    people: dict[str, dict[str, int]] = {}
    for answer in own:
        if answer.value is not None:
            people.setdefault(answer.respondent, {})[answer.item.id] = answer.item.points(answer.value)
    if not people:
        return None
    means = [fmean(points.values()) for points in people.values()]
    whole = [_in_order(points) for points in people.values() if len(points) == size]
    alpha = cronbach(whole)
    why: Undefined | None = None if alpha is not None else "few" if len(whole) < 2 else "same"
    left_out = len({answer.respondent for answer in own}) * size - sum(map(len, people.values()))
    return Score(persona, construct, len(means), fmean(means), _interval(means), alpha, why, len(whole), left_out)


def _in_order(points: Mapping[str, int]) -> list[float]:
    return [float(points[name]) for name in sorted(points)]


def _interval(means: Sequence[float]) -> tuple[float, float] | None:
    """Return Student's 95 % interval, cut at the ends of the scale; None for fewer than eight people."""
    n = len(means)
    if n < FEWEST_FOR_INTERVAL:
        return None
    from scipy.stats import t  # half a second: here alone

    half = float(t.ppf(0.975, n - 1)) * stdev(means) / math.sqrt(n)
    middle = fmean(means)
    return max(1.0, middle - half), min(7.0, middle + half)
