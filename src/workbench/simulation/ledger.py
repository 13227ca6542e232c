"""Ledger: what a visit of each step brings: a feeling, costs, revenue, a channel, customers brought along."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from workbench.model.journey import Journey
from workbench.model.referral import Referral
from workbench.model.touchpoint import Touchpoint

Floats = NDArray[np.float64]
LOWEST, HIGHEST = -2, 2
VALUES = HIGHEST - LOWEST + 1
TINY = 1e-12


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
    the journey describes, or none. Rewards of a referral are costs of the step where invitations are sent.
    """
    steps = [step.id for step in journey.steps]
    return Ledger(
        feelings=np.array([_feelings(step, felt or {}) for step in journey.steps]),
        cost=np.array([step.cost.value if step.cost else 0.0 for step in journey.steps])
        + rewards(journey.referral, steps),
        revenue=np.array([step.revenue.value if step.revenue else 0.0 for step in journey.steps]),
        channels=_channels(journey.steps),
        referrals=brought(journey.referral, steps),
    )


def brought(referral: Referral | None, steps: Sequence[str]) -> Floats:
    """Return the customers a visit of each step brings on average."""
    mean = referral.invitations * referral.conversion if referral else 0.0
    return np.array([mean if referral and step == referral.step else 0.0 for step in steps])


def rewards(referral: Referral | None, steps: Sequence[str]) -> Floats:
    """Return what a visit of each step costs in rewards on average: those known, to giver and receiver."""
    each = sum(amount.value for amount in (referral.giver, referral.receiver) if amount) if referral else 0.0
    return brought(referral, steps) * each


def spread_over_values(felt: Sequence[float], weights: Floats | None = None) -> Floats:
    """Return the shares of -2 to +2 with the mean of what people felt; one between two values is split over both.

    Each counts the same, or by its weight.
    """
    shares = np.zeros(VALUES)
    own = np.ones(len(felt)) if weights is None else weights
    for value, weight in zip(felt, own, strict=True):
        place = min(max(value, LOWEST), HIGHEST) - LOWEST
        below = min(int(place), VALUES - 2)
        shares[below] += weight * (1.0 - (place - below))
        shares[below + 1] += weight * (place - below)
    return shares / own.sum() if len(felt) else shares


def mean_feeling(shares: Floats) -> float:
    """Return the mean of shares of -2 to +2."""
    return float(shares @ np.arange(LOWEST, HIGHEST + 1))


def lifted(shares: Floats, points: float) -> Floats:
    """Return shares of -2 to +2 whose mean is `points` higher, or as near as the scale allows.

    Everybody's feeling moves by the points and stops at the end of the scale; what those at the end
    could not feel, a share of the others feels for them by coming to the end too. Unknown stays unknown.
    """
    if not shares.any() or not points:
        return shares
    mean = mean_feeling(shares)
    felt = spread_over_values([value + points for value in range(LOWEST, HIGHEST + 1)], shares)
    wanted = min(max(mean + points, LOWEST), HIGHEST)
    end = HIGHEST if points > 0 else LOWEST
    room = end - mean_feeling(felt)
    share = (wanted - mean_feeling(felt)) / room if abs(room) > TINY else 0.0
    felt *= 1.0 - min(max(share, 0.0), 1.0)
    felt[end - LOWEST] += 1.0 - felt.sum()
    return felt


def _feelings(step: Touchpoint, felt: Mapping[str, Sequence[float]]) -> Floats:
    if felt.get(step.id):
        return spread_over_values(felt[step.id])
    return spread_over_values([step.emotion.value] if step.emotion else [])


def _channels(steps: Sequence[Touchpoint]) -> NDArray[np.int64]:
    names = [" ".join(step.channel.en.casefold().split()) if step.channel else "" for step in steps]
    known = [name for name in dict.fromkeys(names) if name]
    return np.array([known.index(name) if name else -1 for name in names], dtype=np.int64)
