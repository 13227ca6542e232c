"""A journey as an absorbing chain, and what effects do to it."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.model.duration import Sojourn
from workbench.model.journey_check import journey_faults
from workbench.model.transition import Effect
from workbench.simulation.closed_form import conversion, reach
from workbench.simulation.laws import lognormal_parameters
from workbench.simulation.process import mean_days, persona_effects, process_of, shifted

SAMPLES = ("startup", "consulting", "agency", "travel")
LOG_ODDS = st.floats(-5, 5)


def effect(one, other, log_odds):
    return Effect.model_validate({"from": one, "to": other, "log_odds": log_odds})


@given(st.floats(0.01, 0.99), LOG_ODDS)
def test_one_effect_multiplies_the_odds(chain, p, log_odds):
    ratio = math.exp(log_odds)
    found = shifted(chain([[0]], [[p, 1 - p]]), [effect("s0", "x0", log_odds)])
    assert found.matrix[0, 1] == pytest.approx(ratio * p / (1 - p + ratio * p))


@given(LOG_ODDS)
def test_the_other_ways_out_keep_their_ratios_and_other_steps_their_rows(reference, log_odds):
    found = shifted(reference, [effect("s2", "s3", log_odds)])
    assert found.matrix.sum(axis=1) == pytest.approx(1)
    others = [1, 2, 4]
    before, after = reference.matrix[2, others], found.matrix[2, others]
    assert after / after.sum() == pytest.approx(before / before.sum())
    assert np.delete(found.matrix, 2, axis=0) == pytest.approx(np.delete(reference.matrix, 2, axis=0))


@given(LOG_ODDS, LOG_ODDS)
def test_effects_act_the_same_together_as_one_after_the_other(reference, first, second):
    one, other = effect("s2", "s3", first), effect("s2", "x0", second)
    together = shifted(reference, [one, other])
    assert shifted(shifted(reference, [one]), [other]).matrix == pytest.approx(together.matrix)


@given(LOG_ODDS)
def test_an_effect_and_its_contrary_cancel_out(reference, log_odds):
    there = shifted(reference, [effect("s1", "s2", log_odds)])
    assert shifted(there, [effect("s1", "s2", -log_odds)]).matrix == pytest.approx(reference.matrix)


def test_no_effect_opens_a_way_that_is_closed(reference):
    assert shifted(reference, [effect("s0", "s3", 5.0)]).matrix[0, 3] == 0


def test_shifting_changes_nothing_in_the_process_given(reference):
    before = reference.matrix.copy()
    shifted(reference, [effect("s0", "s1", 2.0)])
    assert (reference.matrix == before).all()


@given(st.integers(0, 3), st.integers(0, 1), st.floats(0, 5))
def test_losing_more_customers_on_a_step_never_raises_conversion_nor_what_comes_after(reference, step, exit_, log_odds):
    if reference.matrix[step, 4 + exit_] > 0:
        worse = shifted(reference, [effect(f"s{step}", f"x{exit_}", log_odds)])
        assert conversion(worse) <= conversion(reference) + 1e-12
        assert (reach(worse) <= reach(reference) + 1e-12).all()


@pytest.mark.parametrize("name", SAMPLES)
def test_on_every_step_of_a_sample_a_greater_loss_never_raises_conversion(sample, of_sample, name):
    process = of_sample(name)
    for arrow in sample(name).journey.transitions:
        if arrow.to in process.exits:
            for log_odds in (0.1, 1.0, 3.0):
                worse = shifted(process, [effect(arrow.from_, arrow.to, log_odds)])
                assert conversion(worse) <= conversion(process) + 1e-12
                assert (reach(worse) <= reach(process) + 1e-12).all()


@pytest.mark.parametrize("name", SAMPLES)
def test_a_smaller_chance_of_converting_never_raises_conversion(sample, of_sample, name):
    process, journey = of_sample(name), sample(name).journey
    inlets = [arrow for arrow in journey.transitions if arrow.to == journey.conversion]
    worst = []
    for arrow in inlets:
        chances = [conversion(shifted(process, [effect(arrow.from_, arrow.to, -x)])) for x in (0, 0.5, 1, 2)]
        assert (np.diff(chances) <= 1e-12).all()
        worst.append(chances[-1])
    assert min(worst) < 0.99 * conversion(process)


@pytest.mark.parametrize("name", SAMPLES)
def test_a_process_has_the_chances_its_journey_states(sample, of_sample, name):
    process = of_sample(name)
    assert process.matrix.sum(axis=1) == pytest.approx(1)
    assert process.start.sum() == pytest.approx(1)
    for arrow in sample(name).journey.transitions:
        row, column = process.states.index(arrow.from_), process.states.index(arrow.to)
        assert process.matrix[row, column] == pytest.approx(arrow.p)
    assert process.steps[process.conversion] == sample(name).journey.conversion


TWICE = (("look", "buy", 0.3), ("look", "buy", 0.3), ("look", "gone", 0.4), ("buy", "gone", 1.0))
FROM = [{"step": "look", "p": 0.5}, {"step": "look", "p": 0.5}]
ONCE = (("look", "buy", 0.6), ("look", "gone", 0.4), ("buy", "gone", 1.0))


@pytest.mark.parametrize("described", [{"arrows": TWICE}, {"arrows": ONCE, "start": FROM}], ids=["arrow", "start"])
def test_a_chance_described_in_two_parts_is_added_up_or_refused(journey, described):
    shop = journey(*described.pop("arrows"), **described)
    if not journey_faults(shop):
        process = process_of(shop)
        assert process.start.sum() == pytest.approx(1)
        assert process.matrix[0, 1] == pytest.approx(0.6)


@pytest.fixture(scope="module")
def with_driver(journey):
    """A journey on which people who find it dear look no further."""
    driver = {"code": "dear", "from": "look", "to": "gone", "log_odds": 2.0, "why": {"en": "dear", "fr": "cher"}}
    return journey(*ONCE, drivers=[driver])


@given(st.floats(0, 1), st.floats(0, 1))
def test_a_driver_counts_as_much_as_the_persona_exceeds_everybody(with_driver, own, pooled):
    (found,) = persona_effects(with_driver, {"dear": own}, {"dear": pooled})
    assert (found.from_, found.to) == ("look", "gone")
    assert found.log_odds == pytest.approx(2.0 * (own - pooled))


def test_a_code_everybody_holds_sets_nobody_apart(with_driver):
    process = process_of(with_driver)
    same = shifted(process, persona_effects(with_driver, {"dear": 1.0}, {"dear": 1.0}))
    assert same.matrix == pytest.approx(process.matrix)


def test_a_persona_that_holds_a_code_of_loss_converts_less_the_more_it_holds_it(with_driver):
    process = process_of(with_driver)
    chances = [
        conversion(shifted(process, persona_effects(with_driver, {"dear": own}, {"dear": 0.5}))) for own in (0, 0.5, 1)
    ]
    assert chances[0] > chances[1] > chances[2]
    assert chances[1] == pytest.approx(conversion(process))


@given(st.floats(0.1, 1000), st.floats(0.05, 3))
def test_lognormal_parameters_give_back_mean_and_spread(mean, cv):
    mu, sigma = lognormal_parameters(mean, cv)
    assert math.exp(mu + sigma**2 / 2) == pytest.approx(mean)
    assert math.sqrt(math.expm1(sigma**2)) == pytest.approx(cv)


def test_mean_stays_are_in_days_and_0_where_none_is_given(chain):
    stay = Sojourn(distribution="gamma", mean=2, cv=0.5, unit="weeks")
    assert mean_days(chain([[0, 1], [0, 0]], [[0], [1]], sojourns=[stay, None])).tolist() == [14.0, 0.0]
