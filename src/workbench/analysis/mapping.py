"""Mapping: what a persona's members said on each step of a journey."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from scipy.special import stdtrit

from workbench.analysis.quotes import typical_quotes
from workbench.model.codebook import Codebook, Kind
from workbench.model.evidence import Coding, Evidence
from workbench.model.journey import Journey
from workbench.model.persona import Persona


class Lane(StrEnum):
    """A row of the map that quotes fill."""

    ACTIONS = "actions"
    THOUGHTS = "thoughts"
    PAINS = "pains"
    DELIGHTS = "delights"


LANES: dict[Lane, frozenset[Kind]] = {
    Lane.ACTIONS: frozenset({Kind.BEHAVIOUR, Kind.CHANNEL, Kind.TRIGGER, Kind.CONTEXT}),
    Lane.THOUGHTS: frozenset({Kind.GOAL, Kind.NEED, Kind.MOTIVATION, Kind.DECISION_CRITERION}),
    Lane.PAINS: frozenset({Kind.PAIN_POINT, Kind.OBJECTION, Kind.DEAL_KILLER}),
    Lane.DELIGHTS: frozenset({Kind.DELIGHT}),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One code on one step: how many members hold it there, and their quotes."""

    code: str
    holders: int
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Feelings:
    """Emotion of the members who spoke of a step, -2 to +2: each person's mean, and the mean of these.

    `low` and `high` are the 95 % t interval over people, None for fewer than three or
    when all felt the same (a spread of 0 among a few people is no certainty). `told` is false
    when nobody listened for the feeling: a code's usual one was taken for it, which is an inference.
    `who` are the people under their pseudonyms, in the order of `people`.
    """

    people: tuple[float, ...]
    mean: float
    low: float | None
    high: float | None
    told: bool = True
    who: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class JourneyMap:
    """One persona on one journey: findings by (step, lane), feelings by step."""

    persona: str
    size: int
    cells: dict[tuple[str, Lane], tuple[Finding, ...]]
    feelings: dict[str, Feelings]
    speakers: dict[str, int]
    """Members who said anything about a step."""

    @property
    def completeness(self) -> tuple[int, int]:
        """Return filled cells and all cells of the quoted lanes."""
        return sum(bool(found) for found in self.cells.values()), len(self.cells)


def map_journey(
    persona: Persona, journey: Journey, codings: Iterable[Coding], codebook: Codebook, *, language: str
) -> JourneyMap:
    """Fill a journey's map from what the persona's members said about each step, in the language they spoke."""
    return map_people(persona.members, journey, codings, codebook, language=language, persona=persona.id)


def map_people(
    people: Collection[str],
    journey: Journey,
    codings: Iterable[Coding],
    codebook: Codebook,
    *,
    language: str,
    persona: str = "",
) -> JourneyMap:
    """Fill a journey's map from what these people said; `persona` is "" where they are no persona's members."""
    own = [c for c in codings if c.evidence.participant in people and c.step and c.stance == "for"]
    kinds = {code.id: code.kind for code in codebook.codes}
    cells = {
        (step.id, lane): _findings([c for c in own if c.step == step.id and kinds[c.code] in LANES[lane]], language)
        for step in journey.steps
        for lane in LANES
    }
    feelings = {step.id: _feelings([c for c in own if c.step == step.id]) for step in journey.steps}
    speakers = {s.id: len({c.evidence.participant for c in own if c.step == s.id}) for s in journey.steps}
    told = {step: felt for step, felt in feelings.items() if felt is not None}
    return JourneyMap(persona, len(people), cells, told, speakers)


def peak_and_end(journey_map: JourneyMap, journey: Journey) -> tuple[str, str] | None:
    """Return the step felt most strongly and the last one felt (Kahneman et al., 1993), a heuristic.

    Of steps felt alike to the digit that is shown, the one of most people counts as the strongest.
    """
    felt = [step.id for step in journey.steps if step.id in journey_map.feelings]
    if not felt:
        return None
    own = journey_map.feelings
    return max(felt, key=lambda step: (round(abs(own[step].mean), 1), len(own[step].people))), felt[-1]


def _findings(codings: Sequence[Coding], language: str) -> tuple[Finding, ...]:
    by_code: dict[str, list[Coding]] = {}
    for coding in codings:
        by_code.setdefault(coding.code, []).append(coding)
    found = [_finding(code, own, language) for code, own in by_code.items()]
    return tuple(sorted(found, key=lambda finding: (-finding.holders, finding.code)))


def _finding(code: str, codings: Sequence[Coding], language: str) -> Finding:
    people = {c.evidence.participant for c in codings}
    return Finding(code, len(people), typical_quotes(codings, language))


def _feelings(codings: Sequence[Coding]) -> Feelings | None:
    felt: dict[str, list[int]] = {}
    for coding in codings:
        if coding.emotion is not None:
            felt.setdefault(coding.evidence.participant, []).append(coding.emotion)
    if not felt:
        return None
    told = any(coding.origin == "person" for coding in codings if coding.emotion is not None)
    return feelings_over({person: sum(values) / len(values) for person, values in felt.items()}, told=told)


def feelings_over(felt: Mapping[str, float], *, told: bool) -> Feelings:
    """Return the feelings of people, each with their own mean; `felt` must not be empty."""
    who = tuple(sorted(felt))
    people = tuple(felt[person] for person in who)
    n, mean = len(people), sum(people) / len(people)
    if n < 3 or min(people) == max(people):
        return Feelings(people, mean, None, None, told, who)
    spread = math.sqrt(sum((value - mean) ** 2 for value in people) / (n - 1))
    half = float(stdtrit(n - 1, 0.975)) * spread / math.sqrt(n)
    return Feelings(people, mean, max(-2.0, mean - half), min(2.0, mean + half), told, who)
