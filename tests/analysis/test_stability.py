"""Likeness of groups, and whether they come back among fewer people."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.analysis.grouping import LEFT_OVER, rarity
from workbench.analysis.stability import VALID, group_stability, jaccard

SETS = st.sets(st.integers(0, 8))


@pytest.fixture
def two_blocks():
    """Two groups of six people who hold five codes of their own each."""
    return np.kron(np.eye(2), np.ones((6, 5))).astype(bool)


def stability(data, labels, seed=1):
    rng = np.random.default_rng(seed)
    return group_stability(data, np.array(labels), most=4, weights=rarity(data), resamples=60, rng=rng)


def test_jaccard_of_the_reference_sets_is_0_4():
    assert jaccard({1, 2, 3, 4}, {3, 4, 5}) == pytest.approx(0.4)


@given(SETS, SETS)
def test_jaccard_is_symmetric_1_for_the_same_set_and_0_for_nothing_shared(one, other):
    assert jaccard(one, other) == jaccard(other, one)
    assert (jaccard(one, other) == 1) == (one == other and bool(one))
    assert (jaccard(one, other) == 0) == (not one & other)


def test_groups_that_stand_apart_come_back_every_time(two_blocks):
    assert stability(two_blocks, [0] * 6 + [1] * 6) == {0: 1.0, 1: 1.0}


def test_the_clearest_grouping_of_those_drawn_is_compared_however_many_groups_it_has():
    own, shared = np.kron(np.eye(4), np.ones((4, 5))), np.kron(np.eye(2), np.ones((8, 1)))
    four_in_two_pairs = np.hstack([own, shared]).astype(bool)
    assert min(stability(four_in_two_pairs, np.repeat([0, 1, 2, 3], 4)).values()) >= 0.95


def test_a_group_that_mixes_two_kinds_does_not_come_back(two_blocks):
    mixed = stability(two_blocks, [0, 0, 0, 1, 1, 1] * 2)
    assert max(mixed.values()) < VALID


def test_people_left_over_are_not_judged_as_a_group(two_blocks):
    assert set(stability(two_blocks, [LEFT_OVER] * 6 + [1] * 6)) == {1}


def test_people_without_anything_in_common_have_no_stable_group():
    nothing = np.zeros((10, 4), dtype=bool)
    assert stability(nothing, [0] * 5 + [1] * 5) == {0: 0.0, 1: 0.0}


def test_the_same_generator_gives_the_same_stability(two_blocks):
    noisy = two_blocks ^ (np.random.default_rng(5).random(two_blocks.shape) < 0.15)
    assert stability(noisy, [0] * 6 + [1] * 6, seed=3) == stability(noisy, [0] * 6 + [1] * 6, seed=3)
