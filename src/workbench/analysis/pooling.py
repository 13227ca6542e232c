"""Pooling: maps of several personas as one, and steps gathered under other names, people counted once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from workbench.analysis.mapping import Feelings, Finding, JourneyMap, Lane, feelings_over


def pooled(maps: Sequence[JourneyMap]) -> JourneyMap:
    """Return the map of all the people of some personas, who share no member; ValueError for none."""
    if not maps:
        raise ValueError("no map to pool")
    return JourneyMap(
        persona="",
        size=sum(one.size for one in maps),
        cells={place: merged(one.cells[place] for one in maps) for place in maps[0].cells},
        feelings=_felt({step: [m.feelings[step] for m in maps if step in m.feelings] for step in maps[0].speakers}),
        speakers={step: sum(one.speakers[step] for one in maps) for step in maps[0].speakers},
    )


def gathered(journey_map: JourneyMap, groups: Mapping[str, Sequence[str]]) -> JourneyMap:
    """Return a map over groups of steps, each under the group's name.

    Who said something on several steps of a group counts once, and feels the mean of these steps.
    Speakers are those with a finding or a feeling.
    """
    cells = {
        (group, lane): merged(journey_map.cells[step, lane] for step in steps)
        for group, steps in groups.items()
        for lane in Lane
    }
    told = _felt(
        {
            group: [journey_map.feelings[step] for step in steps if step in journey_map.feelings]
            for group, steps in groups.items()
        }
    )
    speakers = {group: len(_heard(cells, group) | set(told[group].who if group in told else ())) for group in groups}
    return JourneyMap(journey_map.persona, journey_map.size, cells, told, speakers)


def merged(found: Iterable[tuple[Finding, ...]]) -> tuple[Finding, ...]:
    """Return findings of the same code as one, with one quote a person, those of most people first."""
    by_code: dict[str, list[Finding]] = {}
    for finding in (finding for findings in found for finding in findings):
        by_code.setdefault(finding.code, []).append(finding)
    ones = [_one(code, own) for code, own in by_code.items()]
    return tuple(sorted(ones, key=lambda finding: (-finding.holders, finding.code)))


def _one(code: str, findings: Sequence[Finding]) -> Finding:
    quotes = {
        quote.participant: quote
        for finding in sorted(findings, key=lambda finding: finding.holders)
        for quote in reversed(finding.evidence)
    }
    return Finding(code, len(quotes), tuple(reversed(quotes.values())))


def _heard(cells: Mapping[tuple[str, Lane], tuple[Finding, ...]], group: str) -> set[str]:
    found = (finding for lane in Lane for finding in cells[group, lane])
    return {quote.participant for finding in found for quote in finding.evidence}


def _felt(told: Mapping[str, Sequence[Feelings]]) -> dict[str, Feelings]:
    felt: dict[str, Feelings] = {}
    for name, several in told.items():
        values: dict[str, list[float]] = {}
        for feelings in several:
            for person, value in zip(feelings.who, feelings.people, strict=True):
                values.setdefault(person, []).append(value)
        if values:
            means = {person: sum(own) / len(own) for person, own in values.items()}
            felt[name] = feelings_over(means, told=any(feelings.told for feelings in several))
    return felt
