"""Which share of arrivals finds somebody there."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.model.opening import ALWAYS, EVENINGS, HOURS, OFFICE, WEEK, Opening, availability


def test_hours_opened_are_the_share_of_the_week():
    assert availability(OFFICE) == pytest.approx(45 / 168)
    assert availability(EVENINGS) == pytest.approx((5 * 13 + 2 * 12) / 168)
    assert availability(ALWAYS) == 1
    assert availability(()) == 0


def test_hours_past_midnight_belong_to_the_next_day_and_sunday_is_before_monday():
    night = [Opening(days=("sun",), opens=22, closes=2)]
    assert availability(night) == pytest.approx(4 / 168)
    monday = [0.0] * HOURS
    monday[0] = 1.0
    assert availability(night, monday) == 1


def test_arrivals_outside_the_hours_find_nobody():
    arrivals = [0.0] * HOURS
    arrivals[10], arrivals[20] = 3.0, 1.0
    assert availability(OFFICE, arrivals) == 0.75


@pytest.mark.parametrize("arrivals", [[1.0], [0.0] * HOURS, [-1.0] * HOURS])
def test_arrivals_are_counts_of_a_week(arrivals):
    with pytest.raises(ValueError, match="168 counts"):
        availability(OFFICE, arrivals)


OPENINGS = st.builds(
    Opening,
    days=st.lists(st.sampled_from(WEEK), min_size=1, unique=True).map(tuple),
    opens=st.integers(0, 48).map(lambda half: half / 2),
    closes=st.integers(0, 48).map(lambda half: half / 2),
)


@given(st.lists(OPENINGS, max_size=4), OPENINGS)
def test_opening_longer_never_meets_fewer_and_the_same_hours_twice_no_more(openings, more):
    before = availability(openings)
    assert 0 <= before <= availability([*openings, more]) <= 1 + 1e-12
    assert availability([*openings, *openings]) == pytest.approx(before)
