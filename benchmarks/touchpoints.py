"""Touchpoints: the made-up journey that simulators are compared on, and six personas who walk it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from workbench.model.duration import Sojourn
from workbench.model.transition import Effect
from workbench.simulation.ledger import HIGHEST, LOWEST, Ledger
from workbench.simulation.process import Process, shifted

STEPS = 25
STAGES = ("aware", "compare", "decide", "use", "share")
EXITS = ("gone", "done", "advocate")
KINDS = ("lost", "end", "advocate")
BOUGHT = 18
PRICE = 240.0
TELLS = 22
BROUGHT = 0.4
"""Customers that a visit of step TELLS brings on average."""
CHANNELS = 5
MOVES = {1: 0.45, 2: 0.23, 3: 0.11, -2: 0.11}
"""Probability of going so many touchpoints on or, below 0, back; what is left is leaving for good."""
PERSONAS = 6


def touchpoints() -> Process:
    """Return a journey of 25 touchpoints and 3 exits: about 9 visits a customer, nearly all over within the year.

    Every touchpoint is felt, costs something and belongs to a channel; one is paid for, one brings others.
    """
    start = np.zeros(STEPS)
    start[:3] = 0.6, 0.3, 0.1
    places = np.arange(STEPS)
    return Process(
        steps=tuple(f"t{step:02}" for step in range(STEPS)),
        exits=EXITS,
        start=start,
        matrix=np.array([_row(step) for step in range(STEPS)]),
        sojourns=tuple(_sojourn(step) for step in range(STEPS)),
        conversion=BOUGHT,
        horizon=365.0,
        ledger=Ledger(
            feelings=np.array([_feelings(step) for step in range(STEPS)]),
            cost=np.array([0.5 + step % 4 for step in range(STEPS)]),
            revenue=np.where(places == BOUGHT, PRICE, 0.0),
            channels=places // 2 % CHANNELS,
            referrals=np.where(places == TELLS, BROUGHT, 0.0),
        ),
        kinds=KINDS,
        stages=tuple((name, tuple(range(5 * place, 5 * place + 5))) for place, name in enumerate(STAGES)),
    )


def six_personas() -> tuple[Process, ...]:
    """Return the journey as six personas walk it: from one that leaves early and rarely buys to one that stays."""
    journey = touchpoints()
    return tuple(shifted(journey, _own(0.2 * (place - (PERSONAS - 1) / 2))) for place in range(PERSONAS))


def _own(keen: float) -> list[Effect]:
    """Return the shifts of a persona that is so much keener than the others, in log-odds."""
    moves = {f"t{step:02}": ("gone", -keen) for step in range(0, 20, 3)}
    moves[f"t{BOUGHT - 1}"] = (f"t{BOUGHT}", keen)
    return [Effect.model_validate({"from": one, "to": to, "log_odds": odds}) for one, (to, odds) in moves.items()]


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


def _feelings(step: int) -> NDArray[np.float64]:
    values = np.arange(LOWEST, HIGHEST + 1)
    weights = np.exp(-((values - np.cos(step / 4)) ** 2) / 2)
    return np.asarray(weights / weights.sum())
