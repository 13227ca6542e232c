"""What an intervention names exists, and its numbers rest on something."""

from __future__ import annotations

import math

import pytest

from workbench.model.claim import claim_register
from workbench.model.intervention import Intervention
from workbench.model.intervention_check import constant_faults, intervention_faults, unregistered

SHIFT = {"from": "look", "to": "buy", "log_odds": 0.3, "range": [0, 1]}


@pytest.fixture
def told(journey, label):
    """Return what is wrong with an intervention of these fields on a journey of these parts."""

    def check(parts=None, **fields):
        action = {"id": "help", "label": label, "why": label, "effects": [SHIFT]} | fields
        return intervention_faults(journey(interventions=[action], **(parts or {})), claim_register())

    return check


@pytest.fixture
def constants(label):
    def check(**fields):
        action = Intervention.model_validate({"id": "help", "label": label, "why": label} | fields)
        return constant_faults(action, claim_register()), unregistered(action)

    return check


def test_an_intervention_that_names_what_there_is_has_no_fault(told):
    assert told(emotions=[{"step": "look", "points": 1}], start=[{"step": "look", "log_odds": 1}]) == []


def _new(label, **fields):
    return {"id": "trial", "label": label, "after": "look", "share": 0.3, "ways": [{"to": "buy", "p": 1}]} | fields


@pytest.mark.parametrize(
    ("fields", "place", "what"),
    [
        ({"emotions": [{"step": "lok", "points": 1}]}, ("emotions", 0, "step"), "lok is not a step"),
        ({"sojourns": [{"step": "lok", "factor": 2}]}, ("sojourns", 0, "step"), "lok is not a step"),
        ({"removed": ["lok"]}, ("removed",), "lok is not a step"),
        ({"removed": ["buy"]}, ("removed",), "buy is what counts as conversion and cannot be removed"),
        ({"start": [{"step": "buy", "log_odds": 1}]}, ("start", 0), "no journey starts at buy"),
        ({"sojourns": [{"step": "look", "factor": 2}]}, ("sojourns", 0), "step look takes no time that could change"),
        (
            {"costs": {"per_visit": [{"step": "lok", "amount": {"value": 1}}]}},
            ("costs", "per_visit", 0, "step"),
            "lok is not a step",
        ),
        (
            {"referral": {"step": "look", "entry": "lok", "invitations": 1, "conversion": 0.1, "basis": "assumed"}},
            ("referral", "entry"),
            "lok is not a step",
        ),
    ],
)
def test_a_name_that_is_none_is_told_with_its_place(told, fields, place, what):
    assert told(**fields) == [(("interventions", 0, *place), f"help: {what}")]


@pytest.mark.parametrize(
    ("fields", "place", "what"),
    [
        ({"after": "lok"}, ("added", 0, "after"), "lok is not a step"),
        ({"id": "buy"}, ("added", 0, "id"), "there is a step buy already"),
        ({"ways": [{"to": "lost", "p": 1}]}, ("added", 0, "ways"), "lost is neither a step nor an exit"),
    ],
)
def test_a_new_step_stands_where_there_is_something(told, label, fields, place, what):
    faults = told(added=[_new(label, **fields)])
    assert (("interventions", 0, *place), f"help: {what}") in faults


def test_a_visit_of_a_new_step_may_cost_something(told, label):
    costs = {"per_visit": [{"step": "trial", "amount": {"value": 3}}]}
    assert told(added=[_new(label)], costs=costs) == []


def test_a_claim_is_registered_and_may_be_used(constants):
    faults, _ = constants(effects=[SHIFT], claims=["moon_phase"])
    assert [place for place, _ in faults] == [("claims",)]
    assert "no claim moon_phase is registered; known: acquire_against_retain" in faults[0][1]
    faults, _ = constants(effects=[SHIFT], claims=["messaging_over_phone"])
    assert faults == [(("claims",), "help: the claim messaging_over_phone may not be used: it is untraced")]


def test_a_number_that_rests_on_a_weak_claim_alone_needs_a_range(constants):
    bare = {"from": "look", "to": "buy", "log_odds": 0.3}
    faults, _ = constants(effects=[SHIFT, bare], claims=["chat_conversion"])
    assert [place for place, _ in faults] == [("effects", 1)]
    assert "rests on chat_conversion (vendor) alone: give it a range" in faults[0][1]


@pytest.mark.parametrize("sign", [1, -1])
def test_the_sellers_ratio_is_never_the_value_itself(constants, sign):
    value = sign * math.log(4)
    effect = {"from": "look", "to": "buy", "log_odds": value, "range": sorted([0, value])}
    faults, _ = constants(effects=[effect], claims=["chat_conversion"])
    assert [place for place, _ in faults] == [("effects", 0)]
    assert "an odds ratio of 4 is the claim chat_conversion itself" in faults[0][1]
    assert constants(effects=[effect | {"log_odds": value / 4}], claims=["chat_conversion"])[0] == []


@pytest.mark.parametrize("basis", ["stated", "observed", "calibrated"])
def test_what_was_seen_says_where(constants, basis):
    faults, _ = constants(effects=[SHIFT], basis=basis)
    assert faults == [
        (("basis",), f"help: what is {basis} must name its source, or claims it rests on"),
    ]
    assert constants(effects=[SHIFT], basis=basis, source="test of March, n = 812")[0] == []


def test_a_number_with_neither_range_nor_claim_nor_observation_is_told(constants):
    bare = {
        "effects": [{"from": "look", "to": "buy", "log_odds": 0.3}],
        "start": [{"step": "look", "log_odds": 0.2}],
        "emotions": [{"step": "look", "points": 1}],
        "sojourns": [{"step": "look", "factor": 0.5}],
        "costs": {"revenue_share": {"value": 0.1}},
    }
    _, loose = constants(**bare)
    assert [place for place, _ in loose] == [
        ("effects", 0),
        ("start", 0),
        ("emotions", 0),
        ("sojourns", 0),
        ("costs", "revenue_share"),
    ]
    assert constants(**bare, claims=["referred_customer_value"])[1] == []
    assert constants(**bare, basis="observed", source="test of March")[1] == []
