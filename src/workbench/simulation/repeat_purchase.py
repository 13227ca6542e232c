"""Repeat purchase: when a customer buys again and when one is gone, by BG/NBD (Fader, Hardie & Lee, 2005)."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import betaln, gammaln, hyp2f1

from workbench.errors import WorkbenchError

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Purchases:
    """An entry a customer: repeat purchases, time of the last since the first, and time observed since the first.

    The first purchase is not a repeat; who has none has `last` 0. One unit of time throughout. ValueError for
    numbers that no customer can have.
    """

    repeats: Floats
    last: Floats
    observed: Floats

    def __post_init__(self) -> None:
        x, last, observed = self.repeats, self.last, self.observed
        if not x.ndim == 1 <= x.size or not x.shape == last.shape == observed.shape:
            raise ValueError("purchases need one number a customer, of one customer or more")
        if not ((x >= 0) & (last >= 0) & (last <= observed) & np.isfinite(observed)).all():
            raise ValueError("purchases need repeats >= 0 and 0 <= last <= observed")
        if ((x == 0) != (last == 0)).any():
            raise ValueError("who bought again has a last purchase after the first; who did not has 0")


@dataclass(frozen=True, slots=True)
class RepeatModel:
    """Buying at a gamma rate (shape `r`, scale 1 / `alpha`), gone after a purchase with a beta(`a`, `b`) chance."""

    r: float
    alpha: float
    a: float
    b: float

    def log_likelihood(self, seen: Purchases) -> float:
        """Return the log of the probability of what was seen."""
        return float(_log_likelihood(np.array([self.r, self.alpha, self.a, self.b]), seen).sum())

    def alive(self, seen: Purchases) -> Floats:
        """Return the probability that each customer will ever buy again: 1 without a repeat purchase yet."""
        return np.asarray(1.0 / (1.0 + np.exp(self._log_gone_odds(seen))))

    def expected(self, seen: Purchases, time: float) -> Floats:
        """Return the purchases expected of each customer in the next `time`, given what was seen (eq. 10)."""
        x, reach = seen.repeats, self.alpha + seen.observed
        a = self._off_1()
        series = hyp2f1(self.r + x, self.b + x, a + self.b + x - 1.0, time / (reach + time))
        among = 1.0 - (reach / (reach + time)) ** (self.r + x) * series
        return np.asarray((a + self.b + x - 1.0) / (a - 1.0) * among * self.alive(seen))

    def expected_of_new(self, time: float) -> float:
        """Return the repeat purchases expected of a customer in the first `time` after the first purchase (eq. 9)."""
        a = self._off_1()
        series = hyp2f1(self.r, self.b, a + self.b - 1.0, time / (self.alpha + time))
        return float((a + self.b - 1.0) / (a - 1.0) * (1.0 - (self.alpha / (self.alpha + time)) ** self.r * series))

    def _log_gone_odds(self, seen: Purchases) -> Floats:
        x = seen.repeats
        with np.errstate(divide="ignore"):
            gone = np.where(x > 0, np.log(self.a) - np.log(self.b + np.maximum(x, 1.0) - 1.0), -np.inf)
        return np.asarray(gone + (self.r + x) * np.log((self.alpha + seen.observed) / (self.alpha + seen.last)))

    def _off_1(self) -> float:
        """Return `a`, moved off 1 where the expectation is a limit."""
        return self.a if abs(self.a - 1.0) > 1e-6 else 1.0 + 1e-6


def purchases(customers: Sequence[Hashable], days: Sequence[float], *, end: float, unit: float = 1.0) -> Purchases:
    """Return what each customer bought until day `end`, from one row a purchase, in units of so many days.

    Purchases on one day count as one; customers who came after the end are left out; the order is that of first
    mention.
    """
    own: dict[Hashable, set[float]] = {}
    for customer, day in zip(customers, days, strict=True):
        if day <= end:
            own.setdefault(customer, set()).add(day)
    dates = list(own.values())
    first = np.array([min(each) for each in dates], dtype=np.float64)
    last = np.array([max(each) for each in dates], dtype=np.float64)
    repeats = np.array([len(each) - 1.0 for each in dates])
    return Purchases(repeats, (last - first) / unit, (end - first) / unit)


def fit_repeat_purchase(seen: Purchases) -> RepeatModel:
    """Return the model under which what was seen is likeliest; WorkbenchError when nobody bought again.

    Of few customers the four numbers say little, a and b least: many pairs are then about as likely.
    """
    if not seen.repeats.any():
        raise WorkbenchError(
            "repeat purchases: nobody bought again, so that nothing tells how often or how long they do"
        )
    from scipy.optimize import minimize  # costs a kernel a moment; only a fit needs it

    scale = float(np.mean(seen.observed)) or 1.0

    def cost(logs: Floats) -> float:
        return -float(np.mean(_log_likelihood(np.exp(logs), seen)))

    tries = [
        minimize(cost, np.log(begin), method="L-BFGS-B", bounds=[(-12.0, 12.0)] * 4)
        for begin in ([1.0, scale, 1.0, 1.0], [0.3, scale / 8, 0.8, 2.5])
    ]
    best = min((each for each in tries if np.isfinite(each.fun)), key=lambda each: float(each.fun), default=None)
    if best is None or not best.success:
        raise WorkbenchError("repeat purchases: the search found no likeliest model; observe more customers, or longer")
    r, alpha, a, b = (float(value) for value in np.exp(best.x))
    return RepeatModel(r, alpha, a, b)


def _log_likelihood(parameters: ArrayLike, seen: Purchases) -> Floats:
    """Return the log-likelihood of each customer (eq. 6)."""
    r, alpha, a, b = np.asarray(parameters, dtype=np.float64)
    x = seen.repeats
    buying = gammaln(r + x) - gammaln(r) + r * np.log(alpha)
    staying = betaln(a, b + x) - betaln(a, b) - (r + x) * np.log(alpha + seen.observed)
    again = np.maximum(x, 1.0)
    going = betaln(a + 1.0, b + again - 1.0) - betaln(a, b) - (r + x) * np.log(alpha + seen.last)
    return np.asarray(buying + np.logaddexp(staying, np.where(x > 0, going, -np.inf)))
