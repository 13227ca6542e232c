"""What an intervention does to a process, and what it leaves alone."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.errors import WorkbenchError
from workbench.model.intervention import Intervention
from workbench.model.journey import Satisfaction
from workbench.simulation.changes import changed, combined
from workbench.simulation.closed_form import absorption, conversion, reach
from workbench.simulation.ledger import lifted, mean_feeling
from workbench.simulation.process import process_of, shifted
from workbench.simulation.sampler import simulate

SAMPLES = ("startup", "consulting", "agency", "travel")


def both(text):
    return {"en": text, "fr": text}


def act(name="act", **fields):
    return Intervention.model_validate({"id": name, "label": both(name), "why": both("why"), **fields})


def new_step(name="trial", after="weigh", share=0.4, ways=(("buy", 0.7), ("gone", 0.3)), **fields):
    return {
        "id": name,
        "label": both(name),
        "after": after,
        "share": share,
        "ways": [{"to": to, "p": p} for to, p in ways],
        **fields,
    }


@pytest.fixture(scope="module")
def shop(journey):
    """Look, weigh, fill the basket, buy; lost on the way, or bought, or back to weighing."""
    made = journey(
        *(("look", "weigh", 0.7), ("look", "gone", 0.3)),
        *(("weigh", "weigh", 0.1), ("weigh", "basket", 0.5), ("weigh", "gone", 0.4)),
        *(("basket", "buy", 0.6), ("basket", "weigh", 0.2), ("basket", "gone", 0.2)),
        *(("buy", "bought", 0.9), ("buy", "look", 0.1)),
        conversion="buy",
        exits=("bought", "gone"),
        start=[{"step": "look", "p": 0.75}, {"step": "basket", "p": 0.25}],
        satisfaction={"log_odds": 0.5, "basis": "assumed", "range": [0.2, 0.8]},
        referral={"step": "buy", "entry": "look", "invitations": 2, "conversion": 0.1, "basis": "assumed"},
    )
    stay = {"distribution": "exponential", "mean": 2, "unit": "days", "range": [1, 3]}
    told = made.model_dump(by_alias=True)
    for step, feeling in zip(told["steps"], (0, -1, None, 2), strict=True):
        step["emotion"] = None if feeling is None else {"value": feeling, "basis": "inferred"}
        step["sojourn"] = stay
        step["revenue"] = {"value": 50.0} if step["id"] == "buy" else None
        step["cost"] = {"value": 1.0}
    return type(made).model_validate(told)


@pytest.fixture(scope="module")
def after(shop):
    """Return the shop's process under interventions."""
    return lambda *actions: changed(process_of(shop), shop, actions)


def same(one, other):
    assert one.states == other.states
    for name in ("matrix", "start"):
        assert getattr(one, name) == pytest.approx(getattr(other, name), abs=1e-12)
    for name in ("feelings", "cost", "revenue", "channels", "referrals"):
        assert getattr(one.account, name) == pytest.approx(getattr(other.account, name), abs=1e-12), name
    days = [[law and law.days for law in process.sojourns] for process in (one, other)]
    assert days[0] == pytest.approx(days[1])


def at(process, *names):
    return [process.states.index(name) for name in names]


def test_no_intervention_changes_nothing_and_is_known_as_a_change_of_the_process(shop):
    process = process_of(shop)
    found = changed(process, shop, [])
    same(found, process)
    assert found.base is process
    assert found.aside == ()


def test_effects_act_as_in_a_multinomial_logit(shop, after):
    effects = [
        {"from": "weigh", "to": "gone", "log_odds": -0.6},
        {"from": "weigh", "to": "basket", "log_odds": 0.3},
    ]
    weights = np.array([0.1, 0.5 * math.exp(0.3), 0.4 * math.exp(-0.6)])
    found = after(act(effects=effects))
    row = at(found, "weigh", "basket", "gone")
    assert found.matrix[1, row] == pytest.approx(weights / weights.sum())
    assert np.array_equal(found.matrix[0], process_of(shop).matrix[0])


LOG_ODDS = st.floats(-1e6, 1e6)
ARROWS = st.sampled_from(
    [("look", "weigh"), ("weigh", "gone"), ("basket", "weigh"), ("buy", "bought"), ("look", "buy")]
)


@given(st.lists(st.tuples(ARROWS, LOG_ODDS), min_size=1, max_size=6), LOG_ODDS, st.floats(-4, 4))
@settings(deadline=None)
def test_probabilities_stay_probabilities_under_any_log_odds(after, shifts, begin, points):
    effects = [{"from": one, "to": other, "log_odds": shift} for (one, other), shift in shifts]
    found = after(
        act(effects=effects, start=[{"step": "look", "log_odds": begin}], emotions=[{"step": "look", "points": points}])
    )
    for rows in (found.matrix, found.start[None], found.account.feelings[[0, 1, 3]]):
        assert (rows >= 0).all()
        assert (rows <= 1).all()
        assert rows.sum(axis=1) == pytest.approx(1)


def test_a_transition_that_never_happens_stays_so(after):
    found = after(act(effects=[{"from": "look", "to": "buy", "log_odds": 900}]))
    assert found.matrix[0, at(found, "buy")] == 0


PARTS = (
    act("odds", effects=[{"from": "weigh", "to": "gone", "log_odds": -0.6}]),
    act("more_odds", effects=[{"from": "weigh", "to": "gone", "log_odds": 0.2}]),
    act("feeling", emotions=[{"step": "weigh", "points": 1.5}, {"step": "look", "points": -0.5}]),
    act("more_feeling", emotions=[{"step": "weigh", "points": 2.5}]),
    act("faster", sojourns=[{"step": "weigh", "factor": 0.5}, {"step": "look", "factor": 2}]),
    act("mix", start=[{"step": "basket", "log_odds": 0.8}]),
    act("shorter", removed=["basket"]),
    act("trial", added=[new_step(cost={"value": 7})], costs={"per_visit": [{"step": "trial", "amount": {"value": 2}}]}),
    act("sample", added=[new_step("sample", "look", 0.3, (("weigh", 1.0),))], costs={"revenue_share": {"value": 0.1}}),
    act("less", costs={"revenue_share": {"value": 0.2}}, start=[{"step": "look", "log_odds": 0.1}]),
)


@given(st.permutations(PARTS), st.integers(1, len(PARTS)))
@settings(deadline=None, max_examples=60)
def test_interventions_together_do_the_same_in_any_order(after, parts, many):
    chosen = parts[:many]
    one, other = after(*chosen), after(*reversed(chosen))
    order = [other.states.index(name) for name in one.states]
    steps = order[: len(one.steps)]
    assert one.matrix == pytest.approx(other.matrix[np.ix_(steps, order)], abs=1e-12)
    assert one.start == pytest.approx(other.start[steps], abs=1e-12)
    assert one.account.feelings == pytest.approx(other.account.feelings[steps], abs=1e-12)
    assert one.account.cost == pytest.approx(other.account.cost[steps])
    assert one.account.revenue == pytest.approx(other.account.revenue[steps])
    assert [one.sojourns[i].days if one.sojourns[i] else 0 for i in range(len(steps))] == pytest.approx(
        [other.sojourns[i].days if other.sojourns[i] else 0 for i in steps]
    )
    assert one.matrix.sum(axis=1) == pytest.approx(1)


def test_two_interventions_that_only_shift_do_what_one_does_after_the_other(shop, after):
    process = process_of(shop)
    same(after(*PARTS[:2]), shifted(shifted(process, PARTS[1].effects), PARTS[0].effects))


@given(st.lists(st.floats(0, 1), min_size=5, max_size=5).filter(lambda w: sum(w) > 0.01), st.floats(-4, 4))
def test_a_feeling_rises_by_its_points_or_to_the_end_of_the_scale(weights, points):
    shares = np.array(weights) / sum(weights)
    found = lifted(shares, points)
    assert found.sum() == pytest.approx(1)
    assert (found >= -1e-12).all()
    assert mean_feeling(found) == pytest.approx(min(max(mean_feeling(shares) + points, -2), 2), abs=1e-9)


def test_an_unknown_feeling_stays_unknown():
    assert not lifted(np.zeros(5), 1.0).any()


def test_a_better_feeling_loses_fewer_by_the_odds_the_journey_gives_it(after):
    found = after(act(emotions=[{"step": "weigh", "points": 2}]))
    row = found.matrix[1]
    gone = row[found.states.index("gone")]
    assert gone / (1 - gone) == pytest.approx(0.4 / 0.6 * math.exp(-0.5 * 2))


def test_a_feeling_that_cannot_get_better_keeps_nobody(shop, after):
    journey = shop.model_copy(update={"exits": tuple(e.model_copy(update={"kind": "lost"}) for e in shop.exits)})
    process = process_of(journey)
    found = changed(process, journey, [act(emotions=[{"step": "buy", "points": 1}])])
    assert found.matrix == pytest.approx(process.matrix)


def test_where_no_feeling_is_known_the_points_alone_count(after):
    found = after(act(emotions=[{"step": "basket", "points": -1}]))
    gone = found.matrix[2, found.states.index("gone")]
    assert gone / (1 - gone) == pytest.approx(0.2 / 0.8 * math.exp(0.5))


def test_without_a_word_on_satisfaction_a_feeling_changes_no_way(shop):
    silent = shop.model_copy(update={"satisfaction": None})
    found = changed(process_of(silent), silent, [act(emotions=[{"step": "weigh", "points": 2}])])
    assert np.array_equal(found.matrix, process_of(silent).matrix)
    assert mean_feeling(found.account.feelings[1]) == pytest.approx(1)


def test_a_stay_gets_shorter_in_the_mean_and_keeps_its_law(after):
    law = after(act(sojourns=[{"step": "weigh", "factor": 0.25}])).sojourns[1]
    assert (law.mean, law.distribution, law.unit) == (0.5, "exponential", "days")


def test_the_start_shifts_by_its_odds(after):
    found = after(act(start=[{"step": "basket", "log_odds": 0.7}]))
    share = found.start[2]
    assert share / (1 - share) == pytest.approx(1 / 3 * math.exp(0.7))


def test_a_step_removed_is_never_visited(after):
    found = after(act(removed=["weigh"]))
    walks = simulate(found, n_journeys=2_000, seed=1)
    assert not walks.reached[:, 1].any()
    assert reach(found)[1] == 0


def test_past_a_step_removed_customers_go_where_it_leads_those_it_does_not_lose(after):
    found = after(act(removed=["weigh"]))
    look, basket, gone = at(found, "look", "basket", "gone")
    assert found.matrix[look, [basket, gone]] == pytest.approx([0.7, 0.3])
    assert found.matrix[basket, [basket, gone]] == pytest.approx([0.2, 0.2])


def test_two_steps_removed_are_both_passed_by(after):
    found = after(act(removed=["weigh", "basket"]))
    assert found.matrix[0, at(found, "buy", "gone")] == pytest.approx([0.7, 0.3])
    assert found.start.tolist() == pytest.approx([0.75, 0, 0, 0.25])


def test_who_would_begin_at_a_step_removed_begins_at_the_first_after_it(after):
    assert after(act(removed=["basket"])).start == pytest.approx([0.75, 0.25 * 0.25, 0, 0.25 * 0.75])


def test_a_step_that_leads_only_out_cannot_be_removed(journey):
    shop = journey(("look", "buy", 1.0), ("buy", "gone", 1.0), conversion="look")
    with pytest.raises(WorkbenchError, match=r"buy cannot be removed.*no other step"):
        changed(process_of(shop), shop, [act(removed=["buy"])])


def test_what_counts_as_conversion_cannot_be_removed(after):
    with pytest.raises(WorkbenchError, match="buy counts as conversion"):
        after(act(removed=["buy"]))


def test_a_new_step_takes_its_share_of_those_who_leave(after):
    found = after(act(added=[new_step(share=0.4)]))
    assert found.steps == ("look", "weigh", "basket", "buy", "trial")
    assert found.exits == ("bought", "gone")
    assert found.aside == (4,)
    assert found.matrix[1, at(found, "weigh", "basket", "trial", "gone")] == pytest.approx([0.06, 0.3, 0.4, 0.24])
    assert found.matrix[4, at(found, "buy", "gone")] == pytest.approx([0.7, 0.3])
    assert found.start[4] == 0


def test_a_new_step_is_visited_by_the_share_it_was_given(journey):
    line = journey(("look", "buy", 0.5), ("look", "gone", 0.5), ("buy", "gone", 1.0))
    trial = new_step(after="look", share=0.3, ways=(("buy", 1.0),))
    walks = simulate(changed(process_of(line), line, [act(added=[trial])]), n_journeys=100_000, seed=1)
    assert walks.reached[:, 2].mean() == pytest.approx(0.3, abs=4 * math.sqrt(0.21 / 100_000))
    assert walks.reached[:, 1].mean() == pytest.approx(0.65, abs=4 * math.sqrt(0.25 / 100_000))


def test_a_new_step_brings_its_stay_and_its_cost_and_lies_beside_the_step_before_it(after):
    stay = {"distribution": "fixed", "mean": 3, "unit": "days"}
    found = after(
        act(
            added=[new_step(sojourn=stay, cost={"value": 7})],
            costs={"per_visit": [{"step": "trial", "amount": {"value": 2}}, {"step": "look", "amount": {"value": 4}}]},
        )
    )
    assert found.sojourns[4].days == 3
    assert found.account.cost.tolist() == [5, 1, 1, 1, 9]
    assert dict(found.stages)["stage_weigh"] == (1, 4)
    assert found.account.channels[4] == -1


def test_the_odds_of_a_new_steps_own_ways_can_be_shifted(after):
    found = after(act(added=[new_step()], effects=[{"from": "trial", "to": "buy", "log_odds": 0.5}]))
    buys = found.matrix[4, found.states.index("buy")]
    assert buys / (1 - buys) == pytest.approx(0.7 / 0.3 * math.exp(0.5))
    assert found.matrix[1, 4] == pytest.approx(0.4)


def test_two_new_steps_cannot_take_more_than_everybody(after):
    with pytest.raises(WorkbenchError, match=r"take 1\.4 of those who leave"):
        after(act("one", added=[new_step("a", share=0.7)]), act("two", added=[new_step("b", share=0.7)]))


def test_two_new_steps_cannot_have_one_name(after):
    with pytest.raises(WorkbenchError, match="two steps would be called trial"):
        after(act("one", added=[new_step(share=0.1)]), act("two", added=[new_step(share=0.1)]))


@pytest.mark.parametrize(
    "fields",
    [
        {"effects": [{"from": "look", "to": "nowhere", "log_odds": 1}]},
        {"emotions": [{"step": "nowhere", "points": 1}]},
        {"removed": ["nowhere"]},
        {"added": [new_step(ways=(("nowhere", 1.0),))]},
        {"removed": ["basket"], "costs": {"per_visit": [{"step": "nowhere", "amount": {"value": 1}}]}},
        {"referral": {"step": "buy", "entry": "nowhere", "invitations": 1, "conversion": 0.1, "basis": "assumed"}},
    ],
)
def test_a_name_that_is_no_step_is_told_with_the_intervention(after, fields):
    with pytest.raises(WorkbenchError, match="act names nowhere, which the process lacks"):
        after(act(**fields))


def test_a_referral_stands_in_place_of_the_journeys_own_with_its_rewards(after):
    own = {"step": "buy", "entry": "look", "invitations": 3, "conversion": 0.2, "basis": "assumed"}
    found = after(act(referral={**own, "giver": {"value": 10}, "receiver": {"value": 5}}))
    assert found.account.referrals == pytest.approx([0, 0, 0, 0.6])
    assert found.account.cost == pytest.approx([1, 1, 1, 1 + 0.6 * 15])


def test_two_referrals_cannot_both_stand_in_place_of_one(after):
    referral = {"step": "buy", "entry": "look", "invitations": 3, "basis": "assumed"}
    actions = [act(name, referral={**referral, "conversion": p}) for name, p in (("one", 0.2), ("two", 0.3))]
    with pytest.raises(WorkbenchError, match="one, two each replace the referral"):
        after(*actions)


def test_revenue_given_up_lowers_what_customers_pay(after):
    shares = [
        act(name, costs={"revenue_share": {"value": v}}, removed=["basket"]) for name, v in (("a", 0.1), ("b", 0.2))
    ]
    assert after(*shares).account.revenue == pytest.approx([0, 0, 0, 50 * 0.9 * 0.8])


HALF = Satisfaction(log_odds=0.5, basis="assumed", range=(0.1, 0.8))
ANYWHERE = st.sampled_from(SAMPLES)


@given(ANYWHERE, st.integers(0, 200), st.floats(0, 3))
@settings(deadline=None, max_examples=60)
def test_losing_more_on_a_step_never_brings_more_to_a_later_one(sample, of_sample, name, which, log_odds):
    journey, process = sample(name).journey, of_sample(name)
    lost = {exit_.id for exit_ in journey.exits if exit_.kind in ("lost", "churn")}
    arrows = [arrow for arrow in journey.transitions if arrow.to in lost]
    arrow = arrows[which % len(arrows)]
    worse = act(effects=[{"from": arrow.from_, "to": arrow.to, "log_odds": log_odds}])
    assert (reach(changed(process, journey, [worse])) <= reach(process) + 1e-12).all()


@given(ANYWHERE, st.integers(0, 200), st.floats(-4, 0))
@settings(deadline=None, max_examples=60)
def test_lowering_satisfaction_on_a_step_never_brings_more_to_a_later_one(sample, name, which, points):
    journey = sample(name).journey.model_copy(update={"satisfaction": HALF})
    process = process_of(journey)
    step = process.steps[which % len(process.steps)]
    found = changed(process, journey, [act(emotions=[{"step": step, "points": points}])])
    assert (reach(found) <= reach(process) + 1e-12).all()


@pytest.mark.parametrize("name", SAMPLES)
def test_one_step_fewer_never_converts_or_keeps_fewer(sample, of_sample, name):
    journey, process = sample(name).journey, of_sample(name)
    lost = [i for i, kind in enumerate(process.kinds) if kind in ("lost", "churn")]
    gone = process.start @ absorption(process)[:, lost].sum(axis=1)
    for step in (step for step in process.steps if step != journey.conversion):
        try:
            found = changed(process, journey, [act(removed=[step])])
        except WorkbenchError:
            continue
        assert conversion(found) >= conversion(process) - 1e-12, step
        assert found.start @ absorption(found)[:, lost].sum(axis=1) <= gone + 1e-12, step


@given(ANYWHERE, st.integers(0, 200), st.floats(0, 1))
@settings(deadline=None, max_examples=60)
def test_one_step_more_on_the_way_to_a_purchase_never_converts_more(sample, of_sample, name, which, lost):
    journey, process = sample(name).journey, of_sample(name)
    arrows = [arrow for arrow in journey.transitions if arrow.to in process.steps]
    arrow = arrows[which % len(arrows)]
    onward = {way.to: way.p for way in journey.transitions if way.from_ == arrow.from_}
    gone = next(exit_.id for exit_ in journey.exits if exit_.kind in ("lost", "churn"))
    ways = {to: (1 - lost) * p for to, p in onward.items()}
    ways[gone] = ways.get(gone, 0) + lost
    step = new_step("form", arrow.from_, 1.0, [(to, p) for to, p in ways.items() if p > 0])
    found = changed(process, journey, [act(added=[step])])
    assert conversion(found) <= conversion(process) + 1e-12


@given(st.integers(0, 2**31), st.sampled_from([part for part in PARTS if part.id not in ("mix", "less")]))
@settings(deadline=None, max_examples=25)
def test_an_intervention_changes_nobodys_history_before_it_takes_hold(shop, after, seed, action):
    process, found = process_of(shop), after(action)
    without, with_it = (simulate(p, n_journeys=400, seed=seed) for p in (process, found))
    stranger = ~without.reached[:, [process.steps.index(name) for name in action.holds_at]].any(axis=1)
    assert np.array_equal(without.exit[stranger], with_it.exit[stranger])
    assert np.array_equal(without.days[stranger], with_it.days[stranger])


def test_interventions_that_can_all_be_are_combined_and_the_first_of_two_contraries_is_taken(shop):
    new = {"step": "buy", "entry": "look", "invitations": 1, "conversion": 0.2, "basis": "assumed"}
    one, other = act("one", referral=new), act("other", referral={**new, "invitations": 3})
    plain = act("plain", effects=[{"from": "look", "to": "weigh", "log_odds": 0.1, "range": [0, 0.2]}])
    tried = shop.model_copy(update={"interventions": (one, other, plain)})
    assert [action.id for action in combined(process_of(tried), tried)] == ["one", "plain"]
    assert combined(process_of(shop), shop) == ()
