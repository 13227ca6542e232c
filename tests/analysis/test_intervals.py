"""Intervals of counts against published values and scipy."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

from workbench.analysis.intervals import difference, wilson

COUNTS = st.integers(1, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@pytest.mark.parametrize(("x", "n", "interval"), [(81, 263, (0.2553, 0.3662)), (0, 20, (0.0, 0.1611))])
def test_the_score_interval_has_the_published_values(x, n, interval):
    assert wilson(x, n) == pytest.approx(interval, abs=5e-5)


@given(COUNTS)
def test_the_score_interval_is_that_of_scipy(counts):
    x, n = counts
    theirs = binomtest(x, n).proportion_ci(method="wilson")
    assert wilson(x, n) == pytest.approx((theirs.low, theirs.high), abs=1e-12)


@given(COUNTS)
def test_the_score_interval_lies_in_0_to_1_and_holds_the_share(counts):
    x, n = counts
    low, high = wilson(x, n)
    assert 0 <= low <= x / n <= high <= 1


@given(COUNTS)
def test_counting_the_others_mirrors_the_interval(counts):
    x, n = counts
    low, high = wilson(x, n)
    assert wilson(n - x, n) == pytest.approx((1 - high, 1 - low), abs=1e-12)


@pytest.mark.parametrize(("x", "n"), [(1, 0), (0, 0), (3, 2), (-1, 2), (0, -1)])
def test_a_count_that_cannot_be_is_refused(x, n):
    with pytest.raises(ValueError, match="x of n"):
        wilson(x, n)


@pytest.mark.parametrize(
    ("counts", "interval"),
    [
        ((56, 70, 48, 80), (0.0524, 0.3339)),
        ((9, 10, 3, 10), (0.1705, 0.8090)),
        ((6, 7, 2, 7), (0.0582, 0.8062)),
        ((5, 56, 0, 29), (-0.0381, 0.1926)),
        ((0, 10, 0, 20), (-0.1611, 0.2775)),
        ((10, 10, 0, 10), (0.6075, 1.0)),
    ],
)
def test_a_difference_of_shares_has_the_interval_newcombe_published(counts, interval):
    x1, n1, x2, n2 = counts
    point, low, high = difference(x1, n1, x2=x2, n2=n2)
    assert point == pytest.approx(x1 / n1 - x2 / n2)
    assert (low, high) == pytest.approx(interval, abs=5e-5)


@given(COUNTS, COUNTS)
def test_a_difference_the_other_way_round_has_the_opposite_interval(one, other):
    point, low, high = difference(*one, x2=other[0], n2=other[1])
    assert difference(*other, x2=one[0], n2=one[1]) == pytest.approx((-point, -high, -low), abs=1e-12)
