"""Whoever leaves a study leaves what a person decided about groups and quotes, too."""

from __future__ import annotations

from workbench.reading.groups_file import FILE, read_groups
from workbench.reading.persona_files import read_persona
from workbench.widgets.personas.desk import PersonaDesk


def test_a_leaver_is_in_no_decided_group_and_in_no_moved_quote(own_study, monkeypatch):
    study = own_study("travel").store()
    monkeypatch.chdir(study.workspace)
    desk = PersonaDesk(str(study.folder), by="Ada")
    claim = desk.persona("p1").claims[0]
    for quote in claim.evidence[:2]:
        desk.move_quote("p1", claim.id, quote.id, to=None)
    desk.merge(["p1", "p2"], "the same holiday")
    leaver = claim.evidence[0].participant
    path = study.folder / FILE
    assert leaver in path.read_text("utf-8")
    study.forget(leaver)
    left = read_groups(path, [person.pseudonym for person in study.material.participants])
    assert leaver not in path.read_text("utf-8")
    assert len(left.groups) == 1
    stored = [read_persona(file) for file in sorted(study.personas.glob("p*.yml"))]
    moved = [one.quote.participant for persona in stored for one in persona.moved]
    assert moved == [claim.evidence[1].participant]
    assert leaver not in study.text()


def test_groups_none_of_which_is_left_go_with_the_leaver(own_study, monkeypatch):
    study = own_study("travel")
    people = [person.pseudonym for person in study.material.participants]
    path = study.folder / FILE
    path.write_text(f"date: 2026-05-04\nby: Ada\nwhy: alike\ngroups:\n  - [{people[0]}, {people[1]}]\n", "utf-8")
    study.forget(people[0])
    assert not path.exists()
