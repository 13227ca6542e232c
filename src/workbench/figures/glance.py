"""Glance: what a value of the library looks like where a notebook shows it, as a table in words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from workbench.analysis.agreement import Agreement
from workbench.analysis.saturation import Saturation
from workbench.figures.tables import Table
from workbench.language.speech import Speech
from workbench.model.journey import Journey
from workbench.model.persona import Persona
from workbench.model.transcript import Transcript
from workbench.study import Study

TURNS = 8
"""Turns of an interview that are shown."""


def transcript_glance(transcript: Transcript, say: Speech) -> Table:
    """Return the first turns of an interview, names replaced."""
    turns = transcript.utterances
    asking = say("desk_interviewer")
    rows = [(asking if turn.role == "interviewer" else turn.speaker, transcript.words(turn)) for turn in turns[:TURNS]]
    caption = say(
        "glance_transcript",
        name=transcript.id,
        people=", ".join(transcript.participants),
        turns=say.number(len(turns)),
        shown=min(TURNS, len(turns)),
        words=say.number(len(transcript.text.split())),
    )
    return Table(caption, ((say("glance_who"), say("words")), *rows))


def persona_glance(persona: Persona, say: Speech) -> Table:
    """Return the claims of a persona, each with how it is known, how many say so, and a quote."""
    rows = [
        (
            say.of(claim.text),
            say(f"status_{claim.status}"),
            say("x_of_n", x=claim.holders, n=claim.size) if claim.size else "",
            claim.evidence[0].text if claim.evidence else say("glance_no_quote"),
            str(len(claim.against)),
        )
        for claim in persona.claims
    ]
    head = (say("claim"), say("glance_known"), say("glance_held"), say("glance_quote"), say("glance_against"))
    return Table(say("glance_persona", name=persona.identity.name, n=persona.size), (head, *rows))


def journey_glance(journey: Journey, say: Speech) -> Table:
    """Return the steps of a journey and where they lead, with the probabilities assumed."""
    names = {step.id: say.of(step.label) for step in journey.steps}
    names |= {way_out.id: say.of(way_out.label) for way_out in journey.exits}
    rows = [
        (
            names[step.id],
            "; ".join(f"{names[way.to]} {say.number(way.p, 2)}" for way in journey.transitions if way.from_ == step.id),
        )
        for step in journey.steps
    ]
    caption = say("glance_journey", title=say.of(journey.title), steps=len(journey.steps), exits=len(journey.exits))
    return Table(caption, ((say("glance_step"), say("glance_leads")), *rows))


def study_glance(study: Study, say: Speech) -> Table:
    """Return the parameters of a study."""
    rows = [(name, str(value)) for name, value in study.public().items()]
    return Table(say("glance_study"), ((say("glance_parameter"), say("glance_value")), *rows))


def agreement_glance(found: Agreement, say: Speech) -> Table:
    """Return how far coders agree, and what to make of it."""
    if found.alpha is None:
        return _measured(say("glance_agreement"), [(say("glance_alpha"), say(f"alpha_{found.undefined}"))], say)
    coders = say.count(len(found.coders))
    told = say(
        "alpha",
        coders=coders[:1].upper() + coders[1:],
        value=say.number(found.alpha, 2),
        d=len(found.documents),
        units=say.number(found.units),
        judged=say(f"alpha_{found.judged}"),
    )
    low, high = (say.number(end, 2) for end in found.interval or (0.0, 0.0))
    sure = say("alpha_interval", low=low, high=high) if found.interval else say("alpha_no_interval")
    return _measured(say("glance_agreement"), [(say("glance_alpha"), told), (say("interval"), sure)], say)


def saturation_glance(found: Saturation, say: Speech) -> Table:
    """Return whether new codes dried up, and how many each interview brought."""
    if found.reached is None:
        told = say("saturation_no", n=len(found.new))
    else:
        told = say("saturation_yes", reached=found.reached, run=found.run)
    new = f"{say('saturation_new')} {', '.join(map(str, found.new))}"
    return _measured(say("saturation"), [(say("glance_saturation"), told), (say("glance_new"), new)], say)


def _measured(caption: str, rows: list[tuple[str, str]], say: Speech) -> Table:
    return Table(caption, ((say("glance_measure"), say("glance_result")), *rows))


GLANCES: dict[type, Callable[[Any, Speech], Table]] = {
    Transcript: transcript_glance,
    Persona: persona_glance,
    Journey: journey_glance,
    Study: study_glance,
    Agreement: agreement_glance,
    Saturation: saturation_glance,
}
"""What is shown of a value, by its type."""
