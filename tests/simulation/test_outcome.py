"""What a simulation says of a persona."""

import numpy as np
import pytest

from workbench.analysis.intervals import wilson
from workbench.simulation.closed_form import conversion
from workbench.simulation.outcome import outcome
from workbench.simulation.process import process_of
from workbench.simulation.sampler import simulate

SAMPLES = ("startup", "consulting", "agency", "travel")


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
