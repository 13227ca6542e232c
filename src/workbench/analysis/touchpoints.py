"""Touchpoints: how much each step weighs, and which is worth working on first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from workbench.analysis.mapping import JourneyMap
from workbench.model.journey import Journey
from workbench.model.sourced import Basis, Score
from workbench.model.touchpoint import Touchpoint

HIGH = 5.0
"""Scores from here on lie in the upper half of the 0 to 10 scale."""
Quadrant = Literal["both", "importance", "impact", "neither"]
FIRMEST: tuple[Basis, ...] = ("observed", "calibrated", "stated", "inferred", "assumed")
"""What scores may rest on, the firmest first."""


@dataclass(frozen=True, slots=True)
class Priority:
    """One step: its scores, 0 to 10 or None where nobody scored them, and what people said about it.

    `opportunity` is 0 to 20; `rank` 1 is the largest, equal ones share it. `basis` is that of the least
    firm score, None without any. `spoke` of `size` members said something about the step; `worst` is the
    lowest feeling of any of them, -2 to +2.
    """

    step: str
    impact: float | None
    importance: float | None
    satisfaction: float | None
    opportunity: float | None
    quadrant: Quadrant | None
    rank: int | None
    spoke: int
    size: int
    worst: float | None
    basis: Basis | None = None


def opportunity(importance: float, satisfaction: float) -> float:
    """Return importance plus what it exceeds satisfaction by (Ulwick, 2005), 0 to 20: (9, 3) gives 15, (9, 9) 9."""
    return importance + max(importance - satisfaction, 0.0)


def priorities(journey: Journey, maps: Sequence[JourneyMap] = ()) -> tuple[Priority, ...]:
    """Return every step with its scores and its evidence, those worth most work first.

    Steps without an opportunity score come after, by importance and impact; steps that tie keep the
    order of the journey. A score nobody gave is None and never counts as 0.
    """
    found = [_priority(step, maps) for step in journey.steps]
    scores = sorted((one.opportunity for one in found if one.opportunity is not None), reverse=True)
    numbered = [
        replace(one, rank=None if one.opportunity is None else scores.index(one.opportunity) + 1) for one in found
    ]
    return tuple(sorted(numbered, key=_weight))


def _priority(step: Touchpoint, maps: Sequence[JourneyMap]) -> Priority:
    impact, importance, satisfaction = (_value(s) for s in (step.impact, step.importance, step.satisfaction))
    bases = [score.basis for score in (step.impact, step.importance, step.satisfaction) if score]
    felt = [value for one in maps if step.id in one.feelings for value in one.feelings[step.id].people]
    return Priority(
        step=step.id,
        impact=impact,
        importance=importance,
        satisfaction=satisfaction,
        opportunity=None if importance is None or satisfaction is None else opportunity(importance, satisfaction),
        quadrant=None if impact is None or importance is None else _quadrant(impact, importance),
        rank=None,
        spoke=sum(one.speakers[step.id] for one in maps),
        size=sum(one.size for one in maps),
        worst=min(felt, default=None),
        basis=max(bases, key=FIRMEST.index, default=None),
    )


def _value(score: Score | None) -> float | None:
    return None if score is None else score.value


def _quadrant(impact: float, importance: float) -> Quadrant:
    if impact >= HIGH:
        return "both" if importance >= HIGH else "impact"
    return "importance" if importance >= HIGH else "neither"


def _weight(one: Priority) -> tuple[float, float, float]:
    """Return what steps are sorted by; a missing score comes after every other."""
    missing = 1.0
    return (
        missing if one.opportunity is None else -one.opportunity,
        missing if one.importance is None else -one.importance,
        missing if one.impact is None else -one.impact,
    )
