"""When new codes dry up."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.analysis.saturation import Spread, saturation, saturation_of, spread_of

REFERENCE = (16, 10, 7, 4, 4, 3, 1, 0, 1, 0)
COUNTS = st.lists(st.integers(0, 12), min_size=4, max_size=14)


def test_the_reference_runs_have_the_published_ratios():
    assert saturation(REFERENCE).ratios[:3] == pytest.approx((0.1892, 0.1081, 0.0270), abs=5e-5)


def test_the_reference_is_saturated_after_six_interviews_at_5_percent():
    assert saturation(REFERENCE, threshold=0.05).reached == 6


def test_the_reference_is_never_saturated_at_0_percent():
    assert saturation(REFERENCE, threshold=0.0).reached is None


@pytest.mark.parametrize("interviews", range(6))
def test_fewer_interviews_than_base_and_run_say_nothing(interviews):
    found = saturation(REFERENCE[:interviews])
    assert len(found.ratios) == 0
    assert found.reached is None


@given(COUNTS, st.integers(1, 3))
def test_a_ratio_is_the_new_codes_of_a_run_over_those_of_the_base(counts, run):
    counts = [1, *counts]
    found = saturation(counts, run=run)
    expected = [sum(counts[i : i + run]) / sum(counts[:4]) for i in range(4, len(counts)) if i + run <= len(counts)]
    assert found.ratios == pytest.approx(expected)


@given(COUNTS, COUNTS)
def test_more_interviews_never_take_saturation_back(counts, later):
    before, after = saturation(counts), saturation([*counts, *later])
    assert after.ratios[: len(before.ratios)] == before.ratios
    if before.reached is not None:
        assert after.reached == before.reached


@pytest.mark.parametrize("counts", [(0, 0, 0, 0, 5, 9), (0, 0, 0, 0, 0, 0)])
def test_a_base_without_codes_is_never_saturated(counts):
    found = saturation(counts)
    assert found.reached is None
    assert found.ratios == ()


def test_a_code_is_new_in_the_first_interview_that_has_it(interview, coding):
    one, two, three = (interview("words", document=name) for name in ("i1", "i2", "i3"))
    codings = [coding(two, "leak"), coding(one, "leak"), coding(three, "dear"), coding(three, "leak")]
    assert saturation_of(codings, ["i1", "i2", "i3"]).new == (1, 0, 1)
    assert saturation_of(codings, ["i3", "i1", "i2"]).new == (2, 0, 0)


def test_an_interview_without_codings_brings_nothing_new_and_still_counts(interview, coding):
    one = interview("words", document="i1")
    assert saturation_of([coding(one, "leak")], ["i1", "i2"]).new == (1, 0)


def given_codes(interview, coding, codes_of):
    """Give interviews i0, i1, … the codes named for each."""
    talks = [interview("words", document=f"i{i:02}") for i in range(len(codes_of))]
    codings = [coding(talk, code) for talk, codes in zip(talks, codes_of, strict=True) for code in codes]
    return codings, [talk.id for talk in talks]


def test_the_reference_interviews_in_their_own_order_are_saturated_after_six(interview, coding):
    fresh = iter(range(sum(REFERENCE)))
    codings, documents = given_codes(interview, coding, [[f"c{next(fresh)}" for _ in range(n)] for n in REFERENCE])
    found = saturation_of(codings, documents)
    assert (found.new, found.reached) == (REFERENCE, 6)


HELD = st.lists(st.sets(st.sampled_from("abcdefgh")), min_size=6, max_size=9)


@given(HELD, st.integers(0, 9))
@settings(deadline=None, max_examples=25)
def test_the_spread_is_that_of_saturation_in_each_shuffled_order(interview, coding, held, seed):
    codings, documents = given_codes(interview, coding, held)
    rng = np.random.default_rng(np.random.SeedSequence([seed, 3]))
    places = rng.permuted(np.tile(np.arange(len(held)), (40, 1)), axis=1)
    orders = [[documents[i] for i in np.argsort(row)] for row in places]
    reached = sorted(n for order in orders if (n := saturation_of(codings, order).reached) is not None)
    found = spread_of(codings, documents, orders=40, seed=seed)
    assert (found.orders, found.reached, found.share) == (40, len(reached), len(reached) / 40)
    if reached:
        assert found.middle == reached[math.ceil(len(reached) / 2) - 1]
        assert reached[0] <= found.low <= found.middle <= found.high <= reached[-1]
    else:
        assert (found.low, found.middle, found.high) == (None, None, None)


def test_interviews_that_all_say_the_same_are_saturated_in_any_order(interview, coding):
    codings, documents = given_codes(interview, coding, ["ab"] * 8)
    assert spread_of(codings, documents) == Spread(500, 500, 4, 4, 4)


def test_interviews_that_all_say_something_else_are_saturated_in_no_order(interview, coding):
    codings, documents = given_codes(interview, coding, "abcdefgh")
    assert spread_of(codings, documents) == Spread(500, 0, None, None, None)


@pytest.mark.parametrize("interviews", [0, 1, 5])
def test_too_few_interviews_are_saturated_in_no_order(interview, coding, interviews):
    codings, documents = given_codes(interview, coding, ["ab"] * interviews)
    assert spread_of(codings, documents).reached == 0


def test_the_spread_does_not_depend_on_the_order_given_but_on_the_seed(interview, coding):
    codings, documents = given_codes(interview, coding, ["ab", "bc", "", "a", "cde", "f", "a", "b", "ag", "c"])
    assert spread_of(codings, documents, seed=2) == spread_of(codings[::-1], documents[::-1], seed=2)
    assert len({spread_of(codings, documents, seed=seed, orders=50) for seed in range(5)}) > 1


def test_a_spread_over_no_orders_is_refused():
    with pytest.raises(ValueError, match="1 order or more"):
        spread_of([], [], orders=0)
