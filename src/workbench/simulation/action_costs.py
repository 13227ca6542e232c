"""Action cost: what interventions cost each customer, and what of it nobody has said."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from workbench.model.catalogue import catalogue
from workbench.model.intervention import Intervention
from workbench.simulation.closed_form import absorption, reach_any
from workbench.simulation.payoff import Floats, expected
from workbench.simulation.process import Process
from workbench.simulation.walks import Walks

CUSTOMARY = ("fixed", "per_exposed", "per_conversion")
"""Costs an intervention may be expected to have, when it was not made from the catalogue."""


@dataclass(frozen=True, slots=True)
class UnknownCost:
    """A cost nobody has said: `kind` is a field of the costs, or of the step or the referral named by `of`."""

    intervention: str
    kind: str
    of: str = ""


def unknown_costs(action: Intervention) -> Iterator[UnknownCost]:
    """Yield every cost of an intervention that is not known: what is left out is not nothing."""
    entry = catalogue().get(action.catalogue or "")
    for kind in entry.asks if entry else CUSTOMARY:
        if not (action.costs and getattr(action.costs, kind)):
            yield UnknownCost(action.id, kind)
    for step in action.added:
        if step.cost is None:
            yield UnknownCost(action.id, "per_visit", step.id)
    for kind in ("giver", "receiver") if action.referral else ():
        if getattr(action.referral, kind) is None:
            yield UnknownCost(action.id, kind, "referral")


def fixed_cost(actions: Sequence[Intervention]) -> float | None:
    """Return what interventions cost once, all together; None where not all of it is known."""
    known = [action.costs.fixed.value for action in actions if action.costs and action.costs.fixed]
    return sum(known) if len(known) == len(actions) else None


def customer_costs(actions: Sequence[Intervention], without: Walks, with_it: Walks) -> Floats:
    """Return what interventions cost each customer, beside the visits, which are in the ledger."""
    total = np.zeros(len(with_it.exit))
    for action in actions:
        costs = action.costs
        if costs is None:
            continue
        if costs.per_exposed:
            total += costs.per_exposed.value * exposed(action, without, with_it)
        if costs.per_conversion:
            total += costs.per_conversion.value * ~np.isnan(with_it.converted_after)
        for place, amount in _exit_costs(action, with_it.process):
            total += amount * (with_it.exit == place)
    return total


def exposed(action: Intervention, without: Walks, with_it: Walks) -> NDArray[np.bool_]:
    """Return who comes to a step where an intervention takes hold; where it is removed, who came to it without."""
    there = [name for name in action.holds_at if name not in action.removed]
    return _came_to(with_it, there) | _came_to(without, action.removed)


def expected_customer_cost(actions: Sequence[Intervention], process: Process) -> float | None:
    """Return the mean of the costs of each customer without a horizon, under the changed process.

    None where it has no closed form: for those who would have come to a step that is removed.
    """
    total = 0.0
    for action in actions:
        costs = action.costs
        if costs is None:
            continue
        if costs.per_exposed and action.removed:
            return None
        if costs.per_exposed:
            places = [process.steps.index(name) for name in action.holds_at]
            total += costs.per_exposed.value * reach_any(process, places)
        if costs.per_conversion:
            total += costs.per_conversion.value * expected(process).get("converted", 0.0)
        for place, amount in _exit_costs(action, process):
            total += amount * float(process.start @ absorption(process)[:, place])
    return total


def _exit_costs(action: Intervention, process: Process) -> Iterator[tuple[int, float]]:
    for visit in action.costs.per_visit if action.costs else ():
        if visit.step in process.exits:
            yield process.exits.index(visit.step), visit.amount.value


def _came_to(walks: Walks, names: Sequence[str]) -> NDArray[np.bool_]:
    bits = sum(1 << walks.process.steps.index(name) for name in names)
    return np.asarray(walks.mask & np.uint64(bits), dtype=np.bool_)
