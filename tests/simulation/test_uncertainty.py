"""What not knowing the numbers costs."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.errors import InputError
from workbench.simulation.batch_expectations import Measure
from workbench.simulation.case import Case
from workbench.simulation.process import process_of
from workbench.simulation.uncertainty import drawn, parameter_range, posterior, posterior_draws

SAMPLES = ("startup", "consulting", "agency", "travel")


@pytest.fixture
def shop(journey):
    def make(low, high):
        told = journey(("look", "buy", 0.4, (low, high)), ("look", "gone", 0.6), ("buy", "gone", 1.0))
        return Case(process_of(told), told)

    return make


@pytest.mark.parametrize("measure", [Measure.CONVERSION, Measure.KEPT, Measure.DAYS, Measure.STEPS])
@pytest.mark.parametrize("name", SAMPLES)
def test_the_range_of_a_sample_holds_its_stated_value(sample, of_sample, name, measure):
    found = parameter_range(Case(of_sample(name), sample(name).journey), measure, seed=1, draws=500)
    assert found.low < found.stated < found.high


def test_a_wider_range_of_a_number_widens_the_range_of_the_measure(shop):
    narrow, wide = (parameter_range(shop(*ends), Measure.CONVERSION, seed=1) for ends in ((0.35, 0.45), (0.2, 0.6)))
    assert 0 < narrow.high - narrow.low < wide.high - wide.low


def test_the_range_leaves_5_in_100_on_either_side(shop):
    found = parameter_range(shop(0.0, 0.6), Measure.CONVERSION, seed=1, draws=20_000)
    # below 0.4 evenly from 0: 5 % below 0.04; above evenly to 0.6: 5 % above 0.58; rows scaled back
    assert found.low == pytest.approx(0.04 / 0.64, abs=0.004)
    assert found.high == pytest.approx(0.58 / 1.18, abs=0.004)


def test_numbers_without_range_are_counted_and_stay(shop):
    case = shop(0.2, 0.6)
    found = parameter_range(case, Measure.CONVERSION, seed=1, draws=50)
    assert (found.moved, found.still, found.draws) == (1, 2, 50)
    assert (drawn(case, seed=1, draws=50)[:, 1:] == case.stated[1:]).all()


def test_the_same_seed_gives_the_same_range(shop):
    one, same, other = (parameter_range(shop(0.2, 0.6), Measure.CONVERSION, seed=seed) for seed in (1, 1, 2))
    assert one == same
    assert one != other


def test_counts_of_6_3_and_1_give_the_known_posterior():
    found = posterior([6, 3, 1])
    assert found.means == pytest.approx([7 / 13, 4 / 13, 2 / 13])
    assert (found.lows[0], found.highs[0]) == pytest.approx((0.27667, 0.78906), abs=5e-6)


def test_a_structural_zero_is_not_smoothed():
    found = posterior([6, 0, 1], possible=[True, False, True])
    assert (found.means[1], found.lows[1], found.highs[1]) == (0, 0, 0)
    assert found.means[0] == pytest.approx(7 / 9)
    assert (
        posterior_draws([6, 0, 1], np.random.default_rng(0), draws=9, possible=[True, False, True])[:, 1] == 0
    ).all()


def test_the_only_possible_way_is_certain():
    found = posterior([4, 0], possible=[True, False])
    assert (found.means, found.lows, found.highs) == ((1, 0), (1, 0), (1, 0))


@pytest.mark.parametrize(
    ("counts", "possible"), [([1, 2], [True, False]), ([0], [False]), ([], []), ([-1, 2], None), ([1, 2], [True])]
)
def test_counts_that_cannot_be_are_refused(counts, possible):
    with pytest.raises(InputError, match="do not fit what is possible"):
        posterior(counts, possible=possible)


@given(counts=st.lists(st.integers(0, 200), min_size=2, max_size=6), alpha=st.floats(0.1, 5))
def test_a_posterior_sums_to_1_within_its_intervals(counts, alpha):
    found = posterior(counts, alpha=alpha)
    assert sum(found.means) == pytest.approx(1)
    assert all(0 <= low <= high <= 1 for low, high in zip(found.lows, found.highs, strict=True))
    rows = posterior_draws(counts, np.random.default_rng(0), draws=5, alpha=alpha)
    assert rows.sum(axis=1) == pytest.approx(1)


def test_more_counts_narrow_the_range_of_the_measure(shop):
    few, many = (
        parameter_range(shop(0.4, 0.4), Measure.CONVERSION, seed=1, counts={"look": {"buy": 4 * k, "gone": 6 * k}})
        for k in (1, 100)
    )
    assert many.high - many.low < (few.high - few.low) / 4
    assert many.low < 0.4 < many.high
    assert (many.moved, many.still) == (2, 1)


def test_counts_stand_in_place_of_ranges(shop):
    found = parameter_range(shop(0.2, 0.6), Measure.CONVERSION, seed=1, counts={"look": {"buy": 9000, "gone": 1000}})
    assert found.low == pytest.approx(0.9, abs=0.01)


def test_a_way_stated_as_impossible_stays_so_when_others_are_counted(journey):
    told = journey(("look", "buy", 0.0), ("look", "gone", 1.0), ("buy", "gone", 1.0))
    case = Case(process_of(told), told)
    found = parameter_range(case, Measure.CONVERSION, seed=1, counts={"look": {"gone": 5}})
    assert (found.low, found.high) == (0, 0)


@pytest.mark.parametrize("counts", [{"look": {"nowhere": 1}}, {"attic": {"buy": 1}}])
def test_counts_of_ways_the_journey_does_not_have_are_refused(shop, counts):
    with pytest.raises(InputError, match="the journey has no such way"):
        parameter_range(shop(0.2, 0.6), Measure.CONVERSION, seed=1, counts=counts)
