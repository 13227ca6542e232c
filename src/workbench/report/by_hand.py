"""By hand: what of personas and their groups a person decided, for a report to tell."""

from __future__ import annotations

from collections.abc import Iterable

from workbench.analysis.segmentation import Segmentation
from workbench.language.speech import Speech
from workbench.model.decided_groups import DecidedGroups
from workbench.model.persona import Claim, Persona


def moved_here(personas: Iterable[Persona], claim: Claim) -> list[str]:
    """Return the ids of quotes that a person moved to a claim and that stand there."""
    there = {quote.id for quote in (*claim.evidence, *claim.against)}
    return [
        one.quote.id
        for persona in personas
        if claim in persona.claims
        for one in persona.moved
        if one.to == claim.code and one.quote.id in there
    ]


def decision(decided: DecidedGroups | None, say: Speech) -> str:
    """Return who decided the groups, when and why; "" where nobody did."""
    if decided is None:
        return ""
    return say("groups_decided", by=decided.by, day=say.day(decided.date), why=say.quoted(decided.why))


def found_by_method(segments: Segmentation, say: Speech) -> str:
    """Return which groups the method finds where a person decided; "" where nobody did."""
    found = segments.found
    if found is None:
        return ""
    if found.reason != "found":
        return say("method_found_none")
    sizes = " + ".join(str(len(group)) for group in found.groups.values())
    stable = say.listed([say.number(value, 2) for value in (found.stability or {}).values()])
    width = say.number(found.silhouette or 0.0, 2)
    return say("method_found", sizes=sizes, left=len(found.left_over), silhouette=width, stable=stable)


def of_these(segments: Segmentation, say: Speech) -> str:
    """Return how well the groups a person decided hold together, in the method's measure."""
    width = segments.silhouette
    if width is None:
        return say("these_unmeasured")
    return say("these_measured", silhouette=say.number(width, 2).replace("-", "\u2212"))
