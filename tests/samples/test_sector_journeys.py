"""What holds for the journeys of all seven sectors, and for the generic pair."""

from __future__ import annotations

import math
import re

import pytest

from workbench.model.claim import claim_register
from workbench.model.codebook import Codebook
from workbench.model.intervention_check import intervention_faults, unregistered
from workbench.model.journey_check import journey_faults
from workbench.model.label import Label
from workbench.model.sourced import Sourced
from workbench.model.stage_names import STAGE_SETS
from workbench.reading.journey_files import preset_journey, sector_journey, sectors
from workbench.reading.study_folder import samples_folder
from workbench.reading.yaml_file import MOST_VALUES, YamlFile
from workbench.simulation.closed_form import absorption, expected_days, expected_steps
from workbench.simulation.process import process_of

CATALOGUE = {
    *("faq", "reviews", "trial", "demo_video", "discount", "free_shipping", "shared_history", "chat"),
    *("personalisation", "updates", "referral_program", "fewer_steps", "fees_early", "budget_shift"),
}
STATED_STEPS = {"retail": "C1 C2 C3 C4 D2", "travel_agency": "C1 C2 D2", "bank": "D1 U2"}
STATED_REMARKS = {"retail": 5, "travel_agency": 4, "bank": 2}


@pytest.fixture(scope="module", params=sectors())
def journey(request):
    """Return the journey of a sector."""
    return sector_journey(request.param)


def _values(thing, kind):
    """Yield every value of a kind within a model, however deep."""
    if isinstance(thing, kind):
        yield thing
    inner = (
        thing
        if isinstance(thing, tuple)
        else [getattr(thing, name) for name in getattr(type(thing), "model_fields", ())]
    )
    for each in inner:
        if isinstance(each, tuple) or hasattr(type(each), "model_fields"):
            yield from _values(each, kind)


def test_it_can_be_walked_and_rests_on_what_may_be_used(journey):
    assert journey_faults(journey) == []
    assert intervention_faults(journey, claim_register()) == []
    assert [fault for action in journey.interventions for fault in unregistered(action)] == []


def test_it_is_marked_illustrative_and_reviewed_every_quarter(journey):
    assert journey.illustrative
    assert 89 <= (journey.review_due - journey.valid_from).days <= 92


def test_french_labels_are_set_as_french_is(journey):
    for label in _values(journey, Label):
        assert label.en.strip()
        assert label.fr.strip()
        assert "'" not in label.fr, label.fr
        assert not re.search(r"\w[;!?»]|«\w", label.fr), label.fr
        assert "--" not in label.fr + label.en


def test_both_languages_have_their_own_words(journey):
    same = [label.fr for label in _values(journey, Label) if label.fr == label.en and len(label.fr.split()) > 2]
    assert same == []


def test_the_words_of_a_step_fit_on_a_map(journey):
    for step in journey.steps:
        assert max(len(step.label.en), len(step.label.fr)) <= 44, step.id
        for remark in (*step.thoughts, *step.pain_points, *step.opportunities, step.goal, step.perception):
            assert max(len(remark.text.en), len(remark.text.fr)) <= 110, remark.text


def test_everyone_ends_at_an_exit_or_at_the_horizon(journey):
    assert journey.horizon is not None
    process = process_of(journey)
    assert absorption(process).sum(axis=1) == pytest.approx(1)
    assert all(math.isfinite(days) for days in expected_days(process))


@pytest.mark.parametrize("name", ["startup", "consulting", "agency", "travel"])
def test_a_customer_may_come_back_to_an_earlier_step(name):
    journey = sector_journey(name)
    order = {step.id: i for i, step in enumerate(journey.steps)}
    assert [arrow for arrow in journey.transitions if order.get(arrow.to, math.inf) <= order[arrow.from_]]


def test_what_is_stated_cites_the_source_of_the_journey(journey):
    stated = [value for value in _values(journey.steps, Sourced) if value.basis == "stated"]
    assert stated
    assert all(value.source.startswith(("S0", "S1", "S3", "S4")) for value in stated)
    assert not [value for value in _values(journey, Sourced) if value.basis in ("observed", "calibrated")]


def test_times_money_and_scores_are_assumed_with_a_range(journey):
    for step in journey.steps:
        for value in (step.impact, step.importance, step.satisfaction):
            assert value.basis == "assumed", step.id
        for value in (step.sojourn, step.cost, step.revenue):
            assert value is None or (value.basis == "assumed" and value.range), step.id
        assert step.sojourn is not None, step.id
    assert any(step.revenue for step in journey.steps)
    assert sum(step.cost is not None for step in journey.steps) >= 5


def test_every_step_has_goal_thought_perception_owner_and_measure(journey):
    for step in journey.steps:
        told = (step.goal, step.thoughts, step.perception, step.owner, step.kpi, step.opportunities)
        assert all(told), step.id


def test_some_steps_show_what_stands_behind_them(journey):
    plans = [step.blueprint for step in journey.steps if step.blueprint]
    assert len(plans) >= 4
    for part in ("evidence", "frontstage", "backstage", "support", "people", "policies", "technologies", "processes"):
        assert any(getattr(plan, part) for plan in plans), part


def test_a_channel_or_mode_nobody_states_is_left_out_or_marked_inferred(journey):
    for step in journey.steps:
        assert step.channel is not None or step.channel_basis == "stated", step.id
    assert any(step.mode is None for step in journey.steps)


@pytest.mark.parametrize("name", STATED_STEPS)
def test_only_what_the_short_sources_have_is_stated(name):
    journey = sector_journey(name)
    assert [step.id for step in journey.steps if step.basis == "stated"] == STATED_STEPS[name].split()
    assert {step.basis for step in journey.steps} == {"stated", "inferred"}
    remarks = [value for value in _values(journey.steps, Sourced) if value.basis == "stated"]
    assert len(remarks) == STATED_REMARKS[name]
    assert not [step.id for step in journey.steps if step.emotion and step.emotion.basis == "stated"]
    assert {exit_.basis for exit_ in journey.exits} == {"inferred"}


def test_a_day_goes_beyond_the_firm_and_names_codes_there_are(journey):
    moments = journey.day.moments
    assert 8 <= len(moments) <= 10
    assert any(moment.step is None for moment in moments)
    assert any(moment.step is not None for moment in moments)
    book = samples_folder() / journey.id / "codebook.yml"
    known = {code.id for code in YamlFile(book).model(Codebook).codes} if book.is_file() else set()
    assert {code for moment in moments for code in moment.codes} <= known


def test_a_future_state_changes_steps_by_interventions_towards_a_target(journey):
    assert journey.future.based_on == journey.version
    assert any(change.by for change in journey.future.steps)
    assert all(change.kpi_target for change in journey.future.steps)


def test_each_sector_tries_four_to_seven_interventions_with_costs(journey):
    assert 4 <= len(journey.interventions) <= 7
    for action in journey.interventions:
        assert action.costs is not None, action.id
        assert action.catalogue in CATALOGUE | {None}


def test_an_intervention_holds_customers_back_from_an_exit_or_moves_them_on():
    bad = []
    for name in sectors():
        journey = sector_journey(name)
        lost = {exit_.id for exit_ in journey.exits if exit_.kind in ("lost", "churn")}
        for action in journey.interventions:
            bad += [(name, action.id) for effect in action.effects if effect.to in lost and effect.log_odds > 0]
    assert bad == []


def test_every_entry_of_the_catalogue_is_tried_somewhere():
    used = {action.catalogue for name in sectors() for action in sector_journey(name).interventions}
    assert used - {None} == CATALOGUE


def test_the_sellers_figure_for_chat_only_bounds_a_range():
    chats = [a for name in sectors() for a in sector_journey(name).interventions if "chat_conversion" in a.claims]
    assert chats
    for action in chats:
        assert action.catalogue == "chat"
        assert all(effect.range[1] <= math.log(4) for effect in action.effects)
        assert all(abs(effect.log_odds) < math.log(2) for effect in action.effects)


def test_referral_is_told_where_the_source_has_a_recommendation():
    told = {name for name in sectors() if sector_journey(name).referral}
    assert {"startup", "consulting", "travel"} <= told
    assert "agency" not in told


@pytest.mark.parametrize("name", sectors())
def test_a_file_stays_far_below_what_the_reader_takes(name):
    text = (samples_folder() / name / "journey.yml").read_text("utf-8")
    assert text.count(":") + text.count("- ") < MOST_VALUES / 4


@pytest.mark.parametrize("cost", ["low", "high"])
def test_an_organisation_takes_more_steps_and_more_time_than_a_person(cost):
    person, organisation = (process_of(preset_journey(market, cost=cost)) for market in ("b2c", "b2b"))
    assert organisation.start @ expected_steps(organisation) > person.start @ expected_steps(person)
    assert organisation.start @ expected_days(organisation) > person.start @ expected_days(person)


@pytest.mark.parametrize("market", ["b2c", "b2b"])
def test_considering_takes_minutes_when_cheap_and_weeks_when_dear(market):
    for cost, shortest, longest in (("low", 1 / 1440, 1), ("high", 7, 365)):
        journey = preset_journey(market, cost=cost)
        stages = {stage.id for stage in journey.stages if stage.canonical == "consideration"}
        days = [step.sojourn.days for step in journey.steps if step.stage in stages]
        assert shortest < min(days)
        assert max(days) < longest


def test_the_generic_pair_has_the_same_stages_and_the_organisation_a_loop_of_consensus():
    person, organisation = preset_journey("b2c"), preset_journey("b2b")
    assert person.stages == organisation.stages
    arrows = {(arrow.from_, arrow.to) for arrow in organisation.transitions}
    assert {("D2", "D3"), ("D3", "D2"), ("D2", "D2")} <= arrows
    assert len(organisation.step("D2").actor) > 2


@pytest.mark.parametrize(("name", "count"), [("three", 3), ("five", 5), ("need_usage_review", 3)])
def test_other_sets_of_stages_load_as_data(name, count):
    assert len(STAGE_SETS[name]) == count
    journey = preset_journey("b2c")
    first, last = STAGE_SETS[name][0], STAGE_SETS[name][-1]
    steps = [step.model_copy(update={"stage": first.id if step.id[0] in "AC" else last.id}) for step in journey.steps]
    content = journey.model_dump(mode="json", by_alias=True)
    content |= {"stages": [stage.model_dump() for stage in STAGE_SETS[name]]}
    content |= {"steps": [step.model_dump(mode="json", by_alias=True) for step in steps]}
    assert journey_faults(type(journey).model_validate(content)) == []
