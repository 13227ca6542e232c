"""A number nobody can trace never becomes the value of a scenario."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from workbench.model.claim import ClaimRegister, NumericClaim, claim_register


@pytest.fixture
def number(label):
    def build(**fields):
        content = {"id": "it", "claim": label, "source": "S3", "known": label, "grade": "measured", "used_as": "none"}
        return NumericClaim.model_validate(content | fields)

    return build


def test_the_claims_of_the_field_are_registered_with_their_grade():
    grades = {claim.id: (claim.grade, claim.used_as) for claim in claim_register().claims}
    assert grades["acquire_against_retain"] == ("folklore", "range")
    assert grades["chat_conversion"] == ("vendor", "upper_bound")
    assert grades["emotion_half_of_experience"] == ("untraced", "none")
    assert grades["referred_customer_value"] == ("measured", "range")
    assert grades["quarterly_review"] == ("convention", "convention")


def test_no_weak_claim_of_the_register_is_a_value():
    assert not [claim.id for claim in claim_register().claims if claim.weak and claim.used_as == "central"]


@pytest.mark.parametrize("grade", ["vendor", "folklore", "untraced"])
@pytest.mark.parametrize("use", ["central", "convention"])
def test_a_weak_claim_is_no_middle_and_no_convention(number, grade, use):
    assert number(grade=grade).weak
    with pytest.raises(ValidationError, match=f"a {grade} claim can bound a range or be unused"):
        number(grade=grade, used_as=use)


@pytest.mark.parametrize("use", ["range", "upper_bound"])
def test_what_bounds_a_range_needs_one(number, use):
    with pytest.raises(ValidationError, match=f"what is used as {use} needs a range"):
        number(used_as=use, number=4, unit="ratio")
    assert number(used_as=use, number=4, unit="ratio", range=[1, 4]).range == (1, 4)


def test_a_range_runs_forward_and_has_a_unit(number):
    with pytest.raises(ValidationError, match="runs backwards"):
        number(used_as="range", unit="ratio", range=[4, 1])
    with pytest.raises(ValidationError, match="a range needs a unit"):
        number(used_as="range", range=[1, 4])


def test_a_claim_is_registered_once(number):
    with pytest.raises(ValidationError, match="claims registered twice: it"):
        ClaimRegister(claims=(number(), number()))
