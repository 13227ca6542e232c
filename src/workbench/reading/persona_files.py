"""Persona files: personas as YAML that people can read, compare and keep."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict
from ruamel.yaml import YAML

from workbench.disk.contents import Contents, contents
from workbench.disk.whole_file import write_whole
from workbench.errors import InputError, Problem
from workbench.memory import remembered
from workbench.model.persona import Identity, Moved, Persona
from workbench.model.transcript import Transcript
from workbench.reading.kept_comments import comments_of, ordered_as
from workbench.reading.letters.encoding import read_text
from workbench.reading.moved_quotes import moved_among, with_moved
from workbench.reading.persona_edits import Edits, continued
from workbench.reading.persona_record import FILE as RECORD
from workbench.reading.persona_record import read_record, write_record
from workbench.reading.yaml_file import YamlFile

HEADER = """\
# A persona made from coded interviews. `status` says how each thing is known, `holders` of `size` members
# said it. The name and age under `identity` are invented; they stay as they are here when this file is made again.
"""


@remembered(state=lambda path: contents([path]))
def read_persona(path: Path) -> Persona:
    """Return a checked persona; InputError names each fault with its line."""
    return YamlFile(path).model(Persona)


def numbered_files(folder: Path) -> list[Path]:
    """Return the files p1.yml, p2.yml... of a folder, by their numbers; [] when there are none."""
    found = (path for path in folder.glob("p*.yml") if path.stem[1:].isdecimal())
    return sorted(found, key=lambda path: int(path.stem[1:]))


def persona_contents(folder: Path) -> Contents:
    """Return what the persona files of a folder hold now, and the record beside them."""
    return contents(sorted((*folder.glob("*.yml"), folder / RECORD)))


class Keepsake(BaseModel):
    """What of a persona file outlives a new run: who it was, whom it stood for, and quotes a person moved."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    identity: Identity
    members: tuple[str, ...]
    moved: tuple[Moved, ...] = ()


def stored_identities(folder: Path) -> list[Keepsake]:
    """Return the identity and members in each persona file of a folder; [] when there is no folder.

    Files written by another version count too: nothing else of them is looked at.
    """
    return [YamlFile(path).model(Keepsake) for path in sorted(folder.glob("*.yml"))]


def write_personas(
    personas: Sequence[Persona], folder: Path, transcripts: Sequence[Transcript] | None = None
) -> list[Path]:
    """Write one file a persona, whole or not at all; files of personas that no longer hold are removed.

    They are removed because they would go on quoting people; version control has their history. What a
    person changed in a file stays (see `with_edits`), comments and the order of keys too. InputError,
    and nothing is written, where a file that is there cannot be read.
    """
    folder.mkdir(parents=True, exist_ok=True)
    stored = _stored(folder)
    kept = {file.persona.id: file for file in stored}
    came_from = continued(personas, [file.persona for file in stored])
    merged = _merged(personas, stored, folder, transcripts)
    over = {name: kept[other.id].text for name, other in came_from.items()}
    texts = {folder / f"{persona.id}.yml": persona_text(persona, over.get(persona.id)) for persona in merged}
    for path, text in texts.items():
        write_whole(path, text)
    write_record(folder, merged)
    for path in set(folder.glob("*.yml")) - set(texts):
        path.unlink()
    return list(texts)


def with_edits(
    personas: Sequence[Persona], folder: Path, transcripts: Sequence[Transcript] | None = None
) -> tuple[Persona, ...]:
    """Return personas made again with what a person changed in their files, for everything that shows them.

    Quotes of claims that only a person stands for are compared with `transcripts`; without any, only
    their speaker and document are. InputError where a file cannot be read.
    """
    return _merged(personas, _stored(folder), folder, transcripts)


@dataclass(frozen=True, slots=True)
class _Stored:
    """A persona file: its persona, and its text where it has anything but the values in their usual order."""

    persona: Persona
    text: str | None


def _stored(folder: Path) -> list[_Stored]:
    problems: list[Problem] = []
    found: list[_Stored] = []
    for path in sorted(folder.glob("*.yml")):
        try:
            persona, text = read_persona(path), read_text(path)
            found.append(_Stored(persona, None if text == persona_text(persona) else text))
        except InputError as error:
            problems += error.problems
    if problems:
        raise InputError(problems)
    return found


def _merged(
    personas: Sequence[Persona], stored: Sequence[_Stored], folder: Path, transcripts: Sequence[Transcript] | None
) -> tuple[Persona, ...]:
    record = read_record(folder)
    spoken = None if transcripts is None else {transcript.id: transcript for transcript in transcripts}
    came_from = continued(personas, [file.persona for file in stored])
    moved = moved_among([one for file in stored for one in file.persona.moved], spoken)
    edits = {name: Edits(other, record.get(other.id), spoken) for name, other in came_from.items()}
    told = [with_moved(made, moved) for made in personas]
    return tuple(edits[made.id].onto(made) if made.id in edits else made for made in told)


def persona_text(persona: Persona, over: str | None = None) -> str:
    """Return the YAML of a persona; with the comments and the order of keys of the file it is written over."""
    content = _content(persona)
    if over is None:
        return HEADER + _yaml(json.dumps(content))
    text = _yaml(json.dumps(ordered_as(content, YAML(typ="safe", pure=True).load(over))))
    return HEADER + comments_of(over, but=HEADER.splitlines()).onto(text)


@remembered(shared=True)
def _yaml(content: str) -> str:
    """Return JSON as YAML, which takes so long that each is written once."""
    yaml = YAML()
    yaml.width = 110
    yaml.indent(mapping=2, sequence=4, offset=2)
    yaml.allow_unicode = True
    out = StringIO()
    yaml.dump(json.loads(content), out)
    return out.getvalue()


def _content(persona: Persona) -> dict[str, Any]:
    """Return the values of a persona; marks of a person's changes only where there are any."""
    content = persona.model_dump(mode="json")
    for part in (content, *content["claims"], *content["gaps"]):
        for mark in ("by", "made", "lost", "summary_made", "assumed_by", "sure"):
            if mark in part and part[mark] is None:
                del part[mark]
    provenance = content["provenance"]
    for one in (one for one in content["moved"] if one["to"] is None):
        del one["to"], one["to_stance"]
    unsaid = [(content, mark) for mark in ("dropped", "moved", "type")]
    unsaid += [(fact, "hidden") for fact in content["facts"]]
    unsaid += [(claim, "pinned") for claim in content["claims"]]
    unsaid += [(provenance, name) for name in ("sources", "fieldwork", "codings", "machine", "decided")]
    for part, name in unsaid:
        if not part[name]:
            del part[name]
    return content
