"""Intervention check: what an intervention must name, and what its numbers must rest on."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator

from workbench.errors import InputError, Problem
from workbench.model.claim import ClaimRegister, claim_register
from workbench.model.intervention import Intervention
from workbench.model.journey import Journey

Fault = tuple[tuple[str | int, ...], str]
"""A place in the journey's file, as keys and positions, and what is wrong there."""
Constant = tuple[tuple[str | int, ...], float, tuple[float, float] | None]
"""A place within an intervention, the number there and its range."""


def intervention_faults(journey: Journey, register: ClaimRegister) -> list[Fault]:
    """Return every step that is missing and every number that rests on nothing, with its place in the file."""
    return [
        (("interventions", i, *place), what)
        for i, action in enumerate(journey.interventions)
        for place, what in (*_names(action, journey), *constant_faults(action, register))
    ]


def constant_faults(action: Intervention, register: ClaimRegister) -> list[Fault]:
    """Return every number of an intervention that a scenario may not use, with its place in the intervention.

    A number is registered when it has a range, when its intervention names a claim of the register,
    or when it was observed or calibrated and says where. A claim nobody can trace bounds a range
    and is never the value itself.
    """
    known = register.by_id
    faults: list[Fault] = []
    for name in action.claims:
        if name not in known:
            faults.append((("claims",), f"{action.id}: no claim {name} is registered; known: {', '.join(known)}"))
        elif known[name].used_as == "none":
            faults.append((("claims",), f"{action.id}: the claim {name} may not be used: it is {known[name].grade}"))
    weak = [known[name] for name in action.claims if name in known and known[name].weak]
    for place, value, _ in (number for number in _constants(action) if weak and number[2] is None):
        faults.append((place, f"{action.id}: {value:g} rests on {weak[0].id} ({weak[0].grade}) alone: give it a range"))
    for place, log_odds, _ in _log_odds(action):
        for claim in (claim for claim in weak if claim.unit == "ratio" and claim.number):
            if claim.number and math.isclose(math.exp(abs(log_odds)), claim.number, rel_tol=0.01):
                what = f"an odds ratio of {claim.number:g} is the claim {claim.id} itself, which is {claim.grade}"
                faults.append((place, f"{action.id}: {what}: use it as the end of a range at most"))
    if action.basis in ("stated", "observed", "calibrated") and not (action.source or action.claims):
        faults.append((("basis",), f"{action.id}: what is {action.basis} must name its source, or claims it rests on"))
    return faults


def unregistered(action: Intervention) -> list[Fault]:
    """Return the numbers of an intervention with neither range nor claim nor observation behind them."""
    if action.claims or action.basis in ("observed", "calibrated"):
        return []
    return [
        (place, f"{action.id}: {value:g} is an unregistered constant: give it a range, or name the claims it rests on")
        for place, value, span in _constants(action)
        if span is None
    ]


def unregistered_faults(journey: Journey) -> list[Fault]:
    """Return every number of a journey's interventions with nothing behind it, with its place in the file."""
    return [
        (("interventions", i, *place), what)
        for i, action in enumerate(journey.interventions)
        for place, what in unregistered(action)
    ]


def demand_registered(actions: Iterable[Intervention]) -> None:
    """Raise InputError where a number of an intervention rests on nothing, or on a claim nobody can trace."""
    register = claim_register()
    problems = [
        Problem(
            f"intervention {action.id}",
            what.removeprefix(f"{action.id}: "),
            allowed="a number with a range, a claim of the register that may be used, or what was observed",
            remedy="give it the range you think possible, then see how much the result depends on it",
        )
        for action in actions
        for _, what in (*unregistered(action), *constant_faults(action, register))
    ]
    if problems:
        raise InputError(problems)


def _names(action: Intervention, journey: Journey) -> Iterator[Fault]:
    steps = {step.id for step in journey.steps}
    states = steps | {exit_.id for exit_ in journey.exits} | {step.id for step in action.added}
    starts = {start.step for start in journey.start}
    visits = action.costs.per_visit if action.costs else ()
    places: list[tuple[tuple[str | int, ...], str]] = [
        *((("emotions", j, "step"), change.step) for j, change in enumerate(action.emotions)),
        *((("sojourns", j, "step"), change.step) for j, change in enumerate(action.sojourns)),
        *((("removed",), step) for step in action.removed),
        *((("added", j, "after"), step.after) for j, step in enumerate(action.added)),
        *((("costs", "per_visit", j, "step"), cost.step) for j, cost in enumerate(visits)),
    ]
    if action.referral:
        places += [(("referral", "step"), action.referral.step), (("referral", "entry"), action.referral.entry)]
    for place, step in places:
        if step not in steps and not (place[0] == "costs" and step in states):
            yield place, f"{action.id}: {step} is not a step"
    for j, begin in enumerate(action.start):
        if begin.step not in starts:
            yield ("start", j), f"{action.id}: no journey starts at {begin.step}"
    for j, added in enumerate(action.added):
        if added.id in steps:
            yield ("added", j, "id"), f"{action.id}: there is a step {added.id} already"
        for way in added.ways:
            if way.to not in states:
                yield ("added", j, "ways"), f"{action.id}: {way.to} is neither a step nor an exit"
    if journey.conversion in action.removed:
        yield ("removed",), f"{action.id}: {journey.conversion} is what counts as conversion and cannot be removed"
    timed = {step.id for step in journey.steps if step.sojourn}
    for j, change in enumerate(action.sojourns):
        if change.step in steps - timed:
            yield ("sojourns", j), f"{action.id}: step {change.step} takes no time that could change"


def _log_odds(action: Intervention) -> Iterator[Constant]:
    for j, effect in enumerate(action.effects):
        yield ("effects", j), effect.log_odds, effect.range
    for j, begin in enumerate(action.start):
        yield ("start", j), begin.log_odds, begin.range


def _constants(action: Intervention) -> Iterator[Constant]:
    yield from _log_odds(action)
    for j, feeling in enumerate(action.emotions):
        yield ("emotions", j), feeling.points, feeling.range
    for j, stay in enumerate(action.sojourns):
        yield ("sojourns", j), stay.factor, stay.range
    for j, added in enumerate(action.added):
        yield ("added", j), added.share, added.range
    if action.referral:
        yield ("referral",), action.referral.conversion, action.referral.range
    if action.costs and action.costs.revenue_share:
        share = action.costs.revenue_share
        yield ("costs", "revenue_share"), share.value, share.range
