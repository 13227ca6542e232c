"""Coupling: which part of a customer's luck leads where, with and without a change."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

Piece = tuple[int, int]
"""Width in parts of 2^32, and target."""
WHOLE = 1 << 32


def widths(shares: NDArray[np.float64]) -> list[int]:
    """Return shares that sum to 1 as whole parts of 2^32 that sum to it."""
    edges = np.round(np.cumsum(shares) * WHOLE).astype(np.int64)
    edges[-1] = WHOLE
    last_used = int(np.flatnonzero(shares)[-1])
    edges[last_used:] = WHOLE
    return [edges.item(0), *(edges[1:] - edges[:-1]).tolist()]


def plain(shares: NDArray[np.float64]) -> list[Piece]:
    """Return each target's part of the luck, in the targets' order."""
    return [(width, target) for target, width in enumerate(widths(shares)) if width]


def coupled(before: NDArray[np.float64], after: NDArray[np.float64]) -> list[Piece]:
    """Return the parts of luck after a change, such that as few as possible lead elsewhere than before.

    A target that loses keeps the first of its part; what it gives up goes to those that gain. The
    share of luck that changes its target is half the sum of absolute differences, the least there
    can be (maximal coupling; Lindvall, 1992).
    """
    own = widths(after)
    lacking = [max(new - old, 0) for old, new in zip(widths(before), own, strict=True)]
    gaining = [target for target, more in enumerate(lacking) if more]
    pieces: list[Piece] = []
    for width, target in plain(before):
        kept = min(width, own[target])
        if kept:
            pieces.append((kept, target))
        free = width - kept
        while free:
            taker = gaining[0]
            given = min(free, lacking[taker])
            pieces.append((given, taker))
            free -= given
            lacking[taker] -= given
            if not lacking[taker]:
                gaining.pop(0)
    return pieces


def thresholds(pieces: Sequence[Piece]) -> tuple[list[int], list[int]]:
    """Return where each piece but the last ends, as its last number of 2^32, and the pieces' targets."""
    ends = [end - 1 for end in accumulate(width for width, _ in pieces)]
    return ends[:-1], [target for _, target in pieces]
