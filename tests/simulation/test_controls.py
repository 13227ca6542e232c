"""What is known of a customer's luck, and that taking it out shifts no mean."""

import math
from dataclasses import replace

import numpy as np
import pytest

from tests.simulation.histories import counted, luck, walked
from workbench.simulation.closed_form import absorption, conversion, expected_days, expected_steps
from workbench.simulation.controls import CONTROLLED, controls_of, told_apart, within
from workbench.simulation.ledger import blank
from workbench.simulation.payoff import COUNTED, expected, payoff, values
from workbench.simulation.sampler import simulate

SAMPLES = ("startup", "consulting", "agency", "travel")


@pytest.fixture(scope="module")
def paying(reference):
    """Return the reference process with money: a visit costs 1, 2, 3, 4 and the last two steps bring 20 and 50."""
    ledger = replace(blank(4), cost=np.array([1.0, 2, 3, 4]), revenue=np.array([0.0, 0, 20, 50]))
    return replace(reference, ledger=ledger, kinds=("lost", "advocate"), horizon=200.0)


def test_what_is_to_come_meets_the_closed_forms(paying):
    ever = replace(paying, horizon=math.inf)
    assert expected(ever)["converted"] == pytest.approx(conversion(ever))
    assert values(ever, "advocates")[:4] == pytest.approx(absorption(ever)[:, 1])
    assert values(ever, "advocates")[:4] == pytest.approx([0.125, 0.2, 0.35, 0.55])
    assert expected(ever)["kept"] == pytest.approx(0.125)
    assert values(ever, "days")[:4] == pytest.approx(expected_days(ever))
    assert values(ever, "visits")[:4] == pytest.approx(expected_steps(ever))


def test_once_converted_nothing_more_is_to_come(paying):
    found = values(paying, "converted")
    assert found[paying.conversion] == 1
    assert (found[4:] == 0).all()


def test_where_customers_may_stay_for_ever_nothing_is_known_without_a_horizon(chain):
    endless = chain([[0.5, 0.5], [0.5, 0.5]], [[0], [0]])
    assert "visits" not in expected(endless)
    assert values(endless, "kept") is None
    endless = replace(endless, kinds=("lost",), horizon=math.inf)
    assert told_apart(endless) == ("kept", "converted")
    assert controls_of(endless) is None


@pytest.mark.parametrize("outcome", COUNTED)
def test_a_very_long_horizon_brings_what_none_brings(paying, outcome):
    if outcome in ("days", "referrals"):
        return
    long = replace(paying, horizon=100_000.0)
    found = within(long, [payoff(long, outcome)], 64)[0]
    assert found[:, -1] == pytest.approx(values(long, outcome), rel=1e-3, abs=1e-6)


@pytest.mark.parametrize("name", SAMPLES)
def test_more_time_never_loses_or_converts_fewer(of_sample, name):
    process = of_sample(name)
    for outcome, sign in (("converted", 1), ("kept", -1)):
        found = sign * within(process, [payoff(process, outcome)], 64)[0]
        assert (np.diff(found, axis=1) >= -1e-9).all()
        assert (found[:, 1:] <= sign * values(process, outcome)[:, None] + 1e-9).all()


@pytest.mark.parametrize("outcome", CONTROLLED)
def test_without_a_horizon_all_luck_is_known(paying, outcome):
    ever = replace(paying, horizon=math.inf)
    tables, row = controls_of(ever), told_apart(ever).index(outcome)
    for history in walked(ever, n=50, seed=3):
        left = counted(ever, history, outcome) - luck(ever, tables, history)[row]
        assert left == pytest.approx(expected(ever)[outcome])


def columns(walks):
    """What the walks came to, by outcome."""
    kinds = np.array([*walks.process.kinds, "under way"])[walks.exit]
    return {
        "kept": ~np.isin(kinds, ["lost", "churn"]),
        "converted": walks.converted,
        "advocates": kinds == "advocate",
        "revenue": walks.revenue,
        "cost": walks.cost,
    }


@pytest.mark.parametrize("engine", ["compiled", "reference"])
def test_a_walk_notes_all_luck_where_there_is_no_horizon(paying, engine):
    ever = replace(paying, horizon=math.inf)
    walks = simulate(ever, n_journeys=2_000, seed=1, engine=engine, controls=controls_of(ever))
    for outcome, noted in zip(told_apart(ever), walks.control, strict=True):
        assert columns(walks)[outcome] - noted == pytest.approx(expected(ever)[outcome]), outcome


@pytest.mark.parametrize("name", SAMPLES)
def test_both_engines_note_the_same_luck_within_a_horizon(of_sample, name):
    process = of_sample(name)
    one, other = (
        simulate(process, n_journeys=1_000, seed=1, engine=engine, controls=controls_of(process)).control
        for engine in ("compiled", "reference")
    )
    assert one == pytest.approx(other, abs=1e-9)
    assert one.any(axis=1).all()


@pytest.mark.parametrize("name", SAMPLES)
def test_luck_noted_is_nothing_on_average_and_leaves_a_tenth_of_the_spread(of_sample, name):
    process = of_sample(name)
    walks = simulate(process, n_journeys=50_000, seed=1, controls=controls_of(process))
    for outcome, noted in zip(told_apart(process), walks.control, strict=True):
        assert abs(noted.mean()) <= 4 * noted.std() / math.sqrt(walks.n)
        if outcome == "kept":
            assert (columns(walks)[outcome] - noted).std() < 0.12 * columns(walks)[outcome].std()


def test_nothing_is_noted_of_what_nothing_counts_for(reference):
    assert told_apart(reference) == ("converted",)
    assert told_apart(replace(reference, kinds=("lost", "advocate"))) == ("kept", "converted", "advocates")


def test_luck_is_nothing_on_average_whatever_the_tables_say(paying):
    true = controls_of(paying, parts=16)
    wild = replace(true, values=np.random.default_rng(1).normal(size=true.values.shape))
    histories = walked(paying, n=1_500, seed=5)
    for tables in (true, wild):
        found = np.array([luck(paying, tables, history) for history in histories])
        error = found.std(axis=0) / math.sqrt(len(found))
        assert (abs(found.mean(axis=0)) <= 4 * error).all()
        assert (error > 0).all()


def test_less_luck_an_outcome_varies_less_and_keeps_its_mean(paying):
    tables = controls_of(paying)
    histories = walked(paying, n=1_500, seed=7)
    lucky = np.array([luck(paying, tables, history) for history in histories])
    for k, outcome in enumerate(told_apart(paying)):
        plain = np.array([counted(paying, history, outcome) for history in histories])
        controlled = plain - lucky[:, k]
        error = plain.std() / math.sqrt(len(plain))
        assert abs(controlled.mean() - plain.mean()) <= 4 * error
        assert controlled.var() < plain.var() / 3, outcome
        near = payoff(paying, outcome).offset + float(paying.start @ tables.values[k, :4, -1])
        assert near == pytest.approx(controlled.mean(), rel=0.05)
