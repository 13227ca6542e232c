"""Shown: a persona desk as plain data for its page, in the words of one language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from workbench.analysis.profiling import EXPECTED
from workbench.figures.style import mark
from workbench.language.faults import fault
from workbench.language.speech import Speech
from workbench.model.codebook import Kind
from workbench.model.evidence import Evidence
from workbench.model.persona import Claim, Moved, Persona
from workbench.report.by_hand import decision, found_by_method, moved_here, of_these
from workbench.report.summary import support
from workbench.widgets.personas.claim_acts import GUESSED, TYPES
from workbench.widgets.personas.desk import PersonaDesk


def shown(desk: PersonaDesk, say: Speech) -> dict[str, Any]:
    """Return all a page shows of a desk."""
    brief = desk.material.brief
    return {
        "title": say.of(brief.title),
        "sample": desk.sample,
        "folder": str(desk.folder),
        "by": desk.by,
        "can_undo": desk.can_undo,
        "can_redo": desk.can_redo,
        "problems": [fault(problem, say) for problem in desk.problems],
        "spoken": brief.language,
        "kinds": [{"id": kind.value, "label": say(f"kind_{kind.value}")} for kind in Kind],
        "known": [{"id": status.value, "label": say(f"pdesk_known_{status.value}")} for status in reversed(GUESSED)],
        "types": [{"id": kind, "label": say(f"type_{kind or 'undecided'}")} for kind in ("", *TYPES)],
        "decided": desk.material.decided is not None,
        "groups": _groups(desk, say),
        "left_over": list(desk.segments.left_over),
        "personas": [_persona(persona, desk, say) for persona in desk.personas],
    }


def covered(persona: Persona) -> int:
    """Return how many of the fields a persona should have are covered by a claim."""
    return len({claim.kind for claim in persona.claims} & {*EXPECTED})


def stability(desk: PersonaDesk, persona: Persona, say: Speech) -> str:
    """Return the stability of a persona's group as a number; "" where there is none."""
    value = (desk.segments.stability or {}).get(persona.id)
    return "" if value is None else say.number(value, 2)


def label_of(code: str, desk: PersonaDesk, persona: Persona, say: Speech) -> str:
    """Return the words of a claim by its code: as the persona has it, else as the codebook calls it."""
    claim = next((one for one in persona.claims if one.code == code), None)
    book = desk.material.codebook
    return say.of(claim.text) if claim else say.of(book[code].claim) if code in book else code


def _groups(desk: PersonaDesk, say: Speech) -> list[str]:
    if desk.material.decided is None:
        return [say("pdesk_by_method")]
    told = decision(desk.material.decided, say), found_by_method(desk.segments, say), of_these(desk.segments, say)
    return list(told)


def _persona(persona: Persona, desk: PersonaDesk, say: Speech) -> dict[str, Any]:
    widths = desk.segments.silhouettes
    own = [widths[name] for name in persona.members if name in widths] if widths else []
    passages = {coding.evidence.id for coding in desk.codings if coding.evidence.participant in persona.members}
    cited = {quote.id for claim in persona.claims for quote in (*claim.evidence, *claim.against)}
    value, width = stability(desk, persona, say), say.number(sum(own) / len(own), 2) if own else ""
    facts = [
        (say("pdesk_people"), say("x_of_n", x=persona.size, n=persona.of)),
        (say("pdesk_stability"), value or "\u2013"),
        (say("pdesk_silhouette"), width.replace("-", "\u2212") or "\u2013"),
        (say("pdesk_claims"), str(len(persona.claims))),
        (say("pdesk_fields"), say("x_of_n", x=covered(persona), n=len(EXPECTED))),
        (say("pdesk_cited"), say("x_of_n", x=len(passages & cited), n=len(passages))),
    ]
    missing = [kind for kind in EXPECTED if kind not in {claim.kind for claim in persona.claims}]
    told = [say(f"kind_{kind.value}").lower() for kind in missing]
    return {
        "id": persona.id,
        "name": persona.identity.name,
        "number": int(persona.id[1:]),
        "summary": _words(persona.summary, say),
        "reworded": _words(persona.summary_made, say) if persona.summary_made else None,
        "type": persona.type or "",
        "members": list(persona.members),
        "facts": facts,
        "missing": say("pdesk_missing", kinds=say.listed(told)) if missing else "",
        "claims": [_claim(claim, desk, say) for claim in persona.claims],
        "dropped": [
            {"code": one.name, "text": label_of(one.name, desk, persona, say), "reason": one.reason}
            for one in persona.dropped
            if one.part == "claim"
        ],
        "moved": [_moved(number, one, desk, persona, say) for number, one in enumerate(persona.moved)],
    }


def _claim(claim: Claim, desk: PersonaDesk, say: Speech) -> dict[str, Any]:
    here = set(moved_here(desk.personas, claim))
    others = say("by_others", others=say("x_of_n", x=claim.others, n=claim.others_size)) if claim.others_size else ""
    said = say("by_members", support=support(claim, say))
    return {
        "id": claim.id,
        "code": claim.code,
        "kind": say(f"kind_{claim.kind.value}"),
        "text": _words(claim.text, say),
        "made": _words(claim.made, say) if claim.made else None,
        "status": say(f"status_{claim.status}"),
        "mark": mark(claim.status),
        "support": [words for words in (said, others) if words],
        "pinned": claim.pinned,
        "by": claim.by is not None,
        "machine": not claim.reviewed,
        "lost": claim.lost or 0,
        "evidence": [_quote(quote, here) for quote in claim.evidence],
        "against": [_quote(quote, here) for quote in claim.against],
    }


def _quote(quote: Evidence, moved: set[str]) -> dict[str, Any]:
    who, where = quote.participant, quote.document
    return {"id": quote.id, "who": who, "document": where, "text": quote.text, "moved": quote.id in moved}


def _moved(number: int, one: Moved, desk: PersonaDesk, persona: Persona, say: Speech) -> dict[str, Any]:
    def place(code: str, stance: str) -> str:
        words = say.quoted(label_of(code, desk, persona, say))
        return say("pdesk_side_against", claim=words) if stance == "against" else words

    came = place(one.code, one.stance)
    how = say("pdesk_moved_from_to", **{"from": came, "to": place(one.to, one.to_stance)}) if one.to else ""
    return {
        "number": number,
        "who": one.quote.participant,
        "text": one.quote.text,
        "how": how or say("pdesk_taken_from", **{"from": came}),
    }


def _words(label: Any, say: Speech) -> Mapping[str, str]:
    """Return a text as it is stored in both languages, and as it is shown."""
    return {"en": label.en, "fr": label.fr, "shown": say.of(label)}
