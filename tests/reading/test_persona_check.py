"""Quotes in persona files that are no longer said are told with file and line."""

from __future__ import annotations

import shutil
from datetime import timedelta

import pytest
from conftest import ROOT

from workbench.cli import main
from workbench.errors import InputError
from workbench.language.speech import Speech
from workbench.reading.persona_check import overdue_reviews, stale_quotes
from workbench.reading.persona_files import read_persona
from workbench.reading.study_folder import find_study, read_material


@pytest.fixture(scope="module")
def spoken():
    return read_material("travel").transcripts


@pytest.fixture
def folder(tmp_path):
    shutil.copytree(ROOT / "personas" / "travel", tmp_path / "personas" / "travel")
    return tmp_path / "personas" / "travel"


def test_nothing_is_told_of_files_whose_quotes_are_all_said(folder, spoken):
    assert stale_quotes(folder, spoken) == []


def test_a_quote_that_is_not_said_any_more_is_named_with_its_line(folder, spoken):
    path = folder / "p1.yml"
    text = path.read_text("utf-8")
    path.write_text(
        text.replace("si c’était Oslo à 40, j’étais à Oslo", "si c’était Rome à 40, j’étais à Oslo"), "utf-8"
    )
    (notice,) = stale_quotes(folder, spoken)
    assert text.splitlines()[notice.line - 1] == "      - document: interview-05"
    assert (notice.where, notice.key) == (str(path), "quote_moved")
    for language in ("en", "fr"):
        assert "p1.price_picks_place" in Speech(language).notice(notice)


def test_quotes_of_an_interview_that_is_gone_are_named(folder, spoken):
    told = stale_quotes(folder, [transcript for transcript in spoken if transcript.id != "interview-05"])
    assert told
    assert {notice.key for notice in told} == {"quote_without_interview"}
    assert {notice.values["document"] for notice in told} == {"interview-05"}


def test_files_that_cannot_be_read_are_all_named(folder, spoken):
    for path in folder.glob("*.yml"):
        path.write_text(path.read_text("utf-8").replace("level: qualitative", "level: vivid"), "utf-8")
    with pytest.raises(InputError) as caught:
        stale_quotes(folder, spoken)
    assert len(caught.value.problems) == 2


def test_check_tells_which_persona_files_quote_what_is_not_said(folder, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    shutil.copytree(find_study("travel"), tmp_path / "mine")
    path = tmp_path / "mine" / "interviews" / "interview-05.txt"
    said = path.read_text("utf-8")
    changed = said.replace("si c’était Oslo à 40, j’étais à Oslo", "si c’était Rome à 40, j’étais à Rome")
    path.write_text(changed, "utf-8")
    codings = tmp_path / "mine" / "codings.csv"
    rows = codings.read_text("utf-8").splitlines(keepends=True)
    codings.write_text("".join(row for row in rows if "Oslo à 40" not in row), "utf-8")
    assert said != changed
    assert main(["check", "mine"]) == 0
    told = capsys.readouterr().out
    assert "p1.yml, from line" in told
    assert "p1.price_picks_place" in told


def test_reviews_that_were_due_before_today_are_told_once_a_day(folder):
    due = read_persona(folder / "p1.yml").provenance.review_due
    assert overdue_reviews(folder, due) == []
    (notice,) = overdue_reviews(folder, due + timedelta(days=1))
    assert Speech("en").notice(notice).endswith(f"the review of p1, p2 was due by {due}")
