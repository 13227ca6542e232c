"""Mixture EM: the most likely classes, many starts side by side.

Expectation and maximisation (Dempster, Laird and Rubin, 1977) for independent answers within a
class. Every law used here is an exponential family, so both steps are one matrix product each.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from workbench.analysis.mixture_design import Block, Floats, Ints

SMALLEST_P = 1e-15
SMALLEST_VARIANCE = 0.01
"""Of a class, in units of the variance of all people: below it a class would be one repeated answer."""
TOLERANCE = 1e-10
"""Gain of log-likelihood a person at which EM has arrived."""
ROUNDS = 3_000
AT_ONCE = 400_000
"""Memberships held at once (starts x classes x rows), so that they stay in the processor's cache."""
SCREENED_ROWS = 2_000
LOOK, LONGER = 15, 60
"""Rounds after which starts fall out."""


@dataclass(frozen=True, slots=True)
class Rows:
    """Answers as a matrix of shape (rows, columns), turned too, with the weight of each row."""

    matrix: Floats
    turned: Floats
    weights: Floats
    levels: Ints
    """Columns of levels, as indices."""
    firsts: Ints
    """Where each variable begins among the columns of levels."""
    numbers: Ints
    """Columns of standardised numbers; their squares and ones follow them."""


@dataclass(frozen=True, slots=True)
class Mixtures:
    """Several mixtures of k classes: `weights` (mixtures, k, columns) give log-densities, `shares` (mixtures, k)."""

    weights: Floats
    shares: Floats
    likelihood: Floats
    """Log-likelihood of each, in standardised units."""

    def only(self, chosen: Sequence[int] | Ints) -> Mixtures:
        """Return these of the mixtures."""
        index = np.asarray(chosen, dtype=np.int64)
        return Mixtures(self.weights[index], self.shares[index], self.likelihood[index])


def rows_of(matrix: Floats, weights: Floats, blocks: Sequence[Block]) -> Rows:
    """Return rows ready for EM."""
    flat = [block for block in blocks if not block.normal]
    widths = [b.width for b in flat]
    levels = np.array([c for b in flat for c in range(b.start, b.start + b.width)], dtype=np.int64)
    firsts = np.array([sum(widths[:i]) for i in range(len(widths))], dtype=np.int64)
    numbers = np.array([b.start for b in blocks if b.normal], dtype=np.int64)
    return Rows(matrix, np.ascontiguousarray(matrix.T), weights, levels, firsts, numbers)


def best_mixture(
    rows: Rows, k: int, *, starts: int, rng: np.random.Generator, last: int = 3, tolerance: float = TOLERANCE
) -> tuple[Mixtures, list[float]]:
    """Return the most likely of many mixtures of k classes, and its log-likelihood round by round.

    `starts` random starts run 15 rounds, the better quarter 60 more, and the `last` best until a
    round gains less than `tolerance` a person (short runs first: Biernacki, Celeux and Govaert, 2003).
    Of more than 4,000 different rows, starts are tried on 2,000 of them drawn at random.
    """
    few = _fewer(rows, rng)
    begun = _started(few, 1 if k == 1 else k, 1 if k == 1 else starts, rng)
    looked = _in_parts(few, begun, LOOK)
    better = looked.only(np.argsort(-looked.likelihood, kind="stable")[: max(last, -(-starts // 4))])
    longer = _in_parts(few, better, LONGER)
    final = longer.only(np.argsort(-longer.likelihood, kind="stable")[: last if few is rows else 1])
    finished = [climbed(rows, final.only([i]), tolerance=tolerance) for i in range(len(final.likelihood))]
    return max(finished, key=lambda one: float(one[0].likelihood[0]))


def climbed(
    rows: Rows, begun: Mixtures, rounds: int = ROUNDS, tolerance: float = TOLERANCE
) -> tuple[Mixtures, list[float]]:
    """Return mixtures after EM, and the log-likelihood of the first of them at the beginning of each round."""
    path: list[float] = []
    total = float(rows.weights.sum())
    now, before = begun, np.full(len(begun.shares), -np.inf)
    for _ in range(rounds):
        members, likelihood = expected(rows, now.weights, now.shares)
        path.append(float(likelihood[0]))
        if np.all(likelihood - before < tolerance * total):
            return Mixtures(now.weights, now.shares, likelihood), path
        before = likelihood
        now = _maximised(rows, members)
    return Mixtures(now.weights, now.shares, expected(rows, now.weights, now.shares)[1]), path


def expected(rows: Rows, weights: Floats, shares: Floats) -> tuple[Floats, Floats]:
    """Return memberships of shape (mixtures, k, rows), summing to 1 over k, and each log-likelihood."""
    mixtures, k, columns = weights.shape
    density = (weights.reshape(-1, columns) @ rows.turned).reshape(mixtures, k, -1)
    density += np.log(np.maximum(shares, SMALLEST_P))[:, :, None]
    highest = density.max(axis=1, keepdims=True)
    density -= highest
    np.exp(density, out=density)
    total = density.sum(axis=1, keepdims=True)
    density /= total
    return density, (highest[:, 0, :] + np.log(total[:, 0, :])) @ rows.weights


def _maximised(rows: Rows, members: Floats) -> Mixtures:
    """Return the mixtures under which these memberships are most likely."""
    mixtures, k, n = members.shape
    weighted = members * rows.weights
    sums = (weighted.reshape(-1, n) @ rows.matrix).reshape(mixtures, k, -1)
    mass = weighted.sum(axis=2)
    return Mixtures(_weights(rows, sums), mass / mass.sum(axis=1, keepdims=True), np.full(mixtures, -np.inf))


def _weights(rows: Rows, sums: Floats) -> Floats:
    """Return log-density weights from the sums of the columns over each class."""
    weights = np.empty_like(sums)
    if len(rows.levels):
        chosen = sums[..., rows.levels]
        totals = np.add.reduceat(chosen, rows.firsts, axis=-1)
        widths = np.diff(np.append(rows.firsts, len(rows.levels)))
        share = chosen / np.maximum(np.repeat(totals, widths, axis=-1), np.finfo(np.float64).tiny)
        weights[..., rows.levels] = np.log(np.maximum(share, SMALLEST_P))
    if len(rows.numbers):
        n = np.maximum(sums[..., rows.numbers + 2], np.finfo(np.float64).tiny)
        mean = sums[..., rows.numbers] / n
        variance = np.maximum(sums[..., rows.numbers + 1] / n - mean**2, SMALLEST_VARIANCE)
        weights[..., rows.numbers] = mean / variance
        weights[..., rows.numbers + 1] = -0.5 / variance
        weights[..., rows.numbers + 2] = -0.5 * (mean**2 / variance + np.log(2 * np.pi * variance))
    return weights


def _started(rows: Rows, k: int, starts: int, rng: np.random.Generator) -> Mixtures:
    """Return mixtures around people drawn at random, each class halfway between its person and everybody."""
    share = rows.weights / rows.weights.sum()
    drawn = rng.choice(len(share), (starts, k), p=share)
    everybody = share @ rows.matrix
    sums = 0.5 * rows.matrix[drawn] + 0.5 * everybody
    if len(rows.numbers):
        person = rows.matrix[drawn]
        sums[..., rows.numbers] = person[..., rows.numbers]
        sums[..., rows.numbers + 1] = person[..., rows.numbers + 1] + 1.0
        sums[..., rows.numbers + 2] = 1.0
    return Mixtures(_weights(rows, sums), np.full((starts, k), 1.0 / k), np.full(starts, -np.inf))


def _in_parts(rows: Rows, begun: Mixtures, rounds: int) -> Mixtures:
    """Run a number of rounds, as many mixtures at a time as the cache holds."""
    starts, k = begun.shares.shape
    size = max(1, AT_ONCE // (k * len(rows.matrix)))
    parts = [
        climbed(rows, begun.only(np.arange(i, min(i + size, starts))), rounds, 1e-7)[0] for i in range(0, starts, size)
    ]
    return Mixtures(
        np.concatenate([p.weights for p in parts]),
        np.concatenate([p.shares for p in parts]),
        np.concatenate([p.likelihood for p in parts]),
    )


def _fewer(rows: Rows, rng: np.random.Generator) -> Rows:
    if len(rows.matrix) <= 2 * SCREENED_ROWS:
        return rows
    share = rows.weights / rows.weights.sum()
    drawn, counts = np.unique(rng.choice(len(share), SCREENED_ROWS, p=share), return_counts=True)
    matrix = np.ascontiguousarray(rows.matrix[drawn])
    turned = np.ascontiguousarray(matrix.T)
    return Rows(matrix, turned, counts.astype(np.float64), rows.levels, rows.firsts, rows.numbers)
