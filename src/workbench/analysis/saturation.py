"""Saturation: whether more interviews still bring new codes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from workbench.model.evidence import Coding

BASE = 4
RUN = 2
THRESHOLD = 0.05
ORDERS = 500


@dataclass(frozen=True, slots=True)
class Saturation:
    """New codes in each interview, in document order, and the first run at or below the threshold.

    `reached` is the number of interviews before that run, None when it never came. Where the base
    brought no code there is nothing to measure against: no ratios, and saturation is not reached.
    """

    new: tuple[int, ...]
    base: int
    run: int
    ratios: tuple[float, ...]
    reached: int | None


@dataclass(frozen=True, slots=True)
class Spread:
    """Saturation in shuffled orders of the same interviews: reached in how many, and after how many interviews.

    `low`, `middle` and `high` are the 10 %, 50 % and 90 % quantiles of `Saturation.reached` over the
    orders in which it was reached; None where it never was.
    """

    orders: int
    reached: int
    low: int | None
    middle: int | None
    high: int | None

    @property
    def share(self) -> float:
        """Share of the orders in which saturation was reached, 0 to 1."""
        return self.reached / self.orders


def saturation_of(codings: Iterable[Coding], documents: Iterable[str]) -> Saturation:
    """Return the thematic saturation of codings (Guest, Namey & Chen, 2020).

    >>> from workbench.walk import code, read_material
    >>> material = read_material("travel")
    >>> saturation_of(code(material), [transcript.id for transcript in material.transcripts]).new
    (12, 10, 2, 1, 1, 0, 0, 0, 0, 0)
    """
    codes: dict[str, set[str]] = {document: set() for document in documents}
    for coding in codings:
        codes[coding.evidence.document].add(coding.code)
    seen: set[str] = set()
    new = []
    for document in codes:
        new.append(len(codes[document] - seen))
        seen |= codes[document]
    return saturation(new)


def saturation(new: Iterable[int], *, base: int = BASE, run: int = RUN, threshold: float = THRESHOLD) -> Saturation:
    """Return when new codes dry up: runs of `run` interviews slide by one after the first `base`.

    A run's ratio is its new codes over those of the base. New codes 16, 10, 7, 4, 4, 3, 1, 0, 1, 0
    have a base of 37 and, from the fifth interview on, the ratios .1892, .1081, .0270.
    """
    counts = tuple(new)
    found = sum(counts[:base])
    starts = range(base, len(counts) - run + 1) if found else ()
    ratios = tuple(sum(counts[start : start + run]) / found for start in starts)
    reached = next((base + i for i, ratio in enumerate(ratios) if ratio <= threshold), None)
    return Saturation(counts, base, run, ratios, reached)


def spread_of(
    codings: Iterable[Coding],
    documents: Iterable[str],
    *,
    orders: int = ORDERS,
    seed: int = 0,
    threshold: float = THRESHOLD,
) -> Spread:
    """Return how the thematic saturation of codings depends on the order of the interviews.

    The orders are drawn evenly; in which order the documents are given makes no difference. ValueError
    for fewer than one order.
    """
    if orders < 1:
        raise ValueError(f"a spread needs 1 order or more, got {orders}")
    names = {document: at for at, document in enumerate(sorted(set(documents)))}
    holding: dict[str, set[int]] = {}
    for coding in codings:
        holding.setdefault(coding.code, set()).add(names[coding.evidence.document])
    rng = np.random.default_rng(np.random.SeedSequence([seed, 3]))
    places = rng.permuted(np.tile(np.arange(len(names)), (orders, 1)), axis=1)
    found = [saturation(row, threshold=threshold).reached for row in _new(holding.values(), places)]
    reached = [number for number in found if number is not None]
    if not reached:
        return Spread(orders, 0, None, None, None)
    low, middle, high = np.quantile(reached, [0.1, 0.5, 0.9], method="inverted_cdf").astype(int).tolist()
    return Spread(orders, len(reached), low, middle, high)


def _new(holding: Iterable[set[int]], places: NDArray[np.int64]) -> list[list[int]]:
    """Return the new codes of each interview in each order.

    `holding` has the interviews of each code, `places` where an order puts each interview.
    """
    new = np.zeros_like(places)
    for interviews in holding:
        new[np.arange(len(places)), places[:, sorted(interviews)].min(axis=1)] += 1
    return [[int(count) for count in row] for row in new]
