"""Luck: 64 bits that are a function of (seed, customer, decision) and nothing else, and what each bit is for."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Bits = NDArray[np.uint64]

GOLDEN = np.uint64(0x9E3779B97F4A7C15)
FIRST = np.uint64(0xBF58476D1CE4E5B9)
SECOND = np.uint64(0x94D049BB133111EB)
ASIDE = np.uint64(0xD1B54A32D192ED03)
BROUGHT = np.uint64(0x8CB92BA72F3D8DD7)

WHERE_SHIFT = np.uint64(32)
"""The upper 32 bits say where a customer goes next."""
STAY_SHIFT, STAY_MASK = np.uint64(8), np.uint64(0xFFFFFF)
"""The 24 bits below say how long the customer stays."""
FEELING_MASK = np.uint64(0xFF)
"""The lowest 8 bits say how it feels."""


def key_of(seed: int) -> np.uint64:
    """Return the key of a seed, 0 to 2^64 - 1."""
    with np.errstate(over="ignore"):
        return np.uint64(mixed(np.array([seed], dtype=np.uint64) + GOLDEN)[0])


def streams(key: np.uint64, customers: NDArray[np.int64]) -> Bits:
    """Return the start of each customer's stream."""
    with np.errstate(over="ignore"):
        return mixed(customers.astype(np.uint64) * FIRST + key)


def luck(stream: Bits, decision: int) -> Bits:
    """Return 64 bits for each stream at a decision, counted from 0, by splitmix64 (Steele, Lea & Flood, 2014).

    The same customer at the same decision always gets the same luck: an intervention, another
    number of customers or another order never changes anybody else's.
    """
    with np.errstate(over="ignore"):
        return mixed(stream + np.uint64(decision) * GOLDEN)


def mixed(bits: Bits) -> Bits:
    """Return bits that look unrelated for inputs that differ in any bit."""
    with np.errstate(over="ignore"):
        bits = (bits ^ (bits >> np.uint64(30))) * FIRST
        bits = (bits ^ (bits >> np.uint64(27))) * SECOND
        return np.asarray(bits ^ (bits >> np.uint64(31)))
