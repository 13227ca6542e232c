"""What a person changed in a persona file is in the report, and marked as theirs."""

from __future__ import annotations

import pytest
from pages import page

from workbench.reading.persona_files import read_persona, write_personas
from workbench.study import Study
from workbench.walk import results
from workbench.widgets.personas.desk import PersonaDesk

ADDED = """\
- kind: goal
  text: {en: wants a quiet desk, fr: veut un bureau calme}
  status: assumed
"""


@pytest.fixture
def edited(tmp_path, monkeypatch):
    """The results of the startup sample after somebody reworded a claim and added another."""
    monkeypatch.chdir(tmp_path)
    study = Study(study="startup", n_journeys=100, resamples=20)
    before = results(study)
    folder = study.persona_folder("startup")
    write_personas(before.personas, folder, before.material.transcripts)
    path = folder / f"{before.personas[0].id}.yml"
    claim = before.personas[0].claims[0]
    text = path.read_text("utf-8").replace(claim.text.en, "says it in other words", 1)
    text = text.replace("\nclaims:\n", "\nclaims:\n" + "".join(f"  {line}\n" for line in ADDED.splitlines()), 1)
    path.write_text(text, "utf-8")
    assert any(one.text.en == "wants a quiet desk" for one in read_persona(path).claims)
    return results(study)


def test_edits_are_shown_and_marked_as_somebodys(edited):
    text = page(edited).select_one("#people").get_text(" ", strip=True)
    assert "Says it in other words. (worded by a person)" in text
    assert "Wants a quiet desk. (added by a person)" in text
    assert "No quote supports it." in text


def test_a_claim_added_by_hand_is_no_finding_by_itself(edited):
    assert "quiet desk" not in page(edited).select_one("#answer").get_text(" ", strip=True)


def test_a_pinned_claim_without_a_quote_leads_its_persona_and_moved_quotes_are_named(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    desk = PersonaDesk(Study(study="startup", language="en", n_journeys=100, resamples=20))
    desk.add("p1", "need", en="needs a quiet desk", fr="a besoin d'un bureau calme")
    desk.pin("p1", desk.persona("p1").claims[-1].id)
    source, target = desk.persona("p1").claims[1], desk.persona("p1").claims[2]
    quote = source.evidence[0]
    desk.move_quote("p1", source.id, quote.id, to=target.id)
    report = page(results(desk.study))
    text = report.select_one("#full-p1").get_text(" ", strip=True)
    assert "Needs a quiet desk. (added by a person) (pinned by a person)" in text
    assert f"Quotes that a person moved here: {quote.id}" in text
    assert report.select_one("article.card .voice")
