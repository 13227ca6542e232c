"""Empathy map: what a persona's members say, think, do and feel, each entry with its n and its quote."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from workbench.analysis.quotes import typical_quotes
from workbench.model.codebook import Kind
from workbench.model.evidence import Coding, Evidence, Status
from workbench.model.persona import Claim, Persona

SHOWN = 3
"""Entries shown in one field of the map; the others are counted."""
STRONG = 1.0
"""Mean feeling, on the scale from -2 to +2, from which on a code is felt."""


class Field(StrEnum):
    """A field of the map (after Gray, Brown and Macanufo, 2010)."""

    SAYS = "says"
    THINKS = "thinks"
    DOES = "does"
    FEELS = "feels"


KINDS: dict[Field, frozenset[Kind]] = {
    Field.THINKS: frozenset(
        {Kind.GOAL, Kind.NEED, Kind.MOTIVATION, Kind.DECISION_CRITERION, Kind.OBJECTION, Kind.DEAL_KILLER}
    ),
    Field.DOES: frozenset({Kind.BEHAVIOUR, Kind.CHANNEL}),
}
"""Kinds of claims that fill a field; SAYS and FEELS are filled by rules of their own."""
ASK: dict[Field, Kind] = {
    Field.SAYS: Kind.CONTEXT,
    Field.THINKS: Kind.GOAL,
    Field.DOES: Kind.BEHAVIOUR,
    Field.FEELS: Kind.PAIN_POINT,
}
"""Kind whose question is to be asked next where a field is empty."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One code in a field: `holders` of `size` members, a quote where there is one.

    `reviewed` is false where the machine alone coded it; `feeling` is the holders' mean, -2 to +2, in FEELS alone.
    """

    code: str
    holders: int
    size: int
    status: Status
    quote: Evidence | None
    reviewed: bool
    feeling: float | None = None


@dataclass(frozen=True, slots=True)
class EmpathyMap:
    """The four fields of one persona: the entries shown, and how many more there are."""

    persona: str
    shown: dict[Field, tuple[Entry, ...]]
    more: dict[Field, int]

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Return every entry shown."""
        return tuple(entry for own in self.shown.values() for entry in own)

    @property
    def quotes(self) -> tuple[Evidence, ...]:
        """Return every quote the map shows."""
        return tuple(entry.quote for entry in self.entries if entry.quote is not None)


def empathy_map(persona: Persona, codings: Iterable[Coding], *, language: str) -> EmpathyMap:
    """Fill the map of a persona from its claims and from its members' codings, in the language they spoke.

    THINKS and DOES hold the claims of their kinds, most held first. FEELS holds the codes whose
    holders felt at least STRONG on average. SAYS holds the most typical quotes of the most held
    claims that no other field shows, as far as possible each from another person.
    """
    held = sorted(persona.claims, key=lambda claim: -claim.holders)
    found = {name: [_entry(claim) for claim in held if claim.kind in kinds] for name, kinds in KINDS.items()}
    taken = {entry.quote.id for own in found.values() for entry in own[:SHOWN] if entry.quote is not None}
    found[Field.FEELS] = _felt(persona, codings, taken, language)
    taken |= {entry.quote.id for entry in found[Field.FEELS][:SHOWN] if entry.quote is not None}
    found[Field.SAYS] = _said(held, taken)
    return EmpathyMap(
        persona.id,
        {name: tuple(found[name][:SHOWN]) for name in Field},
        {name: max(len(found[name]) - SHOWN, 0) if name is not Field.SAYS else 0 for name in Field},
    )


def _entry(claim: Claim, quote: Evidence | None = None) -> Entry:
    first = claim.evidence[0] if claim.evidence else None
    return Entry(claim.code, claim.holders, claim.size, claim.status, quote or first, claim.reviewed)


def _said(held: Sequence[Claim], taken: set[str]) -> list[Entry]:
    """Return a quote a claim, people who have not spoken yet before those who have."""
    entries: list[Entry] = []
    spoke: set[str] = set()
    for claim in held:
        free = [quote for quote in claim.evidence if quote.id not in taken]
        new = [quote for quote in free if quote.participant not in spoke]
        if new:
            entries.append(_entry(claim, new[0]))
            taken.add(new[0].id)
            spoke.add(new[0].participant)
    return entries


def _felt(persona: Persona, codings: Iterable[Coding], taken: set[str], language: str) -> list[Entry]:
    """Return the codes felt strongly: most people first, then the strongest; quotes not yet `taken` come first."""
    by_code: dict[str, list[Coding]] = {}
    for coding in codings:
        if coding.evidence.participant in persona.members and coding.stance == "for" and coding.emotion is not None:
            by_code.setdefault(coding.code, []).append(coding)
    entries = [_feeling(code, own, persona.size, taken, language) for code, own in by_code.items()]
    strong = [entry for entry in entries if abs(entry.feeling or 0.0) >= STRONG]
    return sorted(strong, key=lambda entry: (-entry.holders, -abs(entry.feeling or 0.0), entry.code))


def _feeling(code: str, codings: Sequence[Coding], size: int, taken: set[str], language: str) -> Entry:
    people: dict[str, list[int]] = {}
    for coding in codings:
        people.setdefault(coding.evidence.participant, []).append(coding.emotion or 0)
    mean = sum(sum(felt) / len(felt) for felt in people.values()) / len(people)
    same_sign = [coding for coding in codings if (coding.emotion or 0) * mean > 0] or list(codings)
    told = any(coding.origin == "person" for coding in codings)
    status = Status.REPORTED if told else Status.INFERRED
    quotes = typical_quotes([c for c in same_sign if c.evidence.id not in taken] or same_sign, language)
    return Entry(code, len(people), size, status, quotes[0], told, mean)
