"""Who decided on groups, why, and what the method had found, is told in the report in both languages."""

from __future__ import annotations

import shutil

import pytest
from pages import page

from workbench.reading.groups_file import FILE
from workbench.reading.study_folder import find_study, read_material
from workbench.study import Study
from workbench.walk import results
from workbench.widgets.personas import persona_desk

TOLD = {
    "en": ("Groups decided by Ada on May 4, 2026: “they book alike”", "The method found groups of 4 + 4"),
    "fr": ("Groupes décidés par Ada le 4 mai 2026", "La méthode a trouvé des groupes de 4 + 4"),
}


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    study = shutil.copytree(find_study("travel"), tmp_path / "trip")
    people = [person.pseudonym for person in read_material(str(study)).participants]
    groups = f"groups:\n  - [{', '.join(people[:5])}]\n  - [{', '.join(people[5:9])}]\n"
    (study / FILE).write_text(f"date: 2026-05-04\nby: Ada\nwhy: they book alike\n{groups}", "utf-8")
    return study


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_decision_stands_beside_what_the_method_found_in_how_we_know_and_in_the_limits(folder, language):
    found = results(Study(study=str(folder), language=language, n_journeys=100))
    report = page(found)
    for part in ("#know", "#limits"):
        text = report.select_one(part).get_text(" ", strip=True).replace("\u00a0", " ").replace("\u202f", " ")
        assert [words for words in TOLD[language] if words not in text] == []
    for persona in found.personas:
        assert persona.provenance.decided == "Ada"
    answer = report.select_one("#answer").get_text(" ", strip=True)
    assert ("A person decided" if language == "en" else "Une personne a décidé") in answer


def test_where_nothing_is_touched_the_desk_is_a_table_of_what_a_person_decided(folder):
    still = persona_desk(Study(study=str(folder), language="en"), live=False)
    assert still.caption == "Decided by a person: 1"
    assert "they book alike" in still.rows[1][2]
    none = persona_desk(Study(study="travel", language="en"), live=False)
    assert none.caption == "Nothing in these personas was decided by a person."
