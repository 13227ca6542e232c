"""Persona files: personas as YAML that people can read, compare and keep."""

from __future__ import annotations

from collections.abc import Sequence
from io import StringIO
from pathlib import Path

from pydantic import BaseModel, ConfigDict
from ruamel.yaml import YAML

from workbench.disk.whole_file import write_whole
from workbench.model.persona import Identity, Persona
from workbench.reading.yaml_file import YamlFile

HEADER = """\
# A persona made from coded interviews. `status` says how each thing is known, `holders` of `size` members
# said it. The name and age under `identity` are invented; they stay as they are here when this file is made again.
"""


def read_persona(path: Path) -> Persona:
    """Return a checked persona; InputError names each fault with its line."""
    return YamlFile(path).model(Persona)


class Keepsake(BaseModel):
    """What of a persona file outlives a new run: who it was, and whom it stood for."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    identity: Identity
    members: tuple[str, ...]


def stored_identities(folder: Path) -> list[Keepsake]:
    """Return the identity and members in each persona file of a folder; [] when there is no folder.

    Files written by another version count too: nothing else of them is looked at.
    """
    return [YamlFile(path).model(Keepsake) for path in sorted(folder.glob("*.yml"))]


def write_personas(personas: Sequence[Persona], folder: Path) -> list[Path]:
    """Write one file a persona, whole or not at all; files of personas that no longer hold are removed.

    They are removed because they would go on quoting people; version control has their history.
    """
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for persona in personas:
        path = folder / f"{persona.id}.yml"
        write_whole(path, persona_text(persona))
        written.append(path)
    for path in set(folder.glob("*.yml")) - set(written):
        path.unlink()
    return written


def persona_text(persona: Persona) -> str:
    """Return the YAML of a persona."""
    yaml = YAML()
    yaml.width = 110
    yaml.indent(mapping=2, sequence=4, offset=2)
    yaml.allow_unicode = True
    out = StringIO()
    yaml.dump(persona.model_dump(mode="json"), out)
    return HEADER + out.getvalue()
