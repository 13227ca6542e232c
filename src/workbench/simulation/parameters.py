"""Parameters: every number of a journey that its simulation uses, those of an intervention too."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from workbench.model.intervention import Intervention
from workbench.model.journey import Journey
from workbench.model.label import Label
from workbench.model.referral import Referral
from workbench.model.sourced import Amount
from workbench.simulation.parameter import Floats, Kind, Parameter, passage

Names = Mapping[str, Label]


def parameters(journey: Journey, action: Intervention | None = None) -> tuple[Parameter, ...]:
    """Return the numbers of a journey, then those of an intervention, each with an id of its own.

    Starts are numbers where there are several. What an intervention costs once (`fixed`) is left out:
    it falls on no customer.
    """
    names = {step.id: step.label for step in journey.steps} | {way.id: way.label for way in journey.exits}
    found = [*_passages(journey, names), *_steps(journey), *_everywhere(journey, names)]
    if action:
        names |= {step.id: step.label for step in action.added}
        found += [*_changes(action, names), *_additions(action, names), *_costs(action, names)]
    return tuple(found)


def stated(numbers: tuple[Parameter, ...]) -> Floats:
    """Return the stated values."""
    return np.array([number.value for number in numbers])


def _passages(journey: Journey, names: Names) -> Iterator[Parameter]:
    for begin in journey.start if len(journey.start) > 1 else ():
        yield Parameter(f"start:{begin.step}", "start", names[begin.step], begin.p, None, "assumed", "", "share")
    for arrow in journey.transitions:
        label = passage(names[arrow.from_], names[arrow.to])
        name = f"transition:{arrow.from_}:{arrow.to}"
        yield Parameter(name, "transition", label, arrow.p, arrow.range, arrow.basis, arrow.source, "share")


def _steps(journey: Journey) -> Iterator[Parameter]:
    for step in journey.steps:
        if law := step.sojourn:
            name = f"sojourn:{step.id}"
            yield Parameter(name, "sojourn", step.label, law.mean, law.range, law.basis, law.source, law.unit)
        if step.cost:
            yield _money(f"cost:{step.id}", step.cost, kind="cost", label=step.label)
        if step.revenue:
            yield _money(f"revenue:{step.id}", step.revenue, kind="revenue", label=step.label)


def _everywhere(journey: Journey, names: Names) -> Iterator[Parameter]:
    for j, driver in enumerate(journey.drivers):
        label, name = passage(names[driver.from_], names[driver.to]), f"driver:{j}:{driver.code}"
        shift = driver.log_odds, driver.range, driver.basis
        yield Parameter(name, "driver", label, *shift, "", "log_odds", driver.code)
    if told := journey.satisfaction:
        shift = told.log_odds, told.range, told.basis
        yield Parameter("satisfaction", "satisfaction", journey.title, *shift, told.source, "log_odds")
    if journey.referral:
        yield from _referred("", journey.referral, names)


def _referred(whose: str, told: Referral, names: Names) -> Iterator[Parameter]:
    rests, label = (told.basis, told.source), names[told.step]
    yield Parameter(f"{whose}invitations", "invitations", label, told.invitations, None, *rests, "customers")
    yield Parameter(f"{whose}referral", "referral", label, told.conversion, told.range, *rests, "share")
    if told.giver:
        yield _money(f"{whose}giver", told.giver, kind="giver", label=label)
    if told.receiver:
        yield _money(f"{whose}receiver", told.receiver, kind="receiver", label=label)


def _changes(action: Intervention, names: Names) -> Iterator[Parameter]:
    rests = action.basis, action.source or ", ".join(action.claims)
    for j, effect in enumerate(action.effects):
        label = passage(names[effect.from_], names[effect.to])
        yield Parameter(f"effect:{j}", "effect", label, effect.log_odds, effect.range, *rests, "log_odds")
    for j, feeling in enumerate(action.emotions):
        yield Parameter(f"emotion:{j}", "emotion", names[feeling.step], feeling.points, feeling.range, *rests, "points")
    for j, stay in enumerate(action.sojourns):
        yield Parameter(f"factor:{j}", "factor", names[stay.step], stay.factor, stay.range, *rests, "factor")
    for j, begin in enumerate(action.start):
        yield Parameter(f"begin:{j}", "begin", names[begin.step], begin.log_odds, begin.range, *rests, "log_odds")
    if action.referral:
        yield from _referred("action:", action.referral, names)


def _additions(action: Intervention, names: Names) -> Iterator[Parameter]:
    rests = action.basis, action.source or ", ".join(action.claims)
    for step in action.added:
        yield Parameter(f"added:{step.id}", "added", names[step.id], step.share, step.range, *rests, "share")
        if law := step.sojourn:
            name = f"sojourn:{step.id}"
            yield Parameter(name, "sojourn", step.label, law.mean, law.range, law.basis, law.source, law.unit)
        if step.cost:
            yield _money(f"cost:{step.id}", step.cost, kind="cost", label=step.label)


def _costs(action: Intervention, names: Names) -> Iterator[Parameter]:
    costs = action.costs
    if costs is None:
        return
    if costs.per_exposed:
        yield _money("exposed", costs.per_exposed, kind="exposed", label=action.label)
    for j, visit in enumerate(costs.per_visit):
        yield _money(f"visit:{j}", visit.amount, kind="visit", label=names[visit.step])
    if costs.per_conversion:
        yield _money("converted", costs.per_conversion, kind="converted", label=action.label)
    if share := costs.revenue_share:
        rests = action.basis, action.source or ", ".join(action.claims)
        yield Parameter("discount", "discount", action.label, share.value, share.range, *rests, "share")


def _money(name: str, amount: Amount, *, kind: Kind, label: Label) -> Parameter:
    return Parameter(name, kind, label, amount.value, amount.range, amount.basis, amount.source, "money")
