"""Referral growth: how many customers follow from one who brings others (Galton & Watson, 1875)."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import lambertw


@dataclass(frozen=True, slots=True)
class ReferralGrowth:
    """What one customer comes to when everyone brings a Poisson number of others, K on average.

    `total` counts the customer and all who follow, with its variance (Borel, 1942), None from K = 1 on
    since it has no end then; `extinction` is the probability that the line ever ends.
    """

    k: float
    total: float | None
    variance: float | None
    extinction: float


def referral_growth(invitations: float, conversion: float) -> ReferralGrowth:
    """Return the growth from so many invitations a customer, a share `conversion` of which brings another."""
    k = reproduction(invitations, conversion)
    variance = k / (1.0 - k) ** 3 if k < 1 else None
    return ReferralGrowth(k, expected_total(k), variance, extinction(k))


def reproduction(invitations: float, conversion: float) -> float:
    """Return K, the customers one customer brings; ValueError for a negative number or a share above 1."""
    if not invitations >= 0 or not 0 <= conversion <= 1:
        raise ValueError(f"K needs invitations >= 0 and conversion in 0..1, got {invitations} and {conversion}")
    return invitations * conversion


def expected_total(k: float) -> float | None:
    """Return the customers one comes to in all, 1 / (1 - K); None when K is 1 or more: there is no end."""
    return 1.0 / (1.0 - k) if k < 1 else None


def generations(k: float, n: int) -> NDArray[np.float64]:
    """Return the customers expected in generations 0 (the first customer) to `n`."""
    return np.asarray(k ** np.arange(n + 1, dtype=np.float64))


def extinction(k: float) -> float:
    """Return the probability that a line ends: the smallest q with q = exp(K (q - 1)), by Lambert's W."""
    if k <= 1:
        return 1.0
    return float(-lambertw(-k * math.exp(-k)).real / k)
