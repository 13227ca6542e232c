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
from workbench.simulation.controls import CONTROLLED, told_apart
from workbench.simulation.crowd import Crowd
from workbench.simulation.interval import Interval, guarded, half_width, over
from workbench.simulation.payoff import Floats, expected
from workbench.simulation.process import Process
from workbench.simulation.rerouting import lost_exits
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
        """Return the gain in one outcome; StopIteration where it was not compared."""
        return next(gain for gain in self.gains if gain.outcome == outcome)


def compare(
    process: Process,
    journey: Journey,
    actions: Sequence[Intervention],
    *,
    persona: str,
    n_journeys: int,
    seed: int,
    outcomes: Sequence[Compared] = COMPARED,
) -> Comparison:
    """Walk the same customers with and without interventions; their luck is the same in both.

    What costs and gains come to is told where the margin is among the `outcomes`. InputError where a
    number of an intervention rests on nothing. To try many things, see `compare_in`.
    """
    demand_registered(actions)
    crowd = Crowd(process, n_journeys=n_journeys, seed=seed)
    return compare_in(crowd, journey, actions, persona=persona, outcomes=outcomes)


def compare_in(
    crowd: Crowd,
    journey: Journey,
    actions: Sequence[Intervention],
    *,
    persona: str,
    outcomes: Sequence[Compared] = COMPARED,
) -> Comparison:
    """Compare as `compare` does, in a crowd that was walked before: half the work."""
    demand_registered(actions)
    process, without = crowd.process, crowd.walks
    after = changed(process, journey, actions)
    with_it = crowd.changed(after)
    own = customer_costs(actions, without, with_it)
    luck, exact = _Luck(without, with_it, actions), _exact(process, after, actions)
    gains = tuple(
        _gain(
            name,
            _outcome(name, without),
            _outcome(name, with_it, own),
            luck=luck.of(name),
            exact=exact.get(name),
        )
        for name in outcomes
    )
    met = np.zeros(without.n, dtype=np.bool_)
    for action in actions:
        met |= exposed(action, without, with_it)
    return Comparison(
        interventions=tuple(action.id for action in actions),
        persona=persona,
        n=without.n,
        gains=gains,
        exposed=int(met.sum()),
        fixed=fixed_cost(actions),
        unknown=tuple(cost for action in actions for cost in unknown_costs(action)),
        break_even=_break_even(process, gains, float(met.mean())),
    )


def _outcome(name: Compared, walks: Walks, own_costs: Floats | float = 0.0) -> Floats:
    """Return an outcome of each customer."""
    kinds = walks.process.kinds or ("",) * len(walks.process.exits)
    if name == "kept":
        return (1.0 - np.append(lost_exits(walks.process), 0.0))[walks.exit]
    if name == "advocates":
        return np.array([*(float(kind == "advocate") for kind in kinds), 0.0])[walks.exit]
    if name == "converted":
        return 1.0 - np.isnan(walks.converted_after)
    if name == "cost":
        return np.asarray(walks.cost + own_costs)
    if name == "margin":
        return np.asarray(walks.revenue - walks.cost - own_costs)
    return np.asarray(getattr(walks, name), dtype=np.float64)


class _Luck:
    """How much luckier each customer was with the interventions than without, where it was noted."""

    def __init__(self, without: Walks, with_it: Walks, actions: Sequence[Intervention]) -> None:
        before, after = _noted(without), _noted(with_it)
        self.known = before is not None and after is not None
        self.before: Mapping[str, Floats] = before or {}
        self.after: Mapping[str, Floats] = after or {}
        self.each = sum(a.costs.per_conversion.value for a in actions if a.costs and a.costs.per_conversion)

    def of(self, name: Compared) -> Floats | None:
        """Return the luck in an outcome, None where it is not noted."""
        if not self.known or name not in (*CONTROLLED, "margin"):
            return None
        if name == "margin":
            return self._noted("revenue") - self._cost()
        return self._cost() if name == "cost" else self._noted(name)

    def _cost(self) -> Floats:
        return self._noted("cost") + self.each * np.asarray(self.after.get("converted", 0.0))

    def _noted(self, name: str) -> Floats:
        """Return the difference of what was noted of an outcome; nothing counts towards one that is not noted."""
        return np.asarray(self.after.get(name, 0.0)) - self.before.get(name, 0.0)


def _noted(walks: Walks) -> Mapping[str, Floats] | None:
    names: Sequence[str] = told_apart(walks.process)
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


def _exact(process: Process, after: Process, actions: Sequence[Intervention]) -> Mapping[Compared, float]:
    """Return the difference of each outcome without a horizon, of those that have a closed form."""
    before, with_it = expected(process), expected(after)
    found: dict[Compared, float] = {name: with_it[name] - before[name] for name in with_it.keys() & before.keys()}
    own = expected_customer_cost(actions, after) if "cost" in found and "converted" in found else None
    if own is None:
        found.pop("cost", None)
        return found
    cost = found["cost"] + own
    return found | {"cost": cost, "margin": found["revenue"] - cost}


def _break_even(process: Process, gains: Sequence[Gain], met: float) -> BreakEven | None:
    margins = [gain.best for gain in gains if gain.outcome == "margin"]
    if not margins or not process.account.revenue.any():
        return None
    margin = margins[0]
    return BreakEven(margin, margin.times(1.0 / met) if met else None)
