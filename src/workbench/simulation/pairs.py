"""Pair: the same customers with and without interventions, and what the difference is worth."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np

from workbench.model.intervention import Intervention
from workbench.model.intervention_check import demand_registered
from workbench.model.journey import Journey
from workbench.simulation.action_costs import (
    UnknownCost,
    customer_costs,
    expected_customer_cost,
    exposed,
    fixed_cost,
    unknown_costs,
)
from workbench.simulation.changes import changed
from workbench.simulation.controls import CONTROLLED, Controlled, controls_of, told_apart
from workbench.simulation.interval import Interval, guarded, half_width, over
from workbench.simulation.payoff import Floats, expected
from workbench.simulation.process import Process
from workbench.simulation.rerouting import lost_exits
from workbench.simulation.sampler import simulate
from workbench.simulation.walks import Walks

Compared = Literal["kept", "converted", "advocates", "revenue", "cost", "margin", "days", "visits", "referrals"]
COMPARED: tuple[Compared, ...] = get_args(Compared)
YES_OR_NO: frozenset[Compared] = frozenset({"kept", "converted", "advocates"})


@dataclass(frozen=True, slots=True)
class Gain:
    """What interventions change in one outcome, on average per customer, within the horizon.

    `before` and `after` are its means. `paired` is the difference of the same customers with and without,
    `unpaired` what two samples apart would say, `controlled` the paired difference less the luck known
    of each (None where none is known): all three estimate the same. `wins` and `losses` count customers
    for whom a yes-or-no outcome changed; `exact` is the difference without a horizon, where it has a
    closed form.
    """

    outcome: Compared
    before: float
    after: float
    paired: Interval
    unpaired: Interval
    controlled: Interval | None = None
    wins: int | None = None
    losses: int | None = None
    exact: float | None = None

    @property
    def best(self) -> Interval:
        """The narrower of the controlled interval, where there is one, and the paired one."""
        return min((self.controlled or self.paired, self.paired), key=lambda interval: interval.half)


@dataclass(frozen=True, slots=True)
class BreakEven:
    """The most that interventions may cost more and still pay, costs known so far being paid already.

    `per_customer` is per customer who enters, `per_exposed` per customer who meets them (None where nobody does).
    """

    per_customer: Interval
    per_exposed: Interval | None

    def fixed(self, customers: int) -> Interval:
        """Return the largest cost, paid once, that so many customers earn back."""
        return self.per_customer.times(customers)


@dataclass(frozen=True, slots=True)
class Comparison:
    """The same `n` customers of a persona with and without interventions.

    `exposed` counts those who meet at least one. `fixed` is what the interventions cost once (None: not
    known), `unknown` the costs nobody has said, which are in no gain. Without any revenue known there is
    nothing to break even with.
    """

    interventions: tuple[str, ...]
    persona: str
    n: int
    gains: tuple[Gain, ...]
    exposed: int
    fixed: float | None
    unknown: tuple[UnknownCost, ...]
    break_even: BreakEven | None

    def gain(self, outcome: Compared) -> Gain:
        """Return the gain in one outcome."""
        return self.gains[COMPARED.index(outcome)]


def walks_with_luck(process: Process, *, n_journeys: int, seed: int) -> Walks:
    """Walk customers through a process and note the luck of each; a baseline for many comparisons."""
    return simulate(process, n_journeys=n_journeys, seed=seed, controls=controls_of(process))


def compare(
    process: Process,
    journey: Journey,
    actions: Sequence[Intervention],
    *,
    persona: str,
    n_journeys: int,
    seed: int,
    baseline: Walks | None = None,
) -> Comparison:
    """Walk the same customers with and without interventions; their luck is the same in both.

    `baseline` are the walks without them, of the same process, number and seed, when they were walked
    before; from `walks_with_luck`, if luck is to be told from gain. InputError where a number of an
    intervention rests on nothing.
    """
    demand_registered(actions)
    without = baseline or walks_with_luck(process, n_journeys=n_journeys, seed=seed)
    after = changed(process, journey, actions)
    tables = controls_of(after) if len(without.control) else None
    with_it = simulate(after, n_journeys=n_journeys, seed=seed, controls=tables)
    own = customer_costs(actions, without, with_it)
    outcomes = _outcomes(without), _outcomes(with_it, own)
    luck = _luck(without, with_it, actions)
    gains = tuple(
        _gain(name, outcomes[0][name], outcomes[1][name], luck=luck.get(name), exact=_exact(name, after, actions))
        for name in COMPARED
    )
    met = np.zeros(n_journeys, dtype=np.bool_)
    for action in actions:
        met |= exposed(action, without, with_it)
    return Comparison(
        interventions=tuple(action.id for action in actions),
        persona=persona,
        n=n_journeys,
        gains=gains,
        exposed=int(met.sum()),
        fixed=fixed_cost(actions),
        unknown=tuple(cost for action in actions for cost in unknown_costs(action)),
        break_even=_break_even(process, gains, float(met.mean())),
    )


def _outcomes(walks: Walks, own_costs: Floats | float = 0.0) -> Mapping[Compared, Floats]:
    """Return each outcome of each customer."""
    kinds = np.array([*(walks.process.kinds or [""] * len(walks.process.exits)), "under way"])
    gone = np.append(lost_exits(walks.process), 0.0)
    cost = walks.cost + own_costs
    found: dict[Compared, Floats] = {
        "kept": 1.0 - gone[walks.exit],
        "converted": 1.0 - np.isnan(walks.converted_after),
        "advocates": (kinds == "advocate").astype(np.float64)[walks.exit],
        "revenue": walks.revenue,
        "cost": cost,
        "margin": walks.revenue - cost,
        "days": walks.days,
    }
    return found | {"visits": walks.visits.astype(np.float64), "referrals": walks.referrals.astype(np.float64)}


def _luck(without: Walks, with_it: Walks, actions: Sequence[Intervention]) -> Mapping[Compared, Floats]:
    """Return how much luckier each customer was with the interventions than without; nothing where it was not noted."""
    before, after = _noted(without), _noted(with_it)
    if before is None or after is None:
        return {}
    none = np.zeros(len(without.exit))
    found: dict[Compared, Floats] = {name: after.get(name, none) - before.get(name, none) for name in CONTROLLED}
    each = sum(a.costs.per_conversion.value for a in actions if a.costs and a.costs.per_conversion)
    found["cost"] = found["cost"] + each * after.get("converted", none)
    return found | {"margin": found["revenue"] - found["cost"]}


def _noted(walks: Walks) -> Mapping[Controlled, Floats] | None:
    names = told_apart(walks.process)
    return dict(zip(names, walks.control, strict=True)) if len(walks.control) == len(names) else None


def _gain(
    name: Compared, before: Floats, after: Floats, *, luck: Floats | None = None, exact: float | None = None
) -> Gain:
    means, difference = (float(before.mean()), float(after.mean())), after - before
    halves = [half_width(sample, mean) for sample, mean in zip((before, after), means, strict=True)]
    paired = over(difference)
    binary = name in YES_OR_NO
    most = 1.0 if binary else float(np.abs(difference).max())
    return Gain(
        outcome=name,
        before=means[0],
        after=means[1],
        paired=paired,
        unpaired=Interval(paired.mean, math.hypot(*halves)),
        controlled=None if luck is None else guarded(difference - luck, most),
        wins=int((difference > 0).sum()) if binary else None,
        losses=int((difference < 0).sum()) if binary else None,
        exact=exact,
    )


def _exact(name: Compared, after: Process, actions: Sequence[Intervention]) -> float | None:
    """Return the difference of an outcome without a horizon; None where it has no closed form."""
    if after.base is None:
        return None
    if name == "margin":
        revenue, cost = _exact("revenue", after, actions), _exact("cost", after, actions)
        return None if revenue is None or cost is None else revenue - cost
    values = expected(after.base, name), expected(after, name)
    own = expected_customer_cost(actions, after) if name == "cost" and values[1] is not None else 0.0
    if values[0] is None or values[1] is None or own is None:
        return None
    return values[1] - values[0] + own


def _break_even(process: Process, gains: Sequence[Gain], met: float) -> BreakEven | None:
    if not process.account.revenue.any():
        return None
    margin = gains[COMPARED.index("margin")].best
    return BreakEven(margin, margin.times(1.0 / met) if met else None)
