"""A life cycle has states, not steps, and what it states has a source."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from workbench.model.journey import Journey
from workbench.model.lifecycle import Lifecycle, LifeState, Span

PLAIN = {"id": "account", "label": {"en": "Account", "fr": "Compte"}}


@pytest.mark.parametrize(("period", "years"), [("month", 1 / 12), ("quarter", 0.25), ("year", 1)])
def test_a_period_has_its_length(lifecycle, period, years):
    assert lifecycle(period=period).years == pytest.approx(years)


def test_a_period_without_a_name_known_is_refused(lifecycle):
    with pytest.raises(ValidationError, match="period"):
        lifecycle(period="decade")


def test_a_stated_state_names_its_source():
    with pytest.raises(ValidationError, match="name its source"):
        LifeState.model_validate(PLAIN)
    assert LifeState.model_validate(PLAIN | {"source": "S4"}).basis == "stated"
    assert LifeState.model_validate(PLAIN | {"basis": "inferred"}).source == ""


def test_a_span_begins_before_it_ends_and_says_what_it_rests_on():
    with pytest.raises(ValidationError, match="after its end"):
        Span(low=9, high=3, basis="assumed")
    with pytest.raises(ValidationError, match="must name its source"):
        Span(low=1, high=3, basis="stated")
    with pytest.raises(ValidationError, match="basis"):
        Span.model_validate({"low": 1, "high": 3})


def test_nothing_is_assumed_of_what_winning_or_keeping_a_customer_costs(lifecycle):
    plain = lifecycle()
    assert plain.acquisition is None
    assert all(state.cost is None and state.margin is None for state in plain.states)


@pytest.mark.parametrize("part", ["steps", "stages", "conversion", "horizon", "drivers"])
def test_a_life_cycle_takes_no_part_of_a_journey(lifecycle, part):
    with pytest.raises(ValidationError, match="Extra inputs"):
        lifecycle(**{part: []})


def test_a_journey_takes_no_part_of_a_life_cycle(journey):
    with pytest.raises(ValidationError, match="Extra inputs"):
        journey(states=[])
    shared = {"id", "title", "currency", "illustrative", "source", "version", "valid_from", "review_due"}
    assert set(Lifecycle.model_fields) & set(Journey.model_fields) - shared == {"start", "exits", "transitions"}


def test_a_customer_leaves_by_going_or_by_the_end_only(lifecycle, label):
    with pytest.raises(ValidationError, match="exits"):
        lifecycle(exits=[{"id": "gone", "kind": "purchase", "label": label}])
