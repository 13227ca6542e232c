"""Still: what a person decided in personas, as a table; seen of a persona desk where nothing can be touched."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from workbench.figures.tables import Table
from workbench.language.speech import Speech
from workbench.model.material import Material
from workbench.model.persona import Persona
from workbench.report.by_hand import decision


def decisions_table(material: Material, personas: Sequence[Persona], say: Speech) -> Table:
    """Return a row for each thing a person decided: groups, words, claims added, pinned or out, quotes moved."""
    rows = list(_rows(material, personas, say))
    head = (say("pdesk_still_persona"), say("pdesk_still_what"), say("pdesk_still_claim"))
    caption = say("pdesk_still", n=len(rows)) if rows else say("pdesk_still_nothing")
    return Table(caption, (head, *rows))


def _rows(material: Material, personas: Sequence[Persona], say: Speech) -> Iterator[tuple[str, str, str]]:
    if material.decided is not None:
        names = say.listed([persona.identity.name for persona in personas])
        yield names, say("pdesk_what_groups"), decision(material.decided, say)
    for persona in personas:
        for what, words in _of(persona, material, say):
            yield persona.identity.name, what, words


def _of(persona: Persona, material: Material, say: Speech) -> Iterator[tuple[str, str]]:
    if persona.type:
        yield say("pdesk_type"), say(f"type_{persona.type}")
    if persona.summary_made:
        yield say("pdesk_what_summary"), say.of(persona.summary)
    for claim in persona.claims:
        marks = (("pinned", claim.pinned), ("worded", claim.made), ("added", claim.by))
        for name in (name for name, there in marks if there):
            yield say(f"pdesk_{name}"), say.of(claim.text)
    book = material.codebook
    for one in persona.dropped:
        yield say("pdesk_what_dropped"), say.of(book[one.name].claim) if one.name in book else one.name
    for move in persona.moved:
        yield say("pdesk_what_moved" if move.to else "pdesk_what_taken"), say.quoted(move.quote.text)
