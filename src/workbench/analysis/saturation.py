"""Saturation: whether more interviews still bring new codes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from workbench.model.evidence import Coding

BASE = 4
RUN = 2
THRESHOLD = 0.05


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


def saturation_of(codings: Iterable[Coding], documents: Iterable[str]) -> Saturation:
    """Return the thematic saturation of codings (Guest, Namey & Chen, 2020)."""
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
