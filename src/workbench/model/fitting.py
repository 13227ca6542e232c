"""Fitting: a template of the catalogue laid onto one journey."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from difflib import get_close_matches
from types import MappingProxyType
from typing import Any

from workbench.errors import InputError, ParameterError, Problem
from workbench.model.catalogue import CatalogueEntry, Hook, catalogue
from workbench.model.intervention import Intervention
from workbench.model.journey import Journey
from workbench.model.place import Place
from workbench.model.stage_names import BEFORE_PURCHASE
from workbench.model.transition import Transition

Parts = dict[str, Any]
"""Fields of an intervention, as they would stand in a journey's file."""
TRIAL = {"en": "Tries it out", "fr": "Essaie"}


def from_catalogue(
    entry_id: str, journey: Journey, *, availability: float = 1.0, step: str | None = None
) -> Intervention:
    """Return a template as an intervention on a journey, its effects where the journey has a place for them.

    `availability` is the share of arrivals who find somebody there, for templates that need it: effects
    are as many times smaller. `step` chooses what is taken out (fewer_steps) or fed (budget_shift) where
    the journey leaves a choice.

    InputError where the journey has no place for it, ParameterError for a template or share there is none of.
    """
    entry = _entry(entry_id)
    if not 0 <= availability <= 1:
        raise ParameterError(f"availability is a share of arrivals, 0 to 1, not {availability}")
    place = Place(journey, step)
    parts: Parts = {}
    for hook in entry.hooks:
        found = FITS[hook.what](place, _scaled(hook, availability if entry.timed else 1.0))
        if not found and not hook.optional:
            raise InputError([_no_place(entry, hook, journey, step)])
        for field, own in found.items():
            parts[field] = own if isinstance(own, dict) else [*parts.get(field, []), *own]
    told = {"id": entry.id, "label": entry.label, "why": entry.why, "source": entry.source, "claims": entry.claims}
    return Intervention.model_validate({**told, **parts, "basis": "assumed", "catalogue": entry.id})


def places(journey: Journey) -> Mapping[str, Intervention]:
    """Return every template that has a place in a journey, fitted."""
    fitted = {}
    for name in catalogue():
        try:
            fitted[name] = from_catalogue(name, journey)
        except InputError:
            continue
    return fitted


def _onward(place: Place, hook: Hook) -> Parts:
    return _effects(place.arrows(place.steps(hook.at), place.named(hook.to)), hook)


def _conversion(place: Place, hook: Hook) -> Parts:
    return _effects(place.to_conversion(), hook)


def _lost(place: Place, hook: Hook) -> Parts:
    arrows = place.arrows(place.open_steps(hook.at), place.gone)
    bad = {step.id for step in place.open_steps(hook.at) if step.emotion and step.emotion.value < 0}
    low = [arrow for arrow in arrows if arrow.from_ in bad]
    return _effects(low if hook.low and low else arrows, hook)


def _rounds(place: Place, hook: Hook) -> Parts:
    within = place.arrows(place.steps(hook.at), place.named(hook.at))
    return _effects([t for t in within if place.order[t.to] <= place.order[t.from_]], hook)


def _stay(place: Place, hook: Hook) -> Parts:
    return _effects(place.arrows(place.steps(hook.at), place.named(hook.at)), hook)


def _emotion(place: Place, hook: Hook) -> Parts:
    bad = [step.id for step in place.steps(hook.at) if step.emotion and step.emotion.value < 0]
    change = {"points": hook.value, "range": hook.range}
    return {"emotions": [{"step": name, **change} for name in bad]} if bad else {}


def _time(place: Place, hook: Hook) -> Parts:
    timed = [step.id for step in place.open_steps(hook.at) if step.sojourn]
    change = {"factor": hook.value, "range": hook.range}
    return {"sojourns": [{"step": name, **change} for name in timed]} if timed else {}


def _removed(place: Place, hook: Hook) -> Parts:
    """Take out the step of the stage where most are lost or turn back, or the one that was chosen."""
    back = place.gone | {name for name in place.order if place.canonical[name] in BEFORE_PURCHASE}
    own = [s for s in place.steps(hook.at) if s.id != place.journey.conversion and place.chosen in (None, s.id)]
    own = [s for s in own if place.arrows([s], set(place.order) - {s.id})]
    risk = {step.id: sum(arrow.p for arrow in place.arrows([step], back)) for step in own}
    return {"removed": [max(risk, key=lambda name: risk[name])]} if risk else {}


def _added(place: Place, hook: Hook) -> Parts:
    """Let some leave the likeliest step before the decision for a trial, and go on from it as others do from there."""
    last = _last(place, hook)
    if last is None:
        return {}
    ways = [t for t in place.journey.transitions if t.from_ == last and t.to != last and t.p > 0]
    total = sum(way.p for way in ways)
    step = {"id": _new(place), "label": TRIAL, "after": last, "share": hook.value, "range": hook.range}
    return {"added": [{**step, "ways": [{"to": way.to, "p": way.p / total} for way in ways]}]}


def _tried(place: Place, hook: Hook) -> Parts:
    last = _last(place, hook)
    decided = [t for t in place.journey.transitions if t.from_ == last and t.to in place.named(hook.to) and t.p > 0]
    return _effects([arrow.model_copy(update={"from_": _new(place)}) for arrow in decided], hook)


def _start(place: Place, hook: Hook) -> Parts:
    shares = {start.step: start.p for start in place.journey.start if place.chosen in (None, start.step)}
    if len(place.journey.start) < 2 or not shares:
        return {}
    entry = max(shares, key=lambda name: shares[name])
    return {"start": [{"step": entry, "log_odds": hook.value, "range": hook.range}]}


def _referral(place: Place, hook: Hook) -> Parts:
    own = place.journey.referral
    sharing = [own.step] if own else [step.id for step in place.steps(hook.at)]
    entries = {start.step: start.p for start in place.journey.start}
    told = [s.id for s in place.journey.steps if s.id in entries and s.direction == "external"]
    if not sharing or hook.range is None:
        return {}
    known = own.conversion if own else hook.base
    return {
        "referral": {
            "step": sharing[0],
            "entry": own.entry if own else (told or sorted(entries, key=lambda name: -entries[name]))[0],
            "invitations": own.invitations if own else 1.0,
            "conversion": _raised(known, hook.value),
            "range": (known if own else 0.0, _raised(known, hook.range[1])),
            "basis": "assumed",
        }
    }


def _revenue(_: Place, hook: Hook) -> Parts:
    return {"costs": {"revenue_share": {"value": hook.value, "range": hook.range}}}


FITS: Mapping[str, Callable[[Place, Hook], Parts]] = MappingProxyType(
    {
        "onward": _onward,
        "conversion": _conversion,
        "lost": _lost,
        "rounds": _rounds,
        "stay": _stay,
        "emotion": _emotion,
        "time": _time,
        "removed": _removed,
        "added": _added,
        "tried": _tried,
        "start": _start,
        "referral": _referral,
        "revenue": _revenue,
    }
)


def _effects(arrows: Iterable[Transition], hook: Hook) -> Parts:
    shift = {"log_odds": hook.value, "range": hook.range}
    found = [{"from": arrow.from_, "to": arrow.to, **shift} for arrow in arrows]
    return {"effects": found} if found else {}


def _last(place: Place, hook: Hook) -> str | None:
    """Return the step of a stage from which most go on to another, itself apart."""
    onward = place.arrows(place.steps(hook.at), place.named(hook.to))
    return max(onward, key=lambda arrow: arrow.p).from_ if onward else None


def _new(place: Place) -> str:
    taken = {*place.order, *(exit_.id for exit_ in place.journey.exits)}
    return next(name for name in ("trial", *(f"trial_{i}" for i in range(2, len(taken) + 3))) if name not in taken)


def _raised(share: float, log_odds: float) -> float:
    odds = share * math.exp(log_odds)
    return odds / (1.0 - share + odds)


def _scaled(hook: Hook, share: float) -> Hook:
    if share == 1.0 or hook.range is None:
        return hook
    span = (hook.range[0] * share, hook.range[1] * share)
    return hook.model_copy(update={"value": hook.value * share, "range": span})


def _entry(name: str) -> CatalogueEntry:
    if name in catalogue():
        return catalogue()[name]
    near = get_close_matches(name, catalogue(), n=1)
    hint = f" (did you mean {near[0]}?)" if near else ""
    raise ParameterError(f"the catalogue has no {name}{hint}; it has {', '.join(catalogue())}")


NEEDS: Mapping[str, str] = MappingProxyType(
    {
        "onward": "a transition from a step of {at} to one of {to}",
        "conversion": "a transition to the conversion from a step before it",
        "lost": "a transition from a step of {at} to an exit of kind lost or churn",
        "rounds": "a return to a step before, within {at}",
        "stay": "a transition between steps of {at}",
        "emotion": "a step of {at} that feels bad",
        "time": "a step of {at} that takes time",
        "removed": "a step of {at} other than the conversion that leads to another step",
        "added": "a transition from a step of {at} to one of {to}",
        "tried": "a transition from a step of {at} to one of {to}",
        "start": "two entries or more, to shift customers from one to another",
        "referral": "a step of {at}, or a referral of its own",
        "revenue": "nothing",
    }
)


def _no_place(entry: CatalogueEntry, hook: Hook, journey: Journey, step: str | None) -> Problem:
    return Problem(
        f"journey {journey.id}",
        f"the intervention {entry.id} has no place in it",
        got="none" + (f" at {step}" if step else ""),
        allowed=NEEDS[hook.what].format(at=hook.at, to=hook.to),
        remedy="describe that part of the journey first, or choose another intervention",
    )
