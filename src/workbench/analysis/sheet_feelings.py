"""Sheet feeling: the curve of a map, what people told and what the description says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from workbench.analysis.map_sheet import Feeling, FeelingLine
from workbench.analysis.mapping import JourneyMap
from workbench.analysis.sheet_ground import Ground
from workbench.model.touchpoint import Touchpoint

Place = tuple[str, float | None, str]
"""A column's name, the feeling described there or None, and what that rests on."""
FEW = 3
"""As many places as strong as the peak are named; more are counted."""


def places_of(steps: Sequence[Touchpoint]) -> list[Place]:
    """Return a place a step."""
    return [
        (step.id, step.emotion.value, step.emotion.basis) if step.emotion else (step.id, None, "") for step in steps
    ]


def feeling_line(
    places: Sequence[Place], journey_map: JourneyMap | None, ground: Ground, *, label: str = ""
) -> FeelingLine:
    """Return the curve over places of the map: what people told, and what the description says."""
    points = tuple(_point(place, journey_map) for place in places)
    peak, end = extremes(points)
    persona, size = (journey_map.persona, journey_map.size) if journey_map else ("", 0)
    return FeelingLine(persona, label or ground.person(journey_map), size, points, peak, end)


def _point(place: Place, journey_map: JourneyMap | None) -> Feeling:
    name, described, basis = place
    felt = journey_map.feelings.get(name) if journey_map else None
    if felt is None:
        return Feeling(name, described=described, basis=basis)
    return Feeling(name, felt.mean, felt.low, felt.high, len(felt.people), felt.told, described, basis, felt.people)


def extremes(points: Sequence[Feeling]) -> tuple[str | None, str | None]:
    """Return the place felt most strongly and the last one felt, of what people told where they told anything.

    Of places felt as strongly, the one that most people told comes first, then the earliest.
    """
    drawn = _drawn(points)
    if not drawn:
        return None, None
    return max(drawn, key=lambda point: (_strength(point), point.n)).column, drawn[-1].column


def beside(line: FeelingLine, other: FeelingLine) -> FeelingLine:
    """Return a line with its peak where the other has its own, if it is felt as strongly there as anywhere."""
    felt = {point.column: _strength(point) for point in _drawn(line.points)}
    if line.peak is None or other.peak not in felt or felt[other.peak] < felt[line.peak]:
        return line
    return replace(line, peak=other.peak)


def _drawn(points: Sequence[Feeling]) -> list[Feeling]:
    """Return the points that make the curve: what people told, else what is described."""
    told = [point for point in points if point.mean is not None]
    return told or [point for point in points if point.described is not None]


def _strength(point: Feeling) -> float:
    """Return how strong a feeling is, to the digit that is shown."""
    return round(abs(point.value or 0.0), 1)


def feeling_finding(line: FeelingLine, labels: dict[str, str], ground: Ground) -> str:
    """Return in words where a curve is strongest and where it ends, with how many told it."""
    say = ground.say
    if line.peak is None or line.end is None:
        return say("sheet_no_feeling", name=line.label)
    at = {point.column: point for point in line.points}
    asked = any(point.mean is not None for point in line.points)
    digits = 1 if asked or any((point.value or 0.0) % 1 for point in line.points) else 0
    values: dict[str, object] = {"name": line.label}
    for key, column in (("peak", line.peak), ("end", line.end)):
        told = {"": labels[column], "_value": say.signed(at[column].value or 0.0, digits)}
        told["_n"] = say("x_of_n", x=at[column].n, n=line.size)
        values |= {key + part: text for part, text in told.items()}
    once = "_once" if line.peak == line.end else ""
    found = say(("sheet_felt" if asked else "sheet_felt_described") + once, **values)
    return f"{found}{_as_strong(line, labels, digits, ground)}"


def _as_strong(line: FeelingLine, labels: dict[str, str], digits: int, ground: Ground) -> str:
    """Return in words the other places as strong as the peak, to the digits shown; "" where it stands alone."""
    say = ground.say
    asked = any(point.mean is not None for point in line.points)
    values = [(point.column, point.mean if asked else point.described) for point in line.points]
    felt = {column: round(value, digits) for column, value in values if value is not None}
    others = [c for c, value in felt.items() if c != line.peak and abs(value) == abs(felt[line.peak or ""])]
    if not others:
        return ""
    if len(others) > FEW:
        return " " + say("sheet_as_strong_often", n=len(others))
    named = [say("sheet_as_strong_one", step=labels[c], value=say.signed(felt[c], digits)) for c in others]
    return " " + say("sheet_as_strong", steps=say.listed(named))
