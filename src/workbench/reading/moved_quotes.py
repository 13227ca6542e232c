"""Moved quotes: a person's decisions on where quotes of a persona stand, carried from one run to the next."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from workbench.errors import StaleEvidence
from workbench.model.evidence import Evidence
from workbench.model.persona import Claim, Moved, Persona, Stance
from workbench.model.transcript import Transcript


def moved_among(moved: Iterable[Moved], transcripts: Mapping[str, Transcript] | None) -> tuple[Moved, ...]:
    """Return the decisions whose quotes still hold, each quote of a claim's side once: as was said first.

    Without transcripts all are taken to hold.
    """
    found: dict[tuple[str, str, str], Moved] = {}
    for one in moved:
        if transcripts is None or _holds(one.quote, transcripts):
            found.setdefault((one.quote.id, one.code, one.stance), one)
    return tuple(found.values())


def with_moved(persona: Persona, moved: Sequence[Moved]) -> Persona:
    """Return a persona with the decisions on its members' quotes."""
    own = tuple(one for one in moved if one.quote.participant in persona.members)
    return persona.model_copy(update={"moved": own}) if own != persona.moved else persona


def quotes_left(claim: Claim, stance: Stance, moved: Iterable[Moved]) -> tuple[Evidence, ...]:
    """Return the quotes on one side of a claim without those moved away and with those moved there."""
    own = claim.evidence if stance == "for" else claim.against
    moved = tuple(moved)
    away = {one.quote.id for one in moved if (one.code, one.stance) == (claim.code, stance)}
    here = {one.quote.id: one.quote for one in moved if (one.to, one.to_stance) == (claim.code, stance)}
    kept = {quote.id: quote for quote in own if quote.id not in away}
    return tuple((kept | here).values())


def _holds(quote: Evidence, transcripts: Mapping[str, Transcript]) -> bool:
    try:
        quote.verify(transcripts[quote.document])
    except (KeyError, StaleEvidence):
        return False
    return True
