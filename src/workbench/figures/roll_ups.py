"""Roll-ups: a journey's steps by channel, mode, direction and owner, and what people said there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from workbench.analysis.rollups import Dimension, RollUp
from workbench.figures.block import block
from workbench.figures.drawing import Figure, Row, canvas, element, words
from workbench.figures.style import colour
from workbench.language.speech import Speech
from workbench.model.journey import Journey
from workbench.model.label import Label

NAME, BAR, CELL = 250.0, 190.0, 118.0
"""Widths of a name, of the bar of all steps, and of a column of counts."""
ROW = 28.0
COUNTS = ("spoke", "pained", "pleased", "felt")
"""The columns where people were asked."""


def roll_ups_figure(gathered: Mapping[Dimension, Sequence[RollUp]], journey: Journey, say: Speech) -> Figure:
    """Draw a block for each dimension: how many steps each value has, and how many people told of what there.

    Counts of people are written as x of n; where nobody was asked, those columns are left away.
    """
    steps = len(journey.steps)
    asked = max((one.size for own in gathered.values() for one in own), default=0)
    parts, y = _head(asked, say)
    for dimension, own in gathered.items():
        drawn, y = _block(dimension, own, steps, y, asked, say)
        parts += drawn
    alt = _finding(gathered, steps, say)
    width = NAME + BAR + 92 + (len(COUNTS) if asked else 1) * CELL
    caption = say("roll_up_caption", n=steps) + (f" {say('roll_up_asked', n=asked)}" if asked else "")
    return Figure(canvas(width, y, "".join(parts), alt=alt), alt, caption, _table(gathered, steps, say))


def _head(asked: int, say: Speech) -> tuple[list[str], float]:
    names = [say(f"roll_up_{name}") for name in COUNTS] if asked else [say("roll_up_described")]
    parts = block(say("roll_up_steps"), BAR + 70, 12).at(NAME, 0, ink="soft")
    deepest = 1
    for i, name in enumerate(names):
        told = block(name, CELL - 12, 12)
        deepest = max(deepest, len(told.lines))
        parts += told.at(NAME + BAR + 92 + i * CELL, 0, ink="soft")
    return parts, deepest * 15.0 + 8


def _block(
    dimension: Dimension, own: Sequence[RollUp], steps: int, y: float, asked: int, say: Speech
) -> tuple[list[str], float]:
    title = block(say(f"dimension_{dimension}"), NAME, 13, bold=True)
    parts = title.at(0, y + 4)
    y += title.height + 8
    for one in own:
        name = block(_name(one, say), NAME - 14, 13)
        height = max(ROW, name.height + 8)
        middle = y + height / 2
        ink = "ink" if one.value is not None else "soft"
        parts.append(
            element(
                "path",
                d=f"M0 {y:g}H{NAME + BAR + 92 + (len(COUNTS) if asked else 1) * CELL:g}",
                stroke=colour("rule"),
                stroke_width=0.75,
            )
        )
        parts += name.at(0, middle - name.height / 2, ink=ink)
        parts += _bar(one, steps, middle, say)
        cells = _counts(one, say) if asked else [say.number(one.described)]
        parts += [
            words(cell, NAME + BAR + 92 + i * CELL, middle + 4.5, font_size=13, fill=colour("ink"))
            for i, cell in enumerate(cells)
        ]
        y += height
    return parts, y + 14


def _bar(one: RollUp, steps: int, middle: float, say: Speech) -> list[str]:
    long = BAR * len(one.steps) / steps
    known = one.value is not None
    bar = element(
        "rect", x=NAME, y=middle - 7, width=long, height=14, fill=colour("accent") if known else "none", fill_opacity=0.8,
        stroke=None if known else colour("soft"), stroke_dasharray=None if known else "3 2",
    )  # fmt: skip
    told = say("x_of_n", x=len(one.steps), n=steps)
    return [bar, words(told, NAME + long + 8, middle + 4.5, font_size=13, fill=colour("ink"))]


def _counts(one: RollUp, say: Speech) -> list[str]:
    counted = [say("x_of_n", x=x, n=one.size) for x in (one.spoke, one.pained, one.pleased)]
    return [
        *counted,
        "\u2013" if one.mean is None else say("roll_up_mean", value=say.signed(one.mean), n=len(one.felt)),
    ]


def _name(one: RollUp, say: Speech) -> str:
    if one.value is None:
        return say("roll_up_unstated")
    if isinstance(one.value, Label):
        text = say.of(one.value)
        return text[:1].upper() + text[1:]
    return say(f"{one.dimension}_{one.value}")


def _finding(gathered: Mapping[Dimension, Sequence[RollUp]], steps: int, say: Speech) -> str:
    told = []
    for dimension, own in gathered.items():
        most = max((len(one.steps) for one in own if one.value is not None), default=0)
        first = [_name(one, say) for one in own if one.value is not None and len(one.steps) == most]
        if len(first) == 1:
            count = say("x_of_n", x=most, n=steps)
            told.append(say("roll_up_most", dimension=say(f"dimension_{dimension}"), name=first[0], count=count))
    pains = [one for own in gathered.values() for one in own if one.pained and one.value is not None]
    if pains:
        worst = max(pains, key=lambda one: one.pained)
        count = say("x_of_n", x=worst.pained, n=worst.size)
        told.append(say("roll_up_pains", name=_name(worst, say), count=count))
    return " ".join(told) or say("roll_up_even", n=steps)


def _table(gathered: Mapping[Dimension, Sequence[RollUp]], steps: int, say: Speech) -> tuple[Row, ...]:
    heads = [
        "roll_up_dimension",
        "roll_up_value",
        "roll_up_steps",
        *(f"roll_up_{name}" for name in COUNTS),
        "roll_up_described",
    ]
    rows: list[Row] = [[say(head) for head in heads]]
    for dimension, own in gathered.items():
        for one in own:
            count = say("x_of_n", x=len(one.steps), n=steps)
            people = _counts(one, say) if one.size else ["\u2013"] * len(COUNTS)
            rows.append([say(f"dimension_{dimension}"), _name(one, say), count, *people, say.number(one.described)])
    return tuple(rows)
