"""Emotion curve: how a persona's members felt on each step, every person drawn."""

from __future__ import annotations

from collections import Counter
from typing import Any

from workbench.analysis.mapping import Feelings, JourneyMap, peak_and_end
from workbench.figures.drawing import Figure, canvas, element, words
from workbench.figures.style import colour, persona_colour
from workbench.language.speech import Speech
from workbench.model.journey import Journey

HEIGHT, TOP, UNIT = 210.0, 105.0, 36.0
FEW = 3
"""Steps as strong as the peak that are named; more are counted."""


def emotion_curve(journey_map: JourneyMap, journey: Journey, say: Speech, *, column: int = 196) -> Figure:
    """Draw the curve over the journey's steps, a column each.

    Line and band: mean over people and its 95 % t interval (three people or more); dots: each
    person, larger where several felt the same; diamonds: what the journey's description says.
    """
    alt = _finding(journey_map, journey, say)
    parts = _frame(len(journey.steps) * column, say)
    parts += _band(journey_map, journey, column) + _line(journey_map, journey, column)
    described = ""
    for i, step in enumerate(journey.steps):
        x = (i + 0.5) * column
        felt = journey_map.feelings.get(step.id)
        if felt:
            parts += _people(felt, x, journey_map.persona)
        else:
            parts.append(
                words(say("no_feeling"), x, HEIGHT - 8, text_anchor="middle", fill=colour("soft"), font_size=12)
            )
        if step.emotion is not None:
            described += f"M{x + 26:g} {_y(step.emotion.value) - 5:g}l5 5l-5 5l-5-5z"
    if described:
        parts.append(element("path", d=described, fill="none", stroke=colour("soft"), stroke_width=1.4))
    parts += _named(journey_map, journey, say, column)
    svg = canvas(len(journey.steps) * column, HEIGHT, "".join(parts), alt=alt)
    told = any(felt.told for felt in journey_map.feelings.values())
    caption = say("emotion_caption") if told else f"{say('emotion_inferred')} {say('emotion_caption')}"
    return Figure(svg, alt, caption, _table(journey_map, journey, say))


def _y(value: float) -> float:
    return TOP - value * UNIT


def _frame(width: float, say: Speech) -> list[str]:
    parts = []
    for value in range(-2, 3):
        stroke = colour("soft") if value == 0 else colour("rule")
        parts.append(
            element("line", x1=0, x2=width, y1=_y(value), y2=_y(value), stroke=stroke, stroke_width=1 if value else 1.4)
        )
        label = say.signed(value, 0) if value else "0"
        parts.append(words(label, 4, _y(value) - 4, font_size=11, fill=colour("soft")))
    return parts


def _runs(journey_map: JourneyMap, journey: Journey, column: int) -> list[list[tuple[float, Feelings]]]:
    runs: list[list[tuple[float, Feelings]]] = [[]]
    for i, step in enumerate(journey.steps):
        felt = journey_map.feelings.get(step.id)
        if felt:
            runs[-1].append(((i + 0.5) * column, felt))
        elif runs[-1]:
            runs.append([])
    return [run for run in runs if run]


def _band(journey_map: JourneyMap, journey: Journey, column: int) -> list[str]:
    own = persona_colour(journey_map.persona)
    parts = []
    for run in _runs(journey_map, journey, column):
        for x, felt in run:
            if felt.low is not None and felt.high is not None:
                height = max(_y(felt.low) - _y(felt.high), 2.0)
                parts.append(
                    element(
                        "rect", x=x - 9, y=_y(felt.high), width=18, height=height, rx=4, fill=own, fill_opacity=0.18
                    )
                )
    return parts


def _line(journey_map: JourneyMap, journey: Journey, column: int) -> list[str]:
    own = persona_colour(journey_map.persona)
    parts = []
    for run in _runs(journey_map, journey, column):
        points = " ".join(f"{x:g},{round(_y(felt.mean), 1):g}" for x, felt in run)
        if len(run) > 1:
            parts.append(element("polyline", points=points, fill="none", stroke=own, stroke_width=2.5))
    return parts


def _people(felt: Feelings, x: float, persona: str) -> list[str]:
    own = persona_colour(persona)
    dots = [
        element("circle", cx=x - 20, cy=_y(value), r=2.0 + 1.2 * count**0.5, fill=own, fill_opacity=0.45)
        for value, count in sorted(Counter(felt.people).items())
    ]
    return [*dots, element("circle", cx=x, cy=_y(felt.mean), r=5, fill=own, stroke=colour("card"), stroke_width=1.5)]


def _named(journey_map: JourneyMap, journey: Journey, say: Speech, column: int) -> list[str]:
    found = peak_and_end(journey_map, journey)
    if found is None:
        return []
    order = [step.id for step in journey.steps]
    peak, end = found
    names = {peak: say("peak")}
    names[end] = say("peak_and_end") if end == peak else say("end")
    own, parts = persona_colour(journey_map.persona), []
    halo: dict[str, Any] = {
        "paint_order": "stroke",
        "stroke": colour("card"),
        "stroke_width": 5,
        "stroke_linejoin": "round",
    }
    for step, name in names.items():
        felt = journey_map.feelings[step]
        y = _y(felt.mean) - 13 if felt.mean > -1.6 else _y(felt.mean) + 22
        x = (order.index(step) + 0.5) * column + 10
        label = f"{name} {say.signed(felt.mean)}"
        parts.append(words(label, x, max(y, 14.0), font_size=13, font_weight=700, fill=own, **halo))
    return parts


def _finding(journey_map: JourneyMap, journey: Journey, say: Speech) -> str:
    found = peak_and_end(journey_map, journey)
    if found is None:
        return say("emotion_none")
    told: dict[str, object] = {}
    for key, step in zip(("peak", "end"), found, strict=True):
        felt = journey_map.feelings[step]
        people = say("x_of_n", x=len(felt.people), n=journey_map.size)
        told |= {key: say.of(journey.step(step).label), f"{key}_value": say.signed(felt.mean), f"{key}_people": people}
    return f"{say('emotion_alt', **told)}{_as_strong(journey_map, journey, found[0], say)}"


def _as_strong(journey_map: JourneyMap, journey: Journey, peak: str, say: Speech) -> str:
    """Return in words the other steps felt as strongly as the peak, to the digit shown; "" where it stands alone."""
    felt = {step: round(own.mean, 1) for step, own in journey_map.feelings.items()}
    others = [s for s in journey.steps if s.id in felt and s.id != peak and abs(felt[s.id]) == abs(felt[peak])]
    if not others:
        return ""
    if len(others) > FEW:
        return " " + say("sheet_as_strong_often", n=len(others))
    named = [say("sheet_as_strong_one", step=say.of(s.label), value=say.signed(felt[s.id])) for s in others]
    return " " + say("sheet_as_strong", steps=say.listed(named))


def _table(journey_map: JourneyMap, journey: Journey, say: Speech) -> tuple[tuple[str, ...], ...]:
    rows = [(say("step"), say("mean_emotion"), say("interval"), say("people"), say("described"))]
    for step in journey.steps:
        felt = journey_map.feelings.get(step.id)
        described = say.signed(step.emotion.value, 0) if step.emotion else "—"
        if felt is None:
            rows.append((say.of(step.label), "—", "—", "0", described))
            continue
        interval = "—" if len(felt.people) < 3 else say("interval_alike")
        if felt.low is not None and felt.high is not None:
            interval = say("from_to", low=say.signed(felt.low), high=say.signed(felt.high))
        rows.append((say.of(step.label), say.signed(felt.mean), interval, str(len(felt.people)), described))
    return tuple(rows)
