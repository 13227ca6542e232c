"""Invented: first names, last names and towns to draw synthetic customers from, out of Faker's lists."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from faker import Faker
from numpy.typing import NDArray

from workbench.analysis.identity import LOCALES
from workbench.generating.avoided import folded

TOWNS = 500
"""Towns drawn from Faker, once, from a fixed seed; they are made up of syllables and names."""
DOMAINS = ("example.com", "example.net", "example.org")
"""Domains kept for examples: no mail to them arrives (RFC 2606)."""


@dataclass(frozen=True, slots=True)
class Stock:
    """Words of one kind with what to draw them by, and how an address writes them.

    `until` are the cumulated shares of all but the last.
    """

    words: NDArray[np.object_]
    until: NDArray[np.float64]
    plain: tuple[str, ...]

    def places(self, draw: NDArray[np.float64]) -> NDArray[np.int64]:
        """Return which word each uniform number stands for."""
        return np.searchsorted(self.until, draw, side="right")


@dataclass(frozen=True, slots=True)
class Stocks:
    """What a language's customers are called and where they live."""

    first: Stock
    last: Stock
    town: Stock


@lru_cache(maxsize=2)
def stocks(language: str) -> Stocks:
    """Return the stocks of a language, "en" or "fr": the lists of Faker (fr_FR, en_GB), each word once."""
    faker = Faker(LOCALES[language])
    faker.seed_instance(0)
    person = next(p for p in faker.get_providers() if hasattr(p, "first_names") and hasattr(p, "last_names"))
    towns = dict.fromkeys(faker.city() for _ in range(TOWNS))
    return Stocks(_stock(person.first_names), _stock(person.last_names), _stock(list(towns)))


def _stock(listed: Sequence[str] | Mapping[str, float]) -> Stock:
    weights = dict(listed) if isinstance(listed, Mapping) else dict.fromkeys(listed, 1.0)
    words = np.empty(len(weights), dtype=object)
    words[:] = list(weights)
    shares = np.array(list(weights.values()), dtype=np.float64)
    return Stock(words, np.cumsum(shares / shares.sum())[:-1], tuple(_plain(word) for word in weights))


def _plain(word: str) -> str:
    return re.sub(r"[^a-z]+", "-", folded(word)).strip("-") or "x"
