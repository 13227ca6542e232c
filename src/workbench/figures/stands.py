"""Stands: how each participant's words stand to each claim of the personas."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from workbench.model.codebook import Codebook
from workbench.model.evidence import Coding
from workbench.model.persona import Persona


class Stand(StrEnum):
    """How a participant's words stand to a claim."""

    FOR = "for"
    AGAINST = "against"
    BOTH = "both"
    SILENT = "silent"


@dataclass(frozen=True, slots=True)
class Stands:
    """Where each participant stands to each claim; who is in neither set of a code is silent."""

    supporting: Mapping[str, frozenset[str]]
    against: Mapping[str, frozenset[str]]

    def of(self, code: str, person: str) -> Stand:
        """Return how one participant stands to a claim."""
        pro, con = person in self.supporting[code], person in self.against[code]
        return (Stand.BOTH if con else Stand.FOR) if pro else (Stand.AGAINST if con else Stand.SILENT)


def stands_of(personas: Sequence[Persona], codings: Iterable[Coding], codebook: Codebook) -> Stands:
    """Return who supports and who contradicts each claim: its code said against, or its opposite said."""
    claims = [claim for persona in personas for claim in persona.claims]
    said: dict[tuple[str, str], set[str]] = {}
    for coding in codings:
        said.setdefault((coding.code, coding.stance), set()).add(coding.evidence.participant)
    supporting, against = {}, {}
    for code in dict.fromkeys(claim.code for claim in claims):
        own = [claim for claim in claims if claim.code == code]
        opposite = {o.id for o in codebook.codes if o.opposite == code}
        opposite |= {o.opposite for o in codebook.codes if o.id == code and o.opposite}
        pro = said.get((code, "for"), set()) | {e.participant for claim in own for e in claim.evidence}
        con = said.get((code, "against"), set()) | {e.participant for claim in own for e in claim.against}
        con = con.union(*(said.get((name, "for"), set()) for name in opposite))
        supporting[code], against[code] = frozenset(pro), frozenset(con)
    return Stands(supporting, against)
