"""Batched action: what an intervention changes in the processes of many vectors of values at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from workbench.model.duration import DAYS
from workbench.model.intervention import Intervention
from workbench.model.transition import LOST
from workbench.simulation.case import Batch, Case, Column, columns, rewards
from workbench.simulation.ledger import HIGHEST, LOWEST, VALUES
from workbench.simulation.parameter import Floats

Places = Mapping[str, int]


def acted(case: Case, values: Floats, batch: Batch) -> Batch:
    """Return the batch of a case with its intervention in place; ValueError when it has none.

    New steps stand after the others. All shifts act at once as in a multinomial logit; a point by which
    a step comes to feel better, up to +2, lowers the log-odds of being lost from there by the journey's
    satisfaction. New steps take their shares of those who leave the step they come after; steps removed
    are passed by in no time, with nobody lost there.
    """
    if case.action is None:
        raise ValueError("a case without an intervention is not acted on")
    column, action = columns(case, values), case.action
    names = (*case.process.steps, *(step.id for step in action.added), *case.process.exits)
    place = {name: i for i, name in enumerate(names)}
    batch = _grown(batch, action, place, column)
    batch = _account(action, batch, place, column)
    weights = batch.matrices * np.exp(_shift(case, action, batch, place, column))
    matrices = weights / weights.sum(axis=2, keepdims=True)
    batch = replace(batch, matrices=_visited(matrices, action, place, column))
    for name in action.removed:
        batch = _without(batch, place[name])
    return replace(batch, start=_start(action, batch.start, place, column))


def _grown(batch: Batch, action: Intervention, place: Places, column: Column) -> Batch:
    """Return the batch with new steps before the exits, to which nobody goes yet."""
    old, new = batch.steps, len(action.added)
    if not new:
        return batch
    room = ((0, 0), (0, new))
    days, cost = np.pad(batch.days, room), np.pad(batch.cost, room)
    matrices = np.insert(batch.matrices, [old] * new, 0.0, axis=2)
    rows = np.zeros((len(matrices), new, matrices.shape[2]))
    for j, step in enumerate(action.added):
        for way in step.ways:
            rows[:, j, place[way.to]] += way.p
        if step.sojourn:
            days[:, old + j] = column[f"sojourn:{step.id}"] * DAYS[step.sojourn.unit]
        if step.cost:
            cost[:, old + j] = column[f"cost:{step.id}"]
    return replace(
        batch,
        start=np.pad(batch.start, room),
        matrices=np.concatenate([matrices, rows], axis=1),
        days=days,
        cost=cost,
        revenue=np.pad(batch.revenue, room),
        referrals=np.pad(batch.referrals, room),
        counted=np.append(batch.counted, np.ones(new, dtype=np.bool_)),
    )


def _account(action: Intervention, batch: Batch, place: Places, column: Column) -> Batch:
    """Return the batch with times that change, costs of visits, revenue given up and another referral."""
    days, cost, referrals = batch.days.copy(), batch.cost.copy(), batch.referrals
    for j, stay in enumerate(action.sojourns):
        days[:, place[stay.step]] *= column[f"factor:{j}"]
    for j, visit in enumerate(action.costs.per_visit if action.costs else ()):
        if place[visit.step] < batch.steps:
            cost[:, place[visit.step]] += column[f"visit:{j}"]
    if action.referral:
        referrals = np.zeros_like(referrals)
        referrals[:, place[action.referral.step]] = column["action:invitations"] * column["action:referral"]
        cost += referrals * rewards("action:", column)[:, None] - batch.referrals * rewards("", column)[:, None]
    kept = 1.0 - column["discount"][:, None] if "discount" in column else 1.0
    return replace(batch, days=days, cost=cost, revenue=batch.revenue * kept, referrals=referrals)


def _shift(case: Case, action: Intervention, batch: Batch, place: Places, column: Column) -> Floats:
    """Return the log-odds by which effects and feelings shift each transition."""
    shift = np.zeros_like(batch.matrices)
    for j, effect in enumerate(action.effects):
        shift[:, place[effect.from_], place[effect.to]] += column[f"effect:{j}"]
    lost = [place[way_out.id] for way_out in case.journey.exits if way_out.kind in LOST]
    points: defaultdict[str, Floats | float] = defaultdict(float)
    for j, feeling in enumerate(action.emotions if case.journey.satisfaction else ()):
        points[feeling.step] = points[feeling.step] + column[f"emotion:{j}"]
    for name, more in points.items():
        shift[:, place[name], lost] -= (column["satisfaction"] * _felt(case, place[name], more))[:, None]
    return shift


def _felt(case: Case, step: int, points: Floats | float) -> Floats | float:
    """Return the points that can be felt on a step: all where no feeling is known, else up to the scale's end."""
    shares = case.process.account.feelings
    if step >= len(shares) or not shares[step].any():
        return points
    mean = float(shares[step] @ np.linspace(LOWEST, HIGHEST, VALUES))
    return np.asarray(np.clip(mean + points, LOWEST, HIGHEST) - mean)


def _visited(matrices: Floats, action: Intervention, place: Places, column: Column) -> Floats:
    """Return matrices in which new steps take their shares; where these exceed 1 they are scaled back to it."""
    for after in dict.fromkeys(step.after for step in action.added):
        shares = {step.id: column[f"added:{step.id}"] for step in action.added if step.after == after}
        total = sum(shares.values(), np.zeros(len(matrices)))
        matrices[:, place[after]] *= np.maximum(1.0 - total, 0.0)[:, None]
        for name, share in shares.items():
            matrices[:, place[after], place[name]] += share / np.maximum(total, 1.0)
    return matrices


def _without(batch: Batch, step: int) -> Batch:
    matrices, counted = batch.matrices.copy(), batch.counted.copy()
    staying = matrices[:, step].copy()
    staying[:, [batch.steps + i for i in batch.gone]] = 0.0
    left = staying.sum(axis=1, keepdims=True)
    matrices[:, step] = np.where(left > 0, staying / np.where(left > 0, left, 1.0), matrices[:, step])
    counted[step] = False
    return replace(
        batch,
        matrices=matrices,
        counted=counted,
        days=batch.days * counted,
        cost=batch.cost * counted,
        revenue=batch.revenue * counted,
        referrals=batch.referrals * counted,
    )


def _start(action: Intervention, start: Floats, place: Places, column: Column) -> Floats:
    shift = np.zeros_like(start)
    for j, begin in enumerate(action.start):
        shift[:, place[begin.step]] += column[f"begin:{j}"]
    weights = start * np.exp(shift)
    return np.asarray(weights / weights.sum(axis=1, keepdims=True))
