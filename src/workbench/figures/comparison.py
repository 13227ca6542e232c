"""Comparison: what tells personas apart, each one's members counted one by one."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from workbench.analysis.intervals import SMALLEST_FOR_SHARE, difference
from workbench.figures.drawing import Figure, Row, canvas, element, lines_of, words
from workbench.figures.matrix import cut
from workbench.figures.shapes import outline
from workbench.figures.style import colour, persona_colour
from workbench.language.speech import Speech
from workbench.model.codebook import Codebook
from workbench.model.persona import Persona

SHOWN = 8
"""Codes drawn, those that differ most first; the table behind has all that differ."""
MOST_DOTS = 10
"""Members drawn one by one; where a persona has more, all are drawn as bars of one length."""
STEP, LENGTH = 16.0, 92.0
"""Most space from one member's mark to the next, and length of all of them together, or of a bar."""
WIDE, NARROW = 184.0, 119.0
"""Width of a persona's column: narrow for three personas of a few members, which then fit a telephone."""
LINE, HEIGHT = 16.0, 48.0
"""Height of a line of the heading, and of a row."""
LETTERS = 7.2
"""Width of a letter of a row's name."""


@dataclass(frozen=True, slots=True)
class Contrast:
    """One code: how many members of each persona hold it, in the order of the personas."""

    code: str
    held: tuple[int, ...]
    sizes: tuple[int, ...]

    @property
    def ends(self) -> tuple[int, int]:
        """Return the places of the personas with the largest and the smallest share."""
        shares = [x / n for x, n in zip(self.held, self.sizes, strict=True)]
        return shares.index(max(shares)), shares.index(min(shares))

    @property
    def spread(self) -> float:
        """Largest share less the smallest, 0 to 1."""
        high, low = self.ends
        return self.held[high] / self.sizes[high] - self.held[low] / self.sizes[low]

    @property
    def interval(self) -> tuple[float, float] | None:
        """95 % interval of the spread (Newcombe, 1998), None where either persona has too few members."""
        high, low = self.ends
        if min(self.sizes[high], self.sizes[low]) < SMALLEST_FOR_SHARE:
            return None
        return difference(self.held[high], self.sizes[high], x2=self.held[low], n2=self.sizes[low])[1:]


def contrasts(personas: Sequence[Persona], table: pd.DataFrame) -> list[Contrast]:
    """Return the codes that differ between personas, the largest difference first.

    `table` holds participants x codes, True where somebody holds a code; who is not in it holds none.
    """
    inside = [table.loc[[m for m in persona.members if m in table.index]].sum() for persona in personas]
    sizes = tuple(persona.size for persona in personas)
    found = [Contrast(str(code), tuple(int(own[code]) for own in inside), sizes) for code in table.columns]
    order = sorted(found, key=lambda contrast: (-contrast.spread, -sum(contrast.held), contrast.code))
    return [contrast for contrast in order if contrast.spread > 0]


def comparison(
    personas: Sequence[Persona], table: pd.DataFrame, codebook: Codebook, names: Mapping[str, str], say: Speech
) -> Figure | None:
    """Draw the codes that most tell two personas or more apart; None where there is nothing to compare.

    A row a code, a column a persona: filled marks of as many marks as it has members.
    """
    found = contrasts(personas, table) if len(personas) > 1 else []
    if not found:
        return None
    label = {code.id: say.of(code.label) for code in codebook.codes}
    shown, told = found[:SHOWN], any(contrast.interval for contrast in found[:SHOWN])
    bars = max(persona.size for persona in personas) > MOST_DOTS
    column = NARROW if len(personas) > 2 and max(persona.size for persona in personas) < 5 else WIDE
    right = column * len(personas) + (150 if told else 0)
    heads, top = _heads(personas, names, column, say)
    parts = [heads]
    if told:
        heading = lines_of(say("compare_difference"), 16, 2)
        parts += [
            words(line, right - 150, 17 + 16 * i, font_size=12, fill=colour("soft")) for i, line in enumerate(heading)
        ]
    for row, contrast in enumerate(shown):
        y = top + row * HEIGHT
        parts.append(element("path", d=f"M0 {y:g}H{right:g}", stroke=colour("rule"), stroke_width=0.75))
        name = cut(label[contrast.code], int(right / LETTERS))
        parts.append(words(name, 0, y + 17, font_size=13.5, font_weight=600, fill=colour("ink")))
        for i, persona in enumerate(personas):
            x, n = contrast.held[i], persona.size
            if bars:
                parts += _bar(x, persona, i * column, y + 34)
            end = i * column + 8 + (LENGTH if bars else n * _step(n))
            parts.append(words(say("x_of_n", x=x, n=n), end, y + 38.5, font_size=12.5, fill=colour("ink")))
        if told and (points := _points(contrast, say)):
            parts.append(words(points, right - 150, y + 38.5, font_size=12.5, fill=colour("ink")))
    if not bars:
        parts += _marks(shown, personas, column, top)
    alt = _finding(found, personas, names, label, say)
    svg = canvas(right, top + len(shown) * HEIGHT, "".join(parts), alt=alt)
    return Figure(svg, alt, _caption(found, bars, told, say), _rows(found, personas, names, label, say=say))


def _heads(personas: Sequence[Persona], names: Mapping[str, str], column: float, say: Speech) -> tuple[str, float]:
    """Return the personas' shapes, names and sizes, and where what is under them begins."""
    parts = []
    letters = int((column - 24) / LETTERS)
    broken = [lines_of(names[persona.id], letters, 2) for persona in personas]
    base = 17 + LINE * max(map(len, broken))
    for i, (persona, lines) in enumerate(zip(personas, broken, strict=True)):
        x, own = i * column, persona_colour(persona.id)
        parts.append(element("path", d=outline(persona.id, x + 6, 12), fill=own))
        for line, name in enumerate(lines):
            y = 17 + LINE * line
            parts.append(words(cut(name, letters), x + 18, y, font_size=14, font_weight=600, fill=own))
        size = say("x_of_n", x=persona.size, n=persona.of)
        parts.append(words(size, x + 18, base, font_size=12, fill=colour("soft")))
    return "".join(parts), base + 14


def _marks(shown: Sequence[Contrast], personas: Sequence[Persona], column: float, top: float) -> list[str]:
    """Return everybody's marks: two paths a persona, one of those who hold a code and one of those who do not."""
    parts = []
    for i, persona in enumerate(personas):
        step, own = _step(persona.size), persona_colour(persona.id)
        marks: dict[bool, list[str]] = {True: [], False: []}
        for row, contrast in enumerate(shown):
            for person in range(persona.size):
                x, y = i * column + 6 + person * step, top + row * HEIGHT + 34
                marks[person < contrast.held[i]].append(outline(persona.id, round(x, 1), y))
        thin = 1.2 if step > 10 else 0.8
        parts += [
            element("path", d="".join(own_marks), fill=own if holds else "none", stroke=own, stroke_width=thin)
            for holds, own_marks in marks.items()
            if own_marks
        ]
    return parts


def _step(size: int) -> float:
    return max(min(STEP, LENGTH / size), 12.5)


def _bar(x: int, persona: Persona, left: float, y: float) -> list[str]:
    """Return the members of a persona as a bar, filled as far as they hold the code."""
    n, own = persona.size, persona_colour(persona.id)
    frame = element("path", d=f"M{left + 1:g} {y - 5:g}h{LENGTH:g}v10h-{LENGTH:g}z", fill="none", stroke=own)
    held = LENGTH * x / n
    full = element("path", d=f"M{left + 1:g} {y - 5:g}h{held:.1f}v10h-{held:.1f}z", fill=own)
    return [frame, full]


def _points(contrast: Contrast, say: Speech) -> str:
    """Return the difference in points with its interval, nothing where there are too few people."""
    if contrast.interval is None:
        return ""
    low, high = (say.signed(100 * end, 0) for end in contrast.interval)
    return f"{say.signed(100 * contrast.spread, 0)} ({say('from_to', low=low, high=high)})"


def _caption(found: Sequence[Contrast], bars: bool, told: bool, say: Speech) -> str:
    parts = [say("compare_bars" if bars else "compare_marks"), say("compare_left")]
    if len(found) > SHOWN:
        parts.append(say("compare_most", shown=SHOWN, codes=len(found)))
    parts.append(say("compare_interval") if told else say("compare_few", n=SMALLEST_FOR_SHARE))
    return " ".join([*parts, say("compare_circle")])


def _finding(
    found: Sequence[Contrast],
    personas: Sequence[Persona],
    names: Mapping[str, str],
    label: Mapping[str, str],
    say: Speech,
) -> str:
    contrast = found[0]
    tied = sum(math.isclose(own.spread, contrast.spread) for own in found)
    high, low = contrast.ends
    return say(
        "compare_alt_tied" if tied > 1 else "compare_alt",
        k=say.count(tied).capitalize(),
        label=label[contrast.code],
        most=say("x_of_n", x=contrast.held[high], n=contrast.sizes[high]),
        least=say("x_of_n", x=contrast.held[low], n=contrast.sizes[low]),
        one=names[personas[high].id],
        other=names[personas[low].id],
    )


def _rows(
    found: Sequence[Contrast],
    personas: Sequence[Persona],
    names: Mapping[str, str],
    label: Mapping[str, str],
    *,
    say: Speech,
) -> tuple[Row, ...]:
    told = any(contrast.interval for contrast in found)
    last = (say("compare_difference"),) if told else ()
    rows: list[Row] = [(say("code"), *(names[persona.id] for persona in personas), *last)]
    for contrast in found:
        counts = zip(contrast.held, contrast.sizes, strict=True)
        last = (_points(contrast, say) or say("compare_too_few"),) if told else ()
        rows.append((label[contrast.code], *(say("x_of_n", x=x, n=n) for x, n in counts), *last))
    return tuple(rows)
