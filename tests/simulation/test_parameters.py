"""Every number of a journey, and many journeys at many values of them."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.model.label import Label
from workbench.model.sourced import Feeling
from workbench.simulation.batched_action import acted
from workbench.simulation.case import Case, with_values
from workbench.simulation.parameter import Parameter
from workbench.simulation.parameters import parameters, stated
from workbench.simulation.process import mean_days, persona_effects, process_of, shifted

SAMPLES = ("startup", "consulting", "agency", "travel")
BOTH = {"en": "x", "fr": "x"}


def money(value, low, high):
    return {"value": value, "range": (low, high), "basis": "stated", "source": "price list"}


@pytest.fixture(scope="module")
def rich(journey):
    """A shop with every kind of number."""
    shop = journey(
        ("look", "look", 0.1),
        ("look", "buy", 0.4, (0.2, 0.5)),
        ("look", "gone", 0.5),
        ("buy", "look", 0.3),
        ("buy", "bought", 0.7, (0.6, 0.9)),
        exits=("gone", "bought"),
        start=[{"step": "look", "p": 0.75}, {"step": "buy", "p": 0.25}],
        satisfaction={"log_odds": 0.3, "range": (0.1, 0.5), "basis": "assumed"},
        drivers=[{"code": "hurry", "from": "look", "to": "buy", "log_odds": 0.8, "range": (0.2, 1.0), "why": BOTH}],
        referral={
            "step": "buy",
            "entry": "look",
            "invitations": 2,
            "conversion": 0.1,
            "range": (0.05, 0.2),
            "basis": "assumed",
            "giver": {"value": 5, "range": (0, 10)},
        },
    )
    steps = [
        step.model_dump() | extra
        for step, extra in zip(
            shop.steps,
            (
                {
                    "sojourn": {"distribution": "gamma", "mean": 2, "unit": "weeks", "range": (1, 4)},
                    "cost": money(1, 0, 3),
                },
                {"revenue": money(50, 40, 60), "cost": money(5, 4, 6)},
            ),
            strict=True,
        )
    ]
    return type(shop).model_validate(shop.model_dump(by_alias=True) | {"steps": steps})


@pytest.fixture(scope="module")
def action(rich):
    """An intervention that changes every kind of thing."""
    told = {
        "id": "act",
        "label": BOTH,
        "why": BOTH,
        "claims": ["c1"],
        "effects": [{"from": "look", "to": "buy", "log_odds": 0.5, "range": (0.1, 0.9)}],
        "emotions": [{"step": "look", "points": 1, "range": (0, 2)}],
        "sojourns": [{"step": "look", "factor": 0.5, "range": (0.3, 1)}],
        "start": [{"step": "buy", "log_odds": 0.4, "range": (0, 1)}],
        "added": [
            {
                "id": "chat",
                "label": BOTH,
                "after": "look",
                "share": 0.2,
                "range": (0.1, 0.3),
                "ways": [{"to": "buy", "p": 0.6}, {"to": "gone", "p": 0.4}],
                "sojourn": {"distribution": "fixed", "mean": 12, "unit": "hours"},
                "cost": money(2, 1, 3),
            }
        ],
        "referral": {
            "step": "buy",
            "entry": "look",
            "invitations": 3,
            "conversion": 0.2,
            "basis": "assumed",
            "receiver": {"value": 2},
        },
        "costs": {
            "fixed": {"value": 1000},
            "per_exposed": money(0.1, 0, 1),
            "per_visit": [{"step": "buy", "amount": {"value": 1}}],
            "per_conversion": money(3, 2, 4),
            "revenue_share": {"value": 0.1, "range": (0.05, 0.2)},
        },
    }
    return type(rich).model_validate(rich.model_dump(by_alias=True) | {"interventions": [told]}).interventions[0]


def moved(case, **values):
    """Return the vector of stated values with some of them changed, by id with _ for :."""
    names = [number.id.replace(":", "_") for number in case.numbers]
    vector = case.stated
    for name, value in values.items():
        vector[names.index(name)] = value
    return vector[None]


def test_every_number_of_a_journey_is_listed_once_with_what_it_rests_on(rich):
    found = {number.id: number for number in parameters(rich)}
    assert len(found) == len(parameters(rich)) == 16
    assert found["transition:look:buy"].label == Label(en="look → buy", fr="look → buy")
    assert found["transition:look:buy"].range == (0.2, 0.5)
    assert (found["sojourn:look"].value, found["sojourn:look"].unit) == (2, "weeks")
    assert (found["revenue:buy"].basis, found["revenue:buy"].source) == ("stated", "price list")
    assert found["driver:0:hurry"].code == "hurry"
    assert found["referral"].range == (0.05, 0.2)
    assert found["start:buy"].range is None


def test_a_single_start_is_no_number_to_question(journey):
    shop = journey(("look", "gone", 1.0))
    assert [number.id for number in parameters(shop)] == ["transition:look:gone"]


def test_the_numbers_of_an_intervention_come_after_those_of_its_journey(rich, action):
    both = parameters(rich, action)
    assert both[: len(parameters(rich))] == parameters(rich)
    own = {number.id: number for number in both[len(parameters(rich)) :]}
    assert len(own) == len(both) - len(parameters(rich)) == 14
    assert own["effect:0"].source == "c1"
    assert own["added:chat"].range == (0.1, 0.3)
    assert "fixed" not in own


@pytest.mark.parametrize("name", SAMPLES)
def test_no_two_numbers_of_a_sample_share_an_id(sample, name):
    for action in (None, *sample(name).journey.interventions):
        names = [number.id for number in parameters(sample(name).journey, action)]
        assert len(set(names)) == len(names)


@given(
    bounds=st.tuples(*[st.floats(-5, 5)] * 3).map(sorted),
    draws=st.lists(st.floats(0, 1), min_size=1, max_size=20).map(sorted),
)
def test_a_number_moves_within_its_range_and_in_one_direction(bounds, draws):
    low, value, high = bounds
    number = Parameter("x", "transition", Label(en="x", fr="x"), value, (low, high), "assumed", "", "share")
    found = number.at(np.array(draws))
    assert (np.diff(found) >= -1e-12).all()
    assert found.min() >= low - 1e-12
    assert found.max() <= high + 1e-12
    assert number.at(np.array([0.0, 0.5, 1.0])) == pytest.approx([low, value, high])


def test_a_number_is_as_likely_above_its_stated_value_as_below():
    number = Parameter("x", "transition", Label(en="x", fr="x"), 0.1, (0.0, 0.9), "assumed", "", "share")
    assert (number.at(np.linspace(0, 1, 1001)) < 0.1).mean() == pytest.approx(0.5, abs=0.001)


def test_a_number_without_range_stays():
    number = Parameter("x", "transition", Label(en="x", fr="x"), 0.1, None, "assumed", "", "share")
    assert number.at(np.array([0.0, 0.3, 1.0])) == pytest.approx(0.1)


@pytest.mark.parametrize("name", SAMPLES)
def test_at_the_stated_values_the_process_is_the_one_of_the_journey(sample, of_sample, name):
    process, case = of_sample(name), Case(of_sample(name), sample(name).journey)
    batch = with_values(case, case.stated[None])
    assert batch.matrices[0] == pytest.approx(process.matrix)
    assert batch.start[0] == pytest.approx(process.start)
    assert batch.days[0] == pytest.approx(mean_days(process))
    assert batch.cost[0] == pytest.approx(process.account.cost)
    assert batch.revenue[0] == pytest.approx(process.account.revenue)
    assert batch.referrals[0] == pytest.approx(process.account.referrals)


def test_rewards_of_a_referral_are_costs_where_invitations_are_sent(rich):
    case = Case(process_of(rich), rich)
    assert with_values(case, case.stated[None]).cost[0] == pytest.approx([1, 5 + 0.2 * 5])
    assert with_values(case, moved(case, giver=0)).cost[0] == pytest.approx([1, 5])


def test_a_row_is_scaled_back_to_1(rich):
    case = Case(process_of(rich), rich)
    row = with_values(case, moved(case, transition_look_buy=0.2)).matrices[0, 0]
    assert row == pytest.approx(np.array([0.1, 0.2, 0.5, 0.0]) / 0.8)


def test_a_row_whose_values_are_all_0_is_as_stated(journey):
    shop = journey(("look", "buy", 0.4, (0, 1)), ("look", "gone", 0.6, (0, 1)), ("buy", "gone", 1.0))
    case = Case(process_of(shop), shop)
    batch = with_values(case, moved(case, transition_look_buy=0, transition_look_gone=0))
    assert batch.matrices[0] == pytest.approx(case.process.matrix)


def test_what_sets_a_persona_apart_acts_on_top(rich):
    own, everybody = {"hurry": 1.0}, {"hurry": 0.25}
    persona = shifted(process_of(rich), persona_effects(rich, own, everybody))
    case = Case(persona, rich, apart={"hurry": 0.75})
    assert with_values(case, case.stated[None]).matrices[0] == pytest.approx(persona.matrix)
    driver = rich.drivers[0].model_copy(update={"log_odds": 0.2})
    other = rich.model_copy(update={"drivers": (driver,)})
    expected = shifted(process_of(other), persona_effects(other, own, everybody))
    found = with_values(case, moved(case, driver_0_hurry=0.2))
    assert found.matrices[0] == pytest.approx(expected.matrix)


def test_a_driver_moves_nobody_who_is_like_everybody(rich):
    case = Case(process_of(rich), rich)
    assert with_values(case, moved(case, driver_0_hurry=1.0)).matrices[0] == pytest.approx(case.process.matrix)


@pytest.mark.parametrize("name", SAMPLES)
def test_effects_of_an_intervention_are_those_of_the_walks(sample, of_sample, name):
    for action in sample(name).journey.interventions:
        only = action.model_copy(update={"emotions": (), "removed": (), "added": (), "start": (), "sojourns": ()})
        case = Case(of_sample(name), sample(name).journey, action=only)
        batch = acted(case, case.stated[None], with_values(case, case.stated[None]))
        assert batch.matrices[0] == pytest.approx(shifted(case.process, only.effects).matrix)


def test_an_intervention_changes_times_starts_feelings_steps_and_money(rich, action):
    case = Case(process_of(rich), rich, action=action)
    batch = acted(case, case.stated[None], with_values(case, case.stated[None]))
    # states: look, buy, chat, gone, bought; feelings lower the odds of gone, the effect raises those of buy,
    # and of those who leave one in five takes the chat first
    weights = np.array([0.1, 0.4 * np.exp(0.5), 0.0, 0.5 * np.exp(-0.3), 0.0])
    look = 0.8 * weights / weights.sum() + np.array([0, 0, 0.2, 0, 0])
    assert batch.matrices[0] == pytest.approx(np.array([look, [0.3, 0, 0, 0, 0.7], [0, 0.6, 0, 0.4, 0]]))
    odds = 0.25 / 0.75 * np.exp(0.4)
    assert batch.start[0] == pytest.approx([1 / (1 + odds), odds / (1 + odds), 0])
    assert batch.days[0] == pytest.approx([7, 0, 0.5])
    assert batch.cost[0] == pytest.approx([1, 6 + 0.6 * 2, 2])
    assert batch.revenue[0] == pytest.approx([0, 45, 0])
    assert batch.referrals[0] == pytest.approx([0, 0.6, 0])


def test_nothing_feels_better_than_the_best(rich, action):
    only = action.model_copy(update={"effects": (), "start": (), "sojourns": (), "added": (), "costs": None})

    def leaving(points, emotion):
        told = only.model_copy(update={"emotions": (only.emotions[0].model_copy(update={"points": points}),)})
        steps = (rich.steps[0].model_copy(update={"emotion": emotion}), rich.steps[1])
        shop = rich.model_copy(update={"steps": steps})
        case = Case(process_of(shop), shop, action=told)
        return acted(case, case.stated[None], with_values(case, case.stated[None])).matrices[0, 0, 2]

    good, best = Feeling(value=1, basis="inferred"), Feeling(value=2, basis="inferred")
    assert leaving(1, good) == pytest.approx(leaving(3, good))
    assert leaving(3, good) > leaving(3, None)
    assert leaving(1, best) == pytest.approx(0.5)


def test_new_steps_never_take_more_than_all_who_leave(rich, action):
    more = action.model_copy(update={"effects": (), "emotions": (), "start": (), "sojourns": ()})
    twin = more.added[0].model_copy(update={"id": "call"})
    both = more.model_copy(update={"added": (more.added[0], twin)})
    case = Case(process_of(rich), rich, action=both)
    values = moved(case, added_chat=0.9, added_call=0.9)
    row = acted(case, values, with_values(case, values)).matrices[0, 0]
    assert row == pytest.approx([0, 0, 0.5, 0.5, 0, 0])


def test_a_removed_step_is_passed_by_at_once_with_nobody_lost(rich, action):
    only = action.model_copy(
        update={
            "effects": (),
            "emotions": (),
            "start": (),
            "sojourns": (),
            "added": (),
            "removed": ("look",),
            "costs": None,
        }
    )
    case = Case(process_of(rich), rich, action=only)
    batch = acted(case, case.stated[None], with_values(case, case.stated[None]))
    assert batch.matrices[0, 0] == pytest.approx([0.2, 0.8, 0, 0])
    assert (batch.days[0, 0], batch.cost[0, 0]) == (0, 0)
    assert batch.counted.tolist() == [False, True]


def test_a_case_without_an_intervention_is_not_acted_on(rich):
    case = Case(process_of(rich), rich)
    with pytest.raises(ValueError, match="without an intervention"):
        acted(case, case.stated[None], with_values(case, case.stated[None]))


def test_nothing_is_changed_in_place(rich, action):
    case = Case(process_of(rich), rich, action=action)
    before = with_values(case, case.stated[None])
    kept = replace(before, matrices=before.matrices.copy(), days=before.days.copy(), cost=before.cost.copy())
    acted(case, case.stated[None], before)
    assert (before.matrices == kept.matrices).all()
    assert (before.days == kept.days).all()
    assert (before.cost == kept.cost).all()


def test_stated_values_are_those_of_the_numbers(rich):
    assert stated(parameters(rich))[0] == 0.75
