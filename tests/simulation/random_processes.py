"""Processes of any shape that customers leave, and a plain walk through them that shares no code with the engine."""

import numpy as np
from hypothesis import strategies as st

from workbench.model.duration import Sojourn
from workbench.simulation.ledger import Ledger
from workbench.simulation.process import Process

LAWS = ("exponential", "gamma", "lognormal")


@st.composite
def processes(draw, most=6):
    """Return a process with loops, two exits, any start, a full ledger and two stages."""
    n = draw(st.integers(2, most))
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    return made(n, rng)


def made(n, rng):
    matrix = rng.dirichlet(np.full(n + 2, 0.7), n) * 0.95
    matrix[:, -2:] += 0.025
    feelings = rng.dirichlet(np.ones(5), n)
    feelings[0] = 0.0
    return Process(
        steps=tuple(f"s{i}" for i in range(n)),
        exits=("gone", "bought"),
        start=rng.dirichlet(np.ones(n)),
        matrix=matrix / matrix.sum(axis=1, keepdims=True),
        sojourns=(None, *(Sojourn(distribution=LAWS[i % 3], mean=1 + i, unit="days") for i in range(n - 1))),
        conversion=n - 1,
        horizon=1e12,
        ledger=Ledger(
            feelings=feelings,
            cost=rng.uniform(0, 5, n),
            revenue=rng.uniform(0, 50, n),
            channels=np.arange(n) % 3 - 1,
            referrals=rng.uniform(0, 0.1, n),
        ),
        kinds=("lost", "purchase"),
        stages=(("first", tuple(range(n // 2))), ("second", tuple(range(n // 2, n)))),
    )


def walked(process, customers, rng):
    """Return for each customer the visits of each step, the exit, the switches and the sum of feelings."""
    steps = len(process.steps)
    ledger = process.account
    onward = np.cumsum(process.matrix, axis=1)
    visits, switches = np.zeros((customers, steps)), np.zeros(customers)
    felt, exits = np.zeros(customers), np.zeros(customers, dtype=int)
    who, at = np.arange(customers), rng.choice(steps, customers, p=process.start)
    while len(who):
        np.add.at(visits, (who, at), 1)
        known = ledger.feelings[at].sum(axis=1) > 0
        feeling = (rng.random(len(at))[:, None] > np.cumsum(ledger.feelings[at], axis=1)).sum(axis=1) - 2
        felt[who] += np.where(known, np.minimum(feeling, 2), 0)
        to = np.minimum((rng.random(len(at))[:, None] > onward[at]).sum(axis=1), steps + len(process.exits) - 1)
        left = to >= steps
        exits[who[left]] = to[left] - steps
        before, who, at = at[~left], who[~left], to[~left]
        here, there = ledger.channels[before], ledger.channels[at]
        switches[who] += (here >= 0) & (there >= 0) & (here != there)
    return visits, exits, switches, felt
