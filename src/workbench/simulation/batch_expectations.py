"""Batch expectations: exact expectations of a case at many vectors of values at once (Kemeny & Snell, 1960)."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

import numpy as np

from workbench.errors import WorkbenchError
from workbench.simulation.batched_action import acted
from workbench.simulation.case import Batch, Case, Column, columns, with_values
from workbench.simulation.parameter import Floats

ROOM = 8_000_000
"""Bytes of the matrices that are worked on at a time; a few copies of them are in memory at once."""
FOR_EVER = 1e7
"""Expected steps from which on customers are taken to stay for ever."""
LEAK = 1e-12
"""Share of customers who vanish at each step where some would walk in circles for ever."""


class Measure(StrEnum):
    """What a case is measured by, an expectation per customer who enters, without a horizon.

    Conversion is the share who ever convert, kept the share not lost in the end. Days and steps last
    until an exit. Revenue, cost and margin are in the journey's currency; referrals are the customers
    one brings.
    """

    CONVERSION = "conversion"
    KEPT = "kept"
    DAYS = "days"
    STEPS = "steps"
    REVENUE = "revenue"
    COST = "cost"
    MARGIN = "margin"
    REFERRALS = "referrals"

    @property
    def bounded(self) -> bool:
        """Whether it is a share, which is known even where customers stay for ever."""
        return self in (Measure.CONVERSION, Measure.KEPT)


def measured(case: Case, values: Floats, measure: Measure) -> Floats:
    """Return a measure at each of D vectors of values (D x numbers), or what the case's action changes in it.

    WorkbenchError where at some values customers would stay for ever, and the measure has no expectation.
    """
    found = all_measured(case, values, (measure,))[measure]
    if not np.all(np.isfinite(found)):
        raise WorkbenchError(
            f"{case.journey.id}: {measure} has no expectation at {int((~np.isfinite(found)).sum())} of {len(found)} "
            "values of the assumptions, since customers would never leave; allowed: steps that all have a way to an "
            "exit at every value; ask for conversion or kept, or narrow the ranges of the transitions to the exits"
        )
    return found


def all_measured(case: Case, values: Floats, measures: Sequence[Measure]) -> dict[Measure, Floats]:
    """Return measures as `measured` does, all from one solution; not finite where they have no expectation."""
    size = max(1, ROOM // (8 * case.process.matrix.size))
    chunks = [_measured(case, values[i : i + size], measures) for i in range(0, len(values), size)]
    return {m: np.concatenate([chunk[m] for chunk in chunks]) if chunks else np.zeros(0) for m in measures}


def expectations(batch: Batch) -> dict[Measure, Floats]:
    """Return every measure of each process of a batch; inf where customers would stay for ever."""
    visits, own = _visits(batch)
    arrived = np.einsum("ds,dse->de", visits, batch.matrices[:, :, batch.steps :])
    cost, revenue = (np.einsum("ds,ds->d", visits, each) for each in (batch.cost, batch.revenue))
    found = {
        Measure.CONVERSION: visits[:, batch.conversion] / own,
        Measure.KEPT: 1.0 - arrived[:, list(batch.gone)].sum(axis=1),
        Measure.DAYS: np.einsum("ds,ds->d", visits, batch.days),
        Measure.STEPS: visits[:, batch.counted].sum(axis=1),
        Measure.REVENUE: revenue,
        Measure.COST: cost,
        Measure.MARGIN: revenue - cost,
        Measure.REFERRALS: np.einsum("ds,ds->d", visits, batch.referrals),
    }
    endless = visits.sum(axis=1) > FOR_EVER
    if endless.any():
        found |= {m: np.where(endless, np.inf, each) for m, each in found.items() if not m.bounded}
    return found


def _measured(case: Case, values: Floats, measures: Sequence[Measure]) -> dict[Measure, Floats]:
    plain = with_values(case, values)
    without = expectations(plain)
    if case.action is None:
        return {measure: without[measure] for measure in measures}
    changed = acted(case, values, plain)
    after = expectations(changed)
    with np.errstate(invalid="ignore"):
        found = {measure: after[measure] - without[measure] for measure in measures}
        if found.keys() & {Measure.COST, Measure.MARGIN}:
            paid = _paid(case, changed, after, columns(case, values))
            found |= {m: found[m] + sign * paid for m, sign in ((Measure.COST, 1), (Measure.MARGIN, -1)) if m in found}
    return found


def _paid(case: Case, batch: Batch, after: dict[Measure, Floats], column: Column) -> Floats | float:
    """Return what an action costs for each customer who meets it and each who converts."""
    paid: Floats | float = 0.0
    if case.action and "exposed" in column:
        steps = (*case.process.steps, *(step.id for step in case.action.added))
        met = [steps.index(name) for name in case.action.holds_at]
        paid = paid + column["exposed"] * coming_to(batch, met)
    if "converted" in column:
        paid = paid + column["converted"] * after[Measure.CONVERSION]
    return paid


def coming_to(batch: Batch, places: list[int]) -> Floats:
    """Return the share who ever come to any of these steps."""
    matrices = batch.matrices.copy()
    matrices[:, places, :] = 0.0
    between = matrices[:, :, : batch.steps]
    return np.asarray(_solved(between, batch.start[:, :, None])[:, places, 0].sum(axis=1))


def _visits(batch: Batch) -> tuple[Floats, Floats]:
    """Return the expected visits of each step, and those of the conversion once there."""
    between = batch.matrices[:, :, : batch.steps]
    right = np.zeros((*batch.start.shape, 2))
    right[:, :, 0] = batch.start
    right[:, batch.conversion, 1] = 1.0
    found = _solved(between, right)
    return found[:, :, 0], found[:, batch.conversion, 1]


def _solved(between: Floats, right: Floats) -> Floats:
    """Return (I - Q)^-T applied to the right sides (D x S x k); where that is nothing, with a leak at each step."""
    whole = np.eye(between.shape[1])
    turned = np.swapaxes(between, 1, 2)
    try:
        found = np.linalg.solve(whole - turned, right)
    except np.linalg.LinAlgError:
        return np.asarray(np.linalg.solve(whole - (1.0 - LEAK) * turned, right))
    total = found.sum(axis=1).max(axis=1)
    bad = ~np.isfinite(total) | (total > FOR_EVER) | (found.min(axis=(1, 2)) < -1e-9)
    if bad.any():
        found[bad] = np.linalg.solve(whole - (1.0 - LEAK) * turned[bad], right[bad])
    return np.asarray(found)
