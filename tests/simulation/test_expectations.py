"""Expectations with published answers, against a plain walk, and what holds of any process."""

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulation.random_processes import made, processes, walked
from workbench.errors import NeverLeaves
from workbench.model.duration import Sojourn
from workbench.simulation.closed_form import absorption, conversion, expected_days, expected_steps, reach
from workbench.simulation.expectations import expectations
from workbench.simulation.ledger import Ledger
from workbench.simulation.sampler import simulate

SAMPLES = ("startup", "consulting", "agency", "travel")
CUSTOMERS = 100_000


def from_each(process, what):
    """Return what is expected from each step, by starting there."""
    corners = np.eye(len(process.steps))
    return [what(expectations(replace(process, start=corner))) for corner in corners]


def test_the_drunkard_takes_3_4_3_steps_with_variance_8(drunkard):
    assert from_each(drunkard, lambda e: e.steps.mean) == pytest.approx([3, 4, 3])
    assert from_each(drunkard, lambda e: e.steps.variance) == pytest.approx([8, 8, 8])


def test_the_drunkard_gets_home_with_the_known_chances(drunkard):
    found = np.array(from_each(drunkard, lambda e: e.absorption))
    assert found == pytest.approx(np.array([[0.75, 0.25], [0.5, 0.5], [0.25, 0.75]]))


def test_the_reference_journey_has_the_known_steps_and_their_variance(reference):
    assert from_each(reference, lambda e: e.steps.mean) == pytest.approx([3.5, 3.6, 3.8, 3.4])
    assert from_each(reference, lambda e: e.steps.variance) == pytest.approx([9.15, 9.28, 8.98, 8.5])


def test_the_reference_journey_ends_in_advocacy_with_the_known_chances(reference):
    assert from_each(reference, lambda e: e.absorption[1]) == pytest.approx([0.125, 0.2, 0.35, 0.55])


def test_the_reference_journey_has_the_known_days_and_their_variance(reference):
    assert from_each(reference, lambda e: e.days.mean) == pytest.approx([71.5, 110.4, 168.2, 252.6])
    known = [26651.35, 38061.60, 54125.84, 62425.68]
    assert from_each(reference, lambda e: e.days.variance) == pytest.approx(known, abs=0.005)


def test_visits_vary_as_kemeny_and_snell_say(reference):
    visits = np.array(from_each(reference, lambda e: e.visits))
    expected = visits @ (2 * np.diag(np.diag(visits)) - np.eye(4)) - visits**2
    assert np.array(from_each(reference, lambda e: e.visits_variance)) == pytest.approx(expected)


def test_customers_who_start_apart_vary_more_than_each_of_them(chain):
    start = [0.5, 0.5]
    apart = chain(
        [[0, 1], [0, 0]], [[0], [1]], start=start, sojourns=[Sojourn(distribution="fixed", mean=3, unit="days")] * 2
    )
    found = expectations(apart)
    assert found.steps.mean == pytest.approx(1.5)
    assert found.steps.variance == pytest.approx(0.25)
    assert found.days.variance == pytest.approx(9 * 0.25)
    assert found.visits_variance == pytest.approx([0.25, 0])


@pytest.mark.parametrize("name", SAMPLES)
def test_expectations_are_those_of_the_single_functions(of_sample, name):
    process = of_sample(name)
    found = expectations(process)
    assert found.reach == pytest.approx(reach(process))
    assert found.conversion == pytest.approx(conversion(process))
    assert found.absorption == pytest.approx(process.start @ absorption(process))
    assert found.steps.mean == pytest.approx(process.start @ expected_steps(process))
    assert found.days.mean == pytest.approx(process.start @ expected_days(process))


@pytest.mark.parametrize("name", SAMPLES)
def test_stages_are_reached_and_customers_kept_as_often_as_simulated(of_sample, name):
    process = replace(of_sample(name), horizon=1e12)
    walks, found = simulate(process, n_journeys=CUSTOMERS, seed=4), expectations(process)
    for (_, places), chance in zip(process.stages, found.stage_reach, strict=True):
        seen = walks.reached[:, list(places)].any(axis=1).mean()
        assert abs(seen - chance) <= 4 * math.sqrt(chance * (1 - chance) / CUSTOMERS) + 1e-12
    kept = np.isin(walks.exit, [i for i, kind in enumerate(process.kinds) if kind not in ("lost", "churn")]).mean()
    assert abs(kept - found.kept) <= 4 * math.sqrt(kept * (1 - kept) / CUSTOMERS)


@pytest.mark.parametrize("seed", range(3))
def test_a_plain_walk_brings_what_is_expected(seed):
    process = made(6, np.random.default_rng(seed))
    ledger, found = process.account, expectations(process)
    visits, exits, switches, felt = walked(process, CUSTOMERS, np.random.default_rng(100 + seed))
    margin = visits @ (ledger.revenue - ledger.cost)
    for seen, mean, variance in [
        (visits.sum(axis=1), found.steps.mean, found.steps.variance),
        (visits @ ledger.cost, found.cost.mean, found.cost.variance),
        (visits @ ledger.revenue, found.revenue.mean, found.revenue.variance),
        (margin, found.margin.mean, found.margin.variance),
        (switches, found.switches.mean, found.switches.variance),
        (felt, found.feeling_total.mean, found.feeling_total.variance),
        (exits == 1, found.kept, found.kept * (1 - found.kept)),
        *zip(visits.T, found.visits, found.visits_variance, strict=True),
        *zip((visits > 0).T, found.reach, found.reach * (1 - found.reach), strict=True),
    ]:
        assert abs(seen.mean() - mean) <= 4 * math.sqrt(variance / CUSTOMERS)
        fourth = ((seen - seen.mean()) ** 4).mean() - seen.var() ** 2
        assert abs(seen.var() - variance) <= 5 * math.sqrt(fourth / CUSTOMERS) + 1e-9
    assert found.feeling == pytest.approx(felt.sum() / visits[:, 1:].sum(), abs=0.01)
    assert found.referrals == pytest.approx((visits @ ledger.referrals).mean(), rel=0.02)


def test_without_a_ledger_nothing_is_brought_and_nothing_felt(reference):
    found = expectations(reference)
    assert found.margin.mean == found.switches.mean == found.felt == 0
    assert found.feeling is None
    assert np.isnan(found.feelings).all()
    assert found.growth == 1


def test_what_nobody_knows_the_feeling_of_does_not_count_as_neutral(chain):
    process = chain([[0, 1], [0, 0]], [[0], [1]])
    feelings = np.array([[0, 0, 0, 0, 0], [0, 0, 0, 0.5, 0.5]])
    nothing = np.zeros(2)
    known = replace(process, ledger=Ledger(feelings, nothing, nothing, np.full(2, -1), nothing))
    found = expectations(known)
    assert found.feeling == pytest.approx(1.5)
    assert np.isnan(found.feelings[0])
    assert found.feelings[1] == pytest.approx(1.5)


def test_growth_has_no_end_from_one_customer_brought_by_each(chain):
    process = chain([[0]], [[1]])

    def bringing(k):
        nothing = np.zeros(1)
        ledger = Ledger(np.zeros((1, 5)), nothing, nothing, np.full(1, -1), np.array([k]))
        return expectations(replace(process, ledger=ledger)).growth

    assert bringing(0.5) == pytest.approx(2)
    assert bringing(1.0) is None
    assert bringing(1.5) is None


def test_kept_is_unknown_where_the_kinds_of_exits_are(reference):
    assert expectations(reference).kept is None


@pytest.mark.parametrize(
    ("between", "leaving"),
    [
        ([[0, 1], [1, 0]], [[0], [0]]),
        ([[0.2, 0.3], [0, 1]], [[0.5], [0]]),
        ([[0.3, 0.7], [0.7, 0.3]], [[0], [0]]),
    ],
)
def test_nothing_is_expected_of_customers_who_may_stay_for_ever(chain, between, leaving):
    with pytest.raises(NeverLeaves, match="for ever"):
        expectations(chain(between, leaving))


@pytest.mark.parametrize("seed", range(20))
def test_rounding_is_not_taken_for_leaving(chain, seed):
    circles = np.random.default_rng(seed).dirichlet(np.ones(5), 5)
    with pytest.raises(NeverLeaves):
        expectations(chain(circles, np.zeros((5, 1))))


@given(process=processes())
@settings(max_examples=60)
def test_what_holds_of_any_process(process):
    found = expectations(process)
    near = 1e-9
    assert found.absorption.sum() == pytest.approx(1)
    assert (found.reach <= 1 + near).all()
    assert (found.visits >= found.reach - near).all()
    assert (found.visits_variance >= -near).all()
    spreads = (found.steps, found.days, found.cost, found.revenue, found.margin, found.switches, found.feeling_total)
    assert all(spread.variance >= 0 for spread in spreads)
    assert found.margin.mean == pytest.approx(found.revenue.mean - found.cost.mean)
    for (_, places), chance in zip(process.stages, found.stage_reach, strict=True):
        own = found.reach[list(places)]
        assert own.max() - near <= chance <= min(1, own.sum()) + near
    assert found.switches.mean <= found.steps.mean - 1 + near


@given(process=processes(), step=st.integers(0, 5), more=st.floats(0.05, 0.95))
@settings(max_examples=60)
def test_losing_more_at_a_step_never_raises_the_reach_of_later_ones(process, step, more):
    n = len(process.steps)
    step = min(step, n - 1)
    forward = process.matrix.copy()
    forward[:, :n] = np.triu(forward[:, :n], 1)
    forward /= forward.sum(axis=1, keepdims=True)
    harder = forward.copy()
    harder[step] *= 1 - more
    harder[step, n] += more
    before = expectations(replace(process, matrix=forward)).reach
    after = expectations(replace(process, matrix=harder)).reach
    assert (after[step + 1 :] <= before[step + 1 :] + 1e-12).all()
    assert after[: step + 1] == pytest.approx(before[: step + 1])
