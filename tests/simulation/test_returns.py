"""Loops of a journey: the steps that can be come to again."""

from __future__ import annotations

import pytest

from workbench.simulation.returns import returned_to

LINE = (("a", "b", 0.5), ("a", "gone", 0.5), ("b", "c", 1.0), ("c", "gone", 1.0))


def test_a_plain_funnel_has_no_returns(journey):
    assert returned_to(journey(*LINE)) == ()


@pytest.mark.parametrize(
    ("more", "steps"),
    [((("c", "a", 0.5),), ("a", "b", "c")), ((("c", "b", 0.5),), ("b", "c")), ((("b", "b", 0.5),), ("b",))],
)
def test_the_steps_of_a_loop_are_named_in_order(journey, more, steps):
    assert returned_to(journey(*LINE, *more)) == steps


def test_a_way_back_that_is_never_taken_is_no_loop(journey):
    assert returned_to(journey(*LINE, ("c", "a", 0.0))) == ()


def test_a_step_listed_after_the_next_is_no_loop(journey):
    assert returned_to(journey(("a", "c", 1.0), ("b", "gone", 1.0), ("c", "b", 1.0))) == ()


def test_the_agency_comes_round_again(sample):
    assert "R2" in returned_to(sample("agency").journey)
