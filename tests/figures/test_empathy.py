"""What a persona's members say, think, do and feel: each entry from where the rule says."""

from __future__ import annotations

import pytest
from conftest import REAL, SAMPLES

from workbench.figures.empathy import KINDS, SHOWN, STRONG, Field, empathy_map
from workbench.model.evidence import Status

STUDIES = [*SAMPLES, *(pytest.param(name, marks=pytest.mark.real) for name in REAL)]


def maps(results):
    language = results.material.brief.language
    return [(p, empathy_map(p, results.codings, language=language)) for p in results.personas]


@pytest.mark.parametrize("name", STUDIES)
def test_every_quote_is_of_a_member_and_of_the_entrys_code(walked, name):
    results = walked(name)
    coded = {(c.evidence.id, c.code) for c in results.codings}
    for persona, found in maps(results):
        assert found.quotes
        for entry in found.entries:
            assert entry.quote.participant in persona.members
            assert (entry.quote.id, entry.code) in coded
            assert 1 <= entry.holders <= entry.size == persona.size


@pytest.mark.parametrize("name", STUDIES)
def test_thinks_and_does_hold_the_most_held_claims_of_their_kinds(walked, name):
    for persona, found in maps(walked(name)):
        for field, kinds in KINDS.items():
            own = sorted((c.holders for c in persona.claims if c.kind in kinds), reverse=True)
            assert [entry.holders for entry in found.shown[field]] == own[:SHOWN]
            assert found.more[field] == max(len(own) - SHOWN, 0)


@pytest.mark.parametrize("name", STUDIES)
def test_feels_holds_strong_feelings_and_a_quote_of_the_same_sign(walked, name):
    results = walked(name)
    felt = {(c.evidence.id, c.code): c.emotion for c in results.codings if c.emotion is not None}
    for _, found in maps(results):
        for entry in found.shown[Field.FEELS]:
            assert abs(entry.feeling) >= STRONG
            assert felt[entry.quote.id, entry.code] * entry.feeling > 0


@pytest.mark.parametrize("name", STUDIES)
def test_a_feeling_nobody_listened_for_is_inferred(walked, name):
    results = walked(name)
    for persona, found in maps(results):
        for entry in found.shown[Field.FEELS]:
            own = [c for c in results.codings if c.code == entry.code and c.evidence.participant in persona.members]
            by_person = any(c.origin == "person" and c.emotion is not None for c in own if c.stance == "for")
            assert entry.status == (Status.REPORTED if by_person else Status.INFERRED)
            assert entry.reviewed == by_person


@pytest.mark.parametrize("name", STUDIES)
def test_says_repeats_no_quote_of_another_field_and_lets_nobody_speak_twice(walked, name):
    for _, found in maps(walked(name)):
        said = [entry.quote for entry in found.shown[Field.SAYS]]
        others = {e.quote.id for field in Field if field is not Field.SAYS for e in found.shown[field]}
        assert not {quote.id for quote in said} & others
        assert len({quote.participant for quote in said}) == len(said)


def test_a_persona_without_claims_and_feelings_has_four_empty_fields(study):
    bare = study.personas[0].model_copy(update={"claims": ()})
    found = empathy_map(bare, [], language="en")
    assert list(found.shown) == list(Field)
    assert not found.entries


def test_a_claim_added_by_hand_stands_in_its_field_without_a_quote(study):
    persona = study.personas[0]
    goal = next(claim for claim in persona.claims if claim.kind == "goal")
    added = goal.model_copy(update={"code": "own_1", "status": Status.ASSUMED, "evidence": (), "holders": 0})
    found = empathy_map(persona.model_copy(update={"claims": (added,)}), [], language="en")
    (entry,) = found.shown[Field.THINKS]
    assert (entry.quote, entry.status, entry.holders) == (None, Status.ASSUMED, 0)
