"""Flow: where 100 customers who enter a journey go, step by step, back again and out."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TypeVar

from workbench.figures.block import Block, block
from workbench.figures.drawing import Figure, Row, canvas, element, words
from workbench.figures.flow_plan import LEFT, NODE, Band, FlowPlan, flow_plan
from workbench.figures.style import colour
from workbench.language.speech import Speech
from workbench.model.journey import Journey
from workbench.model.transition import LOST
from workbench.simulation.expected_flow import ENTERING, Flow

NAME, LEAVE, HEAD = 230.0, 236.0, 26.0
"""Widths of the steps' names and of the exits' words, and the height of the columns' heads."""
LABELLED = 1.0
"""Bands of fewer customers than this have their number in the table alone."""


def flow_figure(flows: Sequence[Flow], journey: Journey, say: Speech) -> Figure:
    """Draw the flows of `expected_flows`: down to the next step, on the left back, on the right ahead and out.

    Widths are true to the numbers; what comes into a step goes out of it.
    """
    told = {(f.source, f.target): _exit_words(f, journey, say) for f in flows if f.target in _exits(journey)}
    steps = [step.id for step in journey.steps]
    names = {row: _name(row, i, journey, say) for i, row in enumerate(["", *steps])}
    plan = flow_plan(flows, steps, heights=_heights(told), names=_heights(names))
    middle = NAME + 16 + plan.reach_left
    edge = middle + plan.reach_right + 10
    gone = {exit_.id for exit_ in journey.exits if exit_.kind in LOST}
    bands = sorted(plan.bands, key=lambda band: (band.way == "out", -band.width))
    parts = [_leader(plan, i, middle) for i in range(len(plan.rows))]
    drawn = "".join(_drawn(band, plan, middle, edge, gone) for band in bands)
    parts.append(element("g", drawn, fill="none", stroke_opacity=0.42))
    parts += [_node(plan, i, middle) for i in range(len(plan.rows))]
    for i, row in enumerate(plan.rows):
        visits = sum(flow.amount for flow in flows if flow.source == row)
        parts += _row_words(plan, i, names[row], _amount(visits, say))
    parts += _numbers(bands, plan, middle, say)
    for band in (band for band in bands if band.way == "out"):
        own = told[band.flow.source, band.flow.target]
        parts += own.at(edge + 6, _bottom(plan, band) + band.below - own.height / 2)
    heads = _heads(plan, middle, edge, say)
    alt = _finding(flows, journey, say)
    body = element("g", "".join(parts), transform=f"translate(0 {HEAD:g})")
    svg = canvas(edge + LEAVE, plan.height + HEAD + 4, "".join([*heads, body]), alt=alt)
    return Figure(svg, alt, _caption(plan, say), _table(plan, journey, say))


Key = TypeVar("Key")


def _heights(blocks: Mapping[Key, Block]) -> dict[Key, float]:
    return {key: own.height for key, own in blocks.items()}


def _exits(journey: Journey) -> set[str]:
    return {exit_.id for exit_ in journey.exits}


def _name(row: str, i: int, journey: Journey, say: Speech) -> Block:
    text = f"{i}. {say.of(journey.step(row).label)}" if row else say("flow_enter")
    return block(text, NAME - 62, 13, bold=True)


def _exit_words(flow: Flow, journey: Journey, say: Speech) -> Block:
    label = next(exit_.label for exit_ in journey.exits if exit_.id == flow.target)
    return block(f"{_amount(flow.amount, say)} {say.of(label)}", LEAVE - 28, 12)


def _amount(value: float, say: Speech) -> str:
    return say.number(value, 0 if value >= 9.95 else 1)


def _bottom(plan: FlowPlan, band: Band) -> float:
    return plan.top(band.flow.source) + NODE


def _leader(plan: FlowPlan, i: int, middle: float) -> str:
    y = plan.tops[i] + NODE / 2
    return element(
        "path", d=f"M{NAME + 4:g} {y:g}H{middle - plan.widths[i] / 2:g}", stroke=colour("rule"), stroke_width=1,
        stroke_dasharray="1 3",
    )  # fmt: skip


def _node(plan: FlowPlan, i: int, middle: float) -> str:
    width = plan.widths[i]
    return element("rect", x=middle - width / 2, y=plan.tops[i], width=width, height=NODE, fill=colour("accent"))


def _row_words(plan: FlowPlan, i: int, name: Block, visits: str) -> list[str]:
    middle = plan.tops[i] + NODE / 2
    count = words(visits, NAME, middle + 4.5, font_size=13, text_anchor="end", fill=colour("ink"))
    return [*name.at(0, middle - name.height / 2), count]


def _drawn(band: Band, plan: FlowPlan, middle: float, edge: float, gone: Collection[str]) -> str:
    ink = "soft" if band.way in LEFT else "low" if band.flow.target in gone else "accent"
    return element(
        "path", d=_path(band, plan, middle, edge), stroke=colour(ink), stroke_width=round(band.width, 3),
        data_way=band.way,
    )  # fmt: skip


def _path(band: Band, plan: FlowPlan, middle: float, edge: float) -> str:
    x1, y1 = middle + band.leaves, _bottom(plan, band)
    r = band.width / 2 + 2
    if band.way == "out":
        return f"M{x1:g} {y1:g}v{band.below - r:g}a{r:g} {r:g} 0 0 0 {r:g} {r:g}H{edge:g}"
    x2, y2 = middle + band.enters, plan.top(band.flow.target)
    if band.way == "next":
        half = (y1 + y2) / 2
        return f"M{x1:g} {y1:g}C{x1:g} {half:g} {x2:g} {half:g} {x2:g} {y2:g}"
    side = -1 if band.way in LEFT else 1
    lane, turn = middle + side * band.lane, (1 if side < 0 else 0)
    up = side < 0
    run = y2 - band.above + (r if up else -r)
    second = f"a{r:g} {r:g} 0 0 1 {-r:g} {-r:g}" if up else f"a{r:g} {r:g} 0 0 1 {r:g} {r:g}"
    third = f"a{r:g} {r:g} 0 0 1 {r:g} {-r:g}" if up else f"a{r:g} {r:g} 0 0 1 {-r:g} {r:g}"
    return (
        f"M{x1:g} {y1:g}v{band.below - r:g}a{r:g} {r:g} 0 0 {turn} {side * r:g} {r:g}H{lane - side * r:g}{second}"
        f"V{run:g}{third}H{x2 + side * r:g}a{r:g} {r:g} 0 0 {turn} {-side * r:g} {r:g}V{y2:g}"
    )


def _numbers(bands: Sequence[Band], plan: FlowPlan, middle: float, say: Speech) -> list[str]:
    """Return the numbers on the bands that run along the steps, and the head of an arrow on each."""
    heads, told = "", ""
    for band in (band for band in bands if band.way not in ("next", "out")):
        up = band.way in LEFT
        x = middle + (-band.lane if up else band.lane)
        y = (_bottom(plan, band) + band.below + plan.top(band.flow.target) - band.above) / 2
        heads += f"M{x - 4:g} {y - 8:g}l4-5l4 5" if up else f"M{x - 4:g} {y + 8:g}l4 5l4-5"
        if band.flow.amount >= LABELLED:
            told += words(_amount(band.flow.amount, say), x, y + 4)
    arrows = element("path", d=heads, fill="none", stroke=colour("ink"), stroke_width=1.4)
    lettering = element(
        "g", told, font_size=11.5, text_anchor="middle", fill=colour("ink"), stroke=colour("paper"), stroke_width=3,
        paint_order="stroke", stroke_linejoin="round",
    )  # fmt: skip
    return [part for part, there in ((arrows, heads), (lettering, told)) if there]


def _heads(plan: FlowPlan, middle: float, edge: float, say: Speech) -> list[str]:
    kept = {band.way for band in plan.bands}
    parts = [words(say("flow_visits"), NAME, 12, font_size=12, text_anchor="end", fill=colour("soft"))]
    if kept & set(LEFT):
        x = middle - plan.reach_left
        parts.append(words(say("flow_back"), x, 12, font_size=12, fill=colour("soft")))
    parts.append(words(say("flow_leave"), edge + 6, 12, font_size=12, fill=colour("soft")))
    return parts


def _finding(flows: Sequence[Flow], journey: Journey, say: Speech) -> str:
    out = [flow for flow in flows if flow.target in _exits(journey)]
    worst = max(out, key=lambda flow: flow.amount)
    label = next(exit_.label for exit_ in journey.exits if exit_.id == worst.target)
    told = say(
        "flow_alt", n=say.number(ENTERING), x=_amount(worst.amount, say), step=say.of(journey.step(worst.source).label),
        exit=say.of(label),
    )  # fmt: skip
    places = {step.id: i for i, step in enumerate(journey.steps)}
    back = [f for f in flows if f.source in places and f.target in places and places[f.target] <= places[f.source]]
    if not back:
        return told
    return f"{told} {say('flow_alt_back', x=_amount(sum(flow.amount for flow in back), say))}"


def _caption(plan: FlowPlan, say: Speech) -> str:
    loops = any(band.way in LEFT for band in plan.bands)
    return say("flow_caption", n=say.number(ENTERING)) + (f" {say('flow_loops')}" if loops else "")


def _table(plan: FlowPlan, journey: Journey, say: Speech) -> tuple[Row, ...]:
    names = {"": say("flow_enter")} | {step.id: say.of(step.label) for step in journey.steps}
    names |= {exit_.id: say.of(exit_.label) for exit_ in journey.exits}
    rows: list[Row] = [[say(key) for key in ("flow_from", "flow_to", "flow_way", "flow_amount")]]
    for band in plan.bands:
        flow = band.flow
        way = say(f"way_{band.way}") if flow.source else say("way_in")
        rows.append([names[flow.source], names[flow.target], way, say.number(flow.amount, 1)])
    return tuple(rows)
