"""Distances, silhouettes and the groupings offered, against hand-made cases, scipy and scikit-learn."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.spatial.distance import pdist, squareform
from sklearn.metrics import silhouette_samples

from workbench.analysis.grouping import LEFT_OVER, candidates, distances, rarity, silhouettes, smallest_group

SEEDS = st.integers(0, 2**32 - 1)


def random_table(seed, people=12, codes=9):
    return np.random.default_rng(seed).random((people, codes)) < 0.4


def random_plane(seed, people=14):
    points = np.random.default_rng(seed).normal(size=(people, 2))
    return squareform(pdist(points))


def test_silhouettes_of_two_clear_groups_have_the_reference_mean():
    points = np.array([0.0, 1.0, 10.0, 11.0, 12.0])
    square = abs(points[:, None] - points[None, :])
    assert silhouettes(square, np.array([1, 1, 2, 2, 2])).mean() == pytest.approx(0.885105, abs=5e-7)


@given(SEEDS, st.integers(2, 6))
@settings(deadline=None)
def test_silhouettes_are_those_of_scikit_learn(seed, groups):
    square = random_plane(seed)
    labels = np.random.default_rng(seed + 1).permutation(np.arange(len(square)) % groups)
    theirs = silhouette_samples(square, labels, metric="precomputed")
    assert silhouettes(square, labels) == pytest.approx(theirs, abs=1e-12)


@given(SEEDS)
@settings(deadline=None)
def test_a_group_of_one_has_silhouette_0_as_in_scikit_learn(seed):
    square = random_plane(seed, people=7)
    labels = np.array([0, 1, 1, 1, 2, 2, 2])
    widths = silhouettes(square, labels)
    assert widths[0] == 0
    assert widths == pytest.approx(silhouette_samples(square, labels, metric="precomputed"), abs=1e-12)


@given(SEEDS)
@settings(deadline=None)
def test_people_left_over_have_silhouette_0_and_change_nobody_elses(seed):
    square = random_plane(seed)
    labels = np.array([LEFT_OVER, LEFT_OVER, *[0, 1] * 6])
    widths = silhouettes(square, labels)
    assert (widths[:2] == 0).all()
    assert widths[2:] == pytest.approx(silhouettes(square[2:, 2:], labels[2:]), abs=1e-12)


def test_one_group_alone_has_no_silhouette():
    assert (silhouettes(random_plane(1), np.zeros(14, dtype=int)) == 0).all()


def test_people_on_the_same_spot_have_silhouette_0():
    assert (silhouettes(np.zeros((4, 4)), np.array([0, 0, 1, 1])) == 0).all()


@given(SEEDS)
@settings(deadline=None)
def test_without_weights_the_distance_is_jaccards(seed):
    data = random_table(seed)
    data[:, 0] = True
    square = distances(data, np.ones(data.shape[1]))
    assert squareform(square, checks=False) == pytest.approx(pdist(data, "jaccard"), abs=1e-12)


def test_weights_count_in_what_is_shared_and_in_what_either_holds():
    data = np.array([[True, True, False], [True, False, True]])
    assert distances(data, np.array([1.0, 2.0, 5.0]))[0, 1] == pytest.approx(1 - 1 / 8)


def test_codes_that_neither_holds_say_nothing():
    few = np.array([[True, True], [True, False]])
    more = np.hstack([few, np.zeros((2, 5), dtype=bool)])
    assert distances(more, np.ones(7))[0, 1] == distances(few, np.ones(2))[0, 1]


def test_two_people_who_said_nothing_are_not_alike():
    square = distances(np.zeros((2, 3), dtype=bool), np.ones(3))
    assert square.tolist() == [[0.0, 1.0], [1.0, 0.0]]


@given(SEEDS)
@settings(deadline=None)
def test_distances_are_symmetric_and_lie_in_0_to_1(seed):
    data = random_table(seed)
    square = distances(data, rarity(data))
    assert square == pytest.approx(square.T, abs=1e-12)
    assert (np.diag(square) == 0).all()
    assert square.min() >= -1e-12
    assert square.max() <= 1


def test_no_distance_is_below_0_however_the_sums_are_rounded():
    lowest = []
    for seed in range(200):
        data = random_table(seed, people=8, codes=22)
        twins = np.vstack([data, data])
        lowest.append(distances(twins, rarity(twins)).min())
    assert min(lowest) >= 0


def test_rare_codes_weigh_more_and_every_code_weighs_something():
    data = np.zeros((10, 10), dtype=bool)
    for column in range(10):
        data[: column + 1, column] = True
    weights = rarity(data)
    assert (np.diff(weights) < 0).all()
    assert (weights > 0).all()


@pytest.mark.parametrize(("people", "fewest"), [(2, 2), (10, 2), (40, 2), (41, 3), (60, 3), (61, 4)])
def test_a_group_is_two_people_or_one_in_twenty(people, fewest):
    assert smallest_group(people) == fewest


@given(SEEDS, st.integers(2, 6))
@settings(deadline=None, max_examples=50)
def test_every_grouping_offered_keeps_to_the_limits_and_has_its_mean_silhouette(seed, most):
    data = random_table(seed)
    square = np.maximum(distances(data, rarity(data)), 0)
    for labels, score in candidates(square, most):
        names, sizes = np.unique(labels[labels != LEFT_OVER], return_counts=True)
        assert 2 <= len(names) <= most
        assert sizes.min() >= smallest_group(len(data))
        assert score == pytest.approx(silhouettes(square, labels).mean())
