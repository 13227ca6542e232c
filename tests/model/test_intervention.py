"""An intervention says what it changes, and its ranges hold its numbers."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from workbench.model.intervention import (
    AddedStep,
    EmotionChange,
    Intervention,
    RevenueShare,
    SojournChange,
    StartChange,
)


@pytest.fixture
def action(label):
    return lambda **fields: Intervention.model_validate({"id": "help", "label": label, "why": label} | fields)


@pytest.fixture
def added(label):
    def build(**fields):
        content = {"id": "trial", "label": label, "after": "look", "share": 0.3, "ways": [{"to": "buy", "p": 1}]}
        return AddedStep.model_validate(content | fields)

    return build


def test_an_intervention_that_changes_nothing_is_refused(action):
    with pytest.raises(ValidationError, match="help changes nothing"):
        action()
    with pytest.raises(ValidationError, match="help changes nothing"):
        action(costs={"fixed": {"value": 3}})


@pytest.mark.parametrize(
    ("kind", "content", "name"),
    [
        (EmotionChange, {"step": "look", "points": 1, "range": [1.5, 2]}, "points"),
        (SojournChange, {"step": "look", "factor": 0.5, "range": [-1, 1]}, "factor"),
        (SojournChange, {"step": "look", "factor": 0.5, "range": [0.6, 1]}, "factor"),
        (StartChange, {"step": "look", "log_odds": 0.5, "range": [-1, 0]}, "log_odds"),
        (RevenueShare, {"value": 0.1, "range": [0, 1.2]}, "value"),
        (RevenueShare, {"value": 0.1, "range": [0.2, 0.3]}, "value"),
    ],
)
def test_a_range_holds_its_number_and_lies_where_it_may(kind, content, name):
    with pytest.raises(ValidationError, match=f"must hold {name} ="):
        kind.model_validate(content)


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        (EmotionChange, {"step": "look", "points": 4.5}),
        (SojournChange, {"step": "look", "factor": 0}),
        (RevenueShare, {"value": 1.1}),
    ],
)
def test_a_number_out_of_its_scale_is_refused(kind, content):
    with pytest.raises(ValidationError):
        kind.model_validate(content)


def test_the_ways_on_from_a_new_step_sum_to_1(added):
    assert added(ways=[{"to": "buy", "p": 0.3}, {"to": "gone", "p": 0.7}]).ways[1].p == 0.7
    with pytest.raises(ValidationError, match=r"the ways on from trial sum to 0.8, not to 1"):
        added(ways=[{"to": "buy", "p": 0.8}])
    with pytest.raises(ValidationError, match="must hold share"):
        added(range=[0.4, 0.5])


def test_a_customer_meets_it_at_each_place_it_changes_once(action, label):
    many = action(
        effects=[{"from": "look", "to": "buy", "log_odds": 1}, {"from": "buy", "to": "gone", "log_odds": -1}],
        emotions=[{"step": "look", "points": 1}],
        sojourns=[{"step": "wait", "factor": 0.5}],
        removed=["form"],
        referral={"step": "tell", "entry": "look", "invitations": 1, "conversion": 0.1, "basis": "assumed"},
    )
    assert many.holds_at == ("look", "buy", "wait", "form", "tell")
