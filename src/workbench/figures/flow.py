"""Flow: where 100 customers who enter a journey go, step by step, back again and out."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TypeVar

from workbench.figures.block import Block, block
from workbench.figures.drawing import Figure, Row, canvas, element, words
from workbench.figures.flow_lines import FlowLines
from workbench.figures.flow_plan import LEFT, NODE, RETURN, Band, FlowPlan, flow_plan
from workbench.figures.style import colour
from workbench.language.speech import Speech
from workbench.model.journey import Journey
from workbench.model.transition import LOST
from workbench.simulation.expected_flow import ENTERING, Flow

NAME, LEAVE, HEAD = 230.0, 236.0, 26.0
"""Widths of the steps' names and of the exits' words, and the height of the columns' heads."""
CASING, TINT = 1.5, 0.42
"""Ground left free at both sides of a band, so that one lies over another, and how dark bands are."""
ORDER = {"out": 0, "ahead": 1, "back": 2, "next": 3, "again": 4}
"""What lies over what."""


def flow_figure(flows: Sequence[Flow], journey: Journey, say: Speech) -> Figure:
    """Draw the flows of `expected_flows`: down to the next step, on the left back, on the right ahead and out.

    Widths are true to the numbers and what comes into a step goes out of it, but ways back are drawn no
    wider than `RETURN`, and staying on a step is a small loop beside it, of one size: both have their number.
    """
    told = {(f.source, f.target): _exit_words(f, journey, say) for f in flows if f.target in _exits(journey)}
    steps = [step.id for step in journey.steps]
    names = {row: _name(row, i, journey, say) for i, row in enumerate(["", *steps])}
    plan = flow_plan(flows, steps, heights=_heights(told), names=_heights(names))
    middle = NAME + 16 + plan.reach_left
    edge = middle + plan.reach_right + 10
    gone = {exit_.id for exit_ in journey.exits if exit_.kind in LOST}
    bands = sorted(plan.bands, key=lambda band: (ORDER[band.way], -band.line))
    lines = FlowLines(plan, middle, edge)
    drawn = "".join(_drawn(band, lines, gone) for band in bands)
    parts = [_leaders(plan, middle), element("g", drawn, fill="none", stroke=colour("paper"))]
    parts += [_node(plan, i, middle) for i in range(len(plan.rows))]
    for i, row in enumerate(plan.rows):
        visits = sum(flow.amount for flow in flows if flow.source == row)
        parts += _row_words(plan, i, names[row], _amount(visits, say))
    parts += _numbers(bands, lines, say)
    for band in (band for band in bands if band.way == "out"):
        own = told[band.flow.source, band.flow.target]
        parts += own.at(edge + 6, lines.bottom(band) + band.below - own.height / 2)
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


def _leaders(plan: FlowPlan, middle: float) -> str:
    rows = zip(plan.tops, plan.widths, strict=True)
    lines = "".join(f"M{NAME + 4:g} {top + NODE / 2:g}H{middle - width / 2:g}" for top, width in rows)
    return element("path", d=lines, stroke=colour("rule"), stroke_width=1, stroke_dasharray="1 3")


def _node(plan: FlowPlan, i: int, middle: float) -> str:
    width = plan.widths[i]
    return element("rect", x=middle - width / 2, y=plan.tops[i], width=width, height=NODE, fill=colour("accent"))


def _row_words(plan: FlowPlan, i: int, name: Block, visits: str) -> list[str]:
    middle = plan.tops[i] + NODE / 2
    count = words(visits, NAME, middle + 4.5, font_size=13, text_anchor="end", fill=colour("ink"))
    return [*name.at(0, middle - name.height / 2), count]


def _drawn(band: Band, lines: FlowLines, gone: Collection[str]) -> str:
    ink = colour("soft" if band.way in LEFT else "low" if band.flow.target in gone else "accent")
    path, width = lines.path(band), round(band.line, 3)
    if band.way == "next":
        casing = element("path", d=path, fill=colour("paper"), stroke_width=2 * CASING)
        return casing + element("path", d=path, fill=ink, fill_opacity=TINT, stroke="none", data_way=band.way)
    ground = element("path", d=path, stroke_width=width + 2 * CASING)
    line = element("path", d=path, stroke=ink, stroke_width=width, stroke_opacity=TINT, data_way=band.way)
    if not band.capped:
        return ground + line
    return ground + line + element("path", d=lines.wedges(band), fill=ink, fill_opacity=TINT, stroke="none")


def _numbers(bands: Sequence[Band], lines: FlowLines, say: Speech) -> list[str]:
    """Return the numbers on the bands that run along the steps and beside loops, and the head of an arrow on each."""
    heads, told = "", ""
    for band in (band for band in bands if band.way not in ("next", "out")):
        x, y = lines.number(band)
        heads += lines.head(band, x, y)
        anchor = "end" if band.way == "again" else "middle"
        told += words(_amount(band.flow.amount, say), x, y + 4, font_size=11.5, text_anchor=anchor)
    arrows = element("path", d=heads, fill="none", stroke=colour("ink"), stroke_width=1.4)
    lettering = element(
        "g", told, fill=colour("ink"), stroke=colour("paper"), stroke_width=3,
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
    told = [say("flow_caption", n=say.number(ENTERING))]
    if any(band.capped for band in plan.bands):
        told.append(say("flow_capped", x=_amount(RETURN / plan.scale, say)))
    if any(band.way == "again" for band in plan.bands):
        told.append(say("flow_again"))
    if any(band.way in LEFT for band in plan.bands):
        told.append(say("flow_loops"))
    return " ".join(told)


def _table(plan: FlowPlan, journey: Journey, say: Speech) -> tuple[Row, ...]:
    names = {"": say("flow_enter")} | {step.id: say.of(step.label) for step in journey.steps}
    names |= {exit_.id: say.of(exit_.label) for exit_ in journey.exits}
    rows: list[Row] = [[say(key) for key in ("flow_from", "flow_to", "flow_way", "flow_amount")]]
    for band in plan.bands:
        flow = band.flow
        way = say(f"way_{band.way}") if flow.source else say("way_in")
        rows.append([names[flow.source], names[flow.target], way, say.number(flow.amount, 1)])
    return tuple(rows)
