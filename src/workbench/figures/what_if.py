"""What-if strip: what each intervention would gain for each persona, with paired intervals."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from workbench.figures.drawing import Figure, canvas, element, lines_of, words
from workbench.figures.style import colour, persona_colour
from workbench.language.speech import Speech
from workbench.model.journey import Journey
from workbench.simulation.interval import Interval
from workbench.simulation.pairs import Comparison

LABEL, WIDTH, ROW = 300.0, 330.0, 26.0


def ranked(results: Sequence[Comparison], journey: Journey) -> list[str]:
    """Return the interventions from the largest mean gain over personas to the smallest."""
    return sorted((action.id for action in journey.interventions), key=lambda name: (-mean_gain(results, name), name))


def mean_gain(results: Sequence[Comparison], intervention: str) -> float:
    """Return the mean gain of an intervention over the personas, 0 when nobody was simulated."""
    gains = [kept(result).mean for result in results if result.interventions == (intervention,)]
    return sum(gains) / len(gains) if gains else 0.0


def kept(result: Comparison) -> Interval:
    """Return the gain in customers kept: paired, less the luck known of each customer where that is narrower."""
    return result.gain("kept").best


def what_if_strip(results: Sequence[Comparison], journey: Journey, names: Mapping[str, str], say: Speech) -> Figure:
    """Draw the gain in customers kept, in points, one line an intervention and persona."""
    labels = {action.id: say.of(action.label) for action in journey.interventions}
    order = ranked(results, journey)
    bounds = [0.0, *(end for r in results for end in (kept(r).low, kept(r).high))]
    low, high = min(bounds), max(max(bounds), 0.01)
    parts: list[str] = []

    def x(value: float) -> float:
        return LABEL + (value - low) / (high - low) * WIDTH

    y = 30.0
    for name in order:
        own = [r for r in results if r.interventions == (name,)]
        for k, line in enumerate(lines_of(labels[name], 40)):
            parts.append(words(line, 0, y + 12 + 17 * k, font_size=14, font_weight=600, fill=colour("ink")))
        for j, result in enumerate(own):
            parts += _row(result, y + j * ROW + 8, x, names[result.persona], say)
        y += max(ROW * len(own), 3 * 17.0) + 16
    zero = element("line", x1=x(0), x2=x(0), y1=18, y2=y - 10, stroke=colour("soft"))
    note = words(say("no_change"), x(0), 12, font_size=11, text_anchor="middle", fill=colour("soft"))
    alt = _finding(results, order, labels, say)
    svg = canvas(LABEL + WIDTH + 190, y, "".join([zero, note, *parts]), alt=alt)
    caption = f"{say('what_if_caption', n=say.number(results[0].n))} {say('gain_best')}" if results else ""
    return Figure(svg, alt, caption, _table(results, order, labels, names, say))


def points(value: float, say: Speech) -> str:
    """Return a difference of shares in percentage points."""
    return say("points", value=say.signed(100 * value))


def average_gain(results: Sequence[Comparison], intervention: str, say: Speech) -> str:
    """Return the mean gain of an intervention in points, called an average where there are several personas."""
    told = points(mean_gain(results, intervention), say)
    many = sum(result.interventions == (intervention,) for result in results) > 1
    return say("on_average", gain=told) if many else told


def _row(result: Comparison, y: float, x: Callable[[float], float], name: str, say: Speech) -> list[str]:
    own = persona_colour(result.persona)
    gain = kept(result)
    label = f"{name} {points(gain.mean, say)}"
    return [
        element("circle", cx=x(gain.mean), cy=y, r=5.5, fill=own),
        element("line", x1=x(gain.low), x2=x(gain.high), y1=y, y2=y, stroke=colour("ink"), stroke_width=2),
        words(label, x(max(gain.high, 0.0)) + 12, y + 4.5, font_size=13, fill=colour("ink")),
    ]


def _finding(results: Sequence[Comparison], order: Sequence[str], labels: Mapping[str, str], say: Speech) -> str:
    if not results:
        return say("what_if_none")
    return say("what_if_alt", action=labels[order[0]], gain=average_gain(results, order[0], say))


def _table(
    results: Sequence[Comparison],
    order: Sequence[str],
    labels: Mapping[str, str],
    names: Mapping[str, str],
    say: Speech,
) -> tuple[tuple[str, ...], ...]:
    heads = ("intervention", "persona", "gain", "interval", "wins", "losses")
    rows = [tuple(say(head) for head in heads)]
    for name in order:
        for r in (r for r in results if r.interventions == (name,)):
            gain, own = r.gain("kept"), kept(r)
            interval = say("from_to", low=points(own.low, say), high=points(own.high, say))
            counts = (say.number(gain.wins or 0), say.number(gain.losses or 0))
            rows.append((labels[name], names[r.persona], points(own.mean, say), interval, *counts))
    return tuple(rows)
