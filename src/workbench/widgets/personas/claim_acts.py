"""Claim acts: what a person may do to the claims of a persona, as a careful hand would write it into its file.

Each takes a persona as its file has it and returns it changed. Counts and status are left to the next run, which
reckons them from the evidence. InputError for what cannot be done.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, TypeVar, get_args

from workbench.errors import InputError, Problem
from workbench.model.codebook import Kind
from workbench.model.evidence import Evidence, Status, fingerprint
from workbench.model.label import Label, Value
from workbench.model.persona import SAID, Claim, Dropped, Moved, Persona, PersonaType, Stance

Changed = TypeVar("Changed", bound=Value)
TYPES = get_args(PersonaType)
OWN = "own_"
"""How the codes of claims begin that a person added."""
GUESSED = (Status.INFERRED, Status.ASSUMED)
"""How a claim may be known that nobody has said yet."""


def reworded(persona: Persona, claim: str, text: Label) -> Persona:
    """Return a persona with other words for a claim; for its summary where `claim` is "summary"."""
    if claim == "summary":
        return changed(persona, summary=text)
    return _with(persona, claim_of(persona, claim), text=text)


def typed(persona: Persona, kind: str) -> Persona:
    """Return a persona of another type for whoever designs for it; "" where nobody has decided."""
    if kind not in ("", *TYPES):
        raise InputError([Problem(persona.id, "no such type of persona", kind, ", ".join(TYPES))])
    return changed(persona, type=kind or None)


def pinned(persona: Persona, claim: str, *, pinned: bool) -> Persona:
    """Return a persona with a claim pinned, or no longer."""
    return _with(persona, claim_of(persona, claim), pinned=pinned)


def added(persona: Persona, kind: Kind, text: Label, status: Status = Status.ASSUMED) -> Persona:
    """Return a persona with one claim more, that nobody has said yet."""
    if status not in GUESSED:
        allowed = ", ".join(GUESSED)
        raise InputError([Problem(persona.id, "a claim without a quote cannot have this status", status, allowed)])
    codes = {claim.code for claim in persona.claims}
    number, code = 0, ""
    while not code or code in codes:
        code = OWN + fingerprint(f"{text.en}\n{text.fr}\n{number or ''}")[:8]
        number += 1
    own = {"kind": kind, "code": code, "text": text, "status": status, "by": "person"}
    filled = own | {"id": f"{persona.id}.{code}", "reviewed": True, "holders": 0, "size": persona.size}
    claim = Claim.model_validate(filled | {"others": 0, "others_size": persona.of - persona.size})
    return changed(persona, claims=(*persona.claims, claim))


def removed(persona: Persona, claim: str, reason: str = "") -> Persona:
    """Return a persona without a claim; the workbench's own is listed, so that it stays out.

    Quotes that were moved to a claim a person had added go back where they stood.
    """
    gone = claim_of(persona, claim)
    claims = tuple(one for one in persona.claims if one is not gone)
    if gone.code.startswith(OWN):
        back = tuple(one for one in persona.moved if gone.code not in (one.to, one.code))
        return changed(persona, claims=claims, moved=back)
    listed = Dropped(part="claim", name=gone.code, reason=reason)
    return changed(persona, claims=claims, dropped=(*persona.dropped, listed))


def restored(persona: Persona, code: str) -> Persona:
    """Return a persona that may have a claim again which a person had taken out."""
    left = tuple(one for one in persona.dropped if (one.part, one.name) != ("claim", code))
    if left == persona.dropped:
        raise InputError([Problem(persona.id, "no claim with this code was taken out", code)])
    return changed(persona, dropped=left)


def quote_moved(
    persona: Persona, claim: str, quote: str, stance: Stance, *, to: str | None, to_stance: Stance = "for"
) -> Persona:
    """Return a persona with a quote under another claim, on its other side, or (`to` None) under none.

    Back where it first stood it is not moved at all.
    """
    source = claim_of(persona, claim)
    target = claim_of(persona, to) if to else None
    found = next((one for one in _side(source, stance) if one.id == quote), None)
    if found is None:
        raise InputError([Problem(source.id, f"no such quote {stance} this claim", quote)])
    if target is not None and any(one.id == quote for one in _side(target, to_stance)):
        raise InputError([Problem(target.id, f"this quote stands {to_stance} this claim already", quote)])
    goal = (target.code, to_stance) if target else (None, "for")
    before = [one for one in persona.moved if (one.quote.id, one.to, one.to_stance) == (quote, source.code, stance)]
    came = [(one.code, one.stance) for one in before] or [(source.code, stance)]
    moved = [one for one in persona.moved if one not in before]
    moved += [
        Moved(quote=found, code=code, stance=side, to=goal[0], to_stance=goal[1])
        for code, side in came
        if (code, side) != goal
    ]
    return _placed(changed(persona, moved=tuple(moved)), found, source.id, stance, to=target, to_stance=to_stance)


def quote_returned(persona: Persona, number: int) -> Persona:
    """Return a persona with one of its `moved` quotes back where it stood."""
    if not 0 <= number < len(persona.moved):
        raise InputError([Problem(persona.id, "no such moved quote", str(number))])
    one = persona.moved[number]
    back = changed(persona, moved=tuple(other for other in persona.moved if other is not one))
    by_code = {claim.code: claim for claim in back.claims}
    source, target = by_code.get(one.to or ""), by_code.get(one.code)
    if source is None:
        return back if target is None else _put(back, target, one.quote, one.stance)
    return _placed(back, one.quote, source.id, one.to_stance, to=target, to_stance=one.stance)


def carried_over(persona: Persona, others: Iterable[Persona]) -> Persona:
    """Return a persona that others are merged into, with what a person changed in theirs; its own words come first."""
    claims = {claim.code: claim for claim in persona.claims}
    for other in others:
        for claim in other.claims:
            mine = claims.get(claim.code)
            if mine is None and (claim.by or claim.made or claim.pinned):
                claims[claim.code] = claim
            elif mine is not None:
                words = {"text": claim.text, "made": claim.made} if claim.made and not (mine.made or mine.by) else {}
                claims[claim.code] = changed(mine, pinned=mine.pinned or claim.pinned, **words)
    return changed(persona, claims=tuple(claims.values()))


def claim_of(persona: Persona, claim: str) -> Claim:
    """Return the claim of an id; InputError where the persona has none."""
    for one in persona.claims:
        if one.id == claim:
            return one
    raise InputError([Problem(persona.id, "no such claim", claim, remedy="look at what the file has now")])


def changed(value: Changed, **changes: Any) -> Changed:
    """Return a value with other fields, checked again."""
    return type(value).model_validate({**dict(value), **changes})


def _with(persona: Persona, claim: Claim, **changes: Any) -> Persona:
    new = changed(claim, **changes)
    return changed(persona, claims=tuple(new if one is claim else one for one in persona.claims))


def _side(claim: Claim, stance: Stance) -> Sequence[Evidence]:
    return claim.evidence if stance == "for" else claim.against


def _placed(
    persona: Persona, quote: Evidence, source: str, stance: Stance, *, to: Claim | None, to_stance: Stance
) -> Persona:
    claim = claim_of(persona, source)
    left = tuple(one for one in _side(claim, stance) if one.id != quote.id)
    lower = stance == "for" and not left and claim.status in SAID
    side = {"evidence" if stance == "for" else "against": left}
    persona = _with(persona, claim, **side, status=Status.INFERRED if lower else claim.status)
    return persona if to is None else _put(persona, claim_of(persona, to.id), quote, to_stance)


def _put(persona: Persona, claim: Claim, quote: Evidence, stance: Stance) -> Persona:
    there = _side(claim, stance)
    side = there if any(one.id == quote.id for one in there) else (*there, quote)
    said = claim.by and stance == "for" and claim.status not in SAID
    status = Status.REPORTED if said else claim.status
    return _with(persona, claim, **{"evidence" if stance == "for" else "against": side}, status=status)
