"""A bound that says no more than it can: the share still under way is never above it."""

from dataclasses import replace

import numpy as np
import pytest
from scipy import integrate, stats

from workbench.model.duration import Sojourn
from workbench.simulation.horizon import horizon_binds, most_under_way
from workbench.simulation.laws import lognormal_parameters, moments, second_moment
from workbench.simulation.sampler import simulate

LAWS = [
    Sojourn(distribution="fixed", mean=3, unit="days"),
    Sojourn(distribution="exponential", mean=2, unit="weeks"),
    Sojourn(distribution="gamma", mean=5, cv=0.7, unit="days"),
    Sojourn(distribution="lognormal", mean=4, cv=1.3, unit="hours"),
]


def frozen(law):
    if law.distribution == "lognormal":
        mu, sigma = lognormal_parameters(law.days, law.cv)
        return stats.lognorm(sigma, scale=np.exp(mu))
    return stats.gamma(1 / law.cv**2, scale=law.days * law.cv**2)


@pytest.mark.parametrize("law", LAWS, ids=lambda law: law.distribution)
def test_moments_are_those_of_the_law(law):
    found = moments(law, 4)
    known = [law.days**k if law.distribution == "fixed" else frozen(law).moment(k) for k in range(1, 5)]
    assert found == pytest.approx([1, *known], rel=1e-6)
    assert found[2] == pytest.approx(second_moment(law))
    assert moments(law, 2, unit=2.0)[2] == pytest.approx(found[2] / 4)


@pytest.mark.parametrize("name", ["startup", "consulting", "agency", "travel"])
@pytest.mark.parametrize("days", [60, 200, 800])
def test_no_more_are_under_way_than_the_bound_allows(of_sample, name, days):
    process = replace(of_sample(name), horizon=float(days))
    seen = (simulate(process, n_journeys=20_000, seed=3).exit == -1).mean()
    assert seen <= most_under_way(process) + 4 * np.sqrt(seen * (1 - seen) / 20_000)


def test_a_far_horizon_does_not_bind_and_a_near_one_may(reference):
    assert not horizon_binds(replace(reference, horizon=10_000.0))
    assert horizon_binds(replace(reference, horizon=100.0))


def test_a_later_horizon_leaves_no_more_under_way(reference):
    bounds = [most_under_way(replace(reference, horizon=float(days))) for days in (50, 100, 500, 1000, 2000)]
    assert bounds == sorted(bounds, reverse=True)
    assert bounds[0] <= 1


def test_the_bound_of_an_exponential_time_is_near_its_tail(chain):
    stay = Sojourn(distribution="exponential", mean=1, unit="days")
    once = chain([[0]], [[1]], sojourns=[stay], horizon=8.0)
    tail = integrate.quad(lambda t: np.exp(-t), 8, np.inf)[0]
    assert tail <= most_under_way(once) <= 10 * tail


def test_no_horizon_never_binds(reference):
    assert most_under_way(replace(reference, horizon=np.inf)) == 0


def test_the_horizon_always_binds_where_customers_never_leave(chain):
    assert most_under_way(chain([[0, 1], [1, 0]], [[0], [0]], horizon=30.0)) == 1


def test_a_law_too_wide_for_its_moments_says_nothing_false(chain):
    wild = Sojourn(distribution="lognormal", mean=1, cv=10_000, unit="days")
    bound = most_under_way(chain([[0.5]], [[0.5]], sojourns=[wild], horizon=10.0))
    assert bound == pytest.approx(0.2)
