"""Scales: every participant on every behavioural variable, between its two named ends (Cooper et al., 2007)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from workbench.analysis.behaviour import Behaviour, BehaviouralVariable
from workbench.figures.drawing import Figure, Row, canvas, element, lines_of, words
from workbench.figures.matrix import MOST_ROOMY, cut
from workbench.figures.style import colour, persona_colour
from workbench.language.speech import Speech

SIDE = 22.0
"""Width and height kept for one mark."""
LEFT, AREA, RIGHT, WIDTH = 212.0, 232.0, 206.0, 806.0
"""Widths of the low end's name, of the scale, of the high end's name, and of the whole picture."""
LETTERS = 29
"""Letters of a name that fit beside the scale; the table behind has the whole name."""
NUMBERS_IN_LINE = 6
SHAPES = (
    "M-9 0a9 9 0 1 0 18 0a9 9 0 1 0-18 0z",
    "M-8.5-8.5h17v17h-17z",
    "M0-11.5L11 0L0 11.5L-11 0z",
    "M-5.5-9.5h11L11 0L5.5 9.5h-11L-11 0z",
    "M-9-4L0-11L9-4V9H-9z",
    "M-9 4L0 11L9 4V-9H-9z",
)
"""Outlines of the personas' marks around 0, 0."""


@dataclass(frozen=True, slots=True)
class Token:
    """One mark: the persona's place among the personas (None: in none) and what is written in it."""

    group: int | None
    text: str


def scales_chart(
    behaviour: Behaviour, groups: Mapping[str, Sequence[str]], names: Mapping[str, str], say: Speech
) -> Figure:
    """Draw a row for each variable, with everybody where they stand; who said nothing is listed beside.

    `groups` holds the participants of each persona, `names` the personas'. With more than 24 participants a mark
    counts those of a persona who stand there, in place of naming each.
    """
    who = _Company(behaviour.people, groups, single=len(behaviour.people) <= MOST_ROOMY)
    parts, y = _key(who, groups, names, say)
    y += 20
    parts.append(words(say("scales_silent"), LEFT + AREA + RIGHT + 30, y, font_size=12, fill=colour("soft")))
    y += 10
    for variable in behaviour.variables:
        drawn, height = _row(behaviour, variable, who, y, say)
        parts += drawn
        y += height
    n, v = len(behaviour.people), len(behaviour.variables)
    clear = sum(_one_persona(behaviour, variable, who) for variable in behaviour.variables)
    alt = say("scales_alt", x=clear, v=v) if groups else say("scales_alt_none", n=n, v=v)
    caption = say("scales_caption" if groups else "scales_caption_none", n=n) + (
        "" if who.single else " " + say("scales_counts")
    )
    return Figure(
        canvas(WIDTH, y + 4, who.marks.drawn() + "".join(parts), alt=alt), alt, caption, _rows(behaviour, say)
    )


class _Company:
    """Who is in which persona, the number that stands for each person (persona by persona), and marks."""

    def __init__(self, people: Sequence[str], groups: Mapping[str, Sequence[str]], *, single: bool) -> None:
        self.people, self.single, self.marks = people, single, _Marks()
        self.group = {person: i for i, members in enumerate(groups.values()) for person in members}
        self.order = sorted(people, key=lambda person: (self.group.get(person, len(groups)), person))
        self.number = {person: i for i, person in enumerate(self.order, 1)}

    def tokens(self, present: Sequence[str]) -> list[Token]:
        own = sorted(present, key=self.number.__getitem__)
        if self.single:
            return [Token(self.group.get(person), str(self.number[person])) for person in own]
        return [Token(group, str(count)) for group, count in Counter(self.group.get(person) for person in own).items()]

    def silent(self, present: Sequence[str]) -> list[str]:
        """Return the lines that list who said nothing."""
        if not self.single:
            return [str(len(present))] if present else []
        numbers = [str(number) for number in sorted(self.number[person] for person in present)]
        return [
            ", ".join(numbers[i : i + NUMBERS_IN_LINE]) + ("," if i + NUMBERS_IN_LINE < len(numbers) else "")
            for i in range(0, len(numbers), NUMBERS_IN_LINE)
        ]


class _Marks:
    """The marks of one picture, each drawn once and placed as often as needed."""

    def __init__(self) -> None:
        self.names: dict[Token, str] = {}

    def place(self, token: Token, x: float, y: float) -> str:
        name = self.names.setdefault(token, f"scales-{len(self.names) + 1}")
        return element("use", href=f"#{name}", x=x, y=y)

    def drawn(self) -> str:
        return element("defs", "".join(_mark(token, name) for token, name in self.names.items()))


def _mark(token: Token, name: str) -> str:
    """Return a mark around 0, 0 under a name."""
    ink = colour("soft") if token.group is None else persona_colour(f"p{token.group + 1}")
    path = SHAPES[0 if token.group is None else token.group % len(SHAPES)]
    dashes = "2.5 2" if token.group is None else None
    ground = element("path", d=path, fill=colour("paper"))  # the scale's line must not cross the number
    weight = 0 if token.group is None else 0.15
    line = element("path", d=path, fill=ink, fill_opacity=weight, stroke=ink, stroke_width=1.5, stroke_dasharray=dashes)
    text = words(token.text, 0, 4, font_size=11, text_anchor="middle", fill=colour("ink"))
    return element("g", ground + line + text, id=name)


def _key(
    who: _Company, groups: Mapping[str, Sequence[str]], names: Mapping[str, str], say: Speech
) -> tuple[list[str], float]:
    """Return what each mark and number stands for, and the lower edge of that."""
    parts: list[str] = []
    y = 0.0
    rest = [person for person in who.order if person not in who.group]
    kinds: list[tuple[int | None, str, Sequence[str]]] = [
        (i, names[name], members) for i, (name, members) in enumerate(groups.items())
    ]
    for group, title, members in [*kinds, *([(None, say("fits_none" if groups else "people"), rest)] if rest else [])]:
        told = say.number(len(members))
        if who.single:
            told = " \u00b7 ".join(f"{who.number[person]}\u00a0{person}" for person in sorted(members))
        lines = lines_of(f"{title} \u2013 {told}", 104, most=8)
        parts.append(who.marks.place(Token(group, ""), 14, y + 14))
        parts += [words(line, 32, y + 18.5 + 16 * i, font_size=13, fill=colour("ink")) for i, line in enumerate(lines)]
        y += 26 + 16 * (len(lines) - 1)
    return parts, y


def _row(
    behaviour: Behaviour, variable: BehaviouralVariable, who: _Company, y: float, say: Speech
) -> tuple[list[str], float]:
    """Return the drawing of one variable and its height."""
    at, silent = _standing(behaviour, variable)
    span = variable.most - variable.least
    turned = variable.kind == "code"  # its name belongs beside those who said it, on the left
    places = {value: (value - variable.least) / span for value in at}
    clusters = _clusters({1 - place if turned else place: who.tokens(at[value]) for value, place in places.items()})
    deepest = max((len(lines) for _, lines in clusters), default=1)
    left, right = (cut(end, LETTERS) for end in _ends(variable, say))
    beside = who.silent(silent)
    head = 16.0 if variable.label else 0.0
    height = head + max(deepest * (SIDE + 2), 15.0 * len(beside)) + 12
    middle = y + head + (height - head) / 2
    parts = [element("path", d=f"M0 {y + height:g}H{WIDTH:g}", stroke=colour("rule"), stroke_width=0.75)]
    axis = f"M{LEFT:g} {middle:g}h{AREA:g}m0-4v8m-{AREA:g}-8v8"
    parts.append(element("path", d=axis, stroke=colour("rule"), stroke_width=1.5, fill="none"))
    if variable.label:
        title = say.of(variable.label)
        parts.append(words(title, LEFT + AREA / 2, y + 15, font_size=12, text_anchor="middle", fill=colour("soft")))
    parts.append(words(left, LEFT - 14, middle + 4.5, font_size=13, text_anchor="end", fill=colour("ink")))
    soft = colour("soft" if turned else "ink")
    parts.append(words(right, LEFT + AREA + 14, middle + 4.5, font_size=13, fill=soft))
    top = middle + 4.5 - 7.5 * (len(beside) - 1)
    parts += [
        words(line, LEFT + AREA + RIGHT + 30, top + 15 * i, font_size=12, fill=colour("soft"))
        for i, line in enumerate(beside)
    ]
    for x, lines in clusters:
        for i, line in enumerate(lines):
            line_y = middle + (i - (len(lines) - 1) / 2) * (SIDE + 2)
            start = LEFT + x - _width(line) * _share(x) + SIDE / 2
            parts += [who.marks.place(token, start + j * SIDE, line_y) for j, token in enumerate(line)]
    return parts, height


def _ends(variable: BehaviouralVariable, say: Speech) -> tuple[str, str]:
    """Return the names of the left and of the right end."""
    if variable.low is None:
        return say.of(variable.high), say("scales_contrary")
    return say.of(variable.low), say.of(variable.high)


def _clusters(tokens: Mapping[float, list[Token]]) -> list[tuple[float, list[list[Token]]]]:
    """Return the lines of marks at each place of the scale: one line where all fit side by side, else several."""
    places = sorted(tokens)
    edges = [
        (place * AREA - _width(tokens[place]) * place, place * AREA + _width(tokens[place]) * (1 - place))
        for place in places
    ]
    if all(end <= start + 0.01 for (_, end), (start, _) in pairwise(edges)) and all(
        start >= -0.01 and end <= AREA + 0.01 for start, end in edges
    ):
        return [(place * AREA, [tokens[place]]) for place in places]
    gap = min((other - one for one, other in pairwise(places)), default=1.0)
    room = max(int(gap / (1 + gap) * AREA // SIDE), 1)
    return [
        (place * AREA, [tokens[place][i : i + room] for i in range(0, len(tokens[place]), room)]) for place in places
    ]


def _width(line: Sequence[Token]) -> float:
    return len(line) * SIDE


def _share(x: float) -> float:
    """Return which part of a line of marks lies left of its place: none at the low end, all at the high one."""
    return x / AREA


def _standing(behaviour: Behaviour, variable: BehaviouralVariable) -> tuple[dict[float, list[str]], list[str]]:
    at: dict[float, list[str]] = {}
    silent = []
    for person, cell in zip(behaviour.people, behaviour.cells[variable.id], strict=True):
        if cell.value is None:
            silent.append(person)
        else:
            at.setdefault(cell.value, []).append(person)
    return at, silent


def _one_persona(behaviour: Behaviour, variable: BehaviouralVariable, who: _Company) -> bool:
    """Say whether at one end of a variable stand two people or more, all of one persona."""
    at, _ = _standing(behaviour, variable)
    kinds = [[who.group.get(person) for person in at.get(end, [])] for end in (variable.least, variable.most)]
    return any(len(kind) > 1 and None not in kind and len(set(kind)) == 1 for kind in kinds)


def _rows(behaviour: Behaviour, say: Speech) -> tuple[Row, ...]:
    head = [say(f"scales_{part}") for part in ("variable", "left", "between", "right", "silent")]
    rows: list[Row] = [head]
    for variable in behaviour.variables:
        at, silent = _standing(behaviour, variable)
        low, high = at.pop(variable.least, []), at.pop(variable.most, [])
        between = [f"{person} ({say.number(value, 1)})" for value in sorted(at) for person in at[value]]
        left, right = (high, low) if variable.kind == "code" else (low, high)
        listed = (left, between, right, silent)
        title = say.of(variable.high) if variable.low is None else " \u2194 ".join(_ends(variable, say))
        title = f"{say.of(variable.label)}: {title}" if variable.label else title
        rows.append([title, *(", ".join(people) or "\u2013" for people in listed)])
    return tuple(rows)
