"""A journey's dates, scope, day, future and referral fit its steps."""

from __future__ import annotations

from datetime import date

import pytest
from pydantic import ValidationError

from workbench.model.duration import Horizon, Sojourn
from workbench.model.journey import REVIEW_MONTHS, months_after
from workbench.model.journey_check import days_overdue, journey_faults
from workbench.model.sourced import Amount


@pytest.fixture
def remark(label):
    return {"text": label, "basis": "assumed"}


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        ("2026-01-01", 3, "2026-04-01"),
        ("2026-11-30", 3, "2027-02-28"),
        ("2027-11-30", 3, "2028-02-29"),
        ("2026-12-31", 12, "2027-12-31"),
        ("2026-05-31", 1, "2026-06-30"),
    ],
)
def test_months_later_is_the_same_day_or_the_last_there_is(day, months, later):
    assert months_after(date.fromisoformat(day), months) == date.fromisoformat(later)


def test_a_review_left_out_is_due_a_quarter_later(journey):
    due = _without_review(journey).review_due
    assert due == months_after(date(2026, 1, 1), REVIEW_MONTHS) == date(2026, 4, 1)
    assert journey(review_due="2026-02-01").review_due == date(2026, 2, 1)


def _without_review(journey):
    content = journey().model_dump(mode="json", by_alias=True)
    del content["review_due"]
    return type(journey()).model_validate(content)


def test_days_overdue_count_from_the_day_after_it_was_due(journey):
    built = journey(review_due="2026-04-01")
    assert [days_overdue(built, date(2026, *day)) for day in ((3, 1), (4, 1), (4, 2), (5, 1))] == [0, 0, 1, 30]


def test_a_review_before_the_journey_is_valid_is_refused(journey):
    ((place, what),) = journey_faults(journey(review_due="2025-12-31"))
    assert place == ("review_due",)
    assert "before the journey is valid" in what


@pytest.mark.parametrize("value", [0, -1, float("inf")])
def test_a_horizon_lasts(value):
    with pytest.raises(ValidationError):
        Horizon(value=value, unit="days")


@pytest.mark.parametrize("kind", [Sojourn, Horizon])
@pytest.mark.parametrize("unit", [{}, {"unit": None}, {"unit": ""}])
def test_a_time_has_a_unit(kind, unit):
    content = {"distribution": "fixed", "mean": 2} if kind is Sojourn else {"value": 2}
    with pytest.raises(ValidationError, match="a time needs its unit: minutes, hours, days, weeks, months"):
        kind.model_validate(content | unit)


def test_the_range_of_a_time_or_a_sum_holds_it():
    with pytest.raises(ValidationError, match="must hold the mean 2"):
        Sojourn(distribution="fixed", mean=2, unit="days", range=(3, 4))
    with pytest.raises(ValidationError, match="must hold 2"):
        Amount(value=2, range=(3, 4))


def test_an_exponential_time_has_no_spread_to_choose():
    with pytest.raises(ValidationError, match="always has cv 1"):
        Sojourn(distribution="exponential", mean=2, cv=0.5, unit="days")
    with pytest.raises(ValidationError, match="a fixed time has no spread"):
        Sojourn(distribution="fixed", mean=2, cv=0.5, unit="days")


ENDLESS = {
    "exits": [],
    "transitions": [{"from": "look", "to": "buy", "p": 1}, {"from": "buy", "to": "look", "p": 1}],
}


def test_a_journey_without_exits_needs_a_horizon_that_comes(journey, label):
    timed = {"id": "look", "stage": "before", "label": label}
    timed["sojourn"] = {"distribution": "fixed", "mean": 1, "unit": "days"}
    steps = [timed, {"id": "buy", "stage": "after", "label": label}]
    assert journey_faults(journey(**ENDLESS, steps=steps)) == []
    ((place, what),) = journey_faults(journey(**ENDLESS, steps=steps, horizon=None))
    assert (place, what.split(":")[0]) == (("horizon",), "a journey without exits never ends")
    assert {what.split(":")[0] for _, what in journey_faults(journey(**ENDLESS))} == {
        f"step {name} never comes to a step with a sojourn, so no horizon is reached" for name in ("look", "buy")
    }


@pytest.mark.parametrize(
    ("modes", "scope"),
    [
        (("online", "online"), "digital"),
        (("offline", "offline"), "physical"),
        (("online", "offline"), "omnichannel"),
        (("online", None), "digital"),
        ((None, None), "unknown"),
    ],
)
def test_the_scope_follows_from_the_modes(journey, label, modes, scope):
    pairs = zip(("look", "buy"), ("before", "after"), modes, strict=True)
    steps = [{"id": name, "stage": stage, "label": label, "mode": mode} for name, stage, mode in pairs]
    assert journey(steps=steps).scope == scope


def test_a_touchpoint_of_unknown_mode_leaves_the_scope_unknown(journey, label):
    look = {"id": "look", "stage": "before", "label": label, "mode": "online"}
    buy = {"id": "buy", "stage": "after", "label": label, "touchpoint": label}
    assert journey(steps=[look, buy]).scope == "unknown"


def test_something_stands_before_the_purchase_and_the_purchase_is_there(journey, label):
    only = [{"id": name, "canonical": "retention", "label": label} for name in ("before", "after")]
    assert [place for place, _ in journey_faults(journey(stages=only))] == [("stages",)]
    early = [{"id": name, "canonical": "awareness", "label": label} for name in ("before", "after")]
    ((place, what),) = journey_faults(journey(stages=early))
    assert place == ("stages",)
    assert "no stage is the purchase" in what


def test_a_referral_names_steps(journey):
    ask = {"step": "buy", "entry": "look", "invitations": 2, "conversion": 0.1, "basis": "assumed"}
    assert journey_faults(journey(referral=ask)) == []
    assert journey_faults(journey(referral=ask | {"step": "bye", "entry": "lok"})) == [
        (("referral", "step"), "referral names bye, which is not a step; did you mean buy?"),
        (("referral", "entry"), "referral names lok, which is not a step; did you mean look?"),
    ]


def test_a_day_goes_by_the_clock_and_names_steps(journey, remark):
    moments = [{"time": "08:00", "activity": remark}, {"time": "12:30", "activity": remark, "step": "look"}]
    assert journey_faults(journey(day={"moments": moments})) == []
    faults = journey_faults(journey(day={"moments": [*moments, {"time": "09:00", "activity": remark, "step": "lok"}]}))
    assert [place for place, _ in faults] == [("day", "moments", 2, "step"), ("day", "moments", 2, "time")]
    assert "put them by the clock" in faults[1][1]


@pytest.mark.parametrize("time", ["8:00", "24:00", "08:60", "0800", "noon"])
def test_a_time_of_day_is_written_by_the_clock(journey, remark, time):
    with pytest.raises(ValidationError):
        journey(day={"moments": [{"time": time, "activity": remark}]})


@pytest.fixture
def future(journey, label, remark):
    """Return the faults of a future state of these changes."""

    def check(*changes, based_on="1"):
        steps = [{"change": remark} | change for change in changes]
        return journey_faults(journey(future={"based_on": based_on, "goal": label, "steps": steps}))

    return check


def test_a_future_state_changes_steps_of_today_or_adds_new_ones(future, label):
    assert future({"step": "look"}, {"step": "try", "after": "look", "label": label}) == []
    assert (
        future({"step": "try", "after": "look", "label": label}, {"step": "pay", "after": "try", "label": label}) == []
    )


def test_a_future_state_drawn_from_another_version_says_so(future):
    ((place, what),) = future({"step": "look"}, based_on="0.9")
    assert place == ("future", "based_on")
    assert "the journey is version 1" in what


@pytest.mark.parametrize(
    ("change", "key", "what"),
    [
        ({"step": "lok"}, "step", "did you mean look?"),
        ({"step": "xyz"}, "step", "a new one needs `after` and `label`"),
        ({"step": "look", "after": "nothing"}, "after", "which is not a step"),
        ({"step": "look", "by": ["help"]}, "by", "help, which is not an intervention"),
    ],
)
def test_a_change_names_what_there_is(future, change, key, what):
    ((place, told),) = future(change)
    assert place[:4] == ("future", "steps", 0, key)
    assert what in told


def test_a_step_changes_once(future):
    assert [place for place, _ in future({"step": "look"}, {"step": "look"})] == [("future", "steps", 1)]
