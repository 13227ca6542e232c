"""Touchpoints: the made-up journey that simulators are compared on."""

from __future__ import annotations

import numpy as np

from workbench.model.duration import Sojourn
from workbench.simulation.process import Process

STEPS = 25
EXITS = ("gone", "done", "advocate")
BOUGHT = 18
MOVES = {1: 0.45, 2: 0.23, 3: 0.11, -2: 0.11}
"""Probability of going so many touchpoints on or, below 0, back; what is left is leaving for good."""


def touchpoints() -> Process:
    """Return a journey of 25 touchpoints and 3 exits: about 9 visits a customer, nearly all over within the year."""
    start = np.zeros(STEPS)
    start[:3] = 0.6, 0.3, 0.1
    return Process(
        steps=tuple(f"t{step:02}" for step in range(STEPS)),
        exits=EXITS,
        start=start,
        matrix=np.array([_row(step) for step in range(STEPS)]),
        sojourns=tuple(_sojourn(step) for step in range(STEPS)),
        conversion=BOUGHT,
        horizon=365.0,
    )


def _row(step: int) -> list[float]:
    row = [0.0] * (STEPS + len(EXITS))
    for move, share in MOVES.items():
        row[_arrival(step + move)] += share
    row[STEPS] += 1.0 - sum(MOVES.values())
    return row


def _arrival(place: int) -> int:
    if place < 0:
        return 0
    return place if place < STEPS else min(STEPS + 1 + (place - STEPS), STEPS + len(EXITS) - 1)


def _sojourn(step: int) -> Sojourn:
    if step % 2:
        return Sojourn(distribution="exponential", mean=1.0 + step / 10, unit="days")
    return Sojourn(distribution="lognormal", mean=2.0 + step / 10, cv=1.2, unit="days")
