"""Lifecycle value: what customers are worth over a life cycle, and how long they are in each state."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from workbench.model.lifecycle import Lifecycle
from workbench.model.sourced import Amount
from workbench.simulation.closed_form import settled
from workbench.simulation.process import Floats
from workbench.simulation.value import Relation, markov_value


@dataclass(frozen=True, slots=True)
class LifecycleValue:
    """What customers are worth in the currency of the life cycle: by state, and `new` ones as they enter.

    `acquisition` is what winning one costs, None where nobody says; by_state and new do not count it.
    """

    states: tuple[str, ...]
    by_state: Floats
    new: float
    acquisition: float | None

    @property
    def gain(self) -> float | None:
        """What is left of a new customer's worth after winning one."""
        return None if self.acquisition is None else self.new - self.acquisition


@dataclass(frozen=True, slots=True)
class StateTenure:
    """How many new customers are ever in a state, and the years of all they are expected to spend in it.

    `years_each` are those of one who is ever in it, 0 where nobody is.
    """

    state: str
    reach: float
    years: float

    @property
    def years_each(self) -> float:
        """Expected years in the state of a customer who is ever in it."""
        return self.years / self.reach if self.reach > 0 else 0.0


def lifecycle_relation(lifecycle: Lifecycle) -> Relation:
    """Return the states of a life cycle as a Markov chain with what a period in each brings less what it costs."""
    states = [state.id for state in lifecycle.states]
    rewards = np.array([_amount(state.margin) - _amount(state.cost) for state in lifecycle.states])
    return Relation(tuple(states), _stated(lifecycle)[0], rewards)


def lifecycle_value(lifecycle: Lifecycle, *, discount: float, periods: int | None) -> LifecycleValue:
    """Return what customers are worth at a discount a period, now and over so many more periods, None for ever.

    See `markov_value`; an amount nobody gave counts as nothing.
    """
    relation = lifecycle_relation(lifecycle)
    by_state = relation.value(discount=discount, periods=periods)
    acquisition = lifecycle.acquisition.value if lifecycle.acquisition else None
    return LifecycleValue(relation.states, by_state, float(_start(lifecycle) @ by_state), acquisition)


def lifecycle_value_range(
    lifecycle: Lifecycle, *, discount: float, periods: int | None, seed: int, draws: int = 400
) -> tuple[float, float]:
    """Return the 5 % and 95 % points of what a new customer is worth when each assumption moves in its range.

    Probabilities, margins and costs are each as likely above their value as below, evenly within either part of
    the range; rows are scaled back to 1. What winning a customer costs is not in it.
    """
    rng = np.random.default_rng(np.random.SeedSequence([seed, 3]))
    arrows = np.column_stack([_moved(rng, arrow.p, arrow.range, draws) for arrow in lifecycle.transitions])
    money = np.column_stack(
        [_drawn(rng, state.margin, draws) - _drawn(rng, state.cost, draws) for state in lifecycle.states]
    )
    start = _start(lifecycle)
    worth = [
        start @ markov_value(_moves(lifecycle, own)[0], rewards, discount=discount, periods=periods)
        for own, rewards in zip(arrows, money, strict=True)
    ]
    low, high = np.quantile(worth, [0.05, 0.95])
    return float(low), float(high)


def expected_tenure(lifecycle: Lifecycle) -> tuple[StateTenure, ...]:
    """Return the tenure of new customers in each state (Kemeny & Snell, 1960); a period begun in it counts in full."""
    start, (between, leaving) = _start(lifecycle), _stated(lifecycle)
    periods = settled(between, leaving.sum(axis=1), start)
    spent = start @ periods
    reach = spent / np.diag(periods)
    return tuple(
        StateTenure(state.id, float(share), float(time) * lifecycle.years)
        for state, share, time in zip(lifecycle.states, reach, spent, strict=True)
    )


def _stated(lifecycle: Lifecycle) -> tuple[Floats, Floats]:
    return _moves(lifecycle, [arrow.p for arrow in lifecycle.transitions])


def _moves(lifecycle: Lifecycle, chances: Sequence[float] | Floats) -> tuple[Floats, Floats]:
    """Return moves between states and to exits by transitions of these probabilities, rows scaled to 1 in all."""
    states = [state.id for state in lifecycle.states]
    column = {name: i for i, name in enumerate([*states, *(exit_.id for exit_ in lifecycle.exits)])}
    matrix = np.zeros((len(states), len(column)))
    for arrow, p in zip(lifecycle.transitions, chances, strict=True):
        matrix[column[arrow.from_], column[arrow.to]] += p
    between, leaving = np.hsplit(matrix / matrix.sum(axis=1, keepdims=True), [len(states)])
    return between, leaving


def _start(lifecycle: Lifecycle) -> Floats:
    shares = {entry.state: entry.p for entry in lifecycle.start}
    return np.array([shares.get(state.id, 0.0) for state in lifecycle.states])


def _amount(given: Amount | None) -> float:
    return given.value if given else 0.0


def _drawn(rng: np.random.Generator, given: Amount | None, draws: int) -> Floats:
    return _moved(rng, _amount(given), given.range if given else None, draws)


def _moved(rng: np.random.Generator, value: float, allowed: tuple[float, float] | None, draws: int) -> Floats:
    low, high = allowed or (value, value)
    below = rng.random(draws) < 0.5
    return np.where(below, rng.uniform(low, value, draws), rng.uniform(value, high, draws))
