"""Exact expectations of processes with published or worked-out answers."""

from dataclasses import replace

import numpy as np
import pytest

from workbench.model.transition import Effect
from workbench.simulation.batch_expectations import Measure
from workbench.simulation.case import Case
from workbench.simulation.closed_form import (
    absorption,
    conversion,
    expected_days,
    expected_steps,
    fundamental,
    reach,
)
from workbench.simulation.process import process_of, shifted
from workbench.simulation.uncertainty import parameter_range

SAMPLES = ("startup", "consulting", "agency", "travel")


def test_the_drunkard_takes_3_4_3_steps(drunkard):
    assert expected_steps(drunkard) == pytest.approx([3, 4, 3])


def test_the_drunkard_gets_home_with_the_known_chances(drunkard):
    assert absorption(drunkard) == pytest.approx(np.array([[0.75, 0.25], [0.5, 0.5], [0.25, 0.75]]))


def test_the_drunkards_variance_of_steps_is_8(drunkard):
    visits, steps = fundamental(drunkard), expected_steps(drunkard)
    assert (2 * visits - np.eye(3)) @ steps - steps**2 == pytest.approx([8, 8, 8])


def test_the_reference_journey_takes_the_known_steps(reference):
    assert expected_steps(reference) == pytest.approx([3.5, 3.6, 3.8, 3.4])


def test_the_reference_journey_ends_in_advocacy_with_the_known_chances(reference):
    assert absorption(reference)[:, 1] == pytest.approx([0.125, 0.2, 0.35, 0.55])


def test_the_reference_journey_takes_the_known_days(reference):
    assert expected_days(reference) == pytest.approx([71.5, 110.4, 168.2, 252.6])


def test_reach_is_that_of_kemeny_and_snell(reference):
    visits = fundamental(reference)
    expected = (visits - np.eye(4)) @ np.diag(1 / np.diag(visits))
    assert reach(reference)[1:] == pytest.approx(expected[0, 1:])
    assert reach(reference)[0] == pytest.approx(1)


def test_conversion_is_the_chance_of_ever_coming_to_the_step(reference):
    # To consideration with 5/8, from there on to decision with 4/7.
    assert conversion(reference) == pytest.approx(5 / 8 * 4 / 7)


def test_where_journeys_start_counts(reference):
    late = replace(reference, start=np.array([0.0, 0.0, 0.5, 0.5]))
    assert conversion(late) == pytest.approx(0.5 + 0.5 * (0.1 / 0.4) * (4 / 7))


@pytest.mark.parametrize("name", SAMPLES)
def test_every_customer_of_a_sample_leaves_in_the_end(of_sample, name):
    process = of_sample(name)
    assert absorption(process).sum(axis=1) == pytest.approx(1)
    assert reach(process).min() > 0
    assert reach(process).max() <= 1 + 1e-12


@pytest.mark.parametrize("name", SAMPLES)
def test_the_assumed_range_holds_the_stated_conversion_of_a_sample(sample, of_sample, name):
    low, high = ends(of_sample(name), sample(name).journey)
    assert 0 <= low < conversion(of_sample(name)) < high <= 1


def ends(process, journey):
    found = parameter_range(Case(process, journey), Measure.CONVERSION, seed=1)
    return found.low, found.high


def test_without_ranges_nothing_moves(journey):
    shop = journey(("look", "buy", 0.4), ("look", "gone", 0.6), ("buy", "gone", 1.0))
    assert ends(process_of(shop), shop) == pytest.approx((0.4, 0.4))


def test_a_wider_range_of_one_arrow_widens_the_range_of_conversion(journey):
    def spread(low, high):
        shop = journey(("look", "buy", 0.4, (low, high)), ("look", "gone", 0.6), ("buy", "gone", 1.0))
        least, most = ends(process_of(shop), shop)
        return most - least

    assert 0 < spread(0.35, 0.45) < spread(0.2, 0.6)


def test_the_range_of_conversion_stays_within_what_its_arrow_allows(journey):
    shop = journey(("look", "buy", 0.5, (0.2, 0.8)), ("look", "gone", 0.5), ("buy", "gone", 1.0))
    low, high = ends(process_of(shop), shop)
    assert 0.2 / 0.7 <= low < high <= 0.8 / 1.3


def test_an_arrow_thought_unlikely_moves_in_its_range_too(journey):
    shop = journey(("look", "buy", 0.0, (0.0, 0.5)), ("look", "gone", 1.0), ("buy", "gone", 1.0))
    most = ends(process_of(shop), shop)[1]
    assert most > 0.1
    likelier = shifted(process_of(shop), [Effect(from_="look", to="buy", log_odds=1.0)])
    assert ends(likelier, shop)[1] > most
