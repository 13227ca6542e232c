"""A survey's page answers first, counts everything, and says so where there are no groups."""

from __future__ import annotations

import re

import numpy as np
import pytest
from analysis.surveys import independent, planted
from axe_playwright_python.sync_playwright import Axe

from workbench.language.speech import Speech
from workbench.model.label import Label
from workbench.model.respondents import Respondents, Variable
from workbench.model.survey import Question, Survey
from workbench.report.survey_page import SurveyPage, survey_results


def survey_of(table):
    label = Label(en="Planted", fr="Semée")
    questions = tuple(
        Question(name=v.name, kind=v.kind, levels=v.levels, describes=v.describes) for v in table.variables
    )
    return Survey(
        id="planted", title=label, question=label, language="en", file="x.csv", recruitment=label, questions=questions
    )


@pytest.fixture(scope="module")
def found():
    table, own = planted(300, seed=3)
    age = np.random.default_rng(1).integers(20, 70, 300).astype(float)
    variables = (*table.variables, Variable("age", "numeric", describes=True))
    table = Respondents(table.ids, variables, {**table.columns, "age": age})
    return survey_results(survey_of(table), table, (), seed=1, samples=20), own


def test_planted_groups_are_told_with_their_counts_in_both_languages(found):
    results, _ = found
    assert (results.choice.reason, results.choice.k) == ("found", 3)
    for language, word in (("en", "three groups"), ("fr", "trois groupes")):
        page = SurveyPage(results, Speech(language))
        html = page.html()
        assert word in html
        assert html.count("<article") == 3
        for profile in results.profiles:
            for trait in page.telling(profile)[:6]:
                assert page.answer(trait) in html.replace("&#39;", "'")
        assert "<script" not in html
        assert not re.search(r'(?:src|href)="(?!#)', html)


def test_who_is_in_the_groups_is_told_in_cells_of_ten_or_of_nobody(found):
    results, _ = found
    (age,) = results.people
    assert sum(x for row in age.counts for x in row) == 300
    assert not any(0 < x < 10 for row in age.counts for x in row)


def test_a_table_without_groups_has_one_sentence_why_and_no_card():
    table, _ = independent(200, seed=5)
    results = survey_results(survey_of(table), table, (), seed=1, samples=20)
    html = SurveyPage(results, Speech("en")).html()
    assert results.choice.reason == "no_structure"
    assert "do not fall into groups" in html
    assert "<article" not in html


@pytest.mark.parametrize(
    ("rows", "fill", "reason"), [(1, 1.0, "too_few"), (60, 1.0, "no_variables"), (60, np.nan, "too_few")]
)
def test_one_person_identical_people_and_nobody_answering_are_said_plainly(rows, fill, reason):
    variables = tuple(Variable(f"q{i}", "binary", ("no", "yes")) for i in range(4))
    columns = {v.name: np.full(rows, fill) for v in variables}
    table = Respondents(tuple(str(i) for i in range(rows)), variables, columns)
    results = survey_results(survey_of(table), table, (), seed=1, samples=20)
    assert results.choice.reason == reason
    for language in ("en", "fr"):
        assert SurveyPage(results, Speech(language)).headline() in SurveyPage(results, Speech(language)).html()


@pytest.mark.browser
@pytest.mark.parametrize(("language", "scheme"), [("en", "light"), ("fr", "dark")])
def test_the_page_is_accessible_and_never_scrolls_sideways(found, chromium, tmp_path, language, scheme):
    path = tmp_path / "survey.html"
    path.write_text(SurveyPage(found[0], Speech(language)).html(), "utf-8")
    context = chromium.new_context(color_scheme=scheme, bypass_csp=True, viewport={"width": 390, "height": 900})
    tab = context.new_page()
    tab.goto(path.as_uri())
    assert tab.evaluate("document.documentElement.scrollWidth") <= 390
    violations = Axe().run(tab).response["violations"]
    assert [(v["id"], v["nodes"][0]["target"], v["nodes"][0]["failureSummary"][:300]) for v in violations] == []
    context.close()
