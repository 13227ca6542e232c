"""Flows through a journey: widths true to the numbers, loops drawn back, losses drawn too."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from conftest import SAMPLES
from hypothesis import given, settings
from hypothesis import strategies as st

from figures.boxes import outside, size, touching, xml_of
from workbench.figures.flow import flow_figure
from workbench.figures.flow_plan import FULL, NODE, flow_plan
from workbench.reading.study_folder import read_material
from workbench.simulation.expected_flow import ENTERING, Flow, expected_flows
from workbench.simulation.process import process_of

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


def test_what_comes_into_a_step_is_as_wide_as_what_leaves_it(journey):
    plan = plan_of(journey)
    for row, width in zip(plan.rows[1:], plan.widths[1:], strict=True):
        assert sum(band.width for band in plan.bands if band.flow.target == row) == pytest.approx(width)
        assert sum(band.width for band in plan.bands if band.flow.source == row) == pytest.approx(width)


def test_all_bands_have_one_scale_and_the_widest_step_is_as_wide_as_can_be(journey):
    plan = plan_of(journey)
    scales = {round(band.width / band.flow.amount, 9) for band in plan.bands}
    assert len(scales) == 1
    assert max(plan.widths) == pytest.approx(FULL)


def test_the_strokes_in_the_picture_have_those_widths(journey, say):
    plan = plan_of(journey)
    drawn = xml_of(flow_figure(flows_of(journey), journey, say).svg).iter()
    widths = [float(part.get("stroke-width")) for part in drawn if part.get("data-way")]
    assert sorted(widths) == pytest.approx(sorted(band.width for band in plan.bands), abs=0.006)


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
        own = sorted((band for band in plan.bands if band.flow.source == row), key=lambda band: band.leaves)
        for one, other in pairwise(own):
            assert other.leaves - one.leaves == pytest.approx((one.width + other.width) / 2)
    for ways in (("back", "again"), ("ahead",)):
        lanes = [band for band in plan.bands if band.way in ways]
        for i, one in enumerate(lanes):
            for other in lanes[:i]:
                if _beside(plan, one, other):
                    assert abs(one.lane - other.lane) >= (one.width + other.width) / 2


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
        turned = [band.below + band.width / 2 for band in plan.bands if band.flow.source == row and band.way != "next"]
        assert all(top + NODE + deep <= nearest + 0.01 for deep in turned)


def test_loops_are_named_and_a_journey_without_them_has_no_note(journeys, say):
    figure = flow_figure(flows_of(journeys["agency"]), journeys["agency"], say)
    assert say("flow_loops") in figure.caption
    first = journeys["agency"].steps[0].id
    exit_ = journeys["agency"].exits[0].id
    plain = flow_figure([Flow("", first, ENTERING), Flow(first, exit_, ENTERING)], journeys["agency"], say)
    assert say("flow_loops") not in plain.caption
    assert re.search(r"100", plain.alt)
