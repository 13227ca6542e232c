"""Luck that is a function of seed, customer, decision and purpose."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import kstest

from workbench.generating.draws import uniforms

MANY = np.arange(20_000)
STREAMS = st.tuples(st.integers(0, 2**63 - 1), st.integers(0, 2_000), st.integers(0, 1))


@pytest.mark.parametrize("seed", [0, 1, 2, 2**63 - 1])
@pytest.mark.parametrize("decision", [0, 1, 1_999])
@pytest.mark.parametrize("purpose", [0, 1])
def test_the_luck_of_many_customers_is_uniform(seed, decision, purpose):
    assert kstest(uniforms(seed, MANY, decision, purpose), "uniform").pvalue > 1e-3


def test_the_luck_of_one_customer_over_decisions_seeds_and_purposes_is_uniform():
    for customer in range(5):
        own = np.array([customer])
        over_decisions = [uniforms(1, own, decision, purpose)[0] for decision in range(1_000) for purpose in (0, 1)]
        over_seeds = [uniforms(seed, own, 1, 0)[0] for seed in range(2_000)]
        assert kstest(over_decisions, "uniform").pvalue > 1e-3
        assert kstest(over_seeds, "uniform").pvalue > 1e-3


@given(STREAMS, STREAMS)
def test_another_seed_decision_or_purpose_brings_unrelated_luck(one, other):
    if one != other:
        first, second = uniforms(one[0], MANY, *one[1:]), uniforms(other[0], MANY, *other[1:])
        assert not np.array_equal(first, second)
        assert abs(np.corrcoef(first, second)[0, 1]) < 6 / np.sqrt(len(MANY))


@pytest.mark.parametrize("other", [(2, 1, 0), (1, 2, 0), (1, 1, 1)])
def test_neighbouring_streams_are_unrelated(other):
    first, second = uniforms(1, MANY, 1, 0), uniforms(other[0], MANY, *other[1:])
    assert abs(np.corrcoef(first, second)[0, 1]) < 4 / np.sqrt(len(MANY))
    assert kstest((first + second) % 1, "uniform").pvalue > 1e-3


def test_no_two_decisions_of_a_journey_share_their_luck():
    few = np.arange(3)
    streams = [tuple(uniforms(1, few, decision, purpose)) for decision in range(2_000) for purpose in (0, 1)]
    assert len(set(streams)) == len(streams)


def test_neighbouring_customers_are_unrelated():
    luck = uniforms(1, MANY, 1, 0)
    assert abs(np.corrcoef(luck[:-1], luck[1:])[0, 1]) < 4 / np.sqrt(len(MANY))


@given(STREAMS, st.lists(st.integers(0, 5_000_000), min_size=1, max_size=50))
def test_a_customers_luck_does_not_depend_on_who_else_is_there(stream, customers):
    seed, decision, purpose = stream
    together = uniforms(seed, np.array(customers), decision, purpose)
    alone = [uniforms(seed, np.array([customer]), decision, purpose)[0] for customer in customers]
    assert together.tolist() == alone


def test_no_two_customers_share_their_luck():
    luck = uniforms(1, np.arange(200_000), 1, 0)
    assert len(np.unique(luck)) == len(luck)
    assert 0 < luck.min() < luck.max() < 1


@pytest.fixture
def draw_of(monkeypatch):
    """Return the draw that 64 given random bits make."""

    def draw(bits):
        monkeypatch.setattr("workbench.generating.draws.mixed", lambda given: np.full_like(given, bits))
        return uniforms(1, np.array([0]), 1, 0)[0]

    return draw


def test_the_smallest_draw_is_above_0(draw_of):
    assert 0 < draw_of(0) < 1e-15


def test_the_largest_draw_is_below_1(draw_of):
    assert draw_of(2**64 - 1) < 1
