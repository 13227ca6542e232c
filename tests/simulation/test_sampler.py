"""Simulated customers against closed forms, and whose luck an intervention may touch."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from workbench.errors import WorkbenchError
from workbench.model.duration import Sojourn
from workbench.model.transition import Effect
from workbench.simulation.changes import changed
from workbench.simulation.closed_form import absorption, expected_days, expected_steps, fundamental, reach
from workbench.simulation.laws import quantile
from workbench.simulation.process import process_of, shifted
from workbench.simulation.sampler import simulate

MANY = 200_000
FOR_EVER = 1e12
SAMPLES = ("startup", "consulting", "agency", "travel")
ONE_DAY = Sojourn(distribution="fixed", mean=1, unit="days")


@pytest.fixture(scope="module")
def endless(reference, of_sample):
    """Return a process by name, without a horizon, and its 200,000 walks."""
    walked = {}

    def walk(name):
        if name not in walked:
            process = replace(reference if name == "reference" else of_sample(name), horizon=FOR_EVER)
            walked[name] = process, simulate(process, n_journeys=MANY, seed=1)
        return walked[name]

    return walk


def counted_steps(process):
    """Let every step last a day, so that days are steps."""
    return replace(process, sojourns=(ONE_DAY,) * len(process.steps), horizon=FOR_EVER)


def within_4_standard_errors(found, expected, variance):
    error = np.sqrt(np.asarray(variance) / MANY)
    return (abs(np.asarray(found) - expected) <= 4 * error + 1e-12).all()


ALL = ("reference", *SAMPLES)


@pytest.mark.parametrize("name", ALL)
def test_exits_are_taken_as_often_as_the_closed_form_says(endless, name):
    process, walks = endless(name)
    chances = process.start @ absorption(process)
    shares = np.bincount(walks.exit, minlength=len(process.exits)) / MANY
    assert within_4_standard_errors(shares, chances, chances * (1 - chances)), (shares, chances)


@pytest.mark.parametrize("name", ALL)
def test_as_many_steps_are_visited_as_the_closed_form_says(endless, name):
    process, walks = endless(name)
    visits, steps = fundamental(process), expected_steps(process)
    second_moment = (2 * visits - np.eye(len(steps))) @ steps
    mean = process.start @ steps
    assert within_4_standard_errors(walks.events / MANY, mean, process.start @ second_moment - mean**2)


@pytest.mark.parametrize("name", ALL)
def test_journeys_last_as_many_days_as_the_closed_form_says(endless, name):
    process, walks = endless(name)
    assert within_4_standard_errors(walks.days.mean(), process.start @ expected_days(process), walks.days.var())


@pytest.mark.parametrize("name", ALL)
def test_each_step_is_reached_as_often_as_the_closed_form_says(endless, name):
    process, walks = endless(name)
    chances = reach(process)
    assert within_4_standard_errors(walks.reached.mean(axis=0), chances, chances * (1 - chances))


@pytest.mark.parametrize("name", ALL)
def test_those_who_convert_are_those_who_reach_the_step(endless, name):
    process, walks = endless(name)
    assert (~np.isnan(walks.converted_after) == walks.reached[:, process.conversion]).all()


def test_steps_and_days_of_the_reference_vary_as_they_should(endless, reference):
    _, walks = endless("reference")
    in_steps = simulate(counted_steps(reference), n_journeys=MANY, seed=1).days
    for found, variance in ((in_steps, 9.15), (walks.days, 26651.35)):
        fourth = ((found - found.mean()) ** 4).mean()
        assert within_4_standard_errors(found.var(), variance, fourth - found.var() ** 2)


def test_the_drunkard_walks_as_he_should(drunkard):
    walks = simulate(counted_steps(drunkard), n_journeys=MANY, seed=1)
    assert within_4_standard_errors(walks.days.mean(), 3, 8)
    assert within_4_standard_errors((walks.exit == 0).mean(), 0.75, 0.75 * 0.25)


LIVED = ("exit", "days", "converted_after")


def same_lives(one, other, who, columns=("reached", "exit", "days", "converted_after")):
    return all(np.array_equal(getattr(one, c)[who], getattr(other, c)[who], equal_nan=True) for c in columns)


@pytest.mark.parametrize("name", SAMPLES)
def test_a_customers_journey_does_not_depend_on_how_many_there_are(of_sample, name):
    few = simulate(of_sample(name), n_journeys=1_000, seed=7)
    many = simulate(of_sample(name), n_journeys=5_000, seed=7)
    assert same_lives(few, many, slice(1_000))


def test_the_same_seed_gives_the_same_journeys_and_another_one_others(reference):
    one, again, other = (simulate(reference, n_journeys=500, seed=seed) for seed in (3, 3, 4))
    assert same_lives(one, again, slice(None))
    assert not same_lives(one, other, slice(None))


ARROWS = [(row, column) for row in range(4) for column in range(6)]


@given(st.integers(0, 2**63 - 1), st.sampled_from(ARROWS), st.floats(-3, 3))
@settings(deadline=None, max_examples=40)
def test_customers_who_never_come_to_a_step_are_untouched_by_what_is_done_there(reference, seed, arrow, log_odds):
    changed = shifted(reference, [Effect(from_=f"s{arrow[0]}", to=reference.states[arrow[1]], log_odds=log_odds)])
    without = simulate(reference, n_journeys=400, seed=seed)
    with_it = simulate(changed, n_journeys=400, seed=seed)
    stranger = ~without.reached[:, arrow[0]]
    assert same_lives(without, with_it, stranger)


@given(st.integers(0, 2**63 - 1), st.sampled_from(ARROWS), st.floats(-3, 3))
@settings(deadline=None, max_examples=25)
def test_what_is_done_on_a_step_changes_no_history_before_it_is_reached(reference, seed, arrow, log_odds):
    process = counted_steps(reference)
    changed = shifted(process, [Effect(from_=f"s{arrow[0]}", to=process.states[arrow[1]], log_odds=log_odds)])
    before = np.ones(300, dtype=bool)
    for day in range(8):
        followed = [
            simulate(replace(p, horizon=day + 0.5), n_journeys=300, seed=seed).reached for p in (process, changed)
        ]
        assert np.array_equal(followed[0][before], followed[1][before]), day
        before &= ~followed[0][:, arrow[0]]


@pytest.mark.parametrize("name", SAMPLES)
def test_an_intervention_of_a_sample_leaves_those_who_never_come_to_it_untouched(sample, of_sample, name):
    process = of_sample(name)
    without = simulate(process, n_journeys=3_000, seed=1)
    for action in sample(name).journey.interventions:
        with_it = simulate(changed(process, sample(name).journey, [action]), n_journeys=3_000, seed=1)
        places = [process.steps.index(step) for step in action.holds_at]
        stranger = ~without.reached[:, places].any(axis=1)
        assert same_lives(without, with_it, stranger, columns=LIVED)
        assert not same_lives(without, with_it, slice(None), columns=LIVED) or action.referral


@pytest.mark.parametrize("name", SAMPLES)
def test_those_whom_the_horizon_cuts_are_under_way_and_have_left_by_no_exit(of_sample, name):
    process = of_sample(name)
    short = simulate(replace(process, horizon=20.0), n_journeys=3_000, seed=1)
    cut = short.days >= 20
    assert cut.any()
    assert (short.exit[cut] == -1).all()
    assert (short.exit[~cut] >= 0).all()
    assert (short.days <= 20).all()
    assert not (short.converted_after >= 20).any()


def test_a_longer_horizon_takes_no_exit_back(reference):
    short, long = (simulate(replace(reference, horizon=days), n_journeys=3_000, seed=1) for days in (10.0, 100.0))
    left = short.exit >= 0
    assert 0 < left.sum() < (long.exit >= 0).sum()
    assert (short.exit[left] == long.exit[left]).all()
    assert (short.days[left] == long.days[left]).all()
    assert (short.reached <= long.reached).all()


def test_a_horizon_that_ends_on_the_first_step_shows_that_step_alone(reference):
    walks = simulate(replace(reference, horizon=1e-9), n_journeys=200, seed=1)
    assert walks.events == 200
    assert walks.reached.sum(axis=0).tolist() == [200, 0, 0, 0]
    assert (walks.exit == -1).all()


def test_the_fewer_customers_stay_the_fewer_convert(reference):
    converted = []
    for log_odds in (0.0, 0.5, 1.0, 2.0):
        effects = [Effect(from_="s1", to="x0", log_odds=log_odds)]
        walks = simulate(shifted(reference, effects), n_journeys=20_000, seed=1)
        converted.append(int(walks.reached[:, reference.conversion].sum()))
    assert converted == sorted(converted, reverse=True)
    assert converted[-1] < converted[0]


def test_a_customer_who_takes_very_many_steps_still_comes_to_an_exit(chain):
    patient = chain([[0.999]], [[0.001]])
    assert (simulate(patient, n_journeys=40, seed=1).exit == 0).all()


def test_a_journey_without_time_that_never_ends_is_refused_by_name(chain, monkeypatch):
    monkeypatch.setattr("workbench.simulation.sampler.MOST_TIMELESS", 512)
    with pytest.raises(WorkbenchError, match=r"never ends.*s0, s1"):
        simulate(chain([[0.5, 0.5], [0.5, 0.5]], [[0], [0]]), n_journeys=10, seed=1)


def test_a_customer_for_whom_time_passes_is_followed_to_the_horizon(chain, monkeypatch):
    monkeypatch.setattr("workbench.simulation.sampler.MOST_TIMELESS", 512)
    walks = simulate(chain([[1]], [[0]], sojourns=[ONE_DAY], horizon=2_000), n_journeys=10, seed=1)
    assert (walks.exit == -1).all()
    assert (walks.days == 2_000).all()
    assert walks.events == 20_000


def law_of(distribution, mean, cv):
    """The law with this mean and spread, as scipy has it."""
    if distribution == "exponential":
        return stats.expon(scale=mean)
    if distribution == "gamma":
        return stats.gamma(1 / cv**2, scale=mean * cv**2)
    sigma = np.sqrt(np.log1p(cv**2))
    return stats.lognorm(sigma, scale=mean / np.sqrt(1 + cv**2))


@given(st.sampled_from(["exponential", "lognormal", "gamma"]), st.floats(0.1, 500), st.floats(0.2, 2.5))
@settings(deadline=None)
def test_a_sojourn_has_the_quantiles_of_its_law(distribution, mean, cv):
    cv = 1.0 if distribution == "exponential" else cv
    theirs = law_of(distribution, mean, cv)
    assert (theirs.mean(), theirs.std() / theirs.mean()) == pytest.approx((mean, cv))
    draws = np.linspace(0.001, 0.999, 101)
    law = Sojourn(distribution=distribution, mean=mean, cv=cv, unit="days")
    assert quantile(law, draws) == pytest.approx(theirs.ppf(draws), rel=1e-6)


@pytest.mark.parametrize(
    ("distribution", "cv"),
    [("exponential", 1.0), ("fixed", 0.0), *((law, cv) for law in ("lognormal", "gamma") for cv in (0.3, 1.0, 1.5))],
)
def test_a_sojourn_has_the_mean_and_the_spread_it_was_given(distribution, cv):
    draws = (np.arange(500_000) + 0.5) / 500_000
    spread = {"cv": cv} if distribution != "fixed" else {}
    stays = quantile(Sojourn(distribution=distribution, mean=10, unit="days", **spread), draws)
    assert stays.mean() == pytest.approx(10, rel=1e-3)
    assert stays.std() / stays.mean() == pytest.approx(cv, rel=0.02)


def test_an_exponential_law_is_refused_a_spread_it_cannot_have():
    with pytest.raises(ValueError, match="cv"):
        Sojourn(distribution="exponential", mean=10, cv=0.3, unit="days")


def test_a_fixed_stay_is_refused_any_spread():
    with pytest.raises(ValueError, match="cv"):
        Sojourn(distribution="fixed", mean=10, cv=1.0, unit="days")


@pytest.mark.parametrize(
    ("unit", "days"), [("minutes", 1 / 1440), ("hours", 1 / 24), ("weeks", 7), ("months", 30.4375)]
)
def test_a_stay_is_counted_in_days_whatever_its_unit(chain, unit, days):
    stay = Sojourn(distribution="fixed", mean=3, unit=unit)
    walks = simulate(chain([[0]], [[1]], sojourns=[stay]), n_journeys=10, seed=1)
    assert walks.days == pytest.approx(3 * days)


def test_a_step_without_a_stay_takes_no_time(chain):
    assert (simulate(chain([[0]], [[1]]), n_journeys=10, seed=1).days == 0).all()


def test_customers_start_where_the_journey_says(chain):
    process = chain([[0, 0, 0]] * 3, [[1]] * 3, start=[0.2, 0.3, 0.5])
    share = simulate(process, n_journeys=MANY, seed=1).reached.mean(axis=0)
    expected = np.array([0.2, 0.3, 0.5])
    assert within_4_standard_errors(share, expected, expected * (1 - expected))


def test_converting_is_timed_from_the_start_to_the_first_arrival(chain):
    process = chain([[0, 1], [0.5, 0]], [[0], [0.5]], sojourns=[ONE_DAY, ONE_DAY], conversion=1)
    assert (simulate(process, n_journeys=100, seed=1).converted_after == 1).all()


def test_a_journey_of_the_schema_is_walked_as_described(journey):
    shop = journey(("look", "buy", 0.25), ("look", "gone", 0.75), ("buy", "gone", 1.0))
    walks = simulate(process_of(shop), n_journeys=MANY, seed=1)
    assert within_4_standard_errors(walks.reached[:, 1].mean(), 0.25, 0.25 * 0.75)
