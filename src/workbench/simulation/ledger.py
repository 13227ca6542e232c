"""Ledger: what a visit of each step brings: a feeling, costs, revenue, a channel, customers brought along."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from workbench.model.journey import Journey
from workbench.model.touchpoint import Touchpoint

Floats = NDArray[np.float64]
LOWEST, HIGHEST = -2, 2
VALUES = HIGHEST - LOWEST + 1


@dataclass(frozen=True, slots=True)
class Ledger:
    """An entry a step.

    `feelings` is steps x 5, the probabilities of -2 to +2, rows that sum to 1 or to 0 where nothing is
    known; `cost` is the firm's and `revenue` the customer's payment per visit, in the journey's currency;
    `channels` numbers the channels from 0, -1 where none is stated; `referrals` are the customers a visit
    brings on average.
    """

    feelings: Floats
    cost: Floats
    revenue: Floats
    channels: NDArray[np.int64]
    referrals: Floats


def blank(steps: int) -> Ledger:
    """Return a ledger of so many steps in which nothing is known and nothing costs or brings anything."""
    nothing = np.zeros(steps)
    return Ledger(np.zeros((steps, VALUES)), nothing, nothing, np.full(steps, -1), nothing)


def ledger_of(journey: Journey, felt: Mapping[str, Sequence[float]] | None = None) -> Ledger:
    """Return the ledger of a journey as it stands.

    `felt` has the feelings of people by step, -2 to +2 each; a step it does not know has the feeling
    the journey describes, or none.
    """
    referral = journey.referral
    brought = referral.invitations * referral.conversion if referral else 0.0
    return Ledger(
        feelings=np.array([_feelings(step, felt or {}) for step in journey.steps]),
        cost=np.array([step.cost.value if step.cost else 0.0 for step in journey.steps]),
        revenue=np.array([step.revenue.value if step.revenue else 0.0 for step in journey.steps]),
        channels=_channels(journey.steps),
        referrals=np.array([brought if referral and step.id == referral.step else 0.0 for step in journey.steps]),
    )


def spread_over_values(felt: Sequence[float]) -> Floats:
    """Return the shares of -2 to +2 with the mean of what people felt; one between two values is split over both."""
    shares = np.zeros(VALUES)
    for value in felt:
        place = min(max(value, LOWEST), HIGHEST) - LOWEST
        below = min(int(place), VALUES - 2)
        shares[below] += 1.0 - (place - below)
        shares[below + 1] += place - below
    return shares / len(felt) if len(felt) else shares


def _feelings(step: Touchpoint, felt: Mapping[str, Sequence[float]]) -> Floats:
    if felt.get(step.id):
        return spread_over_values(felt[step.id])
    return spread_over_values([step.emotion.value] if step.emotion else [])


def _channels(steps: Sequence[Touchpoint]) -> NDArray[np.int64]:
    names = [" ".join(step.channel.en.casefold().split()) if step.channel else "" for step in steps]
    known = [name for name in dict.fromkeys(names) if name]
    return np.array([known.index(name) if name else -1 for name in names], dtype=np.int64)
