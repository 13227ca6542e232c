"""Laws: times spent on a step, as quantiles and as tables a walk looks them up in."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammainc, gammaincc, gammaincinv, ndtr, ndtri

from workbench.model.duration import DAYS, Sojourn

Floats = NDArray[np.float64]
KNOTS = 1024
"""Parts of equal probability a law is cut into; the last one is cut into as many again."""
TAIL = 1.0 - 1.0 / KNOTS
TINY = 1e-300


def quantile(law: Sojourn, draw: Floats) -> Floats:
    """Return the inverse distribution function of a sojourn at draws in (0, 1), in the law's own unit."""
    if law.distribution == "fixed":
        return np.full(len(draw), law.mean)
    if law.distribution == "exponential":
        return -law.mean * np.log1p(-draw)
    if law.distribution == "lognormal":
        mu, sigma = lognormal_parameters(law.mean, law.cv)
        return np.asarray(np.exp(mu + sigma * ndtri(draw)))
    shape = 1.0 / law.cv**2
    return np.asarray(gammaincinv(shape, draw) * law.mean / shape)


def share_within(law: Sojourn, days: Floats) -> Floats:
    """Return the distribution function of a sojourn at times in days, of 0 or more."""
    if law.distribution == "fixed":
        return np.asarray(days >= law.days, dtype=np.float64)
    if law.distribution == "exponential":
        return -np.expm1(-days / law.days)
    if law.distribution == "lognormal":
        mu, sigma = lognormal_parameters(law.days, law.cv)
        return np.asarray(ndtr((np.log(np.maximum(days, TINY)) - mu) / sigma))
    shape = 1.0 / law.cv**2
    return np.asarray(gammainc(shape, days * shape / law.days))


def second_moment(law: Sojourn) -> float:
    """Return the mean square of a sojourn in days squared."""
    cv = 0.0 if law.distribution == "fixed" else law.cv
    return law.days**2 * (1.0 + cv * cv)


def moments(law: Sojourn, highest: int, *, unit: float = 1.0) -> Floats:
    """Return the mean of the powers 0 to `highest` of a sojourn, measured in units of so many days."""
    powers = np.arange(highest + 1)
    mean = (law.days / unit) ** powers
    if law.distribution == "fixed":
        return np.asarray(mean)
    spread = law.cv * law.cv
    if law.distribution == "lognormal":
        return np.asarray(mean * (1.0 + spread) ** (powers * (powers - 1) / 2))
    return np.asarray(mean * np.cumprod(np.append(1.0, 1.0 + spread * powers[:-1])))


def laplace(law: Sojourn, rate: float) -> float:
    """Return the mean of exp(-rate * sojourn): what 1 due at the end is worth at the start; `rate` is 0 or more a day.

    A lognormal time has none in closed form: the trapezium rule over 9 standard deviations either side.
    """
    due = rate * law.days
    if law.distribution == "fixed":
        return math.exp(-due)
    if law.distribution == "lognormal":
        mu, sigma = lognormal_parameters(law.days, law.cv)
        z = np.linspace(-9.0, 9.0, 721)
        weights = np.exp(-z * z / 2)
        return float(weights @ np.exp(-rate * np.exp(mu + sigma * z)) / weights.sum())
    spread = law.cv * law.cv
    return float((1.0 + due * spread) ** (-1.0 / spread))


def scale(law: Sojourn) -> float:
    """Return the length of the law's unit in days."""
    return DAYS[law.unit]


def lognormal_parameters(mean: float, cv: float) -> tuple[float, float]:
    """Return mu and sigma of the lognormal with this mean and coefficient of variation."""
    variance = math.log1p(cv * cv)
    return math.log(mean) - variance / 2, math.sqrt(variance)


def table(law: Sojourn) -> NDArray[np.float32]:
    """Return the quantiles of a law of mean 1 as 2 x (KNOTS + 1) points to go between in straight lines.

    The second row is the last part of the first. The last point makes the mean beyond it true, and all
    are scaled so that the mean of what is looked up is 1.
    """
    unit = law.model_copy(update={"mean": 1.0})
    grid = np.arange(KNOTS + 1) / KNOTS
    points = np.vstack([grid, TAIL + grid / KNOTS])
    points[points == 1.0] = 0.5
    points[0, 0] = 2.0**-40
    found = quantile(unit, points.ravel()).reshape(points.shape)
    last = 1.0 / KNOTS**2
    found[1, -1] = 2.0 * _mean_above(unit, last) - found[1, -2]
    tail = _mean_between(found[1])
    found[0, -1] = 2.0 * tail - found[0, -2]
    return np.asarray(found / _mean_between(found[0]), dtype=np.float32)


def _mean_between(points: Floats) -> float:
    return float((points[:-1] + points[1:]).mean() / 2.0)


def _mean_above(law: Sojourn, share: float) -> float:
    """Return the mean of the largest `share` of a law of mean 1."""
    if law.distribution == "fixed":
        return 1.0
    if law.distribution == "exponential":
        return 1.0 - math.log(share)
    if law.distribution == "lognormal":
        sigma = lognormal_parameters(1.0, law.cv)[1]
        beyond = float(ndtri(1.0 - share))
        return float(ndtr(sigma - beyond)) / share
    shape = 1.0 / law.cv**2
    beyond = float(gammaincinv(shape, 1.0 - share))
    return float(gammaincc(shape + 1.0, beyond)) / share
