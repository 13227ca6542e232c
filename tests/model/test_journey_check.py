"""A journey that could not be walked is refused, with the place of each fault."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workbench.model.journey_check import journey_faults


@pytest.fixture
def step(label):
    return lambda name, stage="before": {"id": name, "stage": stage, "label": label}


@pytest.fixture
def walk(journey, step):
    """Build a journey of these arrows, written `look>buy 0.4`; it starts at the first and leaves at `gone`."""

    def build(*arrows, **parts):
        transitions = []
        for arrow in arrows:
            way, p = arrow.split()
            transitions.append({"from": way.split(">")[0], "to": way.split(">")[1], "p": float(p)})
        steps = list(dict.fromkeys(t["from"] for t in transitions))
        own = {"steps": [step(name) for name in steps], "start": [{"step": steps[0], "p": 1}], "conversion": steps[-1]}
        return journey(**(own | {"transitions": transitions} | parts))

    return build


def test_a_journey_that_can_be_walked_has_no_fault(journey):
    assert journey_faults(journey()) == []


def test_loops_are_normal(walk):
    assert journey_faults(walk("look>look 0.2", "look>buy 0.4", "look>gone 0.4", "buy>look 0.5", "buy>gone 0.5")) == []


def test_probabilities_that_leave_a_step_sum_to_1(walk):
    assert journey_faults(walk("look>buy 0.4", "look>gone 0.5", "buy>gone 1")) == [
        (("steps", 0), "the probabilities leaving look sum to 0.9, not to 1")
    ]


def test_tenths_that_sum_to_1_only_nearly_are_taken(walk):
    ways = [f"look>{name} 0.1" for name in "abcdefghij"]
    assert journey_faults(walk(*ways, *(f"{name}>gone 1" for name in "abcdefghij"))) == []


def test_the_probabilities_of_the_start_sum_to_1(walk):
    faults = journey_faults(walk("look>buy 1", "buy>gone 1", start=[{"step": "look", "p": 0.7}]))
    assert faults == [(("start",), "the probabilities of the start sum to 0.7, not to 1")]


def test_a_step_that_nothing_leaves_has_no_way_out(walk, step):
    faults = journey_faults(walk("look>buy 0.5", "look>gone 0.5", steps=[step("look"), step("buy")], conversion="buy"))
    assert faults == [(("steps", 1), "no transition leaves buy: it has no way out")]


def test_a_circle_without_an_exit_is_refused(walk):
    faults = journey_faults(walk("look>buy 0.5", "look>gone 0.5", "buy>talk 1", "talk>buy 1"))
    assert [place for place, what in faults] == [("steps", 1), ("steps", 2)]
    assert all("customers would walk in circles for ever" in what for _, what in faults)


def test_an_exit_of_probability_0_is_no_way_out(walk):
    faults = journey_faults(walk("look>look 1", "look>gone 0"))
    assert faults == [(("steps", 0), "step look has no way to an exit: customers would walk in circles for ever")]


def test_a_step_that_cannot_be_reached_is_refused(walk):
    faults = journey_faults(walk("look>gone 1", "buy>gone 1"))
    assert faults == [(("steps", 1), "step buy cannot be reached from the start")]


def test_a_stage_that_is_not_defined_is_named(walk, step):
    faults = journey_faults(walk("look>gone 1", steps=[step("look", "never")]))
    assert faults == [(("steps", 0, "stage"), "step look is in stage never, which is not defined")]


def test_a_name_used_for_a_step_and_an_exit_is_refused(walk, label):
    twice = [{"id": "look", "kind": "lost", "label": label}, {"id": "gone", "kind": "lost", "label": label}]
    faults = journey_faults(walk("look>gone 1", exits=twice))
    assert faults == [(("steps",), "the name look is used twice among steps and exits")]


def test_arrows_between_names_that_do_not_exist_are_all_named(walk, step):
    faults = journey_faults(walk("look>gone 1", "lok>gone 1", "look>gon 0", steps=[step("look")], conversion="look"))
    assert faults == [
        (("transitions", 1, "from"), "lok is not a step; did you mean look?"),
        (("transitions", 2, "to"), "gon is neither a step nor an exit; did you mean gone?"),
    ]


def test_a_start_and_a_conversion_that_do_not_exist_are_named(walk):
    faults = journey_faults(walk("look>gone 1", start=[{"step": "lok", "p": 1}], conversion="bye"))
    assert (("start", 0), "the journey starts at lok, which is not a step; did you mean look?") in faults
    assert (("conversion",), "conversion names bye, which is not a step") in faults


def test_a_driver_moves_an_arrow_that_exists(walk, label):
    driver = {"from": "look", "to": "buy", "log_odds": 1, "code": "price", "why": label}
    ways = ("look>gone 1", "buy>look 0.5", "buy>gone 0.5")
    faults = journey_faults(walk(*ways, drivers=[driver], start=[{"step": name, "p": 0.5} for name in ("look", "buy")]))
    assert faults == [(("drivers", 0), "no transition goes from look to buy")]


def test_an_intervention_moves_arrows_that_exist(walk, label):
    effects = [{"from": "look", "to": way, "log_odds": 1} for way in ("gone", "buy")]
    action = {"id": "help", "label": label, "effects": effects, "why": label}
    ways = ("look>gone 1", "buy>look 0.5", "buy>gone 0.5")
    start = [{"step": name, "p": 0.5} for name in ("look", "buy")]
    faults = journey_faults(walk(*ways, interventions=[action], start=start))
    assert faults == [(("interventions", 0, "effects", 1), "help: no transition goes from look to buy")]


def test_all_faults_come_at_once(walk, step):
    faults = journey_faults(walk("look>gone 0.5", "buy>gone 1", conversion="bye", start=[{"step": "look", "p": 0.5}]))
    assert [place for place, _ in faults] == [("conversion",), ("start",), ("steps", 0), ("steps", 1)]


def test_an_arrow_given_twice_is_refused(walk):
    assert journey_faults(walk("look>buy 0.2", "look>buy 0.2", "look>gone 0.6", "buy>gone 1"))


def test_a_start_given_twice_is_refused(walk):
    assert journey_faults(walk("look>gone 1", start=[{"step": "look", "p": 0.5}] * 2))


@pytest.mark.parametrize("part", ["stages", "interventions"])
def test_a_stage_or_an_intervention_defined_twice_is_refused(walk, label, part):
    effect = {"from": "look", "to": "gone", "log_odds": 1}
    parts = {
        "stages": [{"id": "before", "canonical": "awareness", "label": label}] * 2,
        "interventions": [{"id": "help", "label": label, "effects": [effect], "why": label}] * 2,
    }
    assert journey_faults(walk("look>gone 1", **{part: parts[part]}))


def _reached(names, arrows):
    found = set(names)
    for _ in range(10):
        found |= {to for from_, to in arrows if from_ in found}
    return found


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(st.integers(0, 4), min_size=1, max_size=3, unique=True), min_size=4, max_size=4))
def test_exactly_the_steps_without_a_way_in_or_out_are_refused(walk, ways):
    steps, names = ["s0", "s1", "s2", "s3"], ["s0", "s1", "s2", "s3", "gone"]
    arrows = [(steps[i], names[j]) for i, row in enumerate(ways) for j in row]
    counts = {name: sum(from_ == name for from_, _ in arrows) for name in steps}
    built = walk(*(f"{from_}>{to} {1 / counts[from_]!r}" for from_, to in arrows))
    lost = set(steps) - _reached({"s0"}, arrows)
    caught = set(steps) - _reached({"gone"}, [(to, from_) for from_, to in arrows])
    told = journey_faults(built)
    assert {steps[place[1]] for place, what in told if "cannot be reached" in what} == lost
    assert {steps[place[1]] for place, what in told if "in circles" in what} == caught
    assert len(told) == len(lost) + len(caught)
