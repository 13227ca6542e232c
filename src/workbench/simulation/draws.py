"""Draws: uniform numbers that are a function of (seed, customer, decision, purpose) and nothing else."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

GOLDEN = np.uint64(0x9E3779B97F4A7C15)
FIRST = np.uint64(0xBF58476D1CE4E5B9)
SECOND = np.uint64(0x94D049BB133111EB)


def uniforms(seed: int, customers: NDArray[np.int64], decision: int, purpose: int) -> NDArray[np.float64]:
    """Return a number in (0, 1) for each customer, by the splitmix64 mix (Steele, Lea & Flood, 2014).

    The same customer at the same decision always gets the same luck: an intervention, another
    number of customers or another order never changes anybody else's.
    """
    with np.errstate(over="ignore"):
        key = _mix(np.array([seed], dtype=np.uint64) + GOLDEN)
        key = _mix(key ^ (np.uint64(2 * decision + purpose) * GOLDEN))
        bits = _mix(_mix(customers.astype(np.uint64) * GOLDEN + key) + GOLDEN)
    return ((bits >> np.uint64(12)).astype(np.float64) + 0.5) * 2.0**-52


def _mix(bits: NDArray[np.uint64]) -> NDArray[np.uint64]:
    bits = (bits ^ (bits >> np.uint64(30))) * FIRST
    bits = (bits ^ (bits >> np.uint64(27))) * SECOND
    return bits ^ (bits >> np.uint64(31))
