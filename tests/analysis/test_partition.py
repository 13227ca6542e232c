"""Two groupings compared, against the reference value and scikit-learn."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import adjusted_rand_score

from workbench.analysis.grouping import LEFT_OVER
from workbench.analysis.partition import adjusted_rand, alone, moved

LABELS = st.integers(1, 20).flatmap(
    lambda n: st.tuples(*(st.lists(st.integers(0, 4), min_size=n, max_size=n) for _ in range(2)))
)


def test_the_reference_value_is_hubert_and_arabies():
    assert adjusted_rand(np.array([0, 0, 1, 1]), np.array([0, 0, 1, 2])) == pytest.approx(0.571429, abs=5e-7)


@given(LABELS)
def test_the_index_is_scikit_learns(pair):
    one, other = map(np.array, pair)
    assert adjusted_rand(one, other) == pytest.approx(adjusted_rand_score(one, other), abs=1e-12)


def test_nobody_has_no_agreement():
    with pytest.raises(ValueError, match="nobody"):
        adjusted_rand(np.array([], dtype=int), np.array([], dtype=int))


def test_people_left_over_are_not_a_group_of_their_own_together():
    labels = np.array([0, LEFT_OVER, 0, LEFT_OVER])
    assert len(set(alone(labels).tolist())) == 3
    assert labels.tolist() == [0, LEFT_OVER, 0, LEFT_OVER]


@given(LABELS)
def test_other_names_for_the_same_groups_move_nobody(pair):
    one = np.array(pair[0]) - 1
    assert not moved(one, np.where(one == LEFT_OVER, LEFT_OVER, 7 - one)).any()


def test_the_few_move_and_the_many_stay():
    assert moved(np.array([0, 0, 0, 1, 1]), np.array([5, 5, 3, 3, 3])).tolist() == [False, False, True, False, False]


def test_leaving_a_group_for_none_is_moving():
    one, other = np.array([0, 0, 0, LEFT_OVER, LEFT_OVER]), np.array([1, 1, LEFT_OVER, LEFT_OVER, 1])
    assert moved(one, other).tolist() == [False, False, True, False, True]
