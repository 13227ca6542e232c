"""Buying group: what those who buy together have in common, and where what they say contradicts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from workbench.analysis.variables import holders
from workbench.model.buying import Member
from workbench.model.codebook import Codebook
from workbench.model.evidence import Coding
from workbench.model.material import Material
from workbench.model.persona import Persona


@dataclass(frozen=True, slots=True)
class Place:
    """A member of the group with whoever stands for it; `codes` are what they claim or hold.

    `few` says that so few participants have it that what they hold would tell of one: it is not looked at.
    """

    member: Member
    personas: tuple[Persona, ...]
    people: tuple[str, ...]
    codes: frozenset[str]
    few: bool = False


@dataclass(frozen=True, slots=True)
class Contradiction:
    """What one place holds against another: a code each, of which the codebook says that they are opposites."""

    one: Place
    code: str
    other: Place
    opposite: str


@dataclass(frozen=True, slots=True)
class BuyingGroup:
    """The places of a group, the codes all of them hold, in the codebook's order, and their contradictions.

    Nothing is shared where fewer than two places are looked at.
    """

    places: tuple[Place, ...]
    shared: tuple[str, ...]
    contradictions: tuple[Contradiction, ...]


def buying_group(
    material: Material, codings: Sequence[Coding], personas: Sequence[Persona], *, k: int | None
) -> BuyingGroup | None:
    """Return the group that `study.yml` gives (Webster & Wind, 1972), None where it gives none.

    A persona holds the codes of its claims. Participants hold what at least half of them, and two, said; of
    fewer than `k` participants nothing is told (None: of invented ones everything is).
    """
    members = material.brief.buying_group
    if not members:
        return None
    places = tuple(_place(member, material, codings, personas=personas, k=k) for member in members)
    told = [place for place in places if not place.few]
    book = material.codebook
    common = frozenset.intersection(*(place.codes for place in told)) if len(told) > 1 else frozenset()
    shared = tuple(code.id for code in book.codes if code.id in common)
    pairs = ((one, other) for one, other in combinations(told, 2))
    return BuyingGroup(places, shared, tuple(c for one, other in pairs for c in _contradictions(one, other, book)))


def _place(
    member: Member, material: Material, codings: Sequence[Coding], *, personas: Sequence[Persona], k: int | None
) -> Place:
    own = tuple(persona for persona in personas if persona.id in member.personas)
    having = (p.pseudonym for p in material.participants if any(p.has_part(name) for name in member.people))
    people = tuple(sorted(having))
    few = k is not None and 0 < len(people) < k
    codes = {claim.code for persona in own for claim in persona.claims if not claim.by}
    if people and not few:
        table = holders(codings, material.codebook)
        counts = table.loc[[name for name in people if name in table.index]].sum()
        codes |= {str(code) for code, n in counts.items() if n >= min(len(people), max(2, -(-len(people) // 2)))}
    return Place(member, own, people, frozenset(codes), few and not own)


def _contradictions(one: Place, other: Place, book: Codebook) -> list[Contradiction]:
    return [
        Contradiction(one, code.id, other, opposite.id)
        for code in book.codes
        for opposite in book.codes
        if opposite.id == code.opposite or opposite.opposite == code.id
        if code.id in one.codes and opposite.id in other.codes
    ]
