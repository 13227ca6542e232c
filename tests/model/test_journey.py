"""A journey says what each of its numbers rests on."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from workbench.model.duration import DAYS, Horizon, Sojourn
from workbench.model.journey import Journey, Satisfaction
from workbench.model.referral import Referral
from workbench.model.sourced import Feeling, Remark
from workbench.model.transition import Effect, Transition


@pytest.mark.parametrize(("unit", "days"), [("minutes", 1 / 24 / 60), ("hours", 1 / 24), ("days", 1), ("weeks", 7)])
def test_times_are_counted_in_days(unit, days):
    assert Sojourn(distribution="fixed", mean=3, unit=unit).days == pytest.approx(3 * days)
    assert Horizon(value=3, unit=unit).days == pytest.approx(3 * days)


def test_twelve_months_are_a_year_with_its_leap_days():
    assert 12 * DAYS["months"] == pytest.approx(365.25)


def test_what_is_stated_names_its_source(label):
    with pytest.raises(ValidationError, match="what is stated must name its source"):
        Feeling(value=1, basis="stated")
    with pytest.raises(ValidationError, match="what is stated must name its source"):
        Remark(text=label, basis="stated")
    assert Feeling(value=1, basis="stated", source="S0 2.4").source == "S0 2.4"
    assert Feeling(value=1, basis="assumed").source == ""


@pytest.mark.parametrize("value", [-3, 3])
def test_a_feeling_lies_between_minus_two_and_two(value):
    with pytest.raises(ValidationError):
        Feeling(value=value, basis="assumed")


@pytest.mark.parametrize("range_", [(0.5, 0.6), (0.1, 0.3), (0.6, 0.2), (-0.1, 0.5), (0.3, 1.1)])
def test_the_range_of_a_probability_lies_in_0_to_1_and_holds_it(range_):
    with pytest.raises(ValidationError, match=r"must lie in 0..1 and hold p = 0.4"):
        Transition(from_="look", to="buy", p=0.4, range=range_)


@pytest.mark.parametrize("range_", [(0.5, 0.6), (0.1, 0.3), (0.6, 0.2), (-0.1, 0.5)])
def test_the_ranges_of_satisfaction_and_referral_hold_their_values(range_):
    with pytest.raises(ValidationError, match=r"must hold log_odds = 0\.4"):
        Satisfaction(log_odds=0.4, range=range_, basis="assumed")
    with pytest.raises(ValidationError, match=r"hold conversion = 0\.4"):
        Referral(step="buy", entry="look", invitations=1, conversion=0.4, range=range_, basis="assumed")


@pytest.mark.parametrize("range_", [(0.4, 0.4), (0, 1), (0.2, 0.4), None])
def test_a_range_that_holds_its_probability_is_taken(range_):
    assert Transition(from_="look", to="buy", p=0.4, range=range_).range == range_


@pytest.mark.parametrize("p", [-0.1, 1.1, float("nan"), float("inf")])
def test_what_is_no_probability_is_refused(p):
    with pytest.raises(ValidationError):
        Transition(from_="look", to="buy", p=p)


@pytest.mark.parametrize("mean", [0, -1, float("nan")])
def test_a_time_that_is_not_positive_is_refused(mean):
    with pytest.raises(ValidationError):
        Sojourn(distribution="fixed", mean=mean, unit="days")


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        (Effect, {"from": "look", "to": "buy", "log_odds": float("nan")}),
        (Effect, {"from": "look", "to": "buy", "log_odds": float("inf")}),
        (Sojourn, {"distribution": "fixed", "mean": float("inf"), "unit": "days"}),
    ],
)
def test_a_number_that_is_not_finite_is_refused(kind, content):
    with pytest.raises(ValidationError):
        kind.model_validate(content)


def test_a_step_is_found_by_its_name(journey):
    assert journey().step("buy").id == "buy"
    with pytest.raises(KeyError):
        journey().step("gone")


def test_the_steps_of_a_stage_keep_their_order(journey, label):
    steps = [{"id": name, "stage": stage, "label": label} for name, stage in [("b", "x"), ("a", "y"), ("c", "x")]]
    stages = [{"id": name, "canonical": "decision", "label": label} for name in "xy"]
    built = journey(steps=steps, stages=stages)
    assert [step.id for step in built.steps_of(built.stages[0])] == ["b", "c"]


@pytest.mark.parametrize("part", ["stages", "steps", "start", "transitions"])
def test_a_journey_without_one_of_its_parts_is_refused(journey, part):
    with pytest.raises(ValidationError, match=part):
        journey(**{part: []})


def test_a_journey_comes_back_from_its_content(journey):
    content = journey().model_dump(mode="json", by_alias=True)
    assert content["transitions"][0]["from"] == "look"
    assert Journey.model_validate(content) == journey()


def test_a_journey_publishes_its_schema_under_the_names_of_the_file():
    schema = Journey.model_json_schema()
    assert "from" in schema["$defs"]["Transition"]["properties"]
    assert schema["additionalProperties"] is False
