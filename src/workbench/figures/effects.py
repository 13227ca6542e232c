"""Effects: how much each assumption weighs on an outcome, as points with their intervals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import floor, log10

from workbench.figures.block import block
from workbench.figures.drawing import Figure, Row, canvas, element, words
from workbench.figures.style import colour
from workbench.figures.wrapping import text_width
from workbench.language.speech import Speech

NAME, FIELD, VALUE = 290.0, 430.0, 170.0
"""Widths of the names, of the field, and of the values beside it."""
TOP, LINE, GAP = 50.0, 19.0, 12.0
MARKS = ("M-5.5 0a5.5 5.5 0 1 0 11 0a5.5 5.5 0 1 0-11 0z", "M0-6.5L6.5 0L0 6.5L-6.5 0z", "M-5-5h10v10h-10z")
"""Outline of each series' mark; the first is filled, the others are hollow."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A measure with its 95 % interval; None where it has none."""

    value: float
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Influence:
    """One assumption with a reading of each series."""

    label: str
    readings: tuple[Reading, ...]


def morris_chart(rows: Sequence[Influence], say: Speech) -> Figure:
    """Draw mu* (with its interval) and sigma of the elementary effects (Morris, 1991; Campolongo et al., 2007)."""
    return effects_chart(rows, say, title_key="morris", series=(say("morris_mu"), say("morris_sigma")))


def sobol_chart(rows: Sequence[Influence], say: Speech) -> Figure:
    """Draw first-order and total shares of the variance, S1 and ST (Sobol, 2001; Saltelli et al., 2010)."""
    return effects_chart(rows, say, title_key="sobol", series=(say("sobol_first"), say("sobol_total")))


def effects_chart(rows: Sequence[Influence], say: Speech, *, title_key: str, series: Sequence[str]) -> Figure:
    """Draw a row for each assumption with a point a series, the largest last series first.

    `title_key` names the texts: `<key>_alt` (places label, value), `<key>_alt_none` and `<key>_caption`
    (place n). The axis begins at 0 or below, where an interval does.
    """
    ranked = tuple(sorted(rows, key=lambda row: -row.readings[0 if title_key == "morris" else -1].value))
    axis = _Axis.of(ranked)
    body: list[str] = []
    y = TOP
    for row in ranked:
        name = block(row.label[:1].upper() + row.label[1:], NAME - 20, 13, bold=True)
        height = max(name.height, LINE * len(row.readings))
        body += name.at(0, y + (height - name.height) / 2)
        for i, reading in enumerate(row.readings):
            body += _reading(reading, i, y + (height - LINE * len(row.readings)) / 2 + LINE * (i + 0.5), axis, say)
        y += height + GAP
        rule = f"M0 {y - GAP / 2:g}H{NAME + FIELD + VALUE:g}"
        body.append(element("path", d=rule, stroke=colour("rule"), stroke_width=0.75))
    alt = _finding(ranked, title_key, say)
    parts = [*_key(series), *axis.drawn(y, say), *body]
    svg = canvas(NAME + FIELD + VALUE, y + 4, "".join(parts), alt=alt)
    return Figure(svg, alt, say(f"{title_key}_caption", n=len(ranked)), _table(ranked, series, say))


@dataclass(frozen=True, slots=True)
class _Axis:
    low: float
    high: float

    @classmethod
    def of(cls, rows: Sequence[Influence]) -> _Axis:
        found = [reading for row in rows for reading in row.readings]
        ends = [end for one in found for end in (one.value, one.low, one.high) if end is not None]
        high = max([*ends, 0.0])
        return cls(min([*ends, 0.0]), high if high > 0 else 1.0)

    def x(self, value: float) -> float:
        return NAME + 10 + (FIELD - 30) * (value - self.low) / (self.high - self.low)

    @property
    def step(self) -> float:
        rough = (self.high - self.low) / 4
        unit = 10.0 ** floor(log10(rough))
        return next(unit * factor for factor in (1, 2, 5, 10) if unit * factor >= rough)

    def drawn(self, bottom: float, say: Speech) -> list[str]:
        digits = max(0, -floor(log10(self.step)))
        first = floor(self.low / self.step) + (self.low % self.step > 1e-12)
        parts = []
        for i in range(int(first), floor(self.high / self.step + 1e-9) + 1):
            x = self.x(i * self.step)
            ink = colour("rule" if i else "soft")
            parts.append(element("path", d=f"M{x:g} {TOP - 8:g}V{bottom - GAP / 2:g}", stroke=ink, stroke_width=1))
            label = say.number(i * self.step, digits).replace("-", "\u2212")
            parts.append(words(label, x, TOP - 13, font_size=11.5, text_anchor="middle", fill=colour("soft")))
        return parts


def _reading(reading: Reading, series: int, y: float, axis: _Axis, say: Speech) -> list[str]:
    parts = []
    if reading.low is not None and reading.high is not None:
        range_ = f"M{axis.x(reading.low):g} {y:g}H{axis.x(reading.high):g}"
        parts.append(element("path", d=range_, stroke=colour("accent"), stroke_width=2))
    parts.append(_mark(series, axis.x(reading.value), y))
    parts.append(words(_words(reading, say), NAME + FIELD, y + 4.3, font_size=12.5, fill=colour("ink")))
    return parts


def _mark(series: int, x: float, y: float) -> str:
    fill = colour("accent" if series == 0 else "paper")
    where = f"translate({x:g} {y:g})"
    path = MARKS[series % len(MARKS)]
    return element("path", d=path, fill=fill, stroke=colour("accent"), stroke_width=1.6, transform=where)


def _words(reading: Reading, say: Speech) -> str:
    value = _number(reading.value, say)
    if reading.low is None or reading.high is None:
        return value
    range_ = say("from_to", low=_number(reading.low, say), high=_number(reading.high, say))
    return f"{value} ({range_})"


def _number(value: float, say: Speech) -> str:
    return say.number(value, 3).replace("-", "\u2212")


def _key(series: Sequence[str]) -> list[str]:
    parts, x = [], 8.0
    for i, name in enumerate(series):
        parts.append(_mark(i, x, 9))
        parts.append(words(name, x + 14, 13.5, font_size=12.5, fill=colour("ink")))
        x += text_width(name, 12.5) + 44
    return parts


def _finding(rows: Sequence[Influence], title_key: str, say: Speech) -> str:
    if not rows:
        return say(f"{title_key}_alt_none")
    reading = rows[0].readings[0 if title_key == "morris" else -1]
    return say(f"{title_key}_alt", label=rows[0].label, value=_words(reading, say))


def _table(rows: Sequence[Influence], series: Sequence[str], say: Speech) -> tuple[Row, ...]:
    head: Row = [say("tornado_assumption"), *series]
    return (head, *([row.label, *(_words(reading, say) for reading in row.readings)] for row in rows))
