"""Near-unique people: those whom few others share a combination of attributes with, for the researcher alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from workbench.model.material import Material, Notice, Participant

KEYS = ("role", "relation", "age", "place")
"""What somebody outside may know of a person; where a study has none of these, all its columns count."""


@dataclass(frozen=True, slots=True)
class NearUnique:
    """Groups of fewer than k people, each by their pseudonyms, who alone share what `columns` say."""

    columns: tuple[str, ...]
    groups: tuple[tuple[str, ...], ...]


def near_unique(participants: Sequence[Participant], k: int, coarse: Callable[[str, str], str]) -> NearUnique:
    """Return the groups of people under `k` with the same values, made coarse by `coarse(column, value)`.

    Nobody is left out who states nothing: not to say is a value too (Sweeney, 2002).
    """
    stated = {name for person in participants for name, value in _all(person).items() if value}
    columns = tuple(name for name in KEYS if name in stated) or tuple(sorted(stated))
    alike: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
    for person in participants:
        own = _all(person)
        alike[tuple(coarse(name, own.get(name, "")).casefold() for name in columns)].append(person.pseudonym)
    few = sorted(tuple(sorted(group)) for group in alike.values() if len(group) < k)
    return NearUnique(columns, tuple(sorted(few, key=len)) if columns else ())


def near_unique_notices(material: Material, k: int, coarse: Callable[[str, str], str]) -> list[Notice]:
    """Return what a researcher must know before sharing quotes; nothing where people are invented.

    These notices name pseudonyms side by side and no value; they are no part of a report.
    """
    found = near_unique(material.participants, k, coarse)
    if material.brief.illustrative or not found.groups:
        return []
    values: dict[str, str | int] = {
        "k": k,
        "x": sum(len(group) for group in found.groups),
        "n": len(material.participants),
        "columns": " × ".join(found.columns),
        "groups": " · ".join(", ".join(group) for group in found.groups),
    }
    return [Notice("participants.csv", "near_unique", values)]


def _all(person: Participant) -> dict[str, str]:
    return {"role": person.role, "relation": person.relation, **person.facts}
