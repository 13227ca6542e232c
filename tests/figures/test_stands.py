"""How each participant's words stand to each claim."""

from __future__ import annotations

import pytest
from conftest import REAL, SAMPLES

from workbench.figures.stands import Stand, Stands, stands_of

STUDIES = [*SAMPLES, *(pytest.param(name, marks=pytest.mark.real) for name in REAL)]


@pytest.mark.parametrize("name", STUDIES)
def test_as_many_members_support_a_claim_as_it_says(walked, name):
    r = walked(name)
    stands = stands_of(r.personas, r.codings, r.material.codebook)
    for persona in r.personas:
        for claim in persona.claims:
            assert len(stands.supporting[claim.code] & {*persona.members}) == claim.holders
            assert len(stands.supporting[claim.code] - {*persona.members}) == claim.others


@pytest.mark.parametrize("name", STUDIES)
def test_who_is_quoted_against_a_claim_contradicts_it(walked, name):
    r = walked(name)
    stands = stands_of(r.personas, r.codings, r.material.codebook)
    for persona in r.personas:
        for claim in persona.claims:
            own = stands.against[claim.code] & {*persona.members}
            assert own == {quote.participant for quote in claim.against}


def test_an_opposite_contradicts_whichever_side_names_it(study):
    book = study.material.codebook
    claim = study.personas[0].claims[0]
    other = next(code for code in book.codes if code.id != claim.code)
    said = [c for c in study.codings if c.code == other.id and c.stance == "for"]
    for here, there in ((claim.code, other.id), (other.id, claim.code)):
        codes = [c.model_copy(update={"opposite": there if c.id == here else None}) for c in book.codes]
        stands = stands_of(study.personas[:1], said, book.model_copy(update={"codes": tuple(codes)}))
        assert {c.evidence.participant for c in said} <= stands.against[claim.code]


def test_the_four_stands():
    stands = Stands({"c": frozenset("ab")}, {"c": frozenset("bd")})
    told = [stands.of("c", person) for person in "abde"]
    assert told == [Stand.FOR, Stand.BOTH, Stand.AGAINST, Stand.SILENT]
