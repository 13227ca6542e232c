"""Run record: what exactly a report was made from, carried in the report, so that whoever has the study can check."""

from __future__ import annotations

import hashlib
import html
import json
import re
from collections.abc import Mapping
from importlib.metadata import version
from typing import Any

from workbench.language.speech import Speech
from workbench.model.persona import Persona
from workbench.report.file_names import shown_files
from workbench.report.register import LIBRARIES
from workbench.walk import Results

PARTS = ("parameters", "versions", "inputs", "personas")
RECORD = re.compile(r"""data-run=(["'])(.*?)\1""")

Record = Mapping[str, Mapping[str, Any]]


def run_record(results: Results, say: Speech) -> Record:
    """Return parameters, versions and SHA-256 digests of every input file and of every persona, by name.

    A persona's digest covers what a person changed in its file by hand. Files are called what the report
    calls them.
    """
    chosen = results.study.public() | {"study": results.material.brief.id}
    called = shown_files(results.material, say)
    return {
        "parameters": chosen,
        "versions": {name: version(name) for name in LIBRARIES},
        "inputs": {called[name]: digest for name, digest in sorted(results.material.digests.items())},
        "personas": {persona.id: _digest(persona) for persona in results.personas},
    }


def written(record: Record) -> str:
    """Return a record as text for a page."""
    return json.dumps(record, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def record_in(page: str) -> Record | None:
    """Return the record a page carries; None where it has none that can be read."""
    found = RECORD.search(page)
    if found is None:
        return None
    try:
        record = json.loads(html.unescape(found[2]))
    except json.JSONDecodeError:
        return None
    whole = isinstance(record, dict) and all(isinstance(record.get(part), dict) for part in PARTS)
    return record if whole else None


def _digest(persona: Persona) -> str:
    """Return the digest of a persona; marks of a person count where there are any."""
    unsaid: dict[str, Any] = {} if persona.moved else {"moved": True}
    unsaid["claims"] = {number: {"pinned"} for number, claim in enumerate(persona.claims) if not claim.pinned}
    unsaid["provenance"] = set() if persona.provenance.decided else {"decided"}
    return hashlib.sha256(persona.model_dump_json(exclude=unsaid).encode("utf-8")).hexdigest()
