"""Expected moves: what comes to a step leaves it, and everybody leaves in the end."""

from __future__ import annotations

import pytest
from conftest import SAMPLES
from hypothesis import given
from hypothesis import strategies as st

from workbench.simulation.expected_flow import ENTERING, expected_flows
from workbench.simulation.process import process_of

WEIGHTS = st.lists(st.lists(st.integers(0, 5), min_size=5, max_size=5), min_size=4, max_size=4)


def summed(flows, end, name):
    return sum(flow.amount for flow in flows if getattr(flow, end) == name)


@pytest.mark.parametrize("name", SAMPLES)
def test_as_many_leave_a_step_as_come_to_it(of_sample, name):
    process = of_sample(name)
    flows = expected_flows(process)
    for step in process.steps:
        assert summed(flows, "target", step) == pytest.approx(summed(flows, "source", step))


@pytest.mark.parametrize("name", SAMPLES)
def test_the_exits_take_all_who_enter(of_sample, name):
    process = of_sample(name)
    flows = expected_flows(process)
    assert summed(flows, "source", "") == pytest.approx(ENTERING)
    assert sum(summed(flows, "target", exit_) for exit_ in process.exits) == pytest.approx(ENTERING)


@given(weights=WEIGHTS)
def test_flows_are_conserved_whatever_the_journey(chain, weights):
    rows = [[*row[:4], row[4] + 1] for row in weights]
    shares = [[value / sum(row) for value in row] for row in rows]
    process = chain([row[:4] for row in shares], [row[4:] for row in shares])
    flows = expected_flows(process)
    assert all(flow.amount > 0 for flow in flows)
    for step in process.steps:
        assert summed(flows, "target", step) == pytest.approx(summed(flows, "source", step))


def test_a_drunkard_comes_to_his_corner_three_times_in_two(drunkard):
    assert summed(expected_flows(drunkard), "source", "s0") == pytest.approx(1.5 * ENTERING)


def test_where_customers_may_stay_for_ever_there_are_no_expected_flows(chain):
    assert expected_flows(chain([[0, 1], [1, 0]], [[0], [0]])) is None
    assert expected_flows(chain([[0.5, 0.4], [0, 1]], [[0.1], [0]])) is None


def test_moves_that_cannot_happen_are_no_flows(journey):
    found = expected_flows(process_of(journey(("a", "b", 1.0), ("a", "gone", 0.0), ("b", "gone", 1.0))))
    assert [(flow.source, flow.target, flow.amount) for flow in found] == [
        ("", "a", 100),
        ("a", "b", 100),
        ("b", "gone", 100),
    ]
