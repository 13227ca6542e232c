"""Intervals: how far a count from a sample can be trusted."""

from __future__ import annotations

import math

Z95 = 1.959963984540054
SMALLEST_FOR_SHARE = 10
"""Below this many people no share is given, only "x of n"."""


def wilson(x: int, n: int) -> tuple[float, float]:
    """Return the 95 % score interval of a share x / n (Wilson, 1927), within 0 and 1.

    81 of 263 gives 0.2553 to 0.3662; 0 of 20 gives 0 to 0.1611.

    >>> low, high = wilson(81, 263)
    >>> f"{low:.4f} to {high:.4f}"
    '0.2553 to 0.3662'
    """
    if n <= 0 or not 0 <= x <= n:
        raise ValueError(f"x of n needs 0 <= x <= n and n > 0, got {x} of {n}")
    z2 = Z95 * Z95
    middle = (x + z2 / 2) / (n + z2)
    half = Z95 * math.sqrt(x * (n - x) / n + z2 / 4) / (n + z2)
    low = 0.0 if x == 0 else max(0.0, middle - half)
    return low, 1.0 if x == n else min(1.0, middle + half)


def difference(x1: int, n1: int, *, x2: int, n2: int) -> tuple[float, float, float]:
    """Return p1 - p2 with its 95 % interval (Newcombe, 1998, method 10)."""
    p1, p2 = x1 / n1, x2 / n2
    low1, high1 = wilson(x1, n1)
    low2, high2 = wilson(x2, n2)
    return (
        p1 - p2,
        p1 - p2 - math.hypot(p1 - low1, high2 - p2),
        p1 - p2 + math.hypot(high1 - p1, p2 - low2),
    )
