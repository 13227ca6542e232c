"""Segment: what a persona's members said and are, as counts, and what to expect of one more like them.

Each attribute is a count among few people, so its share is not known. The prior is Jeffreys' (1946):
Beta(1/2, 1/2) for a code, Dirichlet(1/2, ..., 1/2) for a fact. Drawing the share anew for each customer from
the posterior and then the attribute from the share is the same law as drawing the attribute from the
posterior's mean (Gelman et al., 2013, section 2.4): (x + 1/2) / (n + 1) for a code that x of n members hold.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from workbench.analysis.variables import holders
from workbench.errors import InputError, Problem
from workbench.model.evidence import Coding
from workbench.model.material import Material
from workbench.model.persona import Fact, Persona

PRIOR = 0.5
"""Jeffreys' pseudo-count of each value."""
UNTOLD = ""
"""What stands for a value that no two members share, or that was not told."""


@dataclass(frozen=True, slots=True)
class Segment:
    """Counts among the members of a persona.

    `codes` maps a code to (members who hold it, members); `facts` maps a fact to its values and how many
    members have each, UNTOLD last: what one member alone has is not told, as in the persona file.
    """

    persona: str
    study: str
    codes: Mapping[str, tuple[int, int]]
    facts: Mapping[str, Mapping[str, int]]

    def share(self, code: str) -> float:
        """Return the posterior mean of the share that holds a code; KeyError for an unknown one."""
        held, size = self.codes[code]
        return (held + PRIOR) / (size + 2 * PRIOR)

    def shares(self, fact: str) -> dict[str, float]:
        """Return the posterior mean of the share of each value of a fact; KeyError for an unknown one."""
        counts = self.facts[fact]
        total = sum(counts.values()) + PRIOR * len(counts)
        return {value: (count + PRIOR) / total for value, count in counts.items()}


def segment_of(persona: Persona, material: Material | None = None, codings: Sequence[Coding] = ()) -> Segment:
    """Return the counts a persona stands on.

    Codes are those of its claims; with the material and its codings, also those that drive its journey.
    A claim that a person added counts nobody and is left out. InputError for a proto persona: nobody was asked.
    """
    if not persona.members:
        what = f"persona {persona.id} is of level {persona.level}: nobody was asked, so there is nothing to draw from"
        raise InputError([Problem(persona.study, what, remedy="interview people, then `workbench run`")])
    codes = _driving(persona, material, codings) if material else {}
    codes |= {claim.code: (claim.holders, claim.size) for claim in persona.claims if claim.by is None and claim.holders}
    facts = {fact.name: _whole(fact, persona.size) for fact in persona.facts}
    return Segment(persona.id, persona.study, dict(sorted(codes.items())), dict(sorted(facts.items())))


def _driving(persona: Persona, material: Material, codings: Sequence[Coding]) -> dict[str, tuple[int, int]]:
    if not codings:
        return {}
    table = holders(codings, material.codebook)
    inside = table[table.index.isin(persona.members)].sum()
    driving = {driver.code for driver in material.journey.drivers}
    return {code: (int(inside[code]), persona.size) for code in driving if code in inside.index}


def _whole(fact: Fact, size: int) -> dict[str, int]:
    return dict(sorted(fact.values.items())) | {UNTOLD: max(size - sum(fact.values.values()), 0)}
