"""Flows through a journey: widths true to the numbers, ways back that do not drown the rest, losses drawn too."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from conftest import SAMPLES
from hypothesis import given, settings
from hypothesis import strategies as st

from figures.boxes import outside, size, touching, xml_of
from workbench.figures.flow import flow_figure
from workbench.figures.flow_plan import ENTRY, FULL, HAIR, LOOP, NODE, RETURN, RISE, WIDEST, flow_plan
from workbench.reading.study_folder import read_material
from workbench.simulation.expected_flow import ENTERING, Flow, expected_flows
from workbench.simulation.process import process_of

ROUGH = 0.11
"""Pixels by which two ends of an outline, each to a tenth, may lie apart from what they are."""
AMOUNTS = st.lists(st.floats(0.01, 200), min_size=25, max_size=25)


@pytest.fixture(scope="module")
def journeys():
    return {name: read_material(name).journey for name in SAMPLES}


@pytest.fixture(params=SAMPLES)
def journey(journeys, request):
    return journeys[request.param]


def flows_of(journey):
    return expected_flows(process_of(journey))


def plan_of(journey):
    steps = [step.id for step in journey.steps]
    return flow_plan(flows_of(journey), steps, heights={}, names=dict.fromkeys(["", *steps], 30.0))


def elsewhere(plan):
    return [band for band in plan.bands if band.way != "again"]


def test_what_comes_into_a_step_from_elsewhere_is_as_wide_as_what_leaves_it(journey):
    plan = plan_of(journey)
    for row, width in zip(plan.rows[1:], plan.widths[1:], strict=True):
        assert sum(band.width for band in elsewhere(plan) if band.flow.target == row) == pytest.approx(width)
        assert sum(band.width for band in elsewhere(plan) if band.flow.source == row) == pytest.approx(width)


def test_all_bands_have_one_scale_and_those_who_enter_stay_visible(journey):
    plan = plan_of(journey)
    assert all(band.width / band.flow.amount == pytest.approx(plan.scale) for band in plan.bands)
    assert FULL <= max(plan.widths) + 1e-9 <= WIDEST + 1e-6
    assert plan.widths[0] >= ENTRY - 1e-9 or max(plan.widths) == pytest.approx(WIDEST)


def test_ways_back_are_capped_and_every_loop_is_of_one_size(journey):
    for band in plan_of(journey).bands:
        if band.way == "again":
            assert band.line == LOOP
        elif band.way == "back":
            assert band.line == pytest.approx(max(min(band.width, RETURN), HAIR))
        else:
            assert band.line == (band.width if band.way == "next" else max(band.width, HAIR))


def test_what_is_drawn_has_the_widths_of_the_plan(journey, say):
    plan = plan_of(journey)
    drawn = [part for part in xml_of(flow_figure(flows_of(journey), journey, say).svg).iter() if part.get("data-way")]
    strokes = [float(part.get("stroke-width")) for part in drawn if part.get("data-way") != "next"]
    assert sorted(strokes) == pytest.approx(sorted(b.line for b in plan.bands if b.way != "next"), abs=0.006)
    ribbons = [across(part.get("d")) for part in drawn if part.get("data-way") == "next"]
    onward = sorted(band.width for band in plan.bands if band.way == "next")
    assert sorted(wide for wide, _ in ribbons) == pytest.approx(onward, abs=ROUGH)
    assert sorted(wide for _, wide in ribbons) == pytest.approx(onward, abs=ROUGH)


def across(path):
    """Return how wide the outline of a ribbon is at its upper and lower end."""
    numbers = [float(number) for number in re.findall(r"-?[\d.]+", path)]
    left, low_left, low_right, right = numbers[0], numbers[6], numbers[8], numbers[13]
    return right - left, low_right - low_left


def test_the_cap_and_the_loops_are_said_where_they_are_drawn(journey, say):
    plan, caption = plan_of(journey), flow_figure(flows_of(journey), journey, say).caption
    cap = say.number(RETURN / plan.scale, 0 if RETURN / plan.scale >= 9.95 else 1)
    assert (say("flow_capped", x=cap) in caption) == any(band.capped for band in plan.bands)
    assert (say("flow_again") in caption) == any(band.way == "again" for band in plan.bands)


def test_each_move_is_drawn_once_and_goes_the_way_its_steps_stand(journey, say):
    places = {step.id: i for i, step in enumerate(journey.steps)} | {"": -1}
    for band in plan_of(journey).bands:
        if band.flow.target not in places:
            assert band.way == "out"
        else:
            span = places[band.flow.target] - places[band.flow.source]
            assert band.way == ("next" if span == 1 else "ahead" if span > 1 else "back" if span else "again")
    svg = flow_figure(flows_of(journey), journey, say).svg
    assert svg.count("data-way=") == len(flows_of(journey))


def test_no_text_lies_over_another_and_none_is_cut(journey, say):
    figure = flow_figure(flows_of(journey), journey, say)
    assert touching(figure.svg) == []
    assert outside(figure.svg) == []
    assert size(figure.svg)[0] <= 1132


def test_the_table_has_every_move_and_its_number(journey, say):
    _, *rows = flow_figure(flows_of(journey), journey, say).table
    told = sorted(row[-1] for row in rows)
    assert told == sorted(say.number(flow.amount, 1) for flow in flows_of(journey))


def test_bands_on_one_side_leave_side_by_side_and_run_apart(journey):
    plan = plan_of(journey)
    for row in plan.rows:
        own = sorted((band for band in elsewhere(plan) if band.flow.source == row), key=lambda band: band.leaves)
        for one, other in pairwise(own):
            assert other.leaves - one.leaves == pytest.approx((one.width + other.width) / 2)
    for way in ("back", "ahead"):
        lanes = [band for band in plan.bands if band.way == way]
        for i, one in enumerate(lanes):
            for other in lanes[:i]:
                if _beside(plan, one, other):
                    assert abs(one.lane - other.lane) >= (one.line + other.line) / 2


def _beside(plan, one, other):
    def run(band):
        return sorted((plan.top(band.flow.source) + NODE + band.below, plan.top(band.flow.target) - band.above))

    (low, high), (bottom, top) = run(one), run(other)
    return low < top and bottom < high


@settings(max_examples=40)
@given(amounts=AMOUNTS, keep=st.lists(st.booleans(), min_size=25, max_size=25))
def test_any_flows_between_any_steps_are_drawn_apart(amounts, keep):
    names = ["a", "b", "c", "d"]
    pairs = [(source, target) for source in ["", *names] for target in [*names, "out"]]
    chosen = [Flow(s, t, x) for (s, t), x, k in zip(pairs, amounts, keep, strict=True) if k or (s == "" and t == "a")]
    plan = flow_plan(chosen, names, heights={}, names=dict.fromkeys(["", *names], 20.0))
    assert all(below < above for below, above in pairwise(plan.tops))
    for row, top in zip(plan.rows, plan.tops, strict=True):
        nearest = min((other for other in plan.tops if other > top), default=plan.height)
        leaving = [band for band in elsewhere(plan) if band.flow.source == row and band.way != "next"]
        turned = [band.below + band.line / 2 for band in leaving]
        assert all(top + NODE + deep <= nearest + 0.01 for deep in turned)
        backs = [band for band in plan.bands if band.flow.source == row and band.way == "back"]
        if any(band.way == "again" and band.flow.source == row for band in plan.bands):
            assert all(band.below - band.line / 2 >= RISE for band in backs)


def test_loops_are_named_and_a_journey_without_them_has_no_note(journeys, say):
    figure = flow_figure(flows_of(journeys["agency"]), journeys["agency"], say)
    assert say("flow_loops") in figure.caption
    first = journeys["agency"].steps[0].id
    exit_ = journeys["agency"].exits[0].id
    plain = flow_figure([Flow("", first, ENTERING), Flow(first, exit_, ENTERING)], journeys["agency"], say)
    assert say("flow_loops") not in plain.caption
    assert re.search(r"100", plain.alt)
