"""What a simulation says of a persona, and what an intervention gains."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.analysis.intervals import Z95, wilson
from workbench.model.intervention import Intervention
from workbench.simulation.changes import changed
from workbench.simulation.closed_form import conversion
from workbench.simulation.outcome import outcome, what_if
from workbench.simulation.process import process_of
from workbench.simulation.sampler import simulate

SAMPLES = ("startup", "consulting", "agency", "travel")
SHOP = (("look", "bought", 0.3), ("look", "gone", 0.7))


@pytest.fixture(scope="module")
def of_journey(sample):
    """Return the outcome of a sample's journey for 3,000 customers."""

    def run(name):
        journey = sample(name).journey
        return outcome(process_of(journey), journey, persona="p1", n_journeys=3_000, seed=1)

    return run


@pytest.mark.parametrize("name", SAMPLES)
def test_everybody_left_by_one_exit_or_is_under_way(of_journey, name):
    found = of_journey(name)
    assert sum(exit_.count for exit_ in found.exits) + found.under_way == found.n == 3_000


@pytest.mark.parametrize("name", SAMPLES)
def test_kept_are_those_neither_lost_nor_gone(sample, of_journey, name):
    found, kinds = of_journey(name), {exit_.id: exit_.kind for exit_ in sample(name).journey.exits}
    gone = sum(exit_.count for exit_ in found.exits if kinds[exit_.id] in ("lost", "churn"))
    assert found.kept.count == found.n - gone


@pytest.mark.parametrize("name", SAMPLES)
def test_a_stage_is_reached_by_those_who_reach_any_of_its_steps(sample, of_journey, name):
    journey, found = sample(name).journey, of_journey(name)
    steps = {step.id: step.count for step in found.steps}
    for stage, counted in zip(journey.stages, found.stages, strict=True):
        own = [steps[step.id] for step in journey.steps_of(stage)]
        assert max(own) <= counted.count <= min(sum(own), found.n)
    assert found.converted.count == steps[journey.conversion]


def test_a_stage_of_two_steps_counts_a_customer_once(journey):
    shop = journey(("look", "buy", 1.0), ("buy", "gone", 1.0))
    stages = [shop.stages[0]]
    steps = tuple(step.model_copy(update={"stage": stages[0].id}) for step in shop.steps)
    together = shop.model_copy(update={"stages": tuple(stages), "steps": steps})
    found = outcome(process_of(together), together, persona="p1", n_journeys=100, seed=1)
    assert [stage.count for stage in found.stages] == [100]


def test_a_share_has_its_wilson_interval(of_journey):
    found = of_journey("travel")
    assert found.converted.interval == wilson(found.converted.count, found.n)


@pytest.mark.parametrize("name", SAMPLES)
def test_the_exact_conversion_stands_beside_the_simulated_one(sample, of_journey, name):
    assert of_journey(name).exact == pytest.approx(conversion(process_of(sample(name).journey)), rel=1e-12)


def test_days_are_quantiles_of_those_who_converted(sample, of_journey):
    low, middle, high = of_journey("travel").days
    walks = simulate(process_of(sample("travel").journey), n_journeys=3_000, seed=1)
    times = walks.converted_after[~np.isnan(walks.converted_after)]
    assert (times <= low).mean() == pytest.approx(0.1, abs=0.01)
    assert (times <= middle).mean() == pytest.approx(0.5, abs=0.01)
    assert (times <= high).mean() == pytest.approx(0.9, abs=0.01)


def test_where_nobody_converts_there_are_no_days(journey):
    shop = journey(("look", "buy", 0.0), ("look", "gone", 1.0), ("buy", "gone", 1.0))
    found = outcome(process_of(shop), shop, persona="p1", n_journeys=200, seed=1)
    assert found.days is None
    assert found.converted.count == 0


@pytest.fixture(scope="module")
def tried(intervention):
    """Try an intervention of (from, to, log_odds) effects on a journey."""

    def run(journey, *effects, n=20_000, seed=1):
        action = Intervention.model_validate(intervention(*effects))
        return what_if(process_of(journey), journey, action, persona="p1", n_journeys=n, seed=seed)

    return run


def test_an_intervention_that_changes_nothing_gains_exactly_nothing(journey, tried):
    shop = journey(*SHOP, exits=("bought", "gone"))
    found = tried(shop, ("look", "bought", 0.0))
    assert (found.gain, found.low, found.high, found.wins, found.losses) == (0, 0, 0, 0, 0)


def test_pairing_from_30_to_35_percent_has_the_reference_variance(journey, tried):
    # Monotone coupling: 0.05 - 0.05**2 = 0.0475, against 0.4375 for two samples apart.
    shop = journey(*SHOP, exits=("bought", "gone"))
    raise_to_35 = math.log(0.35 / 0.65) - math.log(0.30 / 0.70)
    found = tried(shop, ("look", "bought", raise_to_35), n=200_000)
    variance = ((found.high - found.low) / 2 / Z95) ** 2 * found.n
    assert found.losses == 0
    assert variance == pytest.approx(0.0475, rel=0.03)
    assert 0.4375 / variance == pytest.approx(9.21, rel=0.03)
    assert found.low <= 0.05 <= found.high


@given(st.integers(0, 2**63 - 1), st.floats(-3, 3))
@settings(deadline=None, max_examples=30)
def test_the_gain_is_wins_less_losses_with_the_interval_of_paired_differences(journey, tried, seed, log_odds):
    shop = journey(("look", "buy", 0.5), ("look", "gone", 0.5), ("buy", "bought", 0.4), ("buy", "gone", 0.6),
                   exits=("bought", "gone"))  # fmt: skip
    found = tried(shop, ("look", "buy", log_odds), n=500, seed=seed)
    mean = (found.wins - found.losses) / found.n
    variance = ((found.wins + found.losses) - found.n * mean**2) / (found.n - 1)
    assert found.gain == pytest.approx(mean)
    assert (found.high - found.low) / 2 == pytest.approx(Z95 * math.sqrt(variance / found.n))
    assert found.wins * found.losses == 0


def test_an_intervention_and_its_contrary_trade_wins_for_losses(journey, tried):
    shop = journey(*SHOP, exits=("bought", "gone"))
    better, worse = tried(shop, ("look", "gone", -0.5)), tried(shop, ("look", "gone", 0.5))
    assert better.gain > 0 > worse.gain
    assert better.losses == worse.wins == 0


@pytest.mark.parametrize("name", SAMPLES)
def test_losing_more_on_any_step_of_a_sample_gains_nobody_beyond_luck(sample, tried, name):
    journey = sample(name).journey
    lost = {exit_.id for exit_ in journey.exits if exit_.kind in ("lost", "churn")}
    arrows = [arrow for arrow in journey.transitions if arrow.to in lost]
    for arrow in arrows:
        found = tried(journey, (arrow.from_, arrow.to, 1.0), n=4_000)
        error = (found.high - found.low) / 2 / Z95
        assert found.gain <= 4 * error, (arrow.from_, arrow.to, found)


def ratio_of_intervals(journey, action, n=20_000):
    """How many times narrower the paired interval is than that of two samples apart, and could be at best."""
    process = process_of(journey)
    found = what_if(process, journey, action, persona="p1", n_journeys=n, seed=1)
    walked = [simulate(p, n_journeys=n, seed=1) for p in (process, changed(process, journey, [action]))]
    shares = [float(walks.kept.mean()) for walks in walked]
    assert found.gain == pytest.approx(shares[1] - shares[0])
    apart = math.sqrt(sum(share * (1 - share) for share in shares) / n)
    paired = (found.high - found.low) / 2 / Z95
    without_a_loss = math.sqrt(abs(found.gain) * (1 - abs(found.gain)) / n)
    return round(apart / paired, 2), round(apart / without_a_loss, 2)


@pytest.fixture(scope="module")
def ratios(sample):
    """Return the ratio of each intervention of a sample that shifts odds alone, and the best that its gain allows."""
    found = {}

    def run(name):
        if name not in found:
            journey = sample(name).journey
            others = ("emotions", "sojourns", "start", "removed", "added", "referral")
            plain = [a for a in journey.interventions if not any(getattr(a, part) for part in others)]
            found[name] = {action.id: ratio_of_intervals(journey, action) for action in plain}
        return found[name]

    return run


@pytest.mark.parametrize("name", SAMPLES)
def test_pairing_makes_an_interval_of_each_sample_three_times_narrower(ratios, name):
    measured = max(ratio for ratio, _ in ratios(name).values())
    assert measured >= 3, f"{measured} times narrower; all of {name}: {ratios(name)}"


@pytest.mark.parametrize("name", SAMPLES)
def test_pairing_makes_every_interval_of_a_sample_at_least_half_as_narrow_as_can_be(ratios, name):
    assert min(ratio for ratio, _ in ratios(name).values()) > 1.5, ratios(name)
    assert min(ratio / best for ratio, best in ratios(name).values()) >= 0.5, ratios(name)
