"""Claims against participants."""

from __future__ import annotations

import pytest

from workbench.figures.evidence_matrix import evidence_matrix
from workbench.figures.stands import Stand, stands_of
from workbench.language import Speech


def drawn(r, language="en", **changed):
    names = {persona.id: persona.identity.name for persona in r.personas}
    people = [person.pseudonym for person in r.material.participants]
    personas = changed.get("personas", r.personas)
    return evidence_matrix(personas, people, r.codings, r.material.codebook, names=names, say=Speech(language))


def test_the_table_says_how_each_participant_stands_to_each_claim(study):
    header, *rows = drawn(study).table
    stands = stands_of(study.personas, study.codings, study.material.codebook)
    label = {code.label.en: code.id for code in study.material.codebook.codes}
    say = Speech("en")
    for row in rows:
        for person, told in zip(header[1:], row[1:], strict=True):
            stand = stands.of(label[row[0]], person)
            assert told == ("—" if stand is Stand.SILENT else say(f"stand_{stand}"))


def test_members_stand_side_by_side_and_who_fits_none_stands_last(study):
    people = list(drawn(study).table[0][1:])
    own = [person for persona in study.personas for person in sorted(persona.members)]
    assert people[: len(own)] == own
    assert set(people[len(own) :]) == set(study.segments.left_over) != set()


def test_every_participant_is_named_by_pseudonym_alone(study):
    figure = drawn(study)
    facts = {value for p in study.material.participants for value in p.facts.values() if len(value) > 3}
    assert all(p.pseudonym in figure.svg for p in study.material.participants)
    assert not [value for value in facts if f">{value}<" in figure.svg]


@pytest.mark.real
def test_many_participants_are_counted_by_group_and_the_caption_says_so(walked):
    r = walked("biogas")
    figure = drawn(r)
    header, *rows = figure.table
    assert len(header) == 1 + len(r.personas) + 1
    assert Speech("en")("stands_grouped") in figure.caption
    assert not [p.pseudonym for p in r.material.participants if p.pseudonym in figure.svg]
    label = {code.id: code.label.en for code in r.material.codebook.codes}
    told = {row[0]: row[1] for row in rows}
    for claim in r.personas[0].claims:
        start = f"{claim.holders}\u00a0of\u00a0{claim.size} support, {len(claim.against)} contradict"
        assert told[label[claim.code]] == start


def test_without_claims_the_finding_says_so(study):
    bare = tuple(persona.model_copy(update={"claims": ()}) for persona in study.personas)
    assert drawn(study, personas=bare).alt == "No claim is made about the 10 participants."


def test_a_claim_is_washed_under_the_members_of_its_persona(study, parsed):
    washes = next(p for p in parsed(drawn(study).svg).iter() if "--wash" in p.get("fill", ""))
    assert washes.get("d").count("z") == sum(len(persona.claims) for persona in study.personas)
