"""Reliability: Krippendorff's alpha and Cohen's kappa, each with the interval it can be trusted to.

Written here because nltk costs 0.8 s to import and gives neither the ordinal and ratio metrics nor any interval.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from workbench.analysis.intervals import Z95

Metric = Literal["nominal", "ordinal", "interval", "ratio"]
METRICS: tuple[Metric, ...] = ("nominal", "ordinal", "interval", "ratio")
RESAMPLES = 1000
FEWEST = 10
"""Below this many pairable units (or groups of them) no interval is given."""
CELLS = 2_000_000
"""Most numbers held at once while resampling."""

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Alpha:
    """Krippendorff's alpha: 1 full agreement, 0 chance, below 0 worse than chance, None undefined.

    `units` have at least two of the `values` (a count) and so can be compared. `interval` holds 95 %
    of resamples; None when there was nothing to learn it from.
    """

    value: float | None
    interval: tuple[float, float] | None
    units: int
    values: int


def coincidences(data: ArrayLike) -> tuple[Floats, Floats]:
    """Return the values used, ascending, and their coincidence matrix (Krippendorff, 2004, ch. 11).

    `data` is coders x units, NaN for missing. Each ordered pair of values within a unit of m values
    adds 1 / (m - 1); units with fewer than two values are dropped.
    """
    used, counts = _tallied(_checked(data))
    scaled = counts / (counts.sum(axis=1, keepdims=True) - 1)
    return used, scaled.T @ counts - np.diag(scaled.sum(axis=0))


def alpha_of(data: ArrayLike, metric: Metric = "nominal") -> float | None:
    """Return Krippendorff's alpha of coders x units, NaN for missing (Krippendorff, 2004).

    None when it is undefined: one value alone is used, or no unit has two values. ValueError for an
    unknown metric, for data that are no table, and for infinite values or, with "ratio", negative ones.
    """
    _known(metric, data)
    used, matrix = coincidences(data)
    own = matrix.sum(axis=0)
    squares = _squares(used, own, metric)
    expected = float(own @ squares @ own)
    if expected == 0:
        return None
    return 1 - float((matrix * squares).sum()) * (float(own.sum()) - 1) / expected


def krippendorff(
    data: ArrayLike,
    metric: Metric = "nominal",
    *,
    groups: Sequence[int] | NDArray[np.int64] | None = None,
    resamples: int = RESAMPLES,
    seed: int = 0,
) -> Alpha:
    """Return Krippendorff's alpha of coders x units, NaN for missing, with its 95 % bootstrap interval.

    Units are drawn with replacement and the 2.5 % and 97.5 % quantiles taken, resamples in which alpha
    is undefined left aside. `groups` says, for each unit, with which others it is drawn: units that hang
    together would else make the interval too narrow. The interval is None where alpha is undefined, with
    fewer than ten groups, and where resampling always gives the same value or mostly none: a sample
    without a disagreement cannot tell how many there may be.
    """
    table = _checked(data)
    value = alpha_of(table, metric)
    pairable = np.count_nonzero(~np.isnan(table), axis=0) > 1
    used, counts = _tallied(table)
    whole = np.arange(table.shape[1]) if groups is None else np.asarray(groups)
    if whole.shape != (table.shape[1],):
        raise ValueError(f"groups needs one number a unit, {table.shape[1]}, got {whole.size}")
    names, index = np.unique(whole[pairable], return_inverse=True)
    if value is None or len(names) < FEWEST:
        return Alpha(value, None, len(counts), int(counts.sum()))
    rng = np.random.default_rng(np.random.SeedSequence([seed, 4]))
    share = np.full(len(names), 1 / len(names))
    step = max(1, CELLS // len(counts))
    found = [
        _alphas(rng.multinomial(len(names), share, size=min(step, resamples - at))[:, index], counts, used, metric)
        for at in range(0, resamples, step)
    ]
    return Alpha(value, _middle(np.concatenate(found)), len(counts), int(counts.sum()))


def _alphas(weights: NDArray[np.int64], counts: Floats, used: Floats, metric: Metric) -> Floats:
    """Return alpha for each row of weights, which say how often each unit was drawn; NaN where undefined.

    As a value is at no distance from itself, the sum of coincidences times squared distances is that of
    each unit's own pairs, and the matrix need not be built for each resample.
    """
    drawn = weights.astype(np.float64)
    size = counts.sum(axis=1)
    own = drawn @ counts
    total = own.sum(axis=1)
    if metric == "ordinal":
        ranks = np.cumsum(own, axis=1) - own / 2
        each = 2 * (size * (ranks**2 @ counts.T) - (ranks @ counts.T) ** 2) / (size - 1)
        seen = (drawn * each).sum(axis=1)
        expected = 2 * (total * (own * ranks**2).sum(axis=1) - (own * ranks).sum(axis=1) ** 2)
    else:
        squares = _squares(used, own[0], metric)
        seen = drawn @ (((counts @ squares) * counts).sum(axis=1) / (size - 1))
        expected = ((own @ squares) * own).sum(axis=1)
    defined = np.count_nonzero(own, axis=1) > 1
    return np.where(defined, 1 - seen * (total - 1) / np.where(defined, expected, 1), np.nan)


def _middle(found: Floats) -> tuple[float, float] | None:
    """Return the 2.5 % and 97.5 % quantiles of the defined values, None when half are undefined or all the same."""
    known = found[~np.isnan(found)]
    if 2 * len(known) <= len(found):
        return None
    low, high = np.quantile(known, [0.025, 0.975])
    return None if math.isclose(low, high) else (float(low), float(high))


def _squares(used: Floats, own: Floats, metric: Metric) -> Floats:
    """Return the squared distances between values, `own` being how often each is used."""
    if metric == "nominal":
        return 1 - np.eye(len(used))
    places = np.cumsum(own) - own / 2 if metric == "ordinal" else used
    apart = places[:, None] - places[None, :]
    if metric == "ratio":
        both = used[:, None] + used[None, :]
        return np.asarray((apart / np.where(both == 0, 1, both)) ** 2, dtype=np.float64)
    return np.asarray(apart**2, dtype=np.float64)


def _tallied(table: Floats) -> tuple[Floats, Floats]:
    """Return the values used and, for each unit with at least two, how often each of them was given."""
    kept = table[:, np.count_nonzero(~np.isnan(table), axis=0) > 1]
    used = np.unique(kept[~np.isnan(kept)])
    counts = np.zeros((kept.shape[1], len(used)))
    for row in kept:
        (there,) = np.nonzero(~np.isnan(row))
        counts[there, np.searchsorted(used, row[there])] += 1
    return used, counts


def _checked(data: ArrayLike) -> Floats:
    table = np.asarray(data, dtype=np.float64)
    if table.ndim != 2:
        raise ValueError(f"ratings need a table of coders x units, got {table.ndim} dimension(s)")
    if np.isinf(table).any():
        raise ValueError("ratings must be finite, NaN for missing; got an infinite value")
    return table


def _known(metric: Metric, data: ArrayLike) -> None:
    if metric not in METRICS:
        raise ValueError(f"unknown metric {metric!r}; there are {', '.join(METRICS)}")
    if metric == "ratio" and (_checked(data) < 0).any():
        raise ValueError('the metric "ratio" needs values of 0 or more, got a negative one; "interval" takes any')


def kappa(table: ArrayLike) -> tuple[float, tuple[float, float]] | None:
    """Return Cohen's kappa of two coders (Cohen, 1960) and its 95 % interval within -1 and 1.

    `table` counts units, one coder's values in rows and the other's, in the same order, in columns:
    [[20, 5], [10, 15]] gives 0.4. The interval has the large-sample standard error of Fleiss, Cohen &
    Everitt (1969). None when it is undefined: both gave one and the same value throughout, or nothing was counted.
    """
    counts = np.asarray(table, dtype=np.float64)
    if counts.ndim != 2 or counts.shape[0] != counts.shape[1] or not np.isfinite(counts).all() or (counts < 0).any():
        raise ValueError(f"kappa needs a square table of counts of 0 or more, got {counts.tolist()}")
    n = float(counts.sum())
    if n == 0:
        return None
    shares = counts / n
    rows, columns = shares.sum(axis=1), shares.sum(axis=0)
    chance = float(rows @ columns)
    if math.isclose(chance, 1):
        return None
    value = (float(np.trace(shares)) - chance) / (1 - chance)
    # the margins that meet in cell (i, j): the column coder's share of i and the row coder's share of j
    meeting = (columns[:, None] + rows[None, :]) * (1 - value)
    terms = shares * (np.eye(len(counts)) - meeting) ** 2
    variance = (float(terms.sum()) - (value - chance * (1 - value)) ** 2) / (n * (1 - chance) ** 2)
    half = Z95 * math.sqrt(max(0.0, variance))
    return value, (max(-1.0, value - half), min(1.0, value + half))
