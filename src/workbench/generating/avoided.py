"""Avoided: the participants of a study, whom no synthetic customer may equal."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from workbench.model.material import Material
from workbench.reading.name_review import FILE as NAMES
from workbench.reading.name_review import read_review
from workbench.reading.participants import Person, read_participants

QUASI_IDENTIFIERS = ("role", "age_band", "place", "relation")
"""What together may point at one person (Sweeney, 2002)."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """A participant's quasi-identifiers, folded; "" where one is not known."""

    role: str
    age_band: str
    place: str
    relation: str


@dataclass(frozen=True, slots=True)
class Avoided:
    """Names that may not be given, folded, and the people whom nobody may be like."""

    names: frozenset[str] = frozenset()
    people: tuple[Likeness, ...] = ()


def avoided(material: Material, folder: Path | None = None) -> Avoided:
    """Return whom to avoid: the participants; with the study's folder also all names in its tables.

    The names are folded and go nowhere but into this comparison. InputError where a table cannot be read.
    """
    people = tuple(
        Likeness(folded(p.role), folded(age_band(p.facts.get("age", ""))), folded(p.facts.get("place", "")), p.relation)
        for p in material.participants
    )
    return Avoided(frozenset(map(name_key, _names(folder))) if folder else frozenset(), people)


def folded(text: str) -> str:
    """Return a text for comparing: no accents, no capitals, single spaces."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return " ".join(plain.casefold().replace("’", "'").split())


def name_key(name: str) -> str:
    """Return a name for comparing, whichever part comes first."""
    return " ".join(sorted(folded(name).replace("-", " ").split()))


def age_band(age: str) -> str:
    """Return the decade of an age as persona files write it; "" for anything else."""
    if not age.isdecimal():
        return ""
    decade = int(age) // 10 * 10
    return f"{decade}–{decade + 9}"


def _names(folder: Path) -> Iterable[str]:
    for person in read_participants(folder / "participants.csv", None).values():
        for one in (person, *person.speakers.values()):
            yield from _called(one)
    yield from (row.words for row in read_review(folder / NAMES) if row.kind == "person")


def _called(person: Person) -> tuple[str, ...]:
    return (person.name, *person.aliases) if person.named else ()
