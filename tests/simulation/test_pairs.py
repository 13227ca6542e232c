"""The same customers with and without interventions, and what the difference is worth."""

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.analysis.intervals import Z95
from workbench.errors import InputError
from workbench.model.intervention import Intervention
from workbench.simulation.batch_expectations import Measure, measured
from workbench.simulation.case import Case
from workbench.simulation.changes import changed
from workbench.simulation.crowd import Crowd
from workbench.simulation.pairs import COMPARED, YES_OR_NO, compare, compare_in
from workbench.simulation.payoff import COUNTED, expected
from workbench.simulation.process import process_of
from workbench.simulation.sampler import simulate

SAMPLES = ("startup", "consulting", "agency", "travel")
MANY = 50_000


def both(text):
    return {"en": text, "fr": text}


def act(*effects, name="act", **fields):
    shifts = [{"from": a, "to": b, "log_odds": x, "range": sorted((0, 2 * x))} for a, b, x in effects]
    told = {"id": name, "label": both(name), "why": both("why"), "effects": shifts, **fields}
    return Intervention.model_validate(told)


def ranged(action):
    """Return an intervention of a sample whose numbers have ranges, whether its file gives any or not."""
    told = action.model_dump(by_alias=True)
    for effect in told["effects"]:
        effect["range"] = effect["range"] or sorted((0.0, 2 * effect["log_odds"]))
    return Intervention.model_validate(told)


@pytest.fixture(scope="module")
def kiosk(journey):
    """Look, and buy for 20 with 30 %."""
    made = journey(("look", "buy", 0.3), ("look", "gone", 0.7), ("buy", "bought", 1.0), exits=("bought", "gone"))
    return priced(made, revenue={"buy": 20.0}, cost={"look": 1.0, "buy": 8.0})


def priced(journey, revenue, cost):
    told = journey.model_dump(by_alias=True)
    for step in told["steps"]:
        step["revenue"] = {"value": revenue[step["id"]]} if step["id"] in revenue else None
        step["cost"] = {"value": cost[step["id"]]} if step["id"] in cost else None
    return type(journey).model_validate(told)


def log_odds(before, after):
    return math.log(after / (1 - after)) - math.log(before / (1 - before))


TO_35 = log_odds(0.30, 0.35)


@pytest.fixture(scope="module")
def tried(kiosk):
    """Compare the kiosk under interventions."""

    def run(*actions, n=MANY, seed=1, journey=kiosk):
        process = process_of(journey)
        return compare(process, journey, actions, persona="p1", n_journeys=n, seed=seed)

    return run


def test_pairing_from_30_to_35_percent_has_the_reference_variance(tried):
    # Monotone coupling: 0.05 - 0.05**2 = 0.0475, against 0.4375 for two samples apart.
    gain = tried(act(("look", "buy", TO_35)), n=400_000).gain("converted")
    paired, apart = ((half / Z95) ** 2 * 400_000 for half in (gain.paired.half, gain.unpaired.half))
    assert paired == pytest.approx(0.0475, rel=0.02)
    assert apart == pytest.approx(0.4375, rel=0.02)
    assert apart / paired == pytest.approx(9.21, rel=0.02)
    assert gain.losses == 0
    assert gain.wins == round(gain.paired.mean * 400_000)
    assert gain.exact == pytest.approx(0.05)


def test_with_all_luck_known_the_gain_is_exact(tried):
    found = tried(act(("look", "buy", TO_35)), n=2_000)
    for name in ("converted", "kept", "revenue", "cost", "margin"):
        gain = found.gain(name)
        assert gain.best is gain.controlled
        assert gain.controlled.mean == pytest.approx(gain.exact)
        assert gain.controlled.half * 2_000 == pytest.approx(3 * {"cost": 8, "revenue": 20, "margin": 12}.get(name, 1))


def test_an_intervention_that_changes_nothing_gains_exactly_nothing(tried):
    for gain in tried(act(("look", "buy", 0.0))).gains:
        assert (gain.paired.mean, gain.paired.half, (gain.controlled or gain.paired).mean) == (0, 0, 0)
        assert gain.exact == pytest.approx(0, abs=1e-12)


def test_every_outcome_is_compared_with_its_means(tried, kiosk):
    action, process = act(("look", "buy", TO_35)), process_of(kiosk)
    found = tried(action)
    assert tuple(gain.outcome for gain in found.gains) == COMPARED
    one = simulate(process, n_journeys=MANY, seed=1)
    other = simulate(changed(process, kiosk, [action]), n_journeys=MANY, seed=1)
    for name in ("revenue", "cost", "days", "visits", "referrals"):
        gain = found.gain(name)
        assert gain.before == pytest.approx(getattr(one, name).mean())
        assert gain.after == pytest.approx(getattr(other, name).mean())
        assert gain.paired.mean == pytest.approx(gain.after - gain.before)
        assert (gain.wins, gain.losses) == (None, None)
    margins = [found.gain("revenue").after - found.gain("cost").after, found.gain("margin").after]
    assert margins[0] == pytest.approx(margins[1])


def test_the_interval_apart_is_that_of_two_samples(tried):
    gain = tried(act(("look", "buy", TO_35))).gain("converted")
    apart = math.sqrt(sum(p * (1 - p) for p in (gain.before, gain.after)) / (MANY - 1))
    assert gain.unpaired.half == pytest.approx(Z95 * apart)
    assert gain.unpaired.mean == gain.paired.mean


@given(st.integers(0, 2**63 - 1), st.floats(-3, 3), st.booleans())
@settings(deadline=None, max_examples=30)
def test_wins_less_losses_are_the_paired_gain(tried, seed, shift, late):
    arrow = ("buy", "bought", shift) if late else ("look", "buy", shift)
    found = tried(act(arrow), n=500, seed=seed)
    for name in YES_OR_NO:
        gain = found.gain(name)
        mean = (gain.wins - gain.losses) / 500
        variance = (gain.wins + gain.losses - 500 * mean**2) / 499
        assert gain.paired.mean == pytest.approx(mean, abs=1e-12)
        assert gain.paired.half == pytest.approx(Z95 * math.sqrt(variance / 500))


def test_a_crowd_tells_the_same_of_a_change_whatever_was_tried_on_it_before(tried, kiosk):
    crowd = Crowd(process_of(kiosk), n_journeys=MANY, seed=2)
    crowd.meet(1)
    action, other = act(("look", "buy", TO_35)), act(("look", "buy", 2 * TO_35))
    assert compare_in(crowd, kiosk, [other], persona="p1") != tried(action)
    assert compare_in(crowd, kiosk, [action], persona="p1") == tried(action)


def test_a_crowd_without_luck_noted_leaves_the_paired_interval(kiosk):
    crowd = Crowd(process_of(kiosk), n_journeys=1_000, seed=1, luck=False)
    found = compare_in(crowd, kiosk, [act(("look", "buy", TO_35))], persona="p1")
    assert all(gain.controlled is None and gain.best is gain.paired for gain in found.gains)


COSTS = {
    "fixed": {"value": 500},
    "per_exposed": {"value": 0.25},
    "per_conversion": {"value": 2},
    "per_visit": [{"step": "look", "amount": {"value": 0.5}}, {"step": "gone", "amount": {"value": 3}}],
    "revenue_share": {"value": 0.1, "range": [0, 0.2]},
}


def test_every_cost_falls_due_where_it_says(tried):
    found = tried(act(("look", "buy", TO_35), costs=COSTS))
    cost, revenue = found.gain("cost"), found.gain("revenue")
    per_customer = 1 + 8 * 0.35 + 0.25 + 2 * 0.35 + 0.5 + 3 * 0.65
    assert cost.exact == pytest.approx(per_customer - (1 + 8 * 0.3))
    assert revenue.exact == pytest.approx(20 * 0.9 * 0.35 - 20 * 0.3)
    assert cost.paired.low <= cost.exact <= cost.paired.high
    assert found.exposed == MANY
    assert found.fixed == 500
    assert found.unknown == ()


def test_only_those_who_meet_it_cost_something(tried):
    found = tried(act(("buy", "bought", 0.5), costs={**COSTS, "per_visit": [], "revenue_share": None}))
    assert found.exposed == round(found.gain("converted").after * MANY)
    assert found.gain("cost").exact == pytest.approx(0.3 * (0.25 + 2))
    assert found.gain("cost").paired.mean == pytest.approx(found.exposed / MANY * 2.25)


def test_who_would_have_come_to_a_step_that_is_gone_has_met_the_change(journey):
    shop = journey(
        *(("look", "form", 0.5), ("look", "gone", 0.5), ("form", "buy", 0.8), ("form", "gone", 0.2)),
        ("buy", "bought", 1.0),
        exits=("bought", "gone"),
    )
    action = act(removed=["form"], costs={"per_exposed": {"value": 1}})
    found = compare(process_of(shop), shop, [action], persona="p1", n_journeys=MANY, seed=1)
    assert found.exposed / MANY == pytest.approx(0.5, abs=0.01)
    assert found.gain("cost").paired.mean == found.exposed / MANY
    assert found.gain("cost").exact is None
    assert found.gain("converted").exact == pytest.approx(0.1)
    assert found.gain("converted").losses == 0


def test_costs_nobody_said_are_named_and_count_in_no_gain(tried):
    found = tried(act(("look", "buy", TO_35), costs={"per_conversion": {"value": 2}}))
    assert [(cost.intervention, cost.kind) for cost in found.unknown] == [("act", "fixed"), ("act", "per_exposed")]
    assert found.fixed is None


def test_a_new_step_and_a_reward_without_a_price_are_unknown_costs(tried):
    step = {"id": "trial", "label": both("trial"), "after": "look", "share": 0.2, "range": [0, 1]}
    referral = {"step": "buy", "entry": "look", "invitations": 1, "conversion": 0.1, "range": [0, 0.2]}
    action = act(
        added=[{**step, "ways": [{"to": "buy", "p": 1.0}]}],
        referral={**referral, "basis": "assumed", "giver": {"value": 5}},
        costs={name: {"value": 0} for name in ("fixed", "per_exposed", "per_conversion")},
    )
    assert [(cost.kind, cost.of) for cost in tried(action).unknown] == [
        ("per_visit", "trial"),
        ("receiver", "referral"),
    ]


def test_what_is_asked_of_a_template_is_unknown_until_told(tried):
    free = act(("look", "buy", TO_35), catalogue="free_shipping")
    assert [cost.kind for cost in tried(free).unknown] == ["per_conversion"]


def test_it_breaks_even_at_the_margin_it_gains(tried):
    found = tried(act(("look", "buy", TO_35)))
    even = found.break_even
    assert even.per_customer.mean == pytest.approx(0.05 * (20 - 8))
    assert even.fixed(10_000).mean == pytest.approx(6_000)
    assert even.per_exposed == even.per_customer
    late = tried(act(("buy", "bought", 0.5))).break_even
    assert late.per_customer.mean == pytest.approx(0)


def test_a_cost_per_exposed_at_the_break_even_leaves_nothing(tried):
    even = tried(act(("look", "buy", TO_35))).break_even
    at_it = act(("look", "buy", TO_35), costs={"per_exposed": {"value": even.per_exposed.mean}})
    assert tried(at_it).break_even.per_customer.mean == pytest.approx(0, abs=1e-9)


def test_without_any_revenue_known_nothing_breaks_even(tried, kiosk):
    assert tried(act(("look", "buy", TO_35)), journey=priced(kiosk, {}, {"look": 1.0})).break_even is None


def test_several_interventions_are_compared_as_one_change(tried):
    one, other = act(("look", "buy", 0.1), name="one"), act(("look", "buy", TO_35 - 0.1), name="other")
    found = tried(one, other)
    assert found.interventions == ("one", "other")
    assert found.gain("converted").exact == pytest.approx(0.05)


def test_a_number_that_rests_on_nothing_is_refused_with_its_intervention(kiosk):
    bare = Intervention.model_validate(
        {
            "id": "bare",
            "label": both("x"),
            "why": both("y"),
            "effects": [{"from": "look", "to": "buy", "log_odds": 0.7}],
        }
    )
    with pytest.raises(InputError, match=r"intervention bare: 0\.7 is an unregistered constant.*give it the range"):
        compare(process_of(kiosk), kiosk, [bare], persona="p1", n_journeys=100, seed=1)


def test_a_sellers_multiple_itself_is_refused(kiosk):
    four = act(("look", "buy", math.log(4)), claims=["chat_conversion"])
    with pytest.raises(InputError, match=r"intervention act: an odds ratio of 4 is the claim chat_conversion itself"):
        compare(process_of(kiosk), kiosk, [four], persona="p1", n_journeys=100, seed=1)


@pytest.fixture(scope="module")
def of_samples(sample):
    """Return the comparison of each intervention of a sample at 50,000 customers."""
    found = {}

    def run(name):
        if name not in found:
            journey = sample(name).journey
            process = process_of(journey)
            crowd = Crowd(process, n_journeys=MANY, seed=1)
            found[name] = {
                action.id: compare_in(crowd, journey, [ranged(action)], persona="p1")
                for action in journey.interventions
            }
        return found[name]

    return run


@pytest.mark.parametrize("name", SAMPLES)
def test_every_interval_of_a_sample_is_five_times_narrower_than_apart(of_samples, name):
    for action, found in of_samples(name).items():
        gain = found.gain("kept")
        assert gain.unpaired.half >= 5 * gain.best.half > 0, action
        assert gain.best is gain.controlled


@pytest.mark.parametrize("name", SAMPLES)
def test_taking_luck_out_shifts_no_gain(of_samples, name):
    for found in of_samples(name).values():
        for gain in (gain for gain in found.gains if gain.controlled):
            error = gain.paired.half / Z95
            assert abs(gain.controlled.mean - gain.paired.mean) <= 4 * error + 1e-12, gain


@pytest.mark.parametrize("name", SAMPLES)
def test_intervals_with_luck_taken_out_hold_the_truth_as_often_as_they_say(sample, name):
    journey = sample(name).journey
    process, action = process_of(journey), ranged(journey.interventions[0])
    truth = compare(process, journey, [action], persona="p1", n_journeys=200_000, seed=99).gain("kept").controlled
    inside = 0
    for seed in range(60):
        own = compare(process, journey, [action], persona="p1", n_journeys=1_000, seed=seed).gain("kept").controlled
        inside += own.low - truth.half <= truth.mean <= own.high + truth.half
    assert inside >= 54


def test_the_closed_forms_are_met_without_a_horizon(sample):
    journey = sample("travel").journey
    process = replace(process_of(journey), horizon=1e12)
    action = ranged(journey.interventions[0])
    found = compare(process, journey, [action], persona="p1", n_journeys=MANY, seed=1)
    after = changed(process, journey, [action])
    for name in COUNTED:
        gain = found.gain(name)
        assert gain.exact == pytest.approx(expected(after)[name] - expected(process)[name])
        assert abs(gain.paired.mean - gain.exact) <= 2 * gain.paired.half + 1e-9, name


def test_an_intervention_and_its_contrary_trade_wins_for_losses(tried):
    better, worse = (tried(act(("look", "gone", shift))).gain("kept") for shift in (-0.5, 0.5))
    assert better.paired.mean > 0 > worse.paired.mean
    assert better.losses == worse.wins == 0


@pytest.mark.parametrize("name", SAMPLES)
def test_losing_more_on_any_step_of_a_sample_gains_nobody_beyond_luck(sample, tried, name):
    journey = sample(name).journey
    lost = {exit_.id for exit_ in journey.exits if exit_.kind in ("lost", "churn")}
    for arrow in (arrow for arrow in journey.transitions if arrow.to in lost):
        gain = tried(act((arrow.from_, arrow.to, 1.0)), n=4_000, journey=journey).gain("kept").paired
        assert gain.mean <= 4 * gain.half / Z95, (arrow.from_, arrow.to, gain)


def test_pairing_alone_makes_every_interval_of_a_sample_half_as_narrow_as_can_be(of_samples):
    for action, found in of_samples("travel").items():
        gain = found.gain("kept")
        best = Z95 * math.sqrt(abs(gain.paired.mean) * (1 - abs(gain.paired.mean)) / found.n)
        assert gain.unpaired.half > 1.5 * gain.paired.half, action
        assert gain.paired.half <= 2 * best, action


def test_a_comparison_cannot_be_changed(tried):
    with pytest.raises(AttributeError):
        tried(act(("look", "buy", 0.1)), n=100).n = 3
    assert not np.isnan([gain.paired.half for gain in tried(act(("look", "buy", 0.1)), n=100).gains]).any()


SAME = {"converted": Measure.CONVERSION, "kept": Measure.KEPT, "revenue": Measure.REVENUE, "days": Measure.DAYS}


@pytest.mark.parametrize("name", SAMPLES)
def test_what_is_exact_is_what_a_tornado_takes_as_stated(sample, name):
    journey = sample(name).journey
    process = process_of(journey)
    for action in journey.interventions:
        found = compare(process, journey, [action], persona="p1", n_journeys=100, seed=1)
        case = Case(process, journey, action=action)
        for outcome, measure in {**SAME, "cost": Measure.COST, "margin": Measure.MARGIN}.items():
            [gain] = measured(case, case.stated[None], measure)
            assert found.gain(outcome).exact == pytest.approx(gain, abs=1e-9), (action.id, outcome)
