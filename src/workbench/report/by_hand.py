"""By hand: what of a persona a person decided, for a report to tell."""

from __future__ import annotations

from workbench.language.speech import Speech
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


def decision(results: Results, say: Speech) -> str:
    """Return who decided the groups, when and why; "" where nobody did."""
    decided = results.material.decided
    if decided is None or results.segments.found is None:
        return ""
    return say("groups_decided", by=decided.by, day=say.day(decided.date), why=say.quoted(decided.why))


def found_by_method(results: Results, say: Speech) -> str:
    """Return which groups the method finds where a person decided; "" where nobody did."""
    found = results.segments.found
    if found is None:
        return ""
    if found.reason != "found":
        return say("method_found_none")
    sizes = " + ".join(str(len(group)) for group in found.groups.values())
    stable = say.listed([say.number(value, 2) for value in (found.stability or {}).values()])
    width = say.number(found.silhouette or 0.0, 2)
    return say("method_found", sizes=sizes, left=len(found.left_over), silhouette=width, stable=stable)


def of_these(results: Results, say: Speech) -> str:
    """Return how well the groups a person decided hold together, in the method's measure."""
    width = results.segments.silhouette
    return (
        say("these_unmeasured")
        if width is None
        else say("these_measured", silhouette=say.number(width, 2).replace("-", "\u2212"))
    )
