"""Change: what interventions do to a process, one or several at once."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace

import numpy as np

from workbench.errors import WorkbenchError
from workbench.model.duration import Sojourn
from workbench.model.intervention import Intervention
from workbench.model.journey import Journey
from workbench.model.transition import Effect
from workbench.simulation.ledger import Floats, Ledger, brought, lifted, mean_feeling, rewards
from workbench.simulation.process import Process, odds_of, shifted
from workbench.simulation.rerouting import grown, lost_exits, visited, without


def changed(process: Process, journey: Journey, actions: Sequence[Intervention]) -> Process:
    """Return the process under interventions, all at once, with `base` the one it is a change of.

    Shifts of one transition add up on the log-odds scale, points of emotion too; factors of a stay
    multiply; shares of revenue given up are taken one of what the other leaves. New steps take their
    share of those who leave the step they come after, and steps removed are passed by at once. The order
    of the interventions makes no difference.

    An emotion that changes also changes who leaves: every point by which a step comes to feel better
    lowers the log-odds of being lost from there by `journey.satisfaction`. Nothing feels better than +2.

    WorkbenchError when a name is no step, or the interventions cannot all be.
    """
    _check(process, actions)
    added = tuple(step for action in actions for step in action.added)
    wide = grown(process, added)
    feelings = _feelings(wide, actions)
    effects = [effect for action in actions for effect in action.effects]
    effects += _kept_by_feeling(wide, journey, actions, feelings)
    open_ = visited(shifted(_started(wide, actions), effects), added)
    return replace(
        without(open_, [name for action in actions for name in action.removed]),
        sojourns=_stays(wide, actions),
        ledger=replace(_account(wide, journey, actions), feelings=feelings),
        base=process,
    )


def combined(process: Process, journey: Journey) -> tuple[Intervention, ...]:
    """Return the journey's interventions that can all be at once: in their order, each that those before it allow."""
    taken: list[Intervention] = []
    for action in journey.interventions:
        with suppress(WorkbenchError):
            changed(process, journey, [*taken, action])
            taken.append(action)
    return tuple(taken)


def _check(process: Process, actions: Sequence[Intervention]) -> None:
    """Raise WorkbenchError when an intervention names something the process lacks, or has already."""
    steps, states = set(process.steps), set(process.states)
    for action in actions:
        own = {step.id for step in action.added}
        visits = action.costs.per_visit if action.costs else ()
        ends = [name for effect in action.effects for name in (effect.from_, effect.to)]
        ends += [way.to for step in action.added for way in step.ways]
        missing = [name for name in ends if name not in states | own]
        missing += [cost.step for cost in visits if cost.step not in states | own]
        missing += [name for name in action.holds_at if name not in steps | own]
        missing += [action.referral.entry] if action.referral and action.referral.entry not in steps else []
        if missing:
            known = ", ".join(process.states)
            raise WorkbenchError(
                f"intervention {action.id} names {missing[0]}, which the process lacks: it has {known}"
            )
    names = [step.id for action in actions for step in action.added]
    twice = [name for i, name in enumerate(names) if name in states or name in names[:i]]
    if twice:
        raise WorkbenchError(f"two steps would be called {twice[0]}: give the new one another id")
    if len({action.referral for action in actions if action.referral}) > 1:
        told = ", ".join(action.id for action in actions if action.referral)
        raise WorkbenchError(f"{told} each replace the referral of the journey: choose one of them")


def _feelings(process: Process, actions: Sequence[Intervention]) -> Floats:
    """Return the feelings of each step once all points of emotion have been added; what is unknown stays so."""
    feelings = process.account.feelings.copy()
    for name, points in _points(actions).items():
        place = process.steps.index(name)
        feelings[place] = lifted(feelings[place], points)
    return feelings


def _points(actions: Sequence[Intervention]) -> Mapping[str, float]:
    points: defaultdict[str, list[float]] = defaultdict(list)
    for action in actions:
        for change in action.emotions:
            points[change.step].append(change.points)
    return {name: math.fsum(each) for name, each in points.items()}


def _kept_by_feeling(
    process: Process, journey: Journey, actions: Sequence[Intervention], feelings: Floats
) -> Iterator[Effect]:
    """Yield what a change of feeling does to being lost; where no feeling is known, all points are felt."""
    if journey.satisfaction is None:
        return
    exits = [name for name, lost in zip(process.exits, lost_exits(process), strict=True) if lost]
    for name, points in _points(actions).items():
        place = process.steps.index(name)
        before = process.account.feelings[place]
        felt = mean_feeling(feelings[place]) - mean_feeling(before) if before.any() else points
        for exit_ in exits:
            yield Effect.model_validate({"from": name, "to": exit_, "log_odds": -journey.satisfaction.log_odds * felt})


def _started(process: Process, actions: Sequence[Intervention]) -> Process:
    shift = np.zeros(len(process.steps))
    for action in actions:
        for begin in action.start:
            shift[process.steps.index(begin.step)] += begin.log_odds
    weights = process.start * odds_of(shift, process.start)
    return replace(process, start=weights / weights.sum())


def _stays(process: Process, actions: Sequence[Intervention]) -> tuple[Sojourn | None, ...]:
    factors = dict.fromkeys(process.steps, 1.0)
    for action in actions:
        for change in action.sojourns:
            factors[change.step] *= change.factor
    return tuple(
        law and law.model_copy(update={"mean": law.mean * factors[name], "range": None} if factors[name] != 1 else {})
        for name, law in zip(process.steps, process.sojourns, strict=True)
    )


def _account(process: Process, journey: Journey, actions: Sequence[Intervention]) -> Ledger:
    """Return the ledger with what visits cost more, what of the revenue is given up, and who brings whom."""
    ledger = process.account
    cost, revenue, referrals = ledger.cost.copy(), ledger.revenue.copy(), ledger.referrals
    for action in actions:
        for visit in action.costs.per_visit if action.costs else ():
            if visit.step in process.steps:
                cost[process.steps.index(visit.step)] += visit.amount.value
        if action.costs and action.costs.revenue_share:
            revenue *= 1.0 - action.costs.revenue_share.value
        if action.referral:
            referrals = brought(action.referral, process.steps)
    for referral in {action.referral for action in actions if action.referral}:
        cost += rewards(referral, process.steps) - rewards(journey.referral, process.steps)
    return replace(ledger, cost=cost, revenue=revenue, referrals=referrals)
