"""Group acts: what a person may do to who goes with whom."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from workbench.errors import InputError, Problem

Groups = Mapping[str, Sequence[str]]


def merged(groups: Groups, names: Sequence[str]) -> list[tuple[str, ...]]:
    """Return the groups with these as one; the others stay."""
    together = list(dict.fromkeys(names))
    if len(together) < 2:
        raise InputError([Problem("groups", "two personas at least are needed to merge", ", ".join(together))])
    one = tuple(person for name in together for person in _group(groups, name))
    return [one, *(tuple(own) for name, own in groups.items() if name not in together)]


def split(groups: Groups, name: str, away: Collection[str]) -> list[tuple[str, ...]]:
    """Return the groups with some members of one as a group of their own; both need two people at least."""
    own = _group(groups, name)
    strangers = [person for person in away if person not in own]
    if strangers:
        raise InputError([Problem(name, "not a member", ", ".join(strangers), ", ".join(own))])
    parts = [tuple(person for person in own if (person in away) is out) for out in (False, True)]
    return _enough([*parts, *(tuple(other) for each, other in groups.items() if each != name)])


def transferred(groups: Groups, person: str, to: str | None) -> list[tuple[str, ...]]:
    """Return the groups with somebody in another, or (`to` None) in none."""
    if to is not None and person in _group(groups, to):
        raise InputError([Problem(to, "already a member", person)])
    found = {name: tuple(each for each in own if each != person) for name, own in groups.items()}
    if to is not None:
        found[to] = (*found[to], person)
    return _enough(list(found.values()))


def _group(groups: Groups, name: str) -> Sequence[str]:
    if name not in groups:
        raise InputError([Problem("groups", "no such persona", name, ", ".join(groups))])
    return groups[name]


def _enough(groups: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    alone = [group for group in groups if len(group) < 2]
    if alone:
        remedy = "choose so that two people stay together, or merge the persona with another"
        raise InputError([Problem("groups", "a persona needs two people at least", str(alone[0]), remedy=remedy)])
    return groups
