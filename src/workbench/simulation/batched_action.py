"""Batched action: what an intervention changes in the processes of many vectors of values at once."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from workbench.model.duration import DAYS
from workbench.model.intervention import AddedStep, Intervention
from workbench.simulation.case import LEAVING, Batch, Case, Column, columns
from workbench.simulation.parameter import Floats


def acted(case: Case, values: Floats, batch: Batch) -> Batch:
    """Return the batch of a case with its intervention in place; ValueError when it has none.

    All shifts act at once as in a multinomial logit; a point of emotion lowers the log-odds of being
    lost from its step by the journey's satisfaction. Then steps are removed (passed by in no time, with
    nobody lost there), and added: a share of all who leave a step goes there first.
    """
    if case.action is None:
        raise ValueError("a case without an intervention is not acted on")
    column, action = columns(case, values), case.action
    place = {name: i for i, name in enumerate(case.process.states)}
    batch = _times_and_costs(case, action, batch, column)
    batch = replace(batch, start=_start(case, action, batch.start, column))
    batch = replace(batch, matrices=_shifted(case, action, batch.matrices, column))
    for name in action.removed:
        batch = _without(batch, place[name])
    for j, step in enumerate(action.added):
        names = (*case.process.steps, *(added.id for added in action.added[: j + 1]), *case.process.exits)
        batch = _with(batch, step, {name: i for i, name in enumerate(names)}, column)
    return _visit_costs(batch, action, {**place, **_new_places(case, action)}, column)


def _new_places(case: Case, action: Intervention) -> dict[str, int]:
    return {step.id: len(case.process.steps) + j for j, step in enumerate(action.added)}


def _shifted(case: Case, action: Intervention, matrices: Floats, column: Column) -> Floats:
    place = {name: i for i, name in enumerate(case.process.states)}
    shift = np.zeros_like(matrices)
    for j, effect in enumerate(action.effects):
        shift[:, place[effect.from_], place[effect.to]] += column[f"effect:{j}"]
    lost = [place[way_out.id] for way_out in case.journey.exits if way_out.kind in LEAVING]
    for j, feeling in enumerate(action.emotions if case.journey.satisfaction else ()):
        shift[:, place[feeling.step], lost] -= (column[f"emotion:{j}"] * column["satisfaction"])[:, None]
    weights = matrices * np.exp(shift)
    return np.asarray(weights / weights.sum(axis=2, keepdims=True))


def _start(case: Case, action: Intervention, start: Floats, column: Column) -> Floats:
    shift = np.zeros_like(start)
    for j, begin in enumerate(action.start):
        shift[:, case.process.steps.index(begin.step)] += column[f"begin:{j}"]
    weights = start * np.exp(shift)
    return np.asarray(weights / weights.sum(axis=1, keepdims=True))


def _times_and_costs(case: Case, action: Intervention, batch: Batch, column: Column) -> Batch:
    days, referrals = batch.days.copy(), batch.referrals
    for j, stay in enumerate(action.sojourns):
        days[:, case.process.steps.index(stay.step)] *= column[f"factor:{j}"]
    if action.referral:
        referrals = np.zeros_like(referrals)
        brought = column["action:invitations"] * column["action:referral"]
        referrals[:, case.process.steps.index(action.referral.step)] = brought
    revenue = batch.revenue * (1.0 - column["discount"][:, None]) if "discount" in column else batch.revenue
    return replace(batch, days=days, referrals=referrals, revenue=revenue)


def _visit_costs(batch: Batch, action: Intervention, place: dict[str, int], column: Column) -> Batch:
    cost = batch.cost.copy()
    for j, visit in enumerate(action.costs.per_visit if action.costs else ()):
        cost[:, place[visit.step]] += column[f"visit:{j}"]
    return replace(batch, cost=cost)


def _without(batch: Batch, step: int) -> Batch:
    matrices, counted = batch.matrices.copy(), batch.counted.copy()
    staying = matrices[:, step].copy()
    staying[:, [batch.steps + i for i in batch.gone]] = 0.0
    left = staying.sum(axis=1, keepdims=True)
    matrices[:, step] = np.where(left > 0, staying / np.where(left > 0, left, 1.0), matrices[:, step])
    counted[step] = False
    emptied = {name: getattr(batch, name).copy() for name in ("days", "cost", "revenue", "referrals")}
    for values in emptied.values():
        values[:, step] = 0.0
    return replace(batch, matrices=matrices, counted=counted, **emptied)


def _with(batch: Batch, step: AddedStep, place: dict[str, int], column: Column) -> Batch:
    new, after, share = batch.steps, place[step.after], column[f"added:{step.id}"]
    matrices = np.insert(batch.matrices, new, 0.0, axis=2)
    row = np.zeros((len(share), 1, matrices.shape[2]))
    for way in step.ways:
        row[:, 0, place[way.to]] += way.p
    matrices[:, after] *= 1.0 - share[:, None]
    matrices[:, after, new] = share
    stay = column[f"sojourn:{step.id}"] * DAYS[step.sojourn.unit] if step.sojourn else np.zeros(len(share))
    cost = column[f"cost:{step.id}"] if step.cost else np.zeros(len(share))
    return replace(
        batch,
        start=np.pad(batch.start, ((0, 0), (0, 1))),
        matrices=np.concatenate([matrices[:, :new], row], axis=1),
        days=np.column_stack([batch.days, stay]),
        cost=np.column_stack([batch.cost, cost]),
        revenue=np.pad(batch.revenue, ((0, 0), (0, 1))),
        referrals=np.pad(batch.referrals, ((0, 0), (0, 1))),
        counted=np.append(batch.counted, True),
    )
