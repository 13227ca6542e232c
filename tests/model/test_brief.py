"""A study says what it asks and where its interviews lie."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from workbench.model.brief import Brief, Columns, Period, Source


@pytest.fixture
def content(label):
    return {
        "id": "tiny",
        "title": label,
        "question": label,
        "audience": label,
        "sector": "retail",
        "market": "b2c",
        "language": "en",
        "recruitment": label,
        "owner": label,
        "sources": [{"path": "interviews/*"}],
    }


def test_a_brief_is_about_real_people_unless_it_says_otherwise(content):
    assert Brief.model_validate(content).illustrative is False


@pytest.mark.parametrize("name", ["", "Tiny", "1st", "a b", "../tiny", "a/b", "tiny\n", "é", "-a", "a.b"])
def test_a_name_that_cannot_be_a_folder_everywhere_is_refused(content, name):
    with pytest.raises(ValidationError):
        Brief.model_validate(content | {"id": name})


def test_a_study_without_interviews_is_refused(content):
    with pytest.raises(ValidationError):
        Brief.model_validate(content | {"sources": []})


@pytest.mark.parametrize("part", ["title", "question", "audience", "recruitment", "owner", "market", "language"])
def test_a_brief_that_leaves_a_question_open_is_refused(content, part):
    del content[part]
    with pytest.raises(ValidationError, match=part):
        Brief.model_validate(content)


def test_a_source_is_a_customer_interview_in_utf_8_unless_it_says_otherwise():
    source = Source(path="interviews/*")
    assert (source.kind, source.encoding, source.interviewer) == ("customer_interview", "utf-8", ())


def test_the_columns_of_a_table_have_names_one_need_not_give():
    assert (Columns().participant, Columns().answer) == ("participant", "answer")


def test_fieldwork_that_ends_before_it_starts_is_refused():
    with pytest.raises(ValidationError):
        Period.model_validate({"start": "2026-05-01", "end": "2026-01-01"})


@pytest.mark.parametrize("role", ["initiator", "user", "influencer", "decider", "buyer", "gatekeeper"])
def test_a_buying_group_has_six_parts_and_belongs_to_firms(content, role):
    group = {"buying_group": [{"role": role, "personas": ["p1"]}]}
    assert Brief.model_validate(content | group | {"market": "b2b"}).buying_group[0].status == "assumed"
    with pytest.raises(ValidationError, match="market: b2b"):
        Brief.model_validate(content | group)


@pytest.mark.parametrize("member", [{"role": "boss", "personas": ["p1"]}, {"role": "user"}])
def test_an_unknown_part_and_one_nobody_has_are_refused(content, member):
    with pytest.raises(ValidationError):
        Brief.model_validate(content | {"market": "b2b", "buying_group": [member]})
