"""Which number matters most."""

import math

import numpy as np
import pytest

from workbench.simulation.batch_expectations import Measure, measured
from workbench.simulation.case import Case
from workbench.simulation.influence import (
    elementary_effects,
    morris,
    most_influential,
    sobol,
    sobol_indices,
    tornado,
)
from workbench.simulation.process import process_of
from workbench.simulation.uncertainty import parameter_range

SAMPLES = ("startup", "consulting", "agency", "travel")


@pytest.fixture(scope="module")
def shop(journey):
    """A shop in which nobody ever goes by the attic, and the way on after buying changes no conversion."""
    told = journey(
        ("look", "buy", 0.4, (0.2, 0.6)),
        ("look", "gone", 0.6, (0.55, 0.65)),
        ("attic", "buy", 0.5, (0.1, 0.9)),
        ("attic", "gone", 0.5),
        ("buy", "buy", 0.3, (0.1, 0.9)),
        ("buy", "gone", 0.7),
        conversion="buy",
    )
    return Case(process_of(told), told)


def ishigami(draws):
    x = math.pi * (2 * draws - 1)
    return np.sin(x[:, 0]) + 7 * np.sin(x[:, 1]) ** 2 + 0.1 * x[:, 2] ** 4 * np.sin(x[:, 0])


def by_id(pairs):
    return {pair.parameter.id: pair for pair in pairs}


def test_ishigami_has_the_known_indices():
    found = sobol_indices(ishigami, 3, seed=1, points=4096)
    assert [index.first for index in found] == pytest.approx([0.3139, 0.4424, 0], abs=0.02)
    assert [index.total for index in found] == pytest.approx([0.5576, 0.4424, 0.2437], abs=0.02)


def test_the_intervals_of_ishigami_hold_the_known_indices():
    found = sobol_indices(ishigami, 3, seed=1)
    for index, first, total in zip(found, (0.3139, 0.4424, 0), (0.5576, 0.4424, 0.2437), strict=True):
        assert abs(index.first - first) <= index.first_half
        assert abs(index.total - total) <= index.total_half


def test_elementary_effects_of_a_plane_are_its_slopes():
    found = elementary_effects(lambda draws: draws @ np.array([3.0, -1.0, 0.0]), 3, seed=0)
    assert [mean for mean, _ in found] == pytest.approx([3, 1, 0])
    assert [spread for _, spread in found] == pytest.approx([0, 0, 0], abs=1e-9)


def test_interactions_show_in_sigma():
    (_, spread), _ = elementary_effects(lambda draws: draws[:, 0] * draws[:, 1], 2, seed=0)
    assert spread > 0.1


def test_a_constant_has_no_influences():
    assert [index.total for index in sobol_indices(lambda draws: np.ones(len(draws)), 2, seed=0)] == [0, 0]
    assert elementary_effects(lambda draws: np.ones(len(draws)), 2, seed=0) == [(0, 0), (0, 0)]


def test_points_that_are_no_power_of_2_are_refused():
    with pytest.raises(ValueError, match="power of 2"):
        sobol_indices(ishigami, 3, seed=1, points=1000)


def test_going_on_more_often_raises_conversion_and_leaving_lowers_it(shop):
    found = by_id(tornado(shop, Measure.CONVERSION).swings)
    on, away = found["transition:look:buy"], found["transition:look:gone"]
    assert on.low_value < 0.4 < on.high_value
    assert away.low_value > 0.4 > away.high_value
    assert (on.low, on.high) == (0.2, 0.6)
    assert (on.low_value, on.high_value) == pytest.approx((0.2 / 0.8, 0.5))


def test_the_widest_swing_comes_first_and_numbers_without_range_are_counted(shop):
    found = tornado(shop, Measure.CONVERSION)
    assert found.stated == pytest.approx(0.4)
    assert found.swings[0].parameter.id == "transition:look:buy"
    widths = [swing.width for swing in found.swings]
    assert widths == sorted(widths, reverse=True)
    assert (len(found.swings), found.still) == (4, 2)


def test_a_number_nothing_depends_on_has_no_influence(shop):
    idle = {"transition:attic:buy", "transition:buy:buy"}
    assert {s.parameter.id for s in tornado(shop, Measure.CONVERSION).swings if s.width < 1e-12} == idle
    screened = by_id(morris(shop, Measure.CONVERSION, seed=1).effects)
    assert all(screened[name].mu_star == pytest.approx(0, abs=1e-12) for name in idle)
    shares = {number.id: index for number, index in sobol(shop, Measure.CONVERSION, seed=1).indices}
    assert all(shares[name].total == pytest.approx(0, abs=1e-9) for name in idle)
    assert shares["transition:look:buy"].total > 0.9


def test_all_three_name_the_same_number_where_one_stands_out(shop):
    first = most_influential(shop, Measure.CONVERSION).parameter.id
    assert morris(shop, Measure.CONVERSION, seed=1).effects[0].parameter.id == first
    assert sobol(shop, Measure.CONVERSION, seed=1).indices[0][0].id == first


def test_the_measure_decides_which_number_matters(shop):
    assert most_influential(shop, Measure.STEPS).parameter.id == "transition:buy:buy"


def test_without_ranges_nothing_is_most_influential(journey):
    told = journey(("look", "buy", 0.4), ("look", "gone", 0.6), ("buy", "gone", 1.0))
    case = Case(process_of(told), told)
    assert most_influential(case, Measure.CONVERSION) is None
    assert tornado(case, Measure.CONVERSION).swings == ()
    assert morris(case, Measure.CONVERSION, seed=1).effects == ()
    assert sobol(case, Measure.CONVERSION, seed=1).indices == ()


def test_a_measure_no_range_moves_has_no_most_influential_number(shop):
    assert most_influential(shop, Measure.REVENUE) is None
    assert sobol(shop, Measure.REVENUE, seed=1).indices[0][1].total == 0


@pytest.mark.parametrize("seed", [0, 5])
def test_the_same_seed_gives_the_same_influences(shop, seed):
    np.random.seed(1)
    one = morris(shop, Measure.STEPS, seed=seed), sobol(shop, Measure.STEPS, seed=seed, points=64)
    np.random.seed(2)
    assert one == (morris(shop, Measure.STEPS, seed=seed), sobol(shop, Measure.STEPS, seed=seed, points=64))


def test_nobody_elses_luck_is_touched(shop):
    np.random.seed(7)
    expected = np.random.random()
    np.random.seed(7)
    morris(shop, Measure.STEPS, seed=0)
    sobol(shop, Measure.STEPS, seed=0, points=64)
    assert np.random.random() == expected


def test_what_an_intervention_gains_hangs_on_its_own_numbers_too(journey, intervention):
    told = intervention(("look", "buy", 0.5))
    told["effects"][0]["range"] = (-0.5, 1.5)
    shop = journey(
        ("look", "buy", 0.4, (0.39, 0.41)), ("look", "gone", 0.6), ("buy", "gone", 1.0), interventions=[told]
    )
    case = Case(process_of(shop), shop, action=shop.interventions[0])
    found = most_influential(case, Measure.CONVERSION)
    assert found.parameter.id == "effect:0"
    assert found.low_value < 0 < found.high_value


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_says_which_assumption_matters_most(sample, of_sample, name):
    case = Case(of_sample(name), sample(name).journey)
    found = tornado(case, Measure.CONVERSION)
    whole = parameter_range(case, Measure.CONVERSION, seed=1, draws=500)
    assert found.swings[0].width > 0
    assert whole.low < found.stated < whole.high
    for swing in found.swings:
        assert sorted([swing.low_value, found.stated, swing.high_value])[1] == pytest.approx(found.stated)
    screened = morris(case, Measure.CONVERSION, seed=1)
    assert found.swings[0].parameter in [effect.parameter for effect in screened.effects[:3]]
    shares = sobol(case, Measure.CONVERSION, seed=1, points=256)
    assert sum(index.first for _, index in shares.indices) == pytest.approx(1, abs=0.2)
    assert measured(case, case.stated[None], Measure.CONVERSION)[0] == pytest.approx(found.stated)
