"""Exhibits: every quote the report cites, once, with all the places that cite it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from workbench.model.evidence import Evidence
from workbench.report.cells import SHOWN_IN_CELL
from workbench.report.pictures import empathy_of
from workbench.walk import Results


@dataclass(slots=True)
class Exhibit:
    """One quote; `supports` and `contradicts` hold claim ids, `steps` (persona, step) pairs.

    `pictured` holds the personas whose empathy map shows it.
    """

    evidence: Evidence
    question: str
    supports: list[str] = field(default_factory=list)
    contradicts: list[str] = field(default_factory=list)
    steps: list[tuple[str, str]] = field(default_factory=list)
    pictured: list[str] = field(default_factory=list)


def exhibits(results: Results) -> dict[str, list[Exhibit]]:
    """Return the cited quotes by document, in the order they were said."""
    found: dict[str, Exhibit] = {}

    def exhibit(evidence: Evidence) -> Exhibit:
        if evidence.id not in found:
            asked = results.material.transcript(evidence.document).question_before(evidence.start)
            found[evidence.id] = Exhibit(evidence, short(asked))
        return found[evidence.id]

    for persona in results.personas:
        for claim in persona.claims:
            for evidence in claim.evidence:
                exhibit(evidence).supports.append(claim.id)
            for evidence in claim.against:
                exhibit(evidence).contradicts.append(claim.id)
        for evidence in empathy_of(results, persona).quotes:
            if persona.id not in (own := exhibit(evidence).pictured):
                own.append(persona.id)
    for journey_map in results.maps:
        for (step, _), cell in journey_map.cells.items():
            for finding in cell[:SHOWN_IN_CELL]:
                place = (journey_map.persona, step)
                shown = exhibit(finding.evidence[0])
                if place not in shown.steps:
                    shown.steps.append(place)
    by_document: defaultdict[str, list[Exhibit]] = defaultdict(list)
    for entry in sorted(found.values(), key=lambda e: (e.evidence.document, e.evidence.start, e.evidence.end)):
        by_document[entry.evidence.document].append(entry)
    return dict(by_document)


def short(question: str, most: int = 110) -> str:
    """Return the end of a question: what was asked last."""
    return question if len(question) <= most else "… " + question[-most:].split(" ", 1)[-1]
