"""A survey is read as it declares itself, or drafted from its table for a person to look over."""

from __future__ import annotations

import pytest
from conftest import SHARED

from workbench.errors import InputError
from workbench.reading.survey_file import draft_survey, read_survey_file

SURVEY = """\
id: tea
title: {en: Tea, fr: Thé}
question: {en: Who drinks it?, fr: Qui en boit ?}
language: fr
file: tea.csv
recruitment: {en: Asked in a shop., fr: Interrogés en boutique.}
illustrative: true
questions:
  - {name: often, kind: ordinal, levels: [never, weekly, daily]}
  - {name: green, kind: binary, label: {en: Likes green tea, fr: Aime le thé vert}}
  - {name: age, kind: numeric, describes: true}
"""
TABLE = "name,often,green,age\nAnn,never,no,31\nBo,daily,yes,44\nCy,weekly,,NA\n"


@pytest.fixture
def survey(tmp_path):
    (tmp_path / "survey.yml").write_text(SURVEY, "utf-8")
    (tmp_path / "tea.csv").write_text(TABLE, "utf-8")
    return tmp_path


def test_a_survey_and_its_answers_are_read_by_file_or_by_folder(survey):
    brief, people, notices = read_survey_file(survey)
    assert read_survey_file(survey / "survey.yml")[0] == brief
    assert (len(people), [v.name for v in people.answering]) == (3, ["green", "often"])
    assert (brief.label_of("green").fr, brief.label_of("often").fr) == ("Aime le thé vert", "often")
    assert [(n.key, n.values["columns"]) for n in notices] == [("unread_columns", "name")]  # nobody's name is kept


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("kind: binary", "kind: yesno", "survey.yml:10"),
        ("name: green", "name: often", "asked twice: often"),
        ("file: tea.csv", "file: gone.csv", "no such table"),
        ("levels: [never, weekly, daily]", "levels: [never, daily]", "tea.csv:4: column often: unknown level"),
        ("name: age", "name: years", "years"),
    ],
)
def test_what_does_not_fit_is_named_with_file_and_line(survey, old, new, told):
    (survey / "survey.yml").write_text(SURVEY.replace(old, new), "utf-8")
    with pytest.raises(InputError, match=told.replace(".", r"\.")):
        read_survey_file(survey)


def test_a_draft_can_be_read_at_once_and_leaves_out_who_people_are(tmp_path):
    rows = [f"id{i},{'yes' if i % 2 else 'no'},{i % 5},{i % 7}.5,{'red' if i % 3 else 'blue'},{20 + i % 40},same\n"
            for i in range(60)]  # fmt: skip
    table = tmp_path / "My answers.csv"
    table.write_text("id,likes,score,spent,colour,Age,constant\n" + "".join(rows), "utf-8")
    brief, people, _ = read_survey_file(draft_survey(table))
    kinds = {question.name: (question.kind, question.describes) for question in brief.questions}
    assert brief.id == "my_answers"
    assert len(people) == 60
    assert kinds == {
        "likes": ("binary", False),
        "score": ("ordinal", False),
        "spent": ("numeric", False),
        "colour": ("binary", False),
        "Age": ("count", True),
    }
    with pytest.raises(InputError, match="there is one already"):
        draft_survey(table)


@pytest.mark.parametrize("name", ["mcdonalds.csv", "marketing_campaign.csv", "bank-full.csv", "carcinoma.csv"])
def test_published_tables_are_drafted_and_read(tmp_path, name):
    source = SHARED.parent / "surveys" / name
    if not source.is_file():
        pytest.skip(f"the published survey is not here: {source}")
    (tmp_path / name).symlink_to(source)
    brief, people, _ = read_survey_file(draft_survey(tmp_path / name))
    assert len(people) > 100
    assert len(brief.questions) >= 7
