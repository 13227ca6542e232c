"""Moved quotes: the codings claims rest on, as a person's decisions on quotes leave them."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from workbench.model.codebook import Codebook
from workbench.model.evidence import Coding, Evidence
from workbench.model.persona import Moved, Stance

MOVED = "moved by a person"
"""Reason of a coding that stands for such a decision: no coder read the passage so."""


def as_moved(codings: Sequence[Coding], moved: Sequence[Moved], codebook: Codebook) -> Sequence[Coding]:
    """Return codings without those a person took from a claim, and with those given to another."""
    if not moved:
        return codings
    away = {(one.quote.id, one.code, one.stance) for one in moved}
    kept = [c for c in codings if (c.evidence.id, c.code, c.stance) not in away]
    there = {(c.evidence.id, c.code, c.stance) for c in kept}
    return [
        *kept,
        *(
            Coding(evidence=one.quote, code=one.to, coder="", stance=one.to_stance, reason=MOVED)
            for one in moved
            if one.to in codebook and (one.quote.id, one.to, one.to_stance) not in there
        ),
    ]


def taken_from(moved: Sequence[Moved], code: str, stance: Stance) -> set[str]:
    """Return the ids of quotes taken from one side of a claim."""
    return {one.quote.id for one in moved if (one.code, one.stance) == (code, stance)}


def with_moved(
    quotes: tuple[Evidence, ...], moved: Sequence[Moved], code: str, stance: Stance, *, members: Collection[str]
) -> tuple[Evidence, ...]:
    """Return chosen quotes and, after them, all that a person moved to this side of a claim."""
    here = [one.quote for one in moved if (one.to, one.to_stance) == (code, stance)]
    return tuple(dict.fromkeys((*quotes, *(quote for quote in here if quote.participant in members))))
