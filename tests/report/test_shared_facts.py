"""A report of real people shows no row of anybody's attributes, no small number of people, and no name of a file."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from conftest import REAL, SAMPLES
from pages import page

from workbench import walk
from workbench.language import Speech
from workbench.model.brief import Brief
from workbench.privacy.redaction import Names
from workbench.reading.study_folder import find_study
from workbench.report.file_names import is_plain, shown_names
from workbench.report.gate.judge import RULES, judge_text
from workbench.report.gate.kept import Kept
from workbench.report.origins import origins
from workbench.report.sections import Report
from workbench.report.shared_facts import fact_lines, fact_name
from workbench.report.standing import standing
from workbench.study import Study

STUDIES = [*SAMPLES, *(pytest.param(name, marks=pytest.mark.real) for name in REAL)]


def people_of(results):
    return BeautifulSoup(Report(results).section("people").html, "lxml")


def as_real(results, **study):
    brief = results.material.brief.model_copy(update={"illustrative": False})
    chosen = results.study.model_copy(update=study)
    return replace(results, study=chosen, material=replace(results.material, brief=brief))


def text_of(tag):
    return " ".join(tag.get_text(" ").split())


@pytest.mark.parametrize("name", STUDIES)
def test_nothing_of_the_participants_table_stands_beside_a_person_or_for_few(walked, name):
    results = as_real(walked(name, "en"))
    html = page(results)
    facts = [text_of(tag) for tag in html.select("#people ul li") if re.match(r"(relation|age|role)\b", text_of(tag))]
    assert facts == []  # no sample has ten people alike in a persona
    quotes = {text_of(tag) for tag in html.select("q, .asked, #limits, svg text, td, th, #reproduce")}
    for tag in html.select("q, .asked, #limits, #reproduce"):
        tag.decompose()
    left, said = text_of(html), " ".join(quotes)
    for person in results.material.participants:
        own = [v for c, v in person.facts.items() if len(v) > 12 or (len(v) > 5 and c in ("place", "age"))]
        for value in filter(None, [*own, person.role if len(person.role) > 12 else ""]):
            assert value not in left or value in said, value
        for heading in html.select("#evidence h3"):
            if heading.get_text().startswith(person.pseudonym):
                assert re.fullmatch(rf"{person.pseudonym} \S.*", text_of(heading))
                assert not [
                    value for value in (person.role, *person.facts.values()) if value in text_of(heading).split()
                ]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_what_is_not_shown_is_told_with_the_fewest_people_that_would_be(walked, language):
    results, say = as_real(walked("travel", language)), Speech(language)
    people = text_of(page(results).select_one("#people"))
    assert " ".join(say("facts_none", k=10).split()) in people
    assert " ".join(say("relations_hidden", k=10).split()) in text_of(page(results).select_one("#know"))


def test_the_team_sees_facts_of_fewer_people_than_a_shared_report(walked):
    results = walked("travel", "en")
    everybody = results.personas[0].model_copy(
        update={"members": tuple(p.pseudonym for p in results.material.participants)}
    )
    together = replace(results, personas=(everybody,))
    customers = sum(p.relation == "customer" for p in results.material.participants)
    assert 5 <= customers < 10
    assert results.study.k_report == 10
    shared, team = as_real(together), as_real(together, sharing="team", k_team=2)
    assert "customer (" not in text_of(people_of(shared))
    assert team.study.k_report == 2
    assert f"customer ({customers})" in text_of(people_of(team))


def test_every_count_of_facts_is_one_the_gate_can_read(walked):
    results = walked("travel", "en")
    everybody = results.personas[0].model_copy(
        update={"members": tuple(p.pseudonym for p in results.material.participants)}
    )
    team = as_real(replace(results, personas=(everybody,)), sharing="team", k_team=2)
    lines = people_of(team).select("#people li[data-people]")
    assert lines
    for line in lines:
        told = {int(n) for n in re.findall(r"\((\d+)\)|not shown: (\d+)", text_of(line)) for n in n if n}
        assert told == {int(n) for n in line["data-people"].split()} - {0}
    page = str(people_of(team))
    found = judge_text(page, Kept(Names({}), k=team.study.k_shared), {"few": RULES["few"]})
    assert {finding.detail for finding in found.findings} >= {"2 < 10"}
    assert judge_text(page, Kept(Names({}), k=2), {"few": RULES["few"]}).shareable


def test_invented_people_are_shown_and_the_rule_is_told(walked):
    people = text_of(people_of(walked("consulting", "en")))
    assert "These people are invented" in people
    assert "fewer than 10" in people


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("interview-01", True),
        ("Entretien 01 24.10.03 02_traitement_A", True),
        ("interviews/interview-3.docx", True),
        ("P7", True),
        ("Marie Dupont", False),
        ("interview_dupont", False),
        ("2024-lyon", False),
    ],
)
def test_a_file_whose_name_is_more_than_a_number_is_told_by_a_number(name, plain):
    assert is_plain(name) is plain


def test_a_file_called_after_somebody_is_called_so_nowhere_in_a_report(tmp_path):
    study = Path(shutil.copytree(find_study("startup"), tmp_path / "startup"))
    interview = sorted((study / "interviews").iterdir())[0]
    for name in ("participants.csv", "codings.csv"):
        text = (study / name).read_text("utf-8")
        (study / name).write_text(text.replace(interview.stem, "Zebulon Quartermain"), "utf-8")
    interview.rename(interview.with_stem("Zebulon Quartermain"))
    brief = (study / "study.yml").read_text("utf-8")
    (study / "study.yml").write_text(brief.replace("illustrative: true", "illustrative: false"), "utf-8")
    made = walk.results(Study(study=str(study), n_journeys=100, resamples=20, persona_files=str(tmp_path / "none")))
    assert made.material.brief.illustrative is False
    report = "".join(section._repr_html_() for section in Report(made))
    assert "Zebulon" not in report
    number = shown_names(made.material, Speech("en"))["Zebulon Quartermain"]
    assert number in report


@pytest.mark.parametrize(
    ("name", "language"),
    [*product(SAMPLES, ("en", "fr")), *(pytest.param(name, "fr", marks=pytest.mark.real) for name in REAL)],
)
def test_the_origins_of_a_persona_are_complete(walked, name, language):
    results, say = walked(name, language), Speech(language)
    html = BeautifulSoup(Report(results).section("people").html, "lxml")
    for persona in results.personas:
        told = {origin.what: origin.words for origin in origins(results, persona, say)}
        for part in ("sources", "people", "dates", "coders", "codings", "agreement", "saturation", "method", "claims"):
            assert told[say(f"origin_{part}")], part
        assert persona.provenance.inputs.startswith(told[say("origin_inputs")])
        assert all(say(f"kind_{gap.kind}").lower() in told[say("origin_missing")] for gap in persona.gaps)
        block = text_of(html.select_one(f"#full-{persona.id} details.origins"))
        assert all(" ".join(words.split()) in block for words in told.values())


@pytest.mark.parametrize(("as_of", "told"), [("", "due by"), ("2026-01-01", "due by"), ("2030-01-01", "overdue")])
def test_a_review_is_overdue_beside_the_day_of_the_report_alone(walked, as_of, told):
    results = walked("travel", "en")
    results = replace(results, study=results.study.model_copy(update={"as_of": as_of}))
    assert dict(standing(results, results.personas[0], Speech("en")))["Next review"].startswith(told)


def test_a_type_nobody_decided_is_said_to_be_open_and_a_decided_one_is_shown(walked):
    results = walked("travel", "en")
    first = results.personas[0].model_copy(update={"type": "negative"})
    cards = people_of(replace(results, personas=(first, *results.personas[1:]))).select("article.card")
    assert "negative: not to be designed for" in text_of(cards[0])
    assert "not decided yet" in text_of(cards[1])


def grouped(results, *members):
    content = results.material.brief.model_dump() | {"buying_group": members}
    return replace(results, material=replace(results.material, brief=Brief.model_validate(content)))


NEEDS = {"en": "a name to call", "fr": "un nom à appeler"}


def test_a_buying_group_is_shown_where_it_is_given_with_its_status_and_contradictions(walked):
    results = walked("consulting", "en")
    assert not people_of(results).select("#buying")
    members = [
        {"role": "decider", "personas": ["p1"], "needs": NEEDS, "status": "inferred"},
        {"role": "buyer", "personas": ["p2"]},
    ]
    shown = people_of(grouped(results, *members)).select_one("#buying")
    rows = [text_of(row) for row in shown.select("tbody tr")]
    assert "a name to call" in rows[0]
    assert "inferred" in rows[0]
    assert "assumed" in rows[1]
    assert "Decides alone" in text_of(shown)
    assert {a["href"].split(".")[0] for a in shown.select("li a")} <= {"#c-p1", "#c-p2"}


def test_what_few_real_people_in_a_part_hold_is_not_looked_at(walked):
    members = [{"role": "user", "people": ["user"]}, {"role": "buyer", "personas": ["p2"]}]
    shown = text_of(people_of(as_real(grouped(walked("consulting", "en"), *members))).select_one("#buying"))
    assert "fewer than 10 participants" in shown
    assert "Fewer than two parts can be compared" in shown


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("name", SAMPLES)
def test_no_column_of_a_sample_is_told_by_its_raw_name(walked, name, language):
    results, say = walked(name, language), Speech(language)
    columns = {column for person in results.material.participants for column in person.facts} - {"role", "place"}
    assert [column for column in columns if not say.knows(f"fact_{column}")] == []


def test_known_columns_and_values_are_in_the_language_of_the_report_and_others_as_written(walked):
    french, say = walked("startup", "fr"), Speech("fr")
    told = [line for persona in french.personas for line in fact_lines(french, persona, say)]
    assert any(line.name == "appareil" and "téléphone de milieu de gamme (3)" in line.words for line in told)
    assert any(line.name == "formule" and "Plus yearly (2)" in line.words for line in told)
    assert fact_name("shoe_size", say) == "shoe size"
