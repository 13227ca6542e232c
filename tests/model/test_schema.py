"""The published schemas are the models', whole and described."""

from __future__ import annotations

import json

import pytest
from conftest import ROOT

from workbench.model.persona import Claim, Dropped, Persona
from workbench.model.schema import FILES, schema_text


@pytest.mark.parametrize("name", FILES)
def test_the_schema_kept_here_is_the_models(name):
    kept = (ROOT / "docs" / f"{name}.schema.json").read_text("utf-8")
    assert kept == schema_text(name), f"write docs/{name}.schema.json anew from workbench.model.schema.schema_text"


@pytest.mark.parametrize("name", FILES)
def test_a_schema_knows_every_field_and_refuses_others(name):
    schema = json.loads(schema_text(name))
    fields = {field.alias or key for key, field in FILES[name].model_fields.items()}
    assert set(schema["properties"]) == fields
    assert schema["additionalProperties"] is False
    parts = schema.get("$defs", {}).values()
    assert all(part.get("additionalProperties") is False for part in parts if "properties" in part)


def test_a_schema_says_what_the_models_say_of_their_fields():
    schema = json.loads(schema_text("persona"))
    for title, model in (("Claim", Claim), ("Dropped", Dropped)):
        for name, field in model.model_fields.items():
            if field.description:
                assert schema["$defs"][title]["properties"][name]["description"] == field.description
    assert schema["properties"]["summary"]["description"] == Persona.model_fields["summary"].description


def test_a_claim_added_by_hand_needs_three_fields_and_one_said_needs_its_quotes():
    claim = json.loads(schema_text("persona"))["$defs"]["Claim"]
    assert claim["required"] == ["kind", "text", "status"]
    assert claim["if"]["properties"]["status"]["enum"] == ["observed", "reported"]
    assert {"evidence", "holders", "size", "code"} <= set(claim["then"]["required"])
    assert claim["then"]["properties"]["evidence"] == {"minItems": 1}


def test_the_id_that_files_have_at_a_quote_is_known():
    assert "id" in json.loads(schema_text("persona"))["$defs"]["Evidence"]["properties"]
