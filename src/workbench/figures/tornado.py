"""Tornado: how far an outcome moves when one assumption at a time goes from the low to the high end of its range."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from workbench.figures.block import Block, block
from workbench.figures.drawing import Figure, Row, canvas, element, words
from workbench.figures.style import colour
from workbench.figures.wrapping import text_width
from workbench.language.speech import Speech

NAME, FIELD, ENDS = 290.0, 480.0, 84.0
"""Widths of the names, of the bars' field, and of the values kept free on both sides of it."""
TOP, BAR, GAP = 44.0, 18.0, 12.0


@dataclass(frozen=True, slots=True)
class Bar:
    """One assumption: the outcome at the low and at the high end of its range.

    `low_value` and `high_value` are those ends in words, `basis` the word for what the range rests on.
    """

    label: str
    low: float
    high: float
    low_value: str
    high_value: str
    basis: str

    @property
    def swing(self) -> float:
        """How far the outcome moves."""
        return abs(self.high - self.low)


def ordered(bars: Sequence[Bar]) -> tuple[Bar, ...]:
    """Return the bars from the largest swing to the smallest; equal ones keep their order."""
    return tuple(sorted(bars, key=lambda bar: -bar.swing))


def tornado(
    bars: Sequence[Bar],
    say: Speech,
    *,
    outcome: str,
    base: float,
    shown: Callable[[float], str],
    apart: Callable[[float], str] | None = None,
) -> Figure:
    """Draw a bar for each assumption around the outcome as it stands, largest swing first.

    `outcome` names what is measured, `base` is its value with every assumption as stated; `shown`
    writes a value of it, and `apart` a difference of two, where that is written otherwise.
    """
    rows = ordered(bars)
    axis = _Axis.of(rows, base)
    parts: list[str] = []
    y = TOP
    for bar in rows:
        name = _name(bar, say)
        high = max(sum(part.height for part in name), BAR)
        parts += _row(bar, name, y, axis, shown)
        y += high + GAP
        rule = f"M0 {y - GAP / 2:g}H{NAME + FIELD + 2 * ENDS:g}"
        parts.append(element("path", d=rule, stroke=colour("rule"), stroke_width=0.75))
    line = element("path", d=f"M{axis.x(base):g} {TOP - 8:g}V{y - 4:g}", stroke=colour("ink"), stroke_width=1.4)
    today = block(f"{outcome[:1].upper()}{outcome[1:]}{say('colon')} {shown(base)}", FIELD + 2 * ENDS, 13, bold=True)
    centre = min(max(axis.x(base), NAME + today.width / 2), NAME + FIELD + 2 * ENDS - today.width / 2)
    head = today.at(centre, TOP - 14 - today.height, anchor="middle")
    key = _key(y + 4, say) if rows else []
    alt = _finding(rows, say, outcome=outcome, shown=shown)
    svg = canvas(NAME + FIELD + 2 * ENDS, y + 26, "".join([*parts, line, *head, *key]), alt=alt)
    return Figure(
        svg,
        alt,
        say("tornado_caption", n=len(rows)),
        _table(rows, say, outcome=outcome, shown=shown, apart=apart or shown),
    )


@dataclass(frozen=True, slots=True)
class _Axis:
    low: float
    high: float

    @classmethod
    def of(cls, bars: Sequence[Bar], base: float) -> _Axis:
        values = [base, *(value for bar in bars for value in (bar.low, bar.high))]
        low, high = min(values), max(values)
        return cls(low, high) if high > low else cls(base - 1, base + 1)

    def x(self, value: float) -> float:
        return NAME + ENDS + FIELD * (value - self.low) / (self.high - self.low)


def _name(bar: Bar, say: Speech) -> tuple[Block, Block]:
    range_ = say("from_to", low=bar.low_value, high=bar.high_value)
    told = say("tornado_range", range=range_, basis=bar.basis)
    return block(bar.label, NAME - 20, 13, bold=True), block(told, NAME - 20, 12)


def _row(bar: Bar, name: tuple[Block, Block], y: float, axis: _Axis, shown: Callable[[float], str]) -> list[str]:
    title, range_ = name
    parts = title.at(0, y) + range_.at(0, y + title.height, ink="soft")
    middle = y + (title.height + range_.height) / 2
    low, high = axis.x(bar.low), axis.x(bar.high)
    left, right = min(low, high), max(low, high)
    parts.append(_span(left, right, middle))
    for at, value, mark in ((low, bar.low, False), (high, bar.high, True)):
        outer = (at <= right - (right - left) / 2) if low != high else not mark
        parts.append(_end(at, middle, filled=mark))
        text = shown(value)
        x = at - 12 if outer else at + 12
        parts.append(
            words(text, x, middle + 4.5, font_size=12.5, text_anchor="end" if outer else None, fill=colour("ink"))
        )
    return parts


def _span(left: float, right: float, middle: float) -> str:
    return element(
        "rect", x=left, y=middle - BAR / 2, width=right - left, height=BAR, fill=colour("accent"), fill_opacity=0.35
    )


def _end(x: float, middle: float, *, filled: bool) -> str:
    """Return the mark at an end: hollow for the low end of the range, filled for the high one."""
    fill = colour("accent" if filled else "paper")
    return element("circle", cx=x, cy=middle, r=5.5, fill=fill, stroke=colour("accent"), stroke_width=1.6)


def _key(y: float, say: Speech) -> list[str]:
    parts = []
    x = NAME + 8
    for filled, key in ((False, "tornado_low"), (True, "tornado_high")):
        text = say(key)
        parts.append(_end(x, y + 8, filled=filled))
        parts.append(words(text, x + 12, y + 12, font_size=12, fill=colour("soft")))
        x += text_width(text, 12) + 44
    return parts


def _finding(rows: Sequence[Bar], say: Speech, *, outcome: str, shown: Callable[[float], str]) -> str:
    if not rows or not rows[0].swing:
        return say("tornado_alt_none", outcome=outcome)
    first = rows[0]
    low, high = sorted((first.low, first.high))
    label = first.label if first.label[1:2].isupper() else first.label[:1].lower() + first.label[1:]
    return say("tornado_alt", outcome=outcome, label=label, low=shown(low), high=shown(high))


def _table(
    rows: Sequence[Bar], say: Speech, *, outcome: str, shown: Callable[[float], str], apart: Callable[[float], str]
) -> tuple[Row, ...]:
    low, high = (say(key, outcome=outcome) for key in ("tornado_at_low", "tornado_at_high"))
    head: Row = [say("tornado_assumption"), say("tornado_of"), low, high, say("tornado_swing"), say("board_known")]
    return (
        head,
        *(
            [
                bar.label,
                say("from_to", low=bar.low_value, high=bar.high_value),
                shown(bar.low),
                shown(bar.high),
                apart(bar.swing),
                bar.basis,
            ]
            for bar in rows
        ),
    )
