"""Two engines, any number of threads and any size of chunks give the same numbers."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulation.sameness import same, same_totals, same_walks
from workbench.errors import WorkbenchError
from workbench.model.duration import Sojourn
from workbench.model.transition import Effect
from workbench.simulation.controls import Controls
from workbench.simulation.ledger import Ledger
from workbench.simulation.process import Process, shifted
from workbench.simulation.sampler import event_chunks, events_of, simulate, total
from workbench.simulation.totals import BLOCK, MEASURES

LAWS = ("exponential", "lognormal", "gamma", "fixed", None)


@st.composite
def processes(draw):
    """Draw a process of up to nine steps and three exits with everything a ledger can hold."""
    rng = np.random.default_rng(draw(st.integers(0, 2**32)))
    steps, exits = draw(st.integers(1, 9)), draw(st.integers(1, 3))
    matrix = rng.random((steps, steps + exits)) * (rng.random((steps, steps + exits)) < 0.6)
    matrix[:, -1] += 0.2
    feelings = rng.random((steps, 5)) * (rng.random(steps) < 0.7)[:, None]
    feelings /= np.maximum(feelings.sum(axis=1, keepdims=True), 1e-300)
    return Process(
        steps=tuple(f"s{i}" for i in range(steps)),
        exits=tuple(f"x{i}" for i in range(exits)),
        start=rng.dirichlet(np.ones(steps)),
        matrix=matrix / matrix.sum(axis=1, keepdims=True),
        sojourns=tuple(_law(rng) for _ in range(steps)),
        conversion=int(rng.integers(steps)),
        horizon=draw(st.sampled_from([3.0, 40.0, float("inf")])),
        ledger=Ledger(
            feelings=feelings,
            cost=rng.random(steps),
            revenue=rng.random(steps) * 100,
            channels=rng.integers(-1, 3, steps),
            referrals=rng.random(steps) * 2.5 * (rng.random(steps) < 0.5),
        ),
        kinds=("lost", "purchase", "advocate")[:exits],
        stages=(("first", (0,)), ("all", tuple(range(steps)))),
    )


def _law(rng):
    name = LAWS[rng.integers(len(LAWS))]
    spread = {"cv": float(rng.uniform(0.2, 2))} if name in ("lognormal", "gamma") else {}
    return Sojourn(distribution=name, mean=float(rng.uniform(0.1, 9)), unit="days", **spread) if name else None


@given(processes(), st.integers(0, 2**63 - 1))
@settings(deadline=None, max_examples=25)
def test_both_engines_walk_everybody_alike(process, seed):
    rng = np.random.default_rng(1)
    controls = Controls(rng.random((2, len(process.states), 5)), np.array([False, True]), 4 / process.horizon)
    one, other = (
        simulate(process, n_journeys=150, seed=seed, engine=engine, controls=controls)
        for engine in ("compiled", "reference")
    )
    assert same_walks(one, other) == []


@given(processes(), st.integers(0, 2**63 - 1), st.floats(-2, 2))
@settings(deadline=None, max_examples=12)
def test_both_engines_walk_a_change_alike(process, seed, log_odds):
    changed = shifted(process, [Effect(from_="s0", to="x0", log_odds=log_odds)])
    aside = replace(changed, base=process, aside=(0,))
    one, other = (simulate(aside, n_journeys=150, seed=seed, engine=engine) for engine in ("compiled", "reference"))
    assert same_walks(one, other) == []


@given(processes(), st.integers(0, 2**63 - 1))
@settings(deadline=None, max_examples=12)
def test_both_engines_write_the_same_events_and_totals(process, seed):
    one, other = (events_of(process, n_journeys=200, seed=seed, engine=name) for name in ("compiled", "reference"))
    assert all(same(a, b) for a, b in zip(one.columns(), other.columns(), strict=True))
    first, second = (total(process, n_journeys=200, seed=seed, engine=name) for name in ("compiled", "reference"))
    assert same_totals(first, second) == []


@given(processes(), st.integers(0, 2**63 - 1))
@settings(deadline=None, max_examples=10)
def test_events_tell_the_same_story_as_the_columns(process, seed):
    walks, events = simulate(process, n_journeys=200, seed=seed), events_of(process, n_journeys=200, seed=seed)
    who = events.customer.astype(int)
    assert np.bincount(who, minlength=200).tolist() == walks.visits.tolist()
    assert np.bincount(who, events.revenue, 200) == pytest.approx(walks.revenue, rel=1e-5)
    assert np.bincount(who, events.cost, 200) == pytest.approx(walks.cost, rel=1e-5)
    assert np.bincount(who, events.stay, 200) == pytest.approx(walks.days, rel=1e-4, abs=1e-4)
    steps, last = len(process.steps), np.flatnonzero(np.diff(who, append=-1))
    out = events.to[last].astype(int) - steps
    assert np.where(out == len(process.exits), -1, out).tolist() == walks.exit.tolist()
    assert (events.to[:-1][np.diff(who) == 0] == events.step[1:][np.diff(who) == 0]).all()
    told = events.feeling != 3
    assert np.bincount(who[told], events.feeling[told], 200).tolist() == walks.felt.tolist()


@pytest.fixture(scope="module")
def process():
    return _wide()


def _wide():
    rng = np.random.default_rng(4)
    matrix = rng.random((12, 15))
    matrix[:, 12:] *= 0.3
    return Process(
        steps=tuple(f"s{i}" for i in range(12)),
        exits=("lost", "bought", "told"),
        start=rng.dirichlet(np.ones(12)),
        matrix=matrix / matrix.sum(axis=1, keepdims=True),
        sojourns=tuple(_law(rng) for _ in range(12)),
        conversion=7,
        horizon=60.0,
        ledger=Ledger(
            feelings=rng.dirichlet(np.ones(5), 12),
            cost=rng.random(12),
            revenue=rng.random(12),
            channels=rng.integers(-1, 4, 12),
            referrals=np.where(np.arange(12) == 9, 0.4, 0.0),
        ),
        kinds=("lost", "purchase", "advocate"),
        stages=(("early", (0, 1, 2)), ("late", (9, 10, 11))),
    )


N = 3 * BLOCK + 1_234


@pytest.mark.parametrize("threads", [1, 2, 4])
@pytest.mark.parametrize("chunk", [1, 2 * BLOCK])
def test_no_number_of_threads_or_chunks_leaves_a_trace_in_totals(process, threads, chunk):
    plain = total(process, n_journeys=N, seed=5, threads=1, chunk=10**6)
    assert same_totals(total(process, n_journeys=N, seed=5, threads=threads, chunk=chunk), plain) == []


@pytest.mark.parametrize("threads", [1, 2, 4])
def test_no_number_of_threads_leaves_a_trace_in_columns(process, threads):
    plain = simulate(process, n_journeys=N, seed=5, threads=1)
    assert same_walks(simulate(process, n_journeys=N, seed=5, threads=threads), plain) == []


@pytest.mark.parametrize(("threads", "chunk"), [(1, 7), (2, 100), (4, 999), (2, 5_000)])
def test_pieces_of_events_are_those_of_the_whole_table_in_its_order(process, threads, chunk):
    whole = events_of(process, n_journeys=2_000, seed=5)
    parts = [part.copy() for part in event_chunks(process, n_journeys=2_000, seed=5, threads=threads, chunk=chunk)]
    for k, column in enumerate(whole.columns()):
        assert same(np.concatenate([part.columns()[k] for part in parts]), column)


def test_a_customer_with_more_events_than_there_is_room_for_gets_room(chain):
    patient = chain([[0.9999]], [[0.0001]], sojourns=[Sojourn(distribution="fixed", mean=1, unit="days")])
    events = events_of(patient, n_journeys=3, seed=1)
    walks = simulate(patient, n_journeys=3, seed=1)
    assert np.bincount(events.customer).tolist() == walks.visits.tolist()
    assert walks.visits.max() > 1_000


def test_totals_of_parts_that_follow_each_other_are_those_of_the_whole(process):
    whole = total(process, n_journeys=N, seed=5)
    first = total(process, n_journeys=2 * BLOCK, seed=5)
    later = total(process, n_journeys=N, seed=5, first=2 * BLOCK)
    assert same_totals(first.followed_by([later]), whole) == []


def test_totals_with_customers_missing_between_them_are_refused(process):
    first = total(process, n_journeys=BLOCK, seed=5)
    later = total(process, n_journeys=N, seed=5, first=2 * BLOCK)
    with pytest.raises(ValueError, match="do not follow"):
        first.followed_by([later])


def test_totals_are_means_of_the_columns(process):
    sums, walks = total(process, n_journeys=N, seed=5), simulate(process, n_journeys=N, seed=5)
    own = {"margin": walks.revenue - walks.cost, "around": (walks.peak.astype(float) + walks.last)[walks.feelings > 0]}
    for measure in MEASURES:
        column = own.get(measure, getattr(walks, measure, None))
        mean, error = sums.mean(measure)
        assert mean == pytest.approx(column.mean())
        assert error == pytest.approx(column.std(ddof=1) / np.sqrt(len(column)))
    assert sums.reached.tolist() == walks.reached.sum(axis=0).tolist()
    assert sums.exits.tolist() == [int((walks.exit == k).sum()) for k in range(3)]
    assert sums.under_way == (walks.exit == -1).sum()
    assert (sums.converted, sums.kept, sums.events) == (walks.converted.sum(), walks.kept.sum(), walks.events)
    assert sums.stages.tolist() == [int(walks.reached[:, own].any(axis=1).sum()) for _, own in process.stages]


def test_quantiles_of_totals_are_right_to_half_a_percent(process):
    sums, walks = total(process, n_journeys=N, seed=5), simulate(process, n_journeys=N, seed=5)
    shares = [0.1, 0.5, 0.9]
    assert sums.days_until(shares) == pytest.approx(np.quantile(walks.days, shares), rel=5e-3)
    times = walks.converted_after[walks.converted]
    assert sums.days_until(shares, converted=True) == pytest.approx(np.quantile(times, shares), rel=5e-3)


def test_nobody_feels_anything_where_nothing_is_known(chain):
    walks = simulate(chain([[0.5]], [[0.5]]), n_journeys=50, seed=1)
    assert (walks.feelings == 0).all()
    assert (walks.felt == 0).all()
    assert total(chain([[0.5]], [[0.5]]), n_journeys=50, seed=1).mean("around") == (0.0, 0.0)


@pytest.mark.parametrize("n", [0, -1, 2**32])
def test_a_number_of_customers_that_cannot_be_walked_is_refused(process, n):
    with pytest.raises(WorkbenchError, match="choose 1 to"):
        simulate(process, n_journeys=n, seed=1)


def test_more_steps_than_fit_are_refused(chain):
    with pytest.raises(WorkbenchError, match="64 are the most"):
        simulate(chain(np.zeros((65, 65)).tolist(), [[1.0]] * 65), n_journeys=10, seed=1)
