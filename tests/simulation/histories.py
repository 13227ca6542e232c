"""Customers walked one by one with luck of their own: slow, plain, and with every move known."""

import numpy as np

from workbench.simulation.laws import quantile, scale
from workbench.simulation.payoff import payoff


def walked(process, *, n, seed):
    """Return each customer's first step and moves in time (here, there, days left), and where the horizon found them.

    A customer who left by an exit was found nowhere: None.
    """
    rng = np.random.default_rng(seed)
    return [_one(process, rng) for _ in range(n)]


def _one(process, rng):
    steps, states = len(process.steps), len(process.states)
    here = first = int(rng.choice(steps, p=process.start))
    moves, left = [], process.horizon
    while True:
        law = process.sojourns[here]
        left -= float(quantile(law, rng.random(1))[0]) * scale(law) if law else 0.0
        if left <= 0:
            return first, moves, here
        there = int(rng.choice(states, p=process.matrix[here] / process.matrix[here].sum()))
        moves.append((here, there, left))
        if there >= steps:
            return first, moves, None
        here = there


def counted(process, history, outcome):
    """Return what an outcome came to along one history."""
    pays = payoff(process, outcome)
    first, moves, _ = history
    places = [first, *(there for _, there, _ in moves)]
    if pays.until in places:
        places = places[: places.index(pays.until) + 1]
    each = np.append(pays.steps, pays.exits)
    return pays.offset + sum(each[place] for place in places)


def luck(process, tables, history):
    """Return the sum of surprises along one history, one an outcome of `tables`."""
    first, moves, _ = history
    expected = tables.expected(process)
    found = tables.values[:, first, -1] - tables.at_start(process)
    settled = np.array([once and first == process.conversion for once in tables.once])
    for here, there, left in moves:
        k = int(left * tables.per_day + 0.5) if tables.per_day else 0
        found += np.where(settled, 0.0, tables.values[:, there, k] - expected[:, here, k])
        settled |= tables.once & (there == process.conversion)
    return found
