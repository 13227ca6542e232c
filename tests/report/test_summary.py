"""The sentences of the answer say no more than what they rest on."""

from __future__ import annotations

from dataclasses import replace

import pytest
from bs4 import BeautifulSoup
from conftest import SAMPLES

from workbench.analysis.mapping import Feelings
from workbench.figures.what_if import average_gain, kept, ranked
from workbench.language import Speech
from workbench.report.sections import Report
from workbench.report.summary import findings, margin_of, unknowns

LANGUAGES = ("en", "fr")


def lever(results, language):
    return next(own for own in findings(results, Speech(language)) if own.link == "#change")


def hardest(results, language="en"):
    return next(own for own in findings(results, Speech(language)) if own.link.startswith("#journey"))


def tried(results, name):
    return [own for own in results.what_ifs if own.interventions == (name,)]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", SAMPLES)
def test_a_change_that_loses_money_for_all_is_never_named_alone(walked, name, language):
    results, say = walked(name, language), Speech(language)
    order = ranked(results.what_ifs, results.material.journey)
    labels = {action.id: say.of(action.label) for action in results.material.journey.interventions}
    paying = [own for own in order if margin_of(tried(results, own)) == "pays"]
    told = lever(results, language).text
    if margin_of(tried(results, order[0])) != "loses":
        assert say("finding_lever_none") not in told
    elif paying:
        assert labels[paying[0]] in told
        assert average_gain(results.what_ifs, paying[0], say) in told
    else:
        assert told.endswith(say("finding_lever_none"))


def test_some_sample_has_a_change_that_keeps_most_and_loses_money(walked):
    results = walked("agency", "en")
    assert margin_of(tried(results, ranked(results.what_ifs, results.material.journey)[0])) == "loses"
    assert "without a time limit" in lever(results, "en").sure


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_persona_has_no_average_and_no_range_of_personas(walked, language):
    results, say = walked("startup", language), Speech(language)
    name = ranked(results.what_ifs, results.material.journey)[0]
    alone = replace(results, what_ifs=tuple(own for own in results.what_ifs if own.persona == "p1"))
    assert say("on_average", gain="") not in lever(alone, language).text
    assert say("sure_same") in lever(alone, language).sure
    assert len({kept(own).mean for own in tried(results, name)}) > 1


def felt(results, *by_step, told=True):
    steps = [step.id for step in results.material.journey.steps]
    feelings = {
        step: Feelings(people, sum(people) / len(people), None, None, told)
        for step, people in zip(steps, by_step, strict=False)
    }
    return replace(results, maps=(replace(results.maps[0], feelings=feelings),))


def test_moments_as_hard_as_each_other_are_one_of_them_and_the_one_most_told_of_is_named(walked):
    results = felt(walked("startup", "en"), (-2.0, -2.0), (-2.0, -2.0, -2.0))
    label = Speech("en").of(results.material.journey.steps[1].label)
    assert hardest(results).text.startswith("One of the hardest moments is")
    assert label in hardest(results).text
    alone = felt(walked("startup", "en"), (-2.0, -2.0), (-1.0, -1.0, -1.0))
    assert hardest(alone).text.startswith("The hardest moment is")


@pytest.mark.parametrize("language", LANGUAGES)
def test_why_a_feeling_has_no_interval_is_the_true_reason(walked, language):
    say = Speech(language)
    few = felt(walked("startup", language), (-2.0, -2.0))
    alike = felt(walked("startup", language), (-2.0, -2.0, -2.0))
    assert hardest(few, language).sure == say("sure_feeling_few")
    assert hardest(alike, language).sure == say("sure_feeling_alike")


@pytest.mark.parametrize("name", SAMPLES)
def test_what_stands_in_brackets_behind_a_count_is_said_to_be_an_interval(walked, name):
    say = Speech("en")
    for finding in findings(walked(name, "en"), say):
        if "%\N{EN DASH}" in finding.text:
            assert say("sure_interval") in finding.sure


@pytest.mark.parametrize("name", SAMPLES)
def test_the_columns_of_a_map_are_in_the_order_of_its_curve(walked, name):
    results, say = walked(name, "en"), Speech("en")
    journey = results.material.journey
    html = BeautifulSoup(Report(results).section("journeys").html, "html.parser")
    labels = [say.of(step.label) for step in journey.steps]
    for table in html.select("table.map"):
        assert [next(cell.stripped_strings) for cell in table.select("th.step")] == labels
        spans = [(cell.get_text(), int(cell["colspan"])) for cell in table.select("th.stage")]
        assert spans == [(say.of(stage.label), len(steps)) for stage, steps in journey.stage_runs]
        assert sum(span for _, span in spans) == len(labels)


def test_a_stage_that_comes_again_has_a_heading_of_its_own(walked):
    runs = [stage.id for stage, _ in walked("travel", "en").material.journey.stage_runs]
    assert len(runs) > len(set(runs))


@pytest.mark.parametrize("name", SAMPLES)
def test_sentences_of_a_study_end_with_a_full_stop(walked, name):
    results, say = walked(name, "en"), Speech("en")
    html = BeautifulSoup(Report(results).section("change").html, "html.parser").get_text()
    for action in results.material.journey.interventions:
        assert say.of(action.why).rstrip(".") + "." in html


@pytest.mark.parametrize("name", SAMPLES)
def test_groups_that_hang_on_single_people_are_said_to_in_the_answer(walked, name):
    results, say = walked(name, "en"), Speech("en")
    without = results.sensitivity.of("participant")
    moved = sum(bool(one.moved) for one in without)
    told = say("unknown_places", x=moved, n=len(without)) in unknowns(results, say)
    assert told == (2 * moved >= len(without))


@pytest.mark.parametrize("name", SAMPLES)
def test_what_holds_for_every_persona_is_said_once(walked, name):
    results, say = walked(name, "en"), Speech("en")
    people = " ".join(BeautifulSoup(Report(results).section("people").html, "html.parser").get_text().split())
    assert len(results.personas) > 1
    for key in ("empathy_rule", "distinct_first"):
        assert people.count(say(key)) == 1
    assert people.count("They describe the group") == 1
