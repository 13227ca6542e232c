"""Exact expectations of many processes at once are those of each."""

import tracemalloc

import numpy as np
import pytest

from workbench.errors import WorkbenchError
from workbench.simulation.batch_expectations import Measure, coming_to, expectations, measured
from workbench.simulation.case import Batch, Case, with_values
from workbench.simulation.closed_form import absorption, conversion, expected_days, expected_steps, fundamental
from workbench.simulation.process import Process, process_of
from workbench.simulation.uncertainty import drawn

SAMPLES = ("startup", "consulting", "agency", "travel")


def alone(case, batch, i):
    """Return one process of a batch."""
    process = case.process
    return Process(
        process.steps, process.exits, batch.start[i], batch.matrices[i], process.sojourns, process.conversion, 1e9
    )


@pytest.mark.parametrize("name", SAMPLES)
def test_a_batch_gives_what_the_closed_form_gives_of_each_process(sample, of_sample, name):
    journey = sample(name).journey
    case = Case(of_sample(name), journey)
    batch = with_values(case, drawn(case, seed=3, draws=7))
    found = expectations(batch)
    rng = np.random.default_rng(0)
    for i in range(7):
        process = alone(case, batch, i)
        visits = process.start @ fundamental(process)
        kept = [k for k, way_out in enumerate(journey.exits) if way_out.kind not in ("lost", "churn")]
        assert found[Measure.CONVERSION][i] == pytest.approx(conversion(process))
        assert found[Measure.KEPT][i] == pytest.approx((process.start @ absorption(process))[kept].sum())
        assert found[Measure.STEPS][i] == pytest.approx(process.start @ expected_steps(process))
        assert found[Measure.DAYS][i] == pytest.approx(visits @ batch.days[i])
        assert found[Measure.REVENUE][i] == pytest.approx(visits @ batch.revenue[i])
        assert found[Measure.COST][i] == pytest.approx(visits @ batch.cost[i])
        assert found[Measure.MARGIN][i] == pytest.approx(visits @ (batch.revenue[i] - batch.cost[i]))
        assert found[Measure.REFERRALS][i] == pytest.approx(visits @ batch.referrals[i])
        place = int(rng.integers(len(process.steps)))
        met = fundamental(process)[:, place] / fundamental(process)[place, place]
        assert coming_to(batch, [place])[i] == pytest.approx(process.start @ met)


@pytest.mark.parametrize("name", SAMPLES)
def test_stated_days_of_a_sample_are_those_of_the_closed_form(sample, of_sample, name):
    case = Case(of_sample(name), sample(name).journey)
    assert measured(case, case.stated[None], Measure.DAYS) == pytest.approx(
        [case.process.start @ expected_days(case.process)]
    )


def test_the_reference_journey_has_the_known_expectations(reference):
    nothing = np.zeros((1, 4))
    batch = Batch(
        reference.start[None],
        reference.matrix[None],
        np.array([[2.0, 10, 3, 90]]),
        nothing,
        nothing,
        nothing,
        np.ones(4, dtype=bool),
        (0,),
        reference.conversion,
    )
    found = expectations(batch)
    assert found[Measure.DAYS] == pytest.approx([71.5])
    assert found[Measure.STEPS] == pytest.approx([3.5])
    assert found[Measure.KEPT] == pytest.approx([0.125])
    assert found[Measure.CONVERSION] == pytest.approx([5 / 8 * 4 / 7])


def test_chunks_change_nothing(sample, of_sample, monkeypatch):
    case = Case(of_sample("travel"), sample("travel").journey)
    values = drawn(case, seed=1, draws=50)
    whole = measured(case, values, Measure.DAYS)
    monkeypatch.setattr("workbench.simulation.batch_expectations.ROOM", 8 * case.process.matrix.size * 7)
    assert measured(case, values, Measure.DAYS) == pytest.approx(whole, rel=1e-12)
    assert len(measured(case, values[:0], Measure.DAYS)) == 0


def test_an_intervention_is_measured_by_what_it_changes(sample, of_sample):
    journey = sample("startup").journey
    others = {"emotions": (), "sojourns": (), "start": (), "removed": (), "added": (), "referral": None, "costs": None}
    moving = [action for action in journey.interventions if action.effects]
    assert len(moving) > 3
    for action in moving:
        only = action.model_copy(update=others)
        still = only.model_copy(
            update={"effects": tuple(e.model_copy(update={"log_odds": 0.0}) for e in action.effects)}
        )
        gain = Case(of_sample("startup"), journey, action=only)
        none = Case(of_sample("startup"), journey, action=still)
        assert measured(gain, gain.stated[None], Measure.KEPT)[0] != pytest.approx(0, abs=1e-6)
        assert measured(none, none.stated[None], Measure.KEPT)[0] == pytest.approx(0, abs=1e-12)


def test_an_intervention_costs_for_each_who_meets_it_and_each_who_converts(journey, intervention):
    told = intervention(("buy", "bought", 0.0)) | {
        "costs": {"per_exposed": {"value": 2.0}, "per_conversion": {"value": 5.0}, "revenue_share": {"value": 0.5}}
    }
    shop = journey(
        ("look", "buy", 0.4),
        ("look", "gone", 0.6),
        ("buy", "buy", 0.5),
        ("buy", "bought", 0.5),
        exits=("gone", "bought"),
        interventions=[told],
    )
    steps = (shop.steps[0], type(shop.steps[1]).model_validate(shop.steps[1].model_dump() | {"revenue": {"value": 10}}))
    shop = shop.model_copy(update={"steps": steps})
    case = Case(process_of(shop), shop, action=shop.interventions[0])
    # 0.4 of customers come to buy, and visit it twice on average; each of them meets it and converts once.
    assert measured(case, case.stated[None], Measure.COST) == pytest.approx([0.4 * 7])
    assert measured(case, case.stated[None], Measure.REVENUE) == pytest.approx([-0.4 * 10])
    assert measured(case, case.stated[None], Measure.MARGIN) == pytest.approx([-0.4 * 17])


def test_customers_who_may_stay_for_ever_still_have_shares(journey):
    shop = journey(
        ("look", "stay", 0.3),
        ("look", "buy", 0.3),
        ("look", "gone", 0.4),
        ("stay", "stay", 0.5, (0.5, 0.5)),
        ("stay", "gone", 0.5, (0.0, 0.5)),
        ("buy", "gone", 1.0),
    )
    case = Case(process_of(shop), shop)
    values = np.tile(case.stated, (3, 1))
    values[1, [number.id for number in case.numbers].index("transition:stay:gone")] = 0.0
    assert measured(case, values, Measure.CONVERSION) == pytest.approx([0.3, 0.3, 0.3])
    assert measured(case, values, Measure.KEPT) == pytest.approx([0.0, 0.3, 0.0], abs=1e-9)
    assert np.isinf(expectations(with_values(case, values))[Measure.STEPS]).tolist() == [False, True, False]
    with pytest.raises(WorkbenchError, match="steps has no expectation at 1 of 3"):
        measured(case, values, Measure.STEPS)


def test_a_journey_without_exits_has_a_conversion(journey):
    shop = journey(("look", "look", 0.5), ("look", "buy", 0.5), ("buy", "look", 1.0), exits=())
    case = Case(process_of(shop), shop)
    assert measured(case, case.stated[None], Measure.CONVERSION) == pytest.approx([1.0], abs=1e-6)
    assert measured(case, case.stated[None], Measure.KEPT) == pytest.approx([1.0])


def test_many_vectors_take_little_room(sample, of_sample):
    case = Case(of_sample("consulting"), sample("consulting").journey)
    values = drawn(case, seed=1, draws=40_000)
    tracemalloc.start()
    measured(case, values, Measure.DAYS)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 100e6 < 40_000 * 8 * case.process.matrix.size
