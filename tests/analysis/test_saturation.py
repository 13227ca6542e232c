"""When new codes dry up."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.analysis.saturation import saturation, saturation_of

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
