"""Effects: what an act changed beside what it was meant to, in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from workbench.analysis.profiling import EXPECTED
from workbench.language.speech import Speech
from workbench.model.persona import Persona
from workbench.widgets.personas.desk import PersonaDesk
from workbench.widgets.personas.shown import covered, stability

MOST = 6
"""Sentences told at most of one act."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Personas as they stood, with the stability of their groups."""

    personas: tuple[Persona, ...]
    stability: dict[str, str]


def standing(desk: PersonaDesk, say: Speech) -> Standing:
    """Return how the personas stand now."""
    return Standing(desk.personas, {own.identity.name: stability(desk, own, say) for own in desk.personas})


def effects(before: Standing, after: Standing, say: Speech) -> list[str]:
    """Return what is different, at most MOST sentences: personas, people, stability, fields, holders of claims."""
    return list(_told(before, after, say))[:MOST]


def _told(before: Standing, after: Standing, say: Speech) -> Iterator[str]:
    was = {own.identity.name: own for own in before.personas}
    now = {own.identity.name: own for own in after.personas}
    for name in sorted(was.keys() - now.keys()):
        yield say("pdesk_persona_gone", name=name)
    for name, own in now.items():
        if name not in was:
            yield say("pdesk_persona_new", name=name, people=say("participants_of", x=own.size, n=own.of))
            continue
        if was[name].size != own.size:
            yield say("pdesk_people_now", name=name, before=was[name].size, after=own.size)
        if before.stability[name] != after.stability[name]:
            yield say(
                "pdesk_stability_now",
                name=name,
                before=before.stability[name] or "–",
                after=after.stability[name] or "–",
            )
        if covered(was[name]) != covered(own):
            yield say("pdesk_fields_now", name=name, before=covered(was[name]), after=f"{covered(own)}/{len(EXPECTED)}")
        yield from _claims(was[name], own, say)


def _claims(was: Persona, own: Persona, say: Speech) -> Iterator[str]:
    name, before, after = own.identity.name, {c.code: c for c in was.claims}, {c.code: c for c in own.claims}
    out = {one.name for one in own.dropped} | {code for code in before if code.startswith("own_")}
    for code, claim in before.items():
        if code not in after and code not in out:
            yield say("pdesk_no_longer", name=name, claim=say.quoted(say.of(claim.text)))
    back = {one.name for one in was.dropped}
    for code, claim in after.items():
        if code not in before and not claim.by and code not in back:
            yield say("pdesk_now_claimed", name=name, claim=say.quoted(say.of(claim.text)))
        elif (
            code in before
            and (before[code].holders, before[code].size) != (claim.holders, claim.size)
            and was.size == own.size
        ):
            counts = [say("x_of_n", x=each.holders, n=each.size) for each in (before[code], claim)]
            words = say.quoted(say.of(claim.text))
            yield say("pdesk_holders", name=name, claim=words, before=counts[0], after=counts[1])
