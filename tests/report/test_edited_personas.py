"""What a person changed in a persona file is in the report, and marked as theirs."""

from __future__ import annotations

import pytest
from pages import page

from workbench.reading.persona_files import read_persona, write_personas
from workbench.study import Study
from workbench.walk import results

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
