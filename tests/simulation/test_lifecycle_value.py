"""Customers over the years: worth by hand, time in each state, and what not knowing the numbers costs."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.model.lifecycle import Lifecycle
from workbench.reading.lifecycle_files import read_lifecycle
from workbench.reading.study_folder import samples_folder
from workbench.simulation.lifecycle_value import (
    expected_tenure,
    lifecycle_relation,
    lifecycle_value,
    lifecycle_value_range,
)

BOTH = {"en": "text", "fr": "texte"}


def money(value, range_=None):
    return {"value": value, "basis": "assumed", "range": range_}


def subscription(margin=12.0, *, keep=0.8, spread=0.0, acquisition=None, period="year"):
    """Return a trial that becomes a subscription with 1/2, kept with `keep` a period."""
    low, high = keep - spread, min(1.0, keep + spread)
    return Lifecycle.model_validate(
        {
            "id": "subscription",
            "title": BOTH,
            "source": {"document": "none"},
            "period": period,
            "states": [
                {"id": "trial", "label": BOTH, "basis": "inferred", "cost": money(5.0)},
                {"id": "paying", "label": BOTH, "basis": "inferred", "margin": money(margin), "cost": money(2.0)},
            ],
            "start": [{"state": "trial", "p": 1}],
            "exits": [{"id": "gone", "kind": "churn", "label": BOTH}],
            "transitions": [
                {"from": "trial", "to": "paying", "p": 0.5},
                {"from": "trial", "to": "gone", "p": 0.5},
                {"from": "paying", "to": "paying", "p": keep, "range": (low, high)},
                {"from": "paying", "to": "gone", "p": 1 - keep},
            ],
            "acquisition": acquisition,
            "version": "1",
            "valid_from": "2026-01-01",
            "review_due": "2026-04-01",
        }
    )


def catalogue():
    """Return customers by how many periods ago they bought (Pfeifer & Carraway, 2000)."""
    recency = {"r1": 0.3, "r2": 0.2, "r3": 0.15, "r4": 0.05}
    ways = []
    for name, later in zip(recency, [*list(recency)[1:], "former"], strict=True):
        ways += [{"from": name, "to": "r1", "p": recency[name]}, {"from": name, "to": later, "p": 1 - recency[name]}]
    states = [{"id": name, "label": BOTH, "basis": "stated", "source": "x", "cost": money(4.0)} for name in recency]
    states[0]["margin"] = money(40.0)
    changed = {"states": states, "transitions": ways, "start": [{"state": "r1", "p": 1}]}
    changed["exits"] = [{"id": "former", "kind": "churn", "label": BOTH}]
    return Lifecycle.model_validate(subscription().model_dump(by_alias=True) | changed)


def test_a_relation_by_recency_is_a_life_cycle_with_the_published_value():
    found = lifecycle_value(catalogue(), discount=0.2, periods=4)
    assert found.by_state == pytest.approx((50.115, 4.220, 0.592, -1.980), abs=5e-4)
    assert found.new == pytest.approx(50.115, abs=5e-4)


@pytest.fixture(scope="module")
def bank():
    return read_lifecycle(samples_folder() / "bank" / "lifecycle.yml")


def test_a_customer_is_worth_what_a_hand_reckons():
    found = lifecycle_value(subscription(), discount=0.25, periods=None)
    paying = 10 / (1 - 0.8 / 1.25)
    assert found.by_state == pytest.approx([-5 + 0.5 / 1.25 * paying, paying])
    assert found.new == pytest.approx(found.by_state[0])
    assert lifecycle_value(subscription(), discount=0.25, periods=1).new == pytest.approx(-5 + 0.5 / 1.25 * 10)


def test_winning_a_customer_counts_only_where_its_cost_is_known():
    unknown = lifecycle_value(subscription(), discount=0.1, periods=5)
    known = lifecycle_value(subscription(acquisition=money(3.0)), discount=0.1, periods=5)
    assert unknown.acquisition is None
    assert unknown.gain is None
    assert known.new == unknown.new
    assert known.gain == pytest.approx(known.new - 3)


def test_time_in_a_state_is_that_of_a_geometric_stay():
    trial, paying = expected_tenure(subscription())
    assert (trial.reach, trial.years) == pytest.approx((1, 1))
    assert (paying.reach, paying.years, paying.years_each) == pytest.approx((0.5, 2.5, 5))
    assert expected_tenure(subscription(period="month"))[1].years == pytest.approx(2.5 / 12)


def test_the_bank_s_customers_spend_as_long_in_each_state_as_drawn_ones(bank):
    relation, rng, customers = lifecycle_relation(bank), np.random.default_rng(6), 20_000
    spent = np.zeros((customers, len(relation.states)))
    who, at = np.arange(customers), np.zeros(customers, dtype=int)
    while len(who):
        spent[who, at] += 1
        to = (rng.random(len(at))[:, None] > np.cumsum(relation.matrix[at], axis=1)).sum(axis=1)
        stays = to < len(relation.states)
        who, at = who[stays], to[stays]
    for column, tenure in zip(spent.T, expected_tenure(bank), strict=True):
        assert abs(column.mean() - tenure.years) <= 4 * column.std() / np.sqrt(customers)
        assert (
            abs((column > 0).mean() - tenure.reach)
            <= 4 * np.sqrt(tenure.reach * (1 - tenure.reach) / customers) + 1e-12
        )


def test_undiscounted_the_bank_earns_by_the_years_in_each_state(bank):
    rewards = lifecycle_relation(bank).rewards
    years = np.array([tenure.years for tenure in expected_tenure(bank)])
    assert lifecycle_value(bank, discount=0, periods=2_000).new == pytest.approx(years @ rewards)


def test_the_range_of_what_a_bank_s_customer_is_worth_holds_the_value(bank):
    low, high = lifecycle_value_range(bank, discount=0.08, periods=20, seed=1)
    assert low < lifecycle_value(bank, discount=0.08, periods=20).new < high
    assert (low, high) == lifecycle_value_range(bank, discount=0.08, periods=20, seed=1)


def test_without_ranges_nothing_moves():
    low, high = lifecycle_value_range(subscription(), discount=0.1, periods=9, seed=1, draws=20)
    assert low == pytest.approx(high) == pytest.approx(lifecycle_value(subscription(), discount=0.1, periods=9).new)


def test_knowing_less_of_how_many_stay_widens_the_range():
    narrow, wide = (
        np.ptp(lifecycle_value_range(subscription(spread=spread), discount=0.1, periods=9, seed=1))
        for spread in (0.05, 0.2)
    )
    assert 0 < narrow < wide


@given(margin=st.floats(0, 100), more=st.floats(0, 50), keep=st.floats(0.05, 0.95))
@settings(max_examples=40)
def test_a_higher_margin_is_never_worth_less(margin, more, keep):
    low, high = (
        lifecycle_value(subscription(each, keep=keep), discount=0.1, periods=10) for each in (margin, margin + more)
    )
    assert high.new >= low.new - 1e-9


@given(keep=st.floats(0.05, 0.9), more=st.floats(0, 0.09))
@settings(max_examples=40)
def test_customers_who_bring_money_are_worth_more_when_more_stay(keep, more):
    less, much = (lifecycle_value(subscription(keep=each), discount=0.1, periods=10) for each in (keep, keep + more))
    assert much.new >= less.new - 1e-9
