"""Luck that is a function of seed, customer and decision."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import chisquare, kstest

from workbench.simulation.luck import FEELING_MASK, STAY_MASK, STAY_SHIFT, WHERE_SHIFT, key_of, luck, streams

MANY = np.arange(20_000)
DRAWS = st.tuples(st.integers(0, 2**63 - 1), st.integers(0, 2_000))


def where(seed, customers, decision):
    bits = luck(streams(key_of(seed), customers), decision)
    return ((bits >> WHERE_SHIFT).astype(float) + 0.5) / 2**32


def stay(seed, customers, decision):
    bits = luck(streams(key_of(seed), customers), decision)
    return (((bits >> STAY_SHIFT) & STAY_MASK).astype(float) + 0.5) / 2**24


def feeling(seed, customers, decision):
    return luck(streams(key_of(seed), customers), decision) & FEELING_MASK


@pytest.mark.parametrize("seed", [0, 1, 2, 2**63 - 1])
@pytest.mark.parametrize("decision", [0, 1, 1_999])
@pytest.mark.parametrize("purpose", [where, stay])
def test_the_luck_of_many_customers_is_uniform(seed, decision, purpose):
    assert kstest(purpose(seed, MANY, decision), "uniform").pvalue > 1e-3


@pytest.mark.parametrize("decision", [1, 2, 1_999])
def test_every_part_of_feelings_is_as_likely(decision):
    assert chisquare(np.bincount(feeling(1, MANY, decision).astype(int), minlength=256)).pvalue > 1e-3


@pytest.mark.parametrize("purpose", [where, stay])
def test_the_luck_of_one_customer_over_decisions_and_seeds_is_uniform(purpose):
    for customer in range(5):
        own = np.array([customer])
        over_decisions = [purpose(1, own, decision)[0] for decision in range(2_000)]
        over_seeds = [purpose(seed, own, 1)[0] for seed in range(2_000)]
        assert kstest(over_decisions, "uniform").pvalue > 1e-3
        assert kstest(over_seeds, "uniform").pvalue > 1e-3


def test_where_how_long_and_how_it_feels_are_unrelated():
    draws = np.array([where(1, MANY, 1), stay(1, MANY, 1), feeling(1, MANY, 1).astype(float)])
    assert abs(np.corrcoef(draws)[np.triu_indices(3, 1)]).max() < 4 / np.sqrt(len(MANY))


@given(DRAWS, DRAWS)
def test_another_seed_or_decision_brings_unrelated_luck(one, other):
    if one != other:
        first, second = where(one[0], MANY, one[1]), where(other[0], MANY, other[1])
        assert not np.array_equal(first, second)
        assert abs(np.corrcoef(first, second)[0, 1]) < 6 / np.sqrt(len(MANY))


@pytest.mark.parametrize("other", [(2, 1), (1, 2)])
def test_neighbouring_draws_are_unrelated(other):
    first, second = where(1, MANY, 1), where(other[0], MANY, other[1])
    assert abs(np.corrcoef(first, second)[0, 1]) < 4 / np.sqrt(len(MANY))
    assert kstest((first + second) % 1, "uniform").pvalue > 1e-3


def test_no_two_decisions_of_a_journey_share_their_luck():
    own = streams(key_of(1), np.arange(3))
    drawn = [tuple(luck(own, decision)) for decision in range(4_000)]
    assert len(set(drawn)) == len(drawn)


def test_neighbouring_customers_are_unrelated():
    draws = where(1, MANY, 1)
    assert abs(np.corrcoef(draws[:-1], draws[1:])[0, 1]) < 4 / np.sqrt(len(MANY))


@given(DRAWS, st.lists(st.integers(0, 2**32 - 1), min_size=1, max_size=50))
def test_a_customers_luck_does_not_depend_on_who_else_is_there(draw, customers):
    seed, decision = draw
    together = luck(streams(key_of(seed), np.array(customers)), decision)
    alone = [luck(streams(key_of(seed), np.array([customer])), decision)[0] for customer in customers]
    assert together.tolist() == alone


def test_no_two_customers_share_their_luck():
    assert len(np.unique(luck(streams(key_of(1), np.arange(200_000)), 1))) == 200_000
