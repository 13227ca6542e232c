"""Interview guide: for each assumption an open question that does not give it away, and what would settle it.

Questions are set by the kind of claim alone and never by its words, so that none can lead (Portigal, 2013); they
ask for a time that really happened, which people tell better than what they usually do (Flanagan, 1954). The
wordings are the workbench's own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from workbench.language.speech import Speech
from workbench.model.codebook import Kind
from workbench.model.persona import Claim, Persona

CONVERSATION = (
    Kind.CONTEXT,
    Kind.TRIGGER,
    Kind.GOAL,
    Kind.NEED,
    Kind.MOTIVATION,
    Kind.CHANNEL,
    Kind.BEHAVIOUR,
    Kind.DECISION_CRITERION,
    Kind.OBJECTION,
    Kind.PAIN_POINT,
    Kind.DELIGHT,
    Kind.DEAL_KILLER,
)
"""From what happened to what it led to; what may hurt comes when people have settled in."""
WAYS = ("first", "second")
"""Questions of a kind, asked one after the other where several assumptions are of it."""


@dataclass(frozen=True, slots=True)
class Tested:
    """An assumption and whose it is: what to listen for."""

    persona: str
    claim: Claim


@dataclass(frozen=True, slots=True)
class Question:
    """One question, the assumptions it may confirm or refute, and the answers that would."""

    kind: Kind
    ask: str
    listen: tuple[Tested, ...]
    confirms: str
    refutes: str


def interview_guide(personas: Sequence[Persona], say: Speech) -> tuple[Question, ...]:
    """Return the questions in the order of a conversation; every claim of every persona is under exactly one."""
    tested = [Tested(persona.identity.name, claim) for persona in personas for claim in persona.claims]
    found = []
    for kind in CONVERSATION:
        own = [one for one in tested if one.claim.kind == kind]
        for place, way in enumerate(WAYS):
            listen = tuple(own[place :: len(WAYS)])
            if listen:
                ask = say(f"guide_{way}_{kind}")
                confirms, refutes = say(f"guide_confirms_{kind}"), say(f"guide_refutes_{kind}")
                found.append(Question(kind, ask, listen, confirms, refutes))
    return tuple(found)
