"""Funnel: how many simulated customers of each persona come to each stage, losses drawn too."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from workbench.figures.drawing import Figure, canvas, element, lines_of, words
from workbench.figures.style import colour, persona_colour
from workbench.language.speech import Speech
from workbench.model.journey import Journey
from workbench.simulation.outcome import Outcome, Reached
from workbench.simulation.returns import returned_to

LABEL, BAR, ROW = 190.0, 400.0, 30.0


def funnel(outcomes: Sequence[Outcome], journey: Journey, names: Mapping[str, str], say: Speech) -> Figure:
    """Draw the share of customers reaching each stage, one bar a persona, with its interval."""
    parts: list[str] = []
    y = 26.0
    for i, stage in enumerate(journey.stages):
        height = ROW * len(outcomes)
        for k, line in enumerate(lines_of(say.of(stage.label), 26)):
            parts.append(words(line, 0, y + 15 + 16 * k, font_size=14, font_weight=600, fill=colour("ink")))
        for j, result in enumerate(outcomes):
            reached, lost = result.stages[i], lost_in(result, journey)[i]
            label = f"{names[result.persona]} {say.percent(reached.count / reached.n)}"
            parts += _bar(reached, lost, y + j * ROW, persona_colour(result.persona), label)
        y += max(height, 16.0 * 3) + 14
    axis = [
        words(say.percent(share), LABEL + share * BAR, 14, font_size=11, text_anchor="middle", fill=colour("soft"))
        for share in (0.0, 0.5, 1.0)
    ]
    grid = [
        element("line", x1=LABEL + s * BAR, x2=LABEL + s * BAR, y1=20, y2=y - 12, stroke=colour("rule"))
        for s in (0.0, 0.5, 1.0)
    ]
    alt = _finding(outcomes, journey, names, say)
    svg = canvas(LABEL + BAR + 140, y, "".join([*grid, *axis, *parts]), alt=alt)
    caption = _caption(outcomes, journey, say) if outcomes else ""
    return Figure(svg, alt, caption, _table(outcomes, journey, names, say))


def _caption(outcomes: Sequence[Outcome], journey: Journey, say: Speech) -> str:
    again = returned_to(journey)
    told = say("funnel_caption", n=say.number(outcomes[0].n))
    return f"{told} {say('cyclic_note', x=len(again), n=len(journey.steps))}" if again else told


def lost_in(result: Outcome, journey: Journey) -> tuple[int, ...]:
    """Return how many customers are lost for good in each stage.

    It is no difference between stages: where one may be skipped, fewer come to it than are left.
    """
    lost = {step.id: own.count for step, own in zip(journey.steps, result.lost_at, strict=True)}
    return tuple(sum(lost[step.id] for step in journey.steps_of(stage)) for stage in journey.stages)


def largest_loss(result: Outcome, journey: Journey) -> tuple[int, int] | None:
    """Return the stage in which most customers are lost, the earlier of equals, and how many; None when none is."""
    losses = lost_in(result, journey)
    most = max(losses)
    return (losses.index(most), most) if most else None


def _bar(reached: Reached, lost: int, y: float, own: str, name: str) -> list[str]:
    share, (low, high) = reached.count / reached.n, reached.interval
    middle = y + 10
    gone = min(lost / reached.n, share)
    bar = element("rect", x=LABEL, y=y + 2, width=share * BAR, height=16, fill=own, fill_opacity=0.3)
    left = element("rect", x=LABEL, y=y + 2, width=(share - gone) * BAR, height=16, fill=own, fill_opacity=0.75)
    range_ = element(
        "line", x1=LABEL + low * BAR, x2=LABEL + high * BAR, y1=middle, y2=middle, stroke=colour("ink"), stroke_width=2
    )
    end = LABEL + max(high, share) * BAR + 8
    label = words(name, end, middle + 5, font_size=13, fill=colour("ink"))
    return [bar, left, range_, label]


def _finding(outcomes: Sequence[Outcome], journey: Journey, names: Mapping[str, str], say: Speech) -> str:
    lost: dict[int, list[tuple[str, float]]] = {}
    for result in outcomes:
        worst = largest_loss(result, journey)
        if worst:
            lost.setdefault(worst[0], []).append((names[result.persona], worst[1] / result.n))
    told = []
    for position, losers in sorted(lost.items()):
        low, high = (say.percent(bound(share for _, share in losers)) for bound in (min, max))
        share = low if low == high else say("from_to", low=low, high=high)
        stage = say.of(journey.stages[position].label)
        told.append(say("funnel_alt", names=say.listed([name for name, _ in losers]), lost=share, stage=stage))
    return " ".join(told) or say("funnel_no_loss")


def _table(
    outcomes: Sequence[Outcome], journey: Journey, names: Mapping[str, str], say: Speech
) -> tuple[tuple[str, ...], ...]:
    rows = [(say("stage"), *(names[r.persona] for r in outcomes))]
    for i, stage in enumerate(journey.stages):
        cells = []
        for result in outcomes:
            reached = result.stages[i]
            low, high = (say.percent(p, 1) for p in reached.interval)
            came = say("x_of_n", x=say.number(reached.count), n=say.number(reached.n))
            lost = say("funnel_lost", n=say.number(lost_in(result, journey)[i]))
            cells.append(f"{came} ({low} – {high}); {lost}")
        rows.append((say.of(stage.label), *cells))
    return tuple(rows)
