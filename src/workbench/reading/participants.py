"""Participants: the table of who was interviewed, and the names to hide."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from workbench.disk.spreadsheet_cell import unguarded
from workbench.errors import InputError, Problem
from workbench.privacy.pseudonyms import is_pseudonym
from workbench.reading.table import read_rows

RELATIONS = ("customer", "prospect", "former", "other")
OWN = ("document", "participant", "speaker", "aliases", "role", "relation")


@dataclass(frozen=True, slots=True)
class Person:
    """A row of participants.csv, real name included; never leaves the reading of a study."""

    document: str
    name: str
    aliases: tuple[str, ...]
    role: str
    relation: str
    facts: dict[str, str]
    named: bool = True
    """False for a document without a row: its participant's name is not known."""
    speakers: Mapping[str, Person] = field(default_factory=dict)
    """In a group: the person behind each label, folded; the row of the document is then nobody's."""

    @property
    def spoken(self) -> tuple[str, ...]:
        """Every form of the name that may be said: full, its parts of three letters or more, aliases."""
        if not self.named:
            return ()
        if is_pseudonym(self.name):
            return self.aliases
        parts = [part for part in re.split(r"[\s-]+", self.name) if len(part) > 2 and part[0].isupper()]
        whole = [part for part in self.name.split() if len(part) > 2 and part[0].isupper()]
        return tuple(dict.fromkeys((self.name, *whole, *parts, *self.aliases)))


def strangers(documents: Iterable[str]) -> dict[str, Person]:
    """Return people of whom nothing is known: each stands for a document."""
    return {name: Person(name, name, (), "", "", {}, named=False) for name in documents}


def read_participants(path: Path, documents: Sequence[str] | None) -> dict[str, Person]:
    """Return the person behind each document; documents without a row stand for themselves.

    A row with a `speaker` is about the one who has this label in a group. InputError lists rows that
    name an unknown document or relation, or a document or speaker twice. Where the documents are not
    known (None), the rest is checked all the same.
    """
    people = strangers(documents or [])
    if not path.exists():
        return people
    problems: list[Problem] = []
    seen: set[tuple[str, str]] = set()
    groups: defaultdict[str, dict[str, Person]] = defaultdict(dict)
    for line, cells in read_rows(path, ("document", "participant")):
        row = {unguarded(name): unguarded(cell) for name, cell in cells.items()}
        where, document = f"{path}:{line}", row["document"].strip()
        speaker = row.get("speaker", "").strip().casefold()
        if documents is not None and document not in people:
            problems.append(Problem(where, "no interview is called so", document, ", ".join((documents or [])[:12])))
        elif (document, speaker) in seen:
            problems.append(Problem(where, "a second row for this interview", document))
        elif any(document == other and bool(speaker) != bool(label) for other, label in seen):
            what = "rows with and without a speaker for one interview"
            problems.append(Problem(where, what, document, remedy="say in each row who is meant"))
        relation = row.get("relation", "").strip()
        if relation and relation not in RELATIONS:
            problems.append(Problem(where, "unknown relation", relation, ", ".join(RELATIONS)))
        seen.add((document, speaker))
        if speaker:
            groups[document][speaker] = _person(document, row, relation)
        else:
            people[document] = _person(document, row, relation)
    if problems:
        raise InputError(problems)
    return people | {name: replace(strangers([name])[name], speakers=own) for name, own in groups.items()}


def _person(document: str, row: dict[str, str], relation: str) -> Person:
    aliases = tuple(alias.strip() for alias in row.get("aliases", "").split(";") if alias.strip())
    facts = {name: value.strip() for name, value in row.items() if name not in OWN and value.strip()}
    name = row["participant"].strip() or document
    return Person(document, name, aliases, row.get("role", "").strip(), relation, facts)
