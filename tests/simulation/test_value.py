"""Customer value with published answers, and money that comes later is worth less."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import integrate, stats

from simulation.random_processes import made, processes
from workbench.errors import NeverLeaves
from workbench.model.duration import Sojourn
from workbench.simulation.expectations import expectations
from workbench.simulation.laws import laplace, lognormal_parameters, quantile, scale
from workbench.simulation.ledger import Ledger
from workbench.simulation.sampler import simulate
from workbench.simulation.value import DAYS_OF_YEAR, Relation, journey_value, markov_value

PUBLISHED = [50.115, 4.220, 0.592, -1.980, 0]
CATALOGUE = [
    [0.3, 0.7, 0, 0, 0],
    [0.2, 0, 0.8, 0, 0],
    [0.15, 0, 0, 0.85, 0],
    [0.05, 0, 0, 0, 0.95],
    [0, 0, 0, 0, 1],
]


def catalogue(margin=40.0, cost=4.0):
    """Return customers by how long ago they bought, as Pfeifer & Carraway (2000) have them."""
    rewards = np.array([margin - cost, -cost, -cost, -cost, 0.0])
    return Relation(("1", "2", "3", "4", "former"), np.array(CATALOGUE, dtype=float), rewards)


def test_the_published_value_of_four_periods():
    assert markov_value(CATALOGUE, [36, -4, -4, -4, 0], discount=0.2, periods=4) == pytest.approx(PUBLISHED, abs=5e-4)


def test_value_for_ever_is_the_limit_of_many_periods():
    relation = catalogue()
    for_ever = relation.value(discount=0.2, periods=None)
    assert for_ever == pytest.approx(relation.value(discount=0.2, periods=400))
    assert for_ever == pytest.approx(relation.rewards + relation.matrix @ for_ever / 1.2)


def test_no_period_leaves_the_first_reward():
    assert catalogue().value(discount=0.2, periods=0) == pytest.approx([36, -4, -4, -4, 0])


@pytest.mark.parametrize(
    ("matrix", "rewards", "terms", "message"),
    [
        ([[1.0]], [1, 2], {"discount": 0.1, "periods": 1}, "a row and a column"),
        ([[1.1]], [1], {"discount": 0.1, "periods": 1}, "sum to 1 or less"),
        ([[-0.1]], [1], {"discount": 0.1, "periods": 1}, "probabilities"),
        ([[float("nan")]], [1], {"discount": 0.1, "periods": 1}, "probabilities"),
        ([[1.0]], [1], {"discount": -0.1, "periods": 1}, "discount"),
        ([[1.0]], [1], {"discount": 0.0, "periods": None}, "for ever"),
        ([[1.0]], [1], {"discount": 0.1, "periods": -1}, "periods"),
    ],
)
def test_what_is_no_chain_or_has_no_end_is_refused(matrix, rewards, terms, message):
    with pytest.raises(ValueError, match=message):
        markov_value(matrix, rewards, **terms)


@given(margin=st.floats(0, 100), more=st.floats(0, 100), discount=st.floats(0.01, 1), periods=st.integers(0, 30))
def test_a_higher_margin_is_never_worth_less(margin, more, discount, periods):
    terms = {"discount": discount, "periods": periods}
    low, high = catalogue(margin).value(**terms), catalogue(margin + more).value(**terms)
    assert (high >= low - 1e-9).all()
    assert (high[:-1] - low[:-1]).max() >= more - 1e-9


@given(cost=st.floats(0, 100), more=st.floats(0, 100))
def test_keeping_a_customer_at_a_higher_cost_is_never_worth_more(cost, more):
    terms = {"discount": 0.1, "periods": None}
    assert (catalogue(cost=cost + more).value(**terms) <= catalogue(cost=cost).value(**terms) + 1e-9).all()


LAWS = [
    Sojourn(distribution="fixed", mean=3, unit="days"),
    Sojourn(distribution="exponential", mean=2, unit="weeks"),
    Sojourn(distribution="gamma", mean=5, cv=0.7, unit="months"),
    Sojourn(distribution="lognormal", mean=4, cv=1.3, unit="days"),
    Sojourn(distribution="lognormal", mean=2, cv=4.0, unit="months"),
]


@pytest.mark.parametrize("law", LAWS, ids=lambda law: f"{law.distribution}-{law.cv}")
@pytest.mark.parametrize("rate", [1e-4, 0.01, 1.0])
def test_the_transform_is_the_mean_of_what_is_drawn(law, rate):
    draws = (np.arange(200_000) + 0.5) / 200_000
    mean = np.exp(-rate * quantile(law, draws) * scale(law)).mean()
    assert laplace(law, rate) == pytest.approx(mean, abs=2e-4)
    assert laplace(law, 0.0) == pytest.approx(1)


@pytest.mark.parametrize("rate", [1e-3, 0.1, 10.0])
def test_the_transform_of_a_lognormal_time_is_its_integral(rate):
    law = LAWS[3]
    mu, sigma = lognormal_parameters(law.days, law.cv)
    density = stats.lognorm(sigma, scale=np.exp(mu)).pdf
    exact = sum(
        integrate.quad(lambda t: np.exp(-rate * t) * density(t), low, high, epsabs=1e-12)[0]
        for low, high in ((0, 0.1), (0.1, 1), (1, 20), (20, 1000))
    )
    assert laplace(law, rate) == pytest.approx(exact, abs=1e-9)


def paying(process, revenue, cost):
    blank = process.account
    return replace(
        process,
        ledger=Ledger(
            blank.feelings, np.array(cost, dtype=float), np.array(revenue, dtype=float), blank.channels, blank.referrals
        ),
    )


def test_undiscounted_a_journey_is_worth_its_expected_margin(reference):
    process = paying(reference, [0, 0, 100, 10], [5, 2, 0, 1])
    found, expected = journey_value(process, yearly_discount=0.0), expectations(process)
    assert found.revenue == pytest.approx(expected.revenue.mean)
    assert found.cost == pytest.approx(expected.cost.mean)
    assert found.margin == pytest.approx(expected.margin.mean)


@pytest.mark.parametrize("law", LAWS, ids=lambda law: f"{law.distribution}-{law.cv}")
def test_what_comes_after_one_stay_is_worth_its_transform(chain, law):
    process = paying(chain([[0, 1], [0, 0]], [[0], [1]], sojourns=[law, None]), [0, 100], [3, 0])
    found = journey_value(process, yearly_discount=0.1)
    assert found.cost == pytest.approx(3)
    assert found.revenue == pytest.approx(100 * laplace(law, np.log(1.1) / DAYS_OF_YEAR))


def test_a_year_later_is_worth_the_discount_less(chain):
    year = Sojourn(distribution="fixed", mean=12, unit="months")
    process = paying(chain([[0, 1], [0, 0]], [[0], [1]], sojourns=[year, None]), [0, 110], [0, 0])
    assert journey_value(process, yearly_discount=0.1).revenue == pytest.approx(100)


def test_simulated_conversions_are_worth_what_the_solve_says(of_sample):
    process = replace(of_sample("travel"), horizon=1e12)
    pays = np.zeros(len(process.steps))
    pays[process.conversion] = 1.0
    onward = process.matrix.copy()
    onward[process.conversion] = np.eye(len(process.states))[-1]
    once = paying(replace(process, matrix=onward), pays, 0 * pays)
    times = simulate(once, n_journeys=100_000, seed=5).converted_after
    worth = np.where(np.isnan(times), 0.0, 1.3 ** -(np.nan_to_num(times) / DAYS_OF_YEAR))
    found = journey_value(once, yearly_discount=0.3).revenue
    assert abs(worth.mean() - found) <= 4 * worth.std() / np.sqrt(len(worth))
    assert found < journey_value(once, yearly_discount=0.0).revenue


def test_a_walk_in_which_every_visit_pays_is_worth_what_the_solve_says():
    process = made(4, np.random.default_rng(8))
    rng, rate, customers = np.random.default_rng(9), np.log(1.5) / DAYS_OF_YEAR, 40_000
    worth, time = np.zeros(customers), np.zeros(customers)
    who, at = np.arange(customers), rng.choice(4, customers, p=process.start)
    margin = process.account.revenue - process.account.cost
    while len(who):
        worth[who] += margin[at] * np.exp(-rate * time[who])
        for step, law in enumerate(process.sojourns):
            here = at == step
            if law is not None:
                time[who[here]] += quantile(law, rng.random(here.sum())) * scale(law)
        to = np.array([rng.choice(6, p=process.matrix[step]) for step in at])
        who, at = who[to < 4], to[to < 4]
    found = journey_value(process, yearly_discount=0.5).margin
    assert abs(worth.mean() - found) <= 4 * worth.std() / np.sqrt(customers)


def test_customers_who_never_leave_are_worth_something_only_under_a_discount(chain):
    day = [Sojourn(distribution="fixed", mean=365.25, unit="days")]
    process = paying(chain([[1]], [[0]], sojourns=day), [10], [0])
    assert journey_value(process, yearly_discount=0.1).revenue == pytest.approx(10 * 1.1 / 0.1)
    with pytest.raises(NeverLeaves):
        journey_value(process, yearly_discount=0.0)


def test_never_leaving_in_no_time_is_worth_nothing_that_can_be_said(chain):
    process = paying(chain([[0, 1], [1, 0]], [[0], [0]]), [10, 0], [0, 0])
    with pytest.raises(NeverLeaves, match="for ever"):
        journey_value(process, yearly_discount=0.1)


def test_a_discount_below_0_is_refused(reference):
    with pytest.raises(ValueError, match="discount"):
        journey_value(reference, yearly_discount=-0.1)


@given(process=processes(), low=st.floats(0, 1), more=st.floats(0, 1))
@settings(max_examples=40)
def test_a_higher_discount_never_makes_money_worth_more(process, low, more):
    less, much = (journey_value(process, yearly_discount=rate) for rate in (low + more, low))
    assert less.revenue <= much.revenue + 1e-9
    assert less.cost <= much.cost + 1e-9
