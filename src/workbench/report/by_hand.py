"""By hand: what of a persona a person decided, for a report to tell."""

from __future__ import annotations

from workbench.model.persona import Claim
from workbench.walk import Results


def moved_here(results: Results, claim: Claim) -> list[str]:
    """Return the ids of quotes that a person moved to a claim and that stand there."""
    there = {quote.id for quote in (*claim.evidence, *claim.against)}
    return [
        one.quote.id
        for persona in results.personas
        if claim in persona.claims
        for one in persona.moved
        if one.to == claim.code and one.quote.id in there
    ]
