"""Draws: uniform numbers that are a function of (seed, customer, decision, purpose) and nothing else."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from workbench.simulation.luck import GOLDEN, mixed


def uniforms(seed: int, customers: NDArray[np.int64], decision: int, purpose: int) -> NDArray[np.float64]:
    """Return a number in (0, 1) for each customer, by the splitmix64 mix (Steele, Lea & Flood, 2014).

    The same customer at the same decision always gets the same luck, whoever else is there.
    """
    with np.errstate(over="ignore"):
        key = mixed(np.array([seed], dtype=np.uint64) + GOLDEN)
        key = mixed(key ^ (np.uint64(2 * decision + purpose) * GOLDEN))
        bits = mixed(mixed(customers.astype(np.uint64) * GOLDEN + key) + GOLDEN)
    return ((bits >> np.uint64(12)).astype(np.float64) + 0.5) * 2.0**-52
