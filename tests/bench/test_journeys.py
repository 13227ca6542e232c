"""Journeys of the benchmark: what is compared is the same model, whoever walks it; never how fast anybody is."""

from dataclasses import replace
from itertools import pairwise
from random import Random

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks import first_call, journey_memory, journeys
from benchmarks.alias_table import AliasTable
from benchmarks.child import Cost
from benchmarks.event_writing import csv, parquet
from benchmarks.journey_answers import what_if
from benchmarks.journey_sizes import FIRST_LOOK, FULL, Sizes, sizes
from benchmarks.mesa_journeys import Crowd as Agents
from benchmarks.mesa_journeys import walk_mesa
from benchmarks.numpy_journeys import Crowd, JourneyTables, walk_numpy
from benchmarks.own_journeys import stream, sum_up
from benchmarks.plain_customer import Account, Chances
from benchmarks.simpy_journeys import live, walk_simpy
from benchmarks.tally import MOST_APART, Tally, added, apart, refuse_another_model
from benchmarks.touchpoint_journey import touchpoint_journey
from benchmarks.touchpoints import BOUGHT, CHANNELS, EXITS, STEPS, TELLS, six_personas, touchpoints
from workbench.simulation.closed_form import conversion, expected_steps
from workbench.simulation.crowd import Crowd as Tried
from workbench.simulation.process import process_of
from workbench.simulation.sampler import total

CUSTOMERS = 3_000
TINY = Sizes(**dict.fromkeys(Sizes.__slots__, 1_200))
PEERS = {
    "simpy": lambda who, n, record: walk_simpy(who, n, seed=1, at_once=n, record=record),
    "simpy_by_ten": lambda who, n, record: walk_simpy(who, n, seed=1, at_once=10, record=record),
    "mesa": lambda who, n, record: walk_mesa(who, n, seed=1, record=record),
    "numpy": lambda who, n, record: walk_numpy(who, n, seed=1, at_once=200, record=record),
    "reference": lambda who, n, _record: sum_up(who, n, seed=1, engine="reference"),
}


def accounts_of(process):
    chances = Chances(process, Random(3))  # noqa: S311, a simulator's luck is no secret
    return [Account(number, chances) for number in range(CUSTOMERS)]


def by_simpy(process):
    accounts, rows = accounts_of(process), []
    live(accounts, rows)
    return accounts, rows


def by_mesa(process):
    crowd = Agents(accounts_of(process), record=True)
    crowd.walk()
    return crowd.accounts, crowd.rows


def by_numpy(process):
    crowd = Crowd(JourneyTables(process), CUSTOMERS, np.random.default_rng(3))
    crowd.walk(record=True)
    return crowd, list(zip(*(column.tolist() for column in crowd.events), strict=True))


def measured(kept):
    """What a peer kept of its customers, a column a measure of the totals."""
    if isinstance(kept, Crowd):
        peak, last = (kept.strongest & 7) - 2, kept.last - 2
        own = {"days": kept.days, "visits": kept.visits, "revenue": kept.revenue, "cost": kept.cost}
        return own | {"switches": kept.switches, "referrals": kept.brought, "around": peak + last}
    return {
        "days": [one.days for one in kept],
        "visits": [one.visits for one in kept],
        "revenue": [one.revenue for one in kept],
        "cost": [one.cost for one in kept],
        "switches": [one.switches for one in kept],
        "referrals": [one.brought for one in kept],
        "around": [one.peak + one.last for one in kept],
    }


def test_the_compared_journey_has_25_touchpoints_3_exits_and_about_9_visits():
    process = touchpoints()
    assert (len(process.steps), len(process.exits)) == (STEPS, len(EXITS)) == (25, 3)
    assert process.matrix.sum(axis=1) == pytest.approx(1)
    assert float(process.start @ expected_steps(process)) == pytest.approx(9, abs=0.5)


def test_every_touchpoint_is_felt_costs_and_has_a_channel_and_a_stage():
    process = touchpoints()
    ledger = process.account
    assert ledger.feelings.sum(axis=1) == pytest.approx(1)
    assert (ledger.cost > 0).all()
    assert sorted(set(ledger.channels)) == list(range(CHANNELS))
    assert np.flatnonzero(ledger.revenue).tolist() == [BOUGHT]
    assert np.flatnonzero(ledger.referrals).tolist() == [TELLS]
    assert sorted(place for _, places in process.stages for place in places) == list(range(STEPS))
    assert len(process.kinds) == len(EXITS)


def test_six_personas_walk_it_each_keener_than_the_one_before():
    shares = [conversion(process) for process in six_personas()]
    assert len(shares) == 6
    assert shares == sorted(set(shares))


@pytest.mark.parametrize("name", PEERS)
def test_all_simulators_walk_the_same_journey(name):
    personas = six_personas()
    own, other = sum_up(personas, 60_000, seed=1), PEERS[name](personas, CUSTOMERS, False)
    refuse_another_model(name, [own], [other])
    assert 0 < other.converted < other.customers == CUSTOMERS
    assert own.events / own.customers == pytest.approx(other.events / other.customers, rel=0.05)


@pytest.mark.parametrize("name", ["simpy", "mesa", "numpy"])
def test_keeping_the_events_changes_nothing_else(name):
    personas = six_personas()
    assert PEERS[name](personas, 600, True) == PEERS[name](personas, 600, False)


@pytest.mark.parametrize("walk", [by_simpy, by_mesa, by_numpy])
def test_a_peer_keeps_of_each_customer_what_we_do(walk):
    process = touchpoints()
    totals = total(process, n_journeys=50_000, seed=1)
    for measure, values in measured(walk(process)[0]).items():
        mean, error = totals.mean(measure)
        own = np.std(values) / len(values) ** 0.5
        assert abs(np.mean(values) - mean) < 4 * (own**2 + error**2) ** 0.5, measure


@pytest.mark.parametrize("walk", [by_simpy, by_mesa, by_numpy])
def test_a_peers_events_lead_each_customer_from_the_first_step_to_the_end(walk):
    process = touchpoints()
    rows = sorted(walk(process)[1])
    for one, after in pairwise(rows):
        if one[0] != after[0]:
            assert one[3] >= STEPS
            assert after[1] == 1
            continue
        assert after[1] == one[1] + 1
        assert after[2] == one[3]
        assert after[4] == pytest.approx(one[4] + one[5])
    assert {row[6] for row in rows} == {-2, -1, 0, 1, 2}
    assert all(row[4] + row[5] <= process.horizon + 1e-9 for row in rows)


def test_a_table_of_events_is_that_of_the_customers_summed_up():
    personas = six_personas()
    assert replace(stream(personas, 6_000, seed=2), seconds=0.0) == sum_up(personas, 6_000, seed=2)


def test_another_model_is_refused_by_what_differs():
    own = Tally(customers=10_000, converted=1_500, events=90_000, revenue=360_000.0, revenue_squares=8.64e7)
    refuse_another_model("peer", [own], [own])
    with pytest.raises(ValueError, match="peer: conversion lies"):
        refuse_another_model("peer", [own], [replace(own, converted=1_800)])
    with pytest.raises(ValueError, match="peer: revenue lies"):
        refuse_another_model("peer", [own], [replace(own, revenue=432_000.0)])


def test_results_without_any_luck_must_be_equal():
    none = Tally(customers=10, converted=0, events=10, revenue=0.0, revenue_squares=0.0)
    every = replace(none, converted=10)
    assert apart(none, none) == {"conversion": 0.0, "revenue": 0.0}
    assert apart(none, every)["conversion"] > MOST_APART
    assert added([none, every]).converted == 10


@given(st.lists(st.lists(st.integers(0, 9), min_size=5, max_size=5).filter(any), min_size=1, max_size=6))
def test_an_alias_table_holds_the_probabilities_it_was_made_of(weights):
    rows = np.array(weights, dtype=np.float64)
    rows /= rows.sum(axis=1, keepdims=True)
    table = AliasTable(rows)
    held = np.zeros_like(rows)
    row = np.repeat(np.arange(len(rows)), table.slots)
    np.add.at(held, (row, table.own), table.cut / table.slots)
    np.add.at(held, (row, table.other), (1 - table.cut) / table.slots)
    assert held == pytest.approx(rows)


def test_a_what_if_pairs_customers_so_that_it_is_surer_than_two_samples():
    process = touchpoints()
    gain = what_if(Tried(process, n_journeys=20_000, seed=1), touchpoint_journey(process))
    assert gain.paired.mean > gain.paired.half > 0
    assert gain.paired.half < 0.5 * gain.unpaired.half


def test_the_journeys_description_gives_the_process_it_describes():
    process = touchpoints()
    described = process_of(touchpoint_journey(process))
    assert described.matrix == pytest.approx(process.matrix)
    assert described.start == pytest.approx(process.start)
    assert (described.states, described.kinds, described.stages) == (process.states, process.kinds, process.stages)


def test_a_file_of_events_is_timed_by_its_rows(tmp_path):
    assert parquet(tmp_path, 100, seed=1) > 0
    assert csv(tmp_path, 100, seed=1) > 0
    rows = pd.read_csv(tmp_path / "events.csv")
    assert len(rows) == len(pd.read_parquet(tmp_path / "events.parquet"))


def test_a_first_call_keeps_its_machine_code_where_it_is_told(tmp_path):
    told = f"import os; assert os.environ['NUMBA_CACHE_DIR'] == {str(tmp_path)!r}"
    assert first_call.seconds(told, str(tmp_path)) >= 0


def test_a_single_run_walks_fewer_customers():
    assert sizes(3) is FULL
    assert sizes(1) is FIRST_LOOK
    assert all(getattr(FIRST_LOOK, name) < getattr(FULL, name) for name in FULL.__slots__)


@pytest.mark.soak
def test_every_entry_has_its_unit_and_its_ratio(monkeypatch):
    def here(command, **_where):
        exec(command[-1], {})  # noqa: S102, what a child would run
        return Cost(1.0, 100.0)

    monkeypatch.setattr(journeys, "sizes", lambda _runs: TINY)
    monkeypatch.setattr(journey_memory, "cost_of", here)
    monkeypatch.setattr(first_call, "seconds", lambda _statement, _cache: 1.0)
    found = {one.name: one for one in journeys.measure(1)}
    peers = ("simpy", "simpy_by_ten", "mesa", "numpy")
    speeds = [f"journeys.{kind}.{peer}" for kind in ("events", "summary") for peer in peers]
    speeds += ["journeys.summary.numpy_two_processes", "journeys.summary.reference"]
    units = dict.fromkeys(speeds, "million events/s")
    units |= {
        "journeys.exact": "ms",
        "journeys.what_if": "ms",
        "journeys.what_if_further": "ms",
        "journeys.parquet": "rows/s",
    }
    units |= {"journeys.memory.summary": "MB", "journeys.memory.events": "MB"}
    units |= {"journeys.first_call.nothing_cached": "s", "journeys.first_call.cached": "s"}
    assert {name: one.unit for name, one in found.items()} == units
    assert all(one.ratio > 0 for one in found.values())
    assert all(found[name].better == "higher" and "threads" in found[name].peer.what for name in speeds)
