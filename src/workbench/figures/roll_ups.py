"""Roll-ups: a journey's steps by channel, mode, direction and owner, and what people said there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from workbench.analysis.rollups import Dimension, RollUp
from workbench.figures.block import Block, block
from workbench.figures.drawing import Figure, Row, canvas, element, words
from workbench.figures.style import colour
from workbench.language.speech import Speech
from workbench.model.journey import Journey
from workbench.model.label import Label

NAME, BAR, CELL = 250.0, 190.0, 118.0
"""Widths of a name, of the bar of all steps, and of a column of counts."""
TITLE, ROW = 24.0, 32.0
METER = 72.0
"""Width of the line under a count that everybody asked would fill."""
COUNTS = ("spoke", "pained", "pleased", "felt")
"""The columns where people were asked."""
INKS = ("soft", "low", "high")
"""Of the lines under counts of people; their columns' heads say what they count."""


def roll_ups_figure(gathered: Mapping[Dimension, Sequence[RollUp]], journey: Journey, say: Speech) -> Figure:
    """Draw a block for each dimension: how many steps each value has, and how many people told of what there.

    Counts of people are written as x of n; where nobody was asked, those columns are left away.
    """
    steps = len(journey.steps)
    asked = max((one.size for own in gathered.values() for one in own), default=0)
    described = max((one.described for own in gathered.values() for one in own), default=0)
    grid = _Grid(steps, asked, described)
    parts, y = _head(grid, say)
    for dimension, own in gathered.items():
        parts += block(say(f"dimension_{dimension}"), NAME, 13, bold=True).at(0, y + 4)
        y += TITLE
        for one in own:
            name = block(_name(one, say), NAME - 14, 13)
            height = max(ROW, name.height + 8)
            parts += _row(one, name, y + height / 2, grid, say)
            y += height
            parts.append(element("path", d=f"M0 {y:g}H{grid.width:g}", stroke=colour("rule"), stroke_width=0.75))
        y += 14
    alt = _finding(gathered, steps, say)
    caption = say("roll_up_caption", n=steps) + (f" {say('roll_up_asked', n=asked)}" if asked else "")
    return Figure(canvas(grid.width, y, "".join(parts), alt=alt), alt, caption, _table(gathered, steps, say))


@dataclass(frozen=True, slots=True)
class _Grid:
    """The journey's steps, the people who were asked, most pain points described, and where the columns stand."""

    steps: int
    asked: int
    described: int

    @property
    def columns(self) -> tuple[str, ...]:
        return COUNTS if self.asked else ("described",)

    @property
    def width(self) -> float:
        return self.x(len(self.columns))

    def x(self, column: int) -> float:
        return NAME + BAR + 92 + column * CELL


def _head(grid: _Grid, say: Speech) -> tuple[list[str], float]:
    parts = block(say("roll_up_steps"), BAR + 70, 12).at(NAME, 0, ink="soft")
    heads = [block(say(f"roll_up_{name}"), CELL - 12, 12) for name in grid.columns]
    parts += [part for i, told in enumerate(heads) for part in told.at(grid.x(i), 0, ink="soft")]
    return parts, max(told.height for told in heads) + 8


def _row(one: RollUp, name: Block, middle: float, grid: _Grid, say: Speech) -> list[str]:
    ink = "ink" if one.value is not None else "soft"
    cells = _counts(one, say) if grid.asked else [say.number(one.described)]
    told = [words(cell, grid.x(i), middle + 2.5, font_size=13, fill=colour("ink")) for i, cell in enumerate(cells)]
    meters = [_meter(*own, middle + 9.5) for own in _shares(one, grid)]
    return [*name.at(0, middle - name.height / 2, ink=ink), *_bar(one, grid.steps, middle, say), *told, *meters]


def _shares(one: RollUp, grid: _Grid) -> list[tuple[float, float, str]]:
    """Return where the line under each count begins, how much of it is filled, 0 to 1, and its ink."""
    if not grid.asked:
        return [(grid.x(0), one.described / max(grid.described, 1), "low")]
    counts = (one.spoke, one.pained, one.pleased)
    return [(grid.x(i), count / max(one.size, 1), INKS[i]) for i, count in enumerate(counts)]


def _meter(x: float, share: float, ink: str, y: float) -> str:
    track = element("path", d=f"M{x:g} {y:g}h{METER:g}", stroke=colour("rule"), stroke_width=3)
    filled = element("path", d=f"M{x:g} {y:g}h{METER * share:g}", stroke=colour(ink), stroke_width=3)
    return track + filled if share > 0 else track


def _bar(one: RollUp, steps: int, middle: float, say: Speech) -> list[str]:
    long = BAR * len(one.steps) / steps
    known = one.value is not None
    bar = element(
        "rect", x=NAME, y=middle - 7, width=long, height=14, fill_opacity=0.8,
        fill=colour("accent") if known else "none",
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
    text = say.of(one.value) if isinstance(one.value, Label) else say(f"{one.dimension}_{one.value}")
    return text[:1].upper() + text[1:]


def _finding(gathered: Mapping[Dimension, Sequence[RollUp]], steps: int, say: Speech) -> str:
    """Say with which value most people named a pain point, and which has most steps, of those alone in their group."""
    groups = [[one for one in own if one.value is not None] for own in gathered.values()]
    pained = [found for known in groups if (found := _first(known, [one.pained for one in known]))]
    most = [found for known in groups if (found := _first(known, [len(one.steps) for one in known]))]
    told = []
    if pained:
        worst = max(pained, key=lambda one: one.pained)
        told.append(_said("roll_up_pains", worst, say("x_of_n", x=worst.pained, n=worst.size), say))
    if most:
        largest = max(most, key=lambda one: len(one.steps))
        told.append(_said("roll_up_most", largest, say("x_of_n", x=len(largest.steps), n=steps), say))
    return " ".join(told) or say("roll_up_even", n=steps)


def _said(key: str, one: RollUp, count: str, say: Speech) -> str:
    dimension = say(f"dimension_{one.dimension}")
    return say(key, dimension=dimension[:1].lower() + dimension[1:], name=_name(one, say), count=count)


def _first(known: Sequence[RollUp], values: Sequence[int]) -> RollUp | None:
    """Return the one with the largest value, None where there is no such one alone."""
    best = max(values, default=0)
    return known[list(values).index(best)] if best and list(values).count(best) == 1 and len(known) > 1 else None


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
