"""Every sector's journey: 200,000 customers against each closed form, and the same bytes however they are walked."""

from __future__ import annotations

import math
from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from runner.tiny.tally import note

from simulation.sameness import same, same_totals, same_walks
from workbench.model.transition import Effect
from workbench.reading.journey_files import preset_journey, sector_journey, sectors
from workbench.simulation.closed_form import expected_days, expected_steps, reach
from workbench.simulation.expectations import expectations
from workbench.simulation.process import process_of, shifted
from workbench.simulation.sampler import events_of, simulate, total
from workbench.simulation.tables import tables_of

MANY = 200_000
FOR_EVER = float("inf")
SECTORS = sectors()


@cache
def of_sector(name):
    return process_of(sector_journey(name))


def as_drawn(process):
    """Return the shares of -2 to +2 at each step as they are drawn: whole parts of 256."""
    tables = tables_of(process)
    drawn = (tables.feelings & 7) - 2
    return np.array([(row[:, None] == np.arange(-2, 3)).mean(axis=0) for row in drawn]) * tables.known[:, None]


@cache
def endless(name):
    """Return a sector's process without a horizon, as its feelings are drawn, with its 200,000 walks."""
    process = replace(of_sector(name), horizon=FOR_EVER)
    drawn = replace(process, ledger=replace(process.account, feelings=as_drawn(process)))
    return drawn, simulate(process, n_journeys=MANY, seed=1), total(process, n_journeys=MANY, seed=1)


def near(found, expected, variance):
    error = np.sqrt(np.asarray(variance, dtype=float) / MANY)
    away = np.abs(np.asarray(found, dtype=float) - expected)
    assert (away <= 4 * error + 1e-12).all(), float(np.max(away / np.maximum(error, 1e-300)))


def test_there_are_seven_sectors():
    assert SECTORS == ("startup", "consulting", "agency", "travel", "retail", "travel_agency", "bank")


@pytest.mark.parametrize("name", SECTORS)
def test_visits_reach_and_exits_are_those_of_the_closed_form(name):
    process, walks, totals = endless(name)
    exact = expectations(process)
    near(totals.moves.sum(axis=1) / MANY, exact.visits, exact.visits_variance)
    near(totals.reached / MANY, exact.reach, exact.reach * (1 - exact.reach))
    near(totals.stages / MANY, exact.stage_reach, exact.stage_reach * (1 - exact.stage_reach))
    near(totals.exits / MANY, exact.absorption, exact.absorption * (1 - exact.absorption))
    near(totals.kept / MANY, exact.kept, exact.kept * (1 - exact.kept))
    assert walks.kept.sum() == totals.kept


@pytest.mark.parametrize("name", SECTORS)
def test_sums_over_a_journey_have_the_mean_of_the_closed_form(name):
    process, _, totals = endless(name)
    exact = expectations(process)
    pairs = {"visits": exact.steps, "days": exact.days, "cost": exact.cost, "revenue": exact.revenue}
    for measure, spread in (pairs | {"margin": exact.margin, "switches": exact.switches}).items():
        near(totals.mean(measure)[0], spread.mean, spread.variance)
    near(totals.mean("referrals")[0], exact.referrals, totals.variance("referrals"))


@pytest.mark.parametrize("name", SECTORS)
def test_sums_over_a_journey_have_the_variance_of_the_closed_form(name):
    process, walks, _ = endless(name)
    exact = expectations(process)
    for column, spread in ((walks.visits, exact.steps), (walks.days, exact.days), (walks.revenue, exact.revenue)):
        centred = column - column.mean()
        near(column.var(), spread.variance, (centred**4).mean() - column.var() ** 2)


@pytest.mark.parametrize("name", SECTORS)
def test_feelings_have_the_mean_of_the_closed_form(name):
    process, walks, _ = endless(name)
    exact = expectations(process)
    near(walks.felt.mean(), exact.feeling_total.mean, exact.feeling_total.variance)
    assert walks.feelings.mean() == pytest.approx(exact.felt, rel=0.02)


@pytest.mark.parametrize("name", SECTORS)
def test_both_engines_give_identical_journeys(name):
    process = of_sector(name)
    one, other = (simulate(process, n_journeys=3_000, seed=4, engine=engine) for engine in ("compiled", "reference"))
    assert same_walks(one, other) == []
    tables = (events_of(process, n_journeys=1_000, seed=4, engine=engine) for engine in ("compiled", "reference"))
    assert all(same(a, b) for a, b in zip(*(table.columns() for table in tables), strict=True))


@pytest.mark.parametrize("name", SECTORS)
def test_one_two_and_four_threads_give_identical_bytes(name):
    one, *others = (total(of_sector(name), n_journeys=30_000, seed=4, threads=t, chunk=4096 * t) for t in (1, 2, 4))
    assert [same_totals(one, other) for other in others] == [[], []]


@pytest.mark.parametrize("name", SECTORS)
def test_losing_more_at_a_step_never_brings_more_to_the_conversion(name):
    """J-05: whoever is lost or frustrated early comes less often to what follows."""
    process = of_sector(name)
    lost = [state for state, kind in zip(process.exits, process.kinds, strict=True) if kind in ("lost", "churn")]
    before = reach(process)[process.conversion]
    for step in process.steps:
        ways = [state for state in lost if process.matrix[process.steps.index(step), process.states.index(state)] > 0]
        for log_odds in (0.3, 1.5) if ways else ():
            worse = shifted(process, [Effect(from_=step, to=way, log_odds=log_odds) for way in ways])
            assert reach(worse)[process.conversion] <= before + 1e-12


def test_business_buyers_take_more_steps_and_longer_than_consumers():
    """J-08, on the paired presets of both price levels, exactly and simulated."""
    for cost in ("low", "high"):
        b2b, b2c = (
            replace(process_of(preset_journey(market, cost=cost)), horizon=FOR_EVER) for market in ("b2b", "b2c")
        )
        assert b2b.start @ expected_steps(b2b) > b2c.start @ expected_steps(b2c)
        assert b2b.start @ expected_days(b2b) > b2c.start @ expected_days(b2c)
        long, short = (total(process, n_journeys=20_000, seed=1) for process in (b2b, b2c))
        for measure in ("visits", "days"):
            gap = long.mean(measure)[0] - short.mean(measure)[0]
            assert gap > 4 * math.hypot(long.mean(measure)[1], short.mean(measure)[1])


@pytest.mark.soak
def test_draws_that_depend_on_workers_are_counted():
    tried = broken = 0
    for name in SECTORS:
        first = total(of_sector(name), n_journeys=MANY, seed=3, threads=1)
        for threads in (2, 3, 4):
            tried += 1
            broken += bool(same_totals(first, total(of_sector(name), n_journeys=MANY, seed=3, threads=threads)))
    note(
        "D2",
        "Luck does not depend on the number of workers: totals of 200,000 customers at 1 to 4 threads",
        measured=broken,
        of=tried,
        anchor="the same seed in each of 4 workers: 24 of 40 draws twice",
    )
    assert broken == 0
