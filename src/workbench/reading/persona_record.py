"""Persona record: what the workbench last wrote into persona files, so that a person's changes can be told apart.

The record is a file of its own, beside the persona files: they stay free of digits nobody reads. It holds hashes of
the workbench's own wording and nothing anybody said. An entry counts only for the very file it was made with (the same
inputs and members), so that a persona file from a copy or an older commit is never compared with the wrong entry.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from pydantic import BaseModel, ConfigDict, RootModel, ValidationError

from workbench.disk.whole_file import write_whole
from workbench.model.evidence import fingerprint
from workbench.model.label import Label
from workbench.model.persona import Identity, Persona

FILE = ".made.json"


class Entry(BaseModel):
    """What was written into one file: hashes of wording by part (`identity`, `summary`, `claim CODE`, `gap KIND`)."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    made_from: str
    parts: Mapping[str, str]

    def knows(self, part: str) -> bool:
        """Say whether the workbench wrote this part."""
        return part in self.parts

    def wrote(self, part: str, words: Label | Identity) -> bool:
        """Say whether these words are the workbench's own, as it wrote them."""
        return self.parts.get(part) == _hash(words)


class Record(RootModel[dict[str, Entry]]):
    """The entries of a folder by the id of their persona."""


def read_record(folder: Path) -> dict[str, Entry]:
    """Return the record of a folder; {} where there is none or it cannot be read, which loses no change of a person."""
    try:
        return Record.model_validate_json((folder / FILE).read_text("utf-8")).root
    except (OSError, UnicodeError, ValidationError):
        return {}


def entry_of(persona: Persona) -> Entry:
    """Return the entry for a persona as it is written: the workbench's own words, also where a person's stand."""
    parts = {"identity": _hash(persona.identity), "summary": _hash(persona.summary_made or persona.summary)}
    parts |= {f"claim {claim.code}": _hash(claim.made or claim.text) for claim in persona.claims if not claim.by}
    parts |= {f"gap {gap.kind}": _hash(gap.made or gap.ask) for gap in persona.gaps if not gap.by}
    return Entry(made_from=origin(persona), parts=parts)


def origin(persona: Persona) -> str:
    """Return what a persona was made from, as 16 digits: inputs and members."""
    return fingerprint("\n".join([persona.provenance.inputs, *sorted(persona.members)]))


def write_record(folder: Path, personas: Sequence[Persona]) -> None:
    """Write the record of these personas, one line a part so that versions compare well."""
    entries = {persona.id: entry_of(persona).model_dump(mode="json") for persona in personas}
    text = json.dumps(entries, indent=1, sort_keys=True) + "\n"
    path = folder / FILE
    if not path.is_file() or path.read_bytes() != text.encode():
        write_whole(path, text)


def _hash(words: Label | Identity) -> str:
    return fingerprint(words.model_dump_json())
