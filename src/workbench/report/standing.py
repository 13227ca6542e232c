"""Standing: what a persona is for, who answers for it and how old it may grow, in words."""

from __future__ import annotations

from datetime import date

from workbench.language.speech import Speech
from workbench.model.persona import Persona
from workbench.walk import Results


def standing(results: Results, persona: Persona, say: Speech) -> list[tuple[str, str]]:
    """Return (what, words) of a persona's type, level, owner, version and next review."""
    kind = say(f"type_{persona.type}") if persona.type else say("type_undecided")
    return [
        (say("type"), kind),
        (say("level"), say(f"level_{persona.level}")),
        (say("persona_owner"), say.of(results.material.brief.owner)),
        (say("version"), persona.provenance.version),
        (say("review"), _review(persona.provenance.review_due, results.study.as_of, say)),
    ]


def review(results: Results, say: Speech) -> tuple[str, bool]:
    """Return when the study is due for a review, in words, and whether that has passed on the day of the report."""
    due, as_of = results.material.journey.review_due, results.study.as_of
    return _review(due, as_of, say), bool(due and as_of and date.fromisoformat(as_of) > due)


def _review(due: date | None, as_of: str, say: Speech) -> str:
    """Return when the next review is due; that it is overdue only beside the day the report is of."""
    if due is None:
        return say("review_none")
    if as_of and date.fromisoformat(as_of) > due:
        return say("review_overdue", due=say.day(due), day=say.day(date.fromisoformat(as_of)))
    return say("review_due", due=say.day(due))
