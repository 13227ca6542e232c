"""Schema: the JSON Schema of the files people write by hand, made from the models that check them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from pydantic import BaseModel

from workbench.model.brief import Brief
from workbench.model.codebook import Codebook
from workbench.model.decided_groups import DecidedGroups
from workbench.model.journey import Journey
from workbench.model.lifecycle import Lifecycle
from workbench.model.persona import Persona
from workbench.model.survey import Survey

FILES: Mapping[str, type[BaseModel]] = MappingProxyType(
    {
        "persona": Persona,
        "study": Brief,
        "codebook": Codebook,
        "groups": DecidedGroups,
        "journey": Journey,
        "lifecycle": Lifecycle,
        "survey": Survey,
    }
)
BY_HAND = ("kind", "text", "status")
"""What a claim without evidence needs when a person adds it; the rest is filled in."""


def schema_text(name: str) -> str:
    """Return the schema of a name in FILES as JSON, always the same; KeyError for another."""
    schema = FILES[name].model_json_schema(by_alias=True)
    for model in (schema, *schema.get("$defs", {}).values()):
        _set_right(model)
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": f"{name}.schema.json"}
    return json.dumps(head | schema, ensure_ascii=False, indent=2) + "\n"


def _set_right(model: dict[str, Any]) -> None:
    """Say in a schema what the models' own checks do: an evidence's id is read over, a claim by hand is filled in."""
    properties = model.get("properties", {})
    if model.get("title") == "Persona":
        proto = {"properties": {"level": {"const": "proto"}}}
        nobody = {"properties": {"members": {"maxItems": 0}, "of": {"const": 0}}}
        somebody = {"properties": {"members": {"minItems": 1}, "of": {"minimum": 1}}}
        model |= {"if": proto, "then": nobody, "else": somebody}
    if model.get("title") == "Evidence":
        properties["id"] = {"type": "string", "description": "name of the quote, made from its place", "title": "Id"}
    if model.get("title") == "Claim":
        said = {"properties": {"status": {"enum": ["observed", "reported"]}}}
        more = [name for name in model["required"] if name not in BY_HAND]
        model["required"] = list(BY_HAND)
        quoted = {"required": [*more, "evidence"], "properties": {"evidence": {"minItems": 1}}}
        model |= {"if": said, "then": quoted}
