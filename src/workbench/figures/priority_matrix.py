"""Priority matrix: which touchpoints weigh most, impact by importance, and which are worth working on first."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.analysis.touchpoints import HIGH, Priority, Quadrant
from workbench.figures.block import block
from workbench.figures.drawing import Figure, Row, canvas, element, words
from workbench.figures.spread import Place, spread
from workbench.figures.style import colour
from workbench.language.speech import Speech
from workbench.model.journey import Journey

SIDE, LEFT, STRIP = 400.0, 52.0, 40.0
"""Side of the field, its left edge, and the height of the strips over and under it that hold the quadrants' words."""
TOP, MARGIN = STRIP, 12.0
LIST, NAMES, BAR = 510.0, 290.0, 130.0
"""Where the list begins, and the widths of its names and of a full bar."""
FULL = 20.0
"""The largest opportunity score there can be."""
CORNERS: dict[Quadrant, tuple[float, float]] = {
    "both": (0.75, 0.0),
    "importance": (0.25, 0.0),
    "impact": (0.75, 1.0),
    "neither": (0.25, 1.0),
}
"""Where the words of a quadrant stand, in sides of the field."""


def priority_matrix(found: Sequence[Priority], journey: Journey, say: Speech) -> Figure:
    """Draw scored steps by impact (across) and importance (up), 0 to 10 each, and the ranking beside.

    Steps are numbered as in the journey; equal scores share a mark. A step that lacks a score is
    listed as not scored and drawn nowhere. `found` is in the order of `priorities`.
    """
    numbers = {step.id: i for i, step in enumerate(journey.steps, 1)}
    placed = [one for one in found if one.quadrant is not None]
    field = [*_frame(say), *_marks(placed, numbers)] if placed else []
    listed, bottom = _list(found, journey, numbers, LIST if placed else 0.0, say)
    alt = _finding(found, journey, say)
    height = max(bottom, TOP + SIDE + STRIP + 44 if placed else 0.0)
    width = (LIST if placed else 0.0) + NAMES + BAR + 90
    svg = canvas(width, height, "".join([*field, *listed]), alt=alt)
    return Figure(svg, alt, _caption(found, say), _table(found, journey, numbers, say))


def _frame(say: Speech) -> list[str]:
    half = SIDE * HIGH / 10
    wide, high = SIDE + 2 * MARGIN, SIDE + 2 * STRIP
    box = f"M{LEFT - MARGIN:g} 1h{wide:g}v{high - 1:g}h-{wide:g}z"
    cross = f"M{LEFT + half:g} 0v{high:g}M{LEFT - MARGIN:g} {TOP + half:g}h{wide:g}"
    parts = [
        element("rect", x=LEFT + half, y=0, width=half + MARGIN, height=half + STRIP, fill=colour("wash")),
        element("path", d=box + cross, fill="none", stroke=colour("rule"), stroke_width=1.2),
    ]
    for quadrant, (x, y) in CORNERS.items():
        told = block(say(f"quadrant_{quadrant}"), half - 16, 12)
        top = 4 if y == 0 else TOP + SIDE + STRIP - told.height - 4
        parts += told.at(LEFT + x * SIDE, top, ink="soft", anchor="middle")
    for value in (0, 5, 10):
        at = SIDE * value / 10
        parts.append(_soft(say.number(value), LEFT + at, TOP + SIDE + STRIP + 16, "middle"))
        parts.append(_soft(say.number(value), LEFT - MARGIN - 6, TOP + SIDE - at + 4, "end"))
    parts.append(_soft(say("priority_impact"), LEFT + SIDE / 2, TOP + SIDE + STRIP + 36, "middle"))
    turned = f"translate(14 {TOP + SIDE / 2:g}) rotate(-90)"
    parts.append(
        words(
            say("priority_importance"),
            0,
            0,
            font_size=12.5,
            text_anchor="middle",
            fill=colour("soft"),
            transform=turned,
        )
    )
    return parts


def _soft(text: str, x: float, y: float, anchor: str) -> str:
    return words(text, x, y, font_size=12.5, text_anchor=anchor, fill=colour("soft"))


def _marks(placed: Sequence[Priority], numbers: dict[str, int]) -> list[str]:
    """Return a point for each pair of scores, and beside it the numbers of the steps that have them."""
    same: dict[tuple[float, float], list[int]] = {}
    for one in placed:
        same.setdefault((one.impact or 0.0, one.importance or 0.0), []).append(numbers[one.step])
    points = [
        Place(LEFT + SIDE * impact / 10, TOP + SIDE * (1 - importance / 10), ", ".join(map(str, sorted(own))))
        for (impact, importance), own in sorted(same.items())
    ]
    parts: list[str] = []
    frame = (LEFT - MARGIN, TOP - 2, LEFT + SIDE + MARGIN, TOP + SIDE + 2)
    for point, (x, y) in zip(points, spread(points, frame), strict=True):
        parts.append(
            element("path", d=f"M{point.x:g} {point.y:g}L{x:g} {y:g}", stroke=colour("soft"), stroke_width=0.8)
        )
        parts.append(element("circle", cx=point.x, cy=point.y, r=4.5, fill=colour("accent")))
        half = point.width / 2
        parts.append(
            element(
                "rect",
                x=x - half,
                y=y - 9,
                width=2 * half,
                height=18,
                rx=9,
                fill=colour("card"),
                stroke=colour("accent"),
            )
        )
        parts.append(
            words(point.text, x, y + 4.4, font_size=12.5, font_weight=600, text_anchor="middle", fill=colour("ink"))
        )
    return parts


def _list(
    found: Sequence[Priority], journey: Journey, numbers: dict[str, int], x: float, say: Speech
) -> tuple[list[str], float]:
    """Return the steps by opportunity with a bar each, those without a score last, and the lower edge."""
    parts: list[str] = []
    y = 0.0
    ranked = [one for one in found if one.opportunity is not None]
    rest = [one for one in found if one.opportunity is None]
    for head, own in ((say("priority_opportunity"), ranked), (say("priority_unscored"), rest)):
        if not own:
            continue
        title = block(head, NAMES + BAR + 80, 13, bold=True)
        parts += title.at(x, y)
        y += title.height + 8
        for one in own:
            name = block(f"{numbers[one.step]}. {say.of(journey.step(one.step).label)}", NAMES - 30, 13)
            parts += name.at(x, y)
            if one.opportunity is None:
                parts += block(_lacking(one, say), BAR + 84, 12).at(x + NAMES, y, ink="soft")
            else:
                parts += _bar(one.opportunity, x + NAMES, y, say)
            y += max(name.height, block(_lacking(one, say), BAR + 84, 12).height) + 7
        y += 12
    return parts, y


def _bar(value: float, x: float, y: float, say: Speech) -> list[str]:
    long = BAR * value / FULL
    rail = element("path", d=f"M{x:g} {y + 9:g}h{BAR:g}", stroke=colour("rule"), stroke_width=1)
    bar = element("rect", x=x, y=y + 2, width=long, height=14, fill=colour("accent"), fill_opacity=0.8)
    return [rail, bar, words(_number(value, say), x + BAR + 8, y + 13, font_size=13, fill=colour("ink"))]


def _number(score: float, say: Speech) -> str:
    return say.number(score, 0 if score.is_integer() else 1)


def _lacking(one: Priority, say: Speech) -> str:
    """Return which scores a step lacks; "" where it has all."""
    scores = {"impact": one.impact, "importance": one.importance, "satisfaction": one.satisfaction}
    missing = [say(f"score_{name}").lower() for name, value in scores.items() if value is None]
    if len(missing) == len(scores):
        return say("score_none")
    return say("score_lacking", scores=say.listed(missing)) if missing else ""


def _finding(found: Sequence[Priority], journey: Journey, say: Speech) -> str:
    best = [say.quoted(say.of(journey.step(one.step).label)) for one in found if one.rank == 1]
    unscored = sum(one.opportunity is None for one in found)
    if not best:
        return say("priority_alt_none", n=len(found))
    top = next(one.opportunity for one in found if one.rank == 1)
    told = say("priority_alt", steps=say.listed(best), score=_number(top or 0.0, say))
    return f"{told} {say('priority_alt_unscored', x=unscored, n=len(found))}" if unscored else told


def _caption(found: Sequence[Priority], say: Speech) -> str:
    bases = sorted({one.basis for one in found if one.basis})
    told = say("priority_caption", n=len(found), high=say.number(HIGH))
    if not bases:
        return told
    return f"{told} {say('priority_basis', bases=say.listed([say(f'basis_{basis}') for basis in bases]))}"


def _table(found: Sequence[Priority], journey: Journey, numbers: dict[str, int], say: Speech) -> tuple[Row, ...]:
    keys = ("priority_rank", "step", "score_impact", "score_importance", "score_satisfaction", "score_opportunity")
    rows: list[Row] = [
        [*map(say, keys), say("priority_field"), say("board_known"), say("priority_spoke"), say("priority_worst")]
    ]
    for one in found:
        scores = (one.impact, one.importance, one.satisfaction, one.opportunity)
        rows.append(
            [
                "\u2013" if one.rank is None else say.number(one.rank),
                f"{numbers[one.step]}. {say.of(journey.step(one.step).label)}",
                *(say("score_missing") if score is None else _number(score, say) for score in scores),
                say(f"quadrant_{one.quadrant}") if one.quadrant else "\u2013",
                say(f"basis_{one.basis}") if one.basis else "\u2013",
                say("x_of_n", x=one.spoke, n=one.size) if one.size else "\u2013",
                "\u2013" if one.worst is None else say.signed(one.worst),
            ]
        )
    return tuple(rows)
