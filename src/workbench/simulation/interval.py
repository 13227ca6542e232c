"""Interval: a mean over customers with its 95 % interval."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from workbench.analysis.intervals import Z95
from workbench.simulation.process import Floats

UNSEEN = 3.0


@dataclass(frozen=True, slots=True)
class Interval:
    """A mean and half the width of its 95 % interval."""

    mean: float
    half: float

    @property
    def low(self) -> float:
        """Lower end."""
        return self.mean - self.half

    @property
    def high(self) -> float:
        """Upper end."""
        return self.mean + self.half

    def times(self, factor: float) -> Interval:
        """Return the interval of as many times the mean."""
        return Interval(self.mean * factor, self.half * abs(factor))


def over(sample: Floats) -> Interval:
    """Return the interval of the mean of a sample of two or more."""
    mean = float(sample.mean())
    return Interval(mean, half_width(sample, mean))


def guarded(sample: Floats, most: float) -> Interval:
    """Return the interval of a mean of many values near one another and a few far off.

    What none of n customers met still happens to as many as 3 of n (95 %; Hanley & Lippman-Hand, 1983),
    and could move the mean by `most` each: the interval is that much wider.
    """
    plain = over(sample)
    return Interval(plain.mean, plain.half + UNSEEN * most / len(sample))


def half_width(sample: Floats, mean: float) -> float:
    """Return half the width of the interval of a sample's mean."""
    n = len(sample)
    squares = np.square(sample - mean)  # not a dot product: its threads cost more than they save
    return Z95 * math.sqrt(float(squares.sum()) / (n - 1) / n)
