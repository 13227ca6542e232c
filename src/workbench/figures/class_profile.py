"""Class profile: the answers that set the classes of a survey apart, one row an answer, one mark a class."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from workbench.analysis.class_profile import ClassProfile, Trait
from workbench.figures.drawing import Figure, Row, canvas, element, words
from workbench.figures.shapes import outline
from workbench.figures.style import colour
from workbench.language.speech import Speech

SHOWN = 16
LABEL, WIDTH, ROW, TOP, APART = 290.0, 420.0, 36.0, 64.0, 3.4
SCALE = 1.3
"""Of the outlines, which are drawn small beside words."""


def class_colour(place: int) -> str:
    """Return the colour of the class at a place; there are six, then they come again."""
    return colour(f"p{place % 6 + 1}")


def class_mark(place: int, x: float, y: float) -> str:
    """Return the mark of the class at a place: a shape and a colour of its own."""
    place_at = f"translate({x:.1f} {y:.1f}) scale({SCALE})"
    return element("path", d=outline(f"p{place + 1}"), transform=place_at, fill=class_colour(place))


def telling(profiles: Sequence[ClassProfile]) -> tuple[tuple[str, str], ...]:
    """Return (variable, level) of the answers given to choose from, the one that differs most between classes first."""
    values: dict[tuple[str, str], list[float]] = {}
    for profile in profiles:
        for trait in profile.traits:
            if trait.level:
                values.setdefault((trait.variable, trait.level), []).append(trait.value)
    apart = {name: max(own) - min(own) for name, own in values.items()}
    return tuple(sorted(apart, key=lambda name: (-apart[name], name)))


def class_figure(
    profiles: Sequence[ClassProfile], names: Mapping[str, str], labels: Mapping[tuple[str, str], str], say: Speech
) -> Figure | None:
    """Draw the share of each class that gave each answer, 0 to 100 %; None where all answers are numbers.

    `names` maps classes to their names, `labels` answers to what they say.
    """
    order = telling(profiles)
    shown = order[:SHOWN]
    if not shown:
        return None
    found = {(p.id, t.variable, t.level): t for p in profiles for t in p.traits}
    bottom = TOP + ROW * len(shown)
    parts = [*_scale(bottom, say), *_legend(profiles, names)]
    for row, answer in enumerate(shown):
        y = TOP + ROW * row + ROW / 2
        own = [(place, found.get((p.id, *answer))) for place, p in enumerate(profiles)]
        parts += _row(labels[answer], y, [(place, trait) for place, trait in own if trait])
    alt = _finding(profiles, shown[0], names, labels, say)
    caption = say("class_figure_caption", n=say.number(sum(p.n for p in profiles)))
    if len(order) > len(shown):
        caption += " " + say("class_figure_most", shown=len(shown), answers=len(order))
    svg = canvas(LABEL + WIDTH + 30, bottom + 8, "".join(parts), alt=alt)
    return Figure(svg, alt, caption, _table(profiles, order, names, labels, say))


def _x(value: float) -> float:
    return LABEL + value * WIDTH


def _scale(bottom: float, say: Speech) -> list[str]:
    parts = []
    for tick in (0.0, 0.25, 0.5, 0.75, 1.0):
        parts.append(element("line", x1=_x(tick), x2=_x(tick), y1=TOP - 8, y2=bottom, stroke=colour("rule")))
        share = say.percent(tick)
        parts.append(words(share, _x(tick), TOP - 14, font_size=12, text_anchor="middle", fill=colour("soft")))
    return parts


def _legend(profiles: Sequence[ClassProfile], names: Mapping[str, str]) -> list[str]:
    parts, x = [], 8.0
    for place, profile in enumerate(profiles):
        parts.append(class_mark(place, x, 14))
        parts.append(words(names[profile.id], x + 13, 19, font_size=14, font_weight=600, fill=class_colour(place)))
        x += 30 + 8.2 * len(names[profile.id])
    return parts


def _row(label: str, y: float, own: Sequence[tuple[int, Trait]]) -> list[str]:
    text = label if len(label) <= 42 else label[:41].rstrip() + "…"
    parts = [words(text, 0, y + 4.5, font_size=14, fill=colour("ink"))]
    ends = [trait.value for _, trait in own]
    parts.append(element("line", x1=_x(min(ends)), x2=_x(max(ends)), y1=y, y2=y, stroke=colour("soft"), stroke_width=1))
    middle = (own[0][0] + own[-1][0]) / 2
    return parts + [class_mark(place, _x(trait.value), y + (place - middle) * APART) for place, trait in own]


def _finding(
    profiles: Sequence[ClassProfile],
    answer: tuple[str, str],
    names: Mapping[str, str],
    labels: Mapping[tuple[str, str], str],
    say: Speech,
) -> str:
    own = [(t.value, p.id) for p in profiles for t in p.traits if (t.variable, t.level) == answer]
    (low, last), (high, first) = min(own), max(own)
    shares = {"high": say.percent(high), "low": say.percent(low)}
    return say("class_figure_alt", label=labels[answer], first=names[first], last=names[last], **shares)


def _table(
    profiles: Sequence[ClassProfile],
    order: Sequence[tuple[str, str]],
    names: Mapping[str, str],
    labels: Mapping[tuple[str, str], str],
    say: Speech,
) -> tuple[Row, ...]:
    found = {(p.id, t.variable, t.level): t for p in profiles for t in p.traits}
    rows: list[Row] = [(say("class_answer"), *(names[p.id] for p in profiles))]
    for answer in order:
        cells = [found.get((p.id, *answer)) for p in profiles]
        rows.append((labels[answer], *(counted(t, say) if t else "—" for t in cells)))
    return tuple(rows)


def counted(trait: Trait, say: Speech) -> str:
    """Return "x of n (share, interval)" of an answer, the mean with its interval of a number."""
    if not trait.level:
        between = say("from_to", low=say.number(trait.low, 1), high=say.number(trait.high, 1))
        return say("class_mean", value=say.number(trait.value, 1), interval=between)
    interval = say("from_to", low=say.percent(trait.low), high=say.percent(trait.high))
    counts = say("x_of_n", x=say.number(trait.x), n=say.number(trait.n))
    return f"{counts} ({say.percent(trait.value)}; {interval})"
