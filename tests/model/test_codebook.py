"""A codebook names each code once and means only codes it has."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from workbench.model.codebook import BEHAVIOURAL, Code, Codebook, Kind


@pytest.fixture
def code(label):
    def build(name, **fields):
        return {"id": name, "kind": "goal", "label": label, "claim": label, "definition": label, **fields}

    return build


def test_a_code_is_found_by_its_name(code):
    codebook = Codebook.model_validate({"version": "1", "codes": [code("price"), code("friend")]})
    assert codebook["friend"].id == "friend"
    assert "friend" in codebook
    assert "enemy" not in codebook
    with pytest.raises(KeyError):
        codebook["enemy"]


def test_a_code_defined_twice_is_refused_by_its_name(code):
    with pytest.raises(ValidationError, match="codes defined twice: price"):
        Codebook.model_validate({"version": "1", "codes": [code("price"), code("friend"), code("price")]})


@pytest.mark.parametrize("relation", ["parent", "opposite"])
def test_a_relation_to_a_code_that_does_not_exist_is_refused(code, relation):
    with pytest.raises(ValidationError, match="code price names dear, which is not in the codebook"):
        Codebook.model_validate({"version": "1", "codes": [code("price", **{relation: "dear"})]})


def test_a_codebook_without_codes_is_refused():
    with pytest.raises(ValidationError):
        Codebook(version="1", codes=())


@pytest.mark.parametrize("name", ["", "Price", "1price", "a-b", "a b", "prix_é"])
def test_a_code_whose_name_cannot_be_a_column_is_refused(code, name):
    with pytest.raises(ValidationError):
        Code.model_validate(code(name))


@pytest.mark.parametrize("emotion", [-3, 3])
def test_an_emotion_lies_between_minus_two_and_two(code, emotion):
    with pytest.raises(ValidationError):
        Code.model_validate(code("price", emotion=emotion))


def test_what_only_describes_people_does_not_separate_them():
    assert set(Kind) - BEHAVIOURAL == {Kind.PAIN_POINT, Kind.CONTEXT, Kind.DELIGHT}
