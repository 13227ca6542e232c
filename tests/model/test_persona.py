"""A persona holds claims, and a claim that was said has a quote."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from workbench.errors import UnsupportedClaim
from workbench.model.codebook import Kind
from workbench.model.evidence import Status
from workbench.model.persona import Persona


@pytest.mark.parametrize("status", ["reported", "observed"])
def test_a_claim_that_was_said_or_seen_cannot_be_made_without_evidence(claim, status):
    with pytest.raises(UnsupportedClaim, match=r"p1-price is .* but cites no evidence"):
        claim(status=status, evidence=[])


@pytest.mark.parametrize("status", sorted(set(Status) - {Status.REPORTED, Status.OBSERVED}))
def test_a_claim_that_was_not_said_may_stand_without_evidence(claim, status):
    assert claim(status=status, evidence=[]).evidence == ()


@pytest.mark.parametrize("counts", [{"holders": 3}, {"others": 4}], ids=str)
def test_a_claim_has_no_more_holders_than_people(claim, counts):
    with pytest.raises(ValidationError, match="more holders than people"):
        claim(**counts)


def test_a_claim_cannot_be_changed(claim):
    with pytest.raises(ValidationError):
        claim().holders = 2


def test_the_name_of_a_persona_is_always_marked_synthetic(persona):
    assert persona().identity.status is Status.SYNTHETIC
    identity = persona().identity.model_dump() | {"status": "reported"}
    with pytest.raises(ValidationError):
        persona(identity=identity)


def test_a_persona_without_members_is_refused(persona):
    with pytest.raises(ValidationError):
        persona(members=[])


def test_the_size_of_a_persona_is_its_number_of_members(persona):
    assert persona().size == 2


def test_the_claims_of_some_kinds_keep_their_order(persona, claim):
    claims = [claim(id=str(i), kind=kind) for i, kind in enumerate(["goal", "need", "goal", "channel"])]
    assert [c.id for c in persona(claims=claims).claims_of(Kind.CHANNEL, Kind.GOAL)] == ["0", "2", "3"]


def test_a_field_that_is_not_known_is_refused(persona):
    with pytest.raises(ValidationError, match="Extra inputs are not permitted"):
        persona(photo="rosa.jpg")


def test_a_persona_comes_back_from_its_content(persona):
    assert Persona.model_validate(persona().model_dump(mode="json")) == persona()


def test_a_persona_publishes_its_schema():
    schema = Persona.model_json_schema()
    assert schema["additionalProperties"] is False
    assert {"claims", "members", "provenance"} <= set(schema["required"])
