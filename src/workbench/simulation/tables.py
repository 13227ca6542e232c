"""Tables: a process as what a walk looks things up in, the same for every engine.

A row of the matrix is cut into 64 buckets of equal probability: a bucket with one boundary or none
names its targets at once, one with more of them sends the walk to the row's own boundaries.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from workbench.errors import WorkbenchError
from workbench.model.duration import Sojourn
from workbench.simulation.coupling import Piece, coupled, plain, thresholds
from workbench.simulation.laws import KNOTS, table
from workbench.simulation.luck import ASIDE
from workbench.simulation.process import Floats, Process

MOST_STEPS = 64
"""Steps reached are bits of one number."""
BUCKETS = 64
BUCKET_SHIFT = 26
WHOLE_WORD = np.uint64(0xFFFFFFFF)
TO_ROW = 0xFFFF
"""A bucket's lower 32 bits where it holds more than one boundary."""
NO_FEELING = 3
"""What stands for a feeling in the table of events where none is known; -2 to +2 are feelings."""
STRENGTH = (4, 2, 0, 1, 3)
"""Rank of the feelings -2 to +2: of two as strong the bad one counts more (Baumeister et al., 2001)."""
FEELINGS = np.array([8 * strength + place for place, strength in enumerate(STRENGTH)], dtype=np.int8)
FEELINGS.flags.writeable = False
FEELING_VALUES = 256
LAW_POINTS = 2 * (KNOTS + 1)


class Tables(NamedTuple):
    """Arrays with a row a step; `uint64` numbers are places, counted from 0.

    `feelings` holds 8 x strength + feeling + 2, so that the larger of two numbers is the stronger
    feeling; `known` is 1 where a step has any.
    """

    start_ends: NDArray[np.uint64]
    start_steps: NDArray[np.uint64]
    buckets: NDArray[np.uint64]
    ends: NDArray[np.uint64]
    targets: NDArray[np.uint64]
    laws: NDArray[np.float32]
    law: NDArray[np.uint64]
    days: Floats
    feelings: NDArray[np.int8]
    known: NDArray[np.uint64]
    cost: Floats
    revenue: Floats
    channels: NDArray[np.int64]
    brought: Floats
    salt: NDArray[np.uint64]
    stages: NDArray[np.uint64]
    conversion: np.uint64
    horizon: float


def tables_of(process: Process) -> Tables:
    """Return the tables of a process; WorkbenchError where it has more than MOST_STEPS steps."""
    steps = len(process.steps)
    if steps > MOST_STEPS:
        raise WorkbenchError(
            f"a journey of {steps} steps cannot be simulated, {MOST_STEPS} are the most: join steps that are alike"
        )
    start = _start(process)
    rows = [thresholds(row) for row in _rows(process)]
    ends, targets = _padded(rows)
    ledger = process.account
    laws, law = _laws(process.sojourns)
    return Tables(
        start_ends=np.array(start[0], dtype=np.uint64),
        start_steps=np.array(start[1], dtype=np.uint64),
        buckets=_buckets(ends, targets),
        ends=ends,
        targets=targets,
        laws=laws,
        law=law,
        days=np.array([0.0 if sojourn is None else sojourn.days for sojourn in process.sojourns]),
        feelings=np.array([_feelings(shares) for shares in ledger.feelings]),
        known=(ledger.feelings.sum(axis=1) > 0).astype(np.uint64),
        cost=np.ascontiguousarray(ledger.cost, dtype=np.float64),
        revenue=np.ascontiguousarray(ledger.revenue, dtype=np.float64),
        channels=np.ascontiguousarray(ledger.channels, dtype=np.int64),
        brought=np.ascontiguousarray(ledger.referrals, dtype=np.float64),
        salt=_salt(process),
        stages=np.array([sum(1 << place for place in places) for _, places in process.stages], dtype=np.uint64),
        conversion=np.uint64(process.conversion),
        horizon=float(process.horizon),
    )


def _start(process: Process) -> tuple[list[int], list[int]]:
    base = process.base
    if base is None or np.array_equal(_like(base.start, base, process), process.start):
        return thresholds(plain(process.start))
    return thresholds(coupled(_like(base.start, base, process), process.start))


def _rows(process: Process) -> list[list[Piece]]:
    """Return each row's parts of luck, coupled with those of the process this one is a change of."""
    base = process.base
    if base is None:
        return [plain(row) for row in process.matrix]
    before = dict(zip(base.steps, _like(base.matrix, base, process), strict=True))
    return [
        coupled(before[step], row) if step in before and (before[step] != row).any() else plain(row)
        for step, row in zip(process.steps, process.matrix, strict=True)
    ]


def _like(values: Floats, base: Process, process: Process) -> Floats:
    """Return values whose last axis is the states (or steps) of `base` by those of `process`."""
    whole = values.shape[-1] > len(base.steps)
    place = {name: i for i, name in enumerate(process.states if whole else process.steps)}
    found = np.zeros((*values.shape[:-1], len(place)))
    found[..., [place[name] for name in (base.states if whole else base.steps)]] = values
    return found


def _padded(rows: Sequence[tuple[list[int], list[int]]]) -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    most = max(len(targets) for _, targets in rows)
    ends = np.full((len(rows), most), (1 << 32) - 1, dtype=np.uint64)
    places = np.zeros((len(rows), most), dtype=np.uint64)
    for i, (own, targets) in enumerate(rows):
        ends[i, : len(own)] = own
        places[i] = targets + targets[-1:] * (most - len(targets))
    return ends, places


def _buckets(ends: NDArray[np.uint64], targets: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Return steps x BUCKETS numbers, each holding a bucket's boundary and the targets on either side of it."""
    edges = np.arange(BUCKETS + 1, dtype=np.uint64) << np.uint64(BUCKET_SHIFT)
    first = (ends[:, None, :] < edges[:-1, None]).sum(axis=2)
    after = (ends[:, None, :] < (edges[1:, None] - np.uint64(1))).sum(axis=2)
    last = ends.shape[1] - 1
    below = np.take_along_axis(targets, np.minimum(first, last), axis=1)
    above = np.take_along_axis(targets, np.minimum(after, last), axis=1)
    bound = np.where(after > first, np.take_along_axis(ends, np.minimum(first, last), axis=1), WHOLE_WORD)
    packed = bound << np.uint64(32) | below << np.uint64(16) | above
    return np.where(after > first + 1, np.uint64(TO_ROW), packed)


@lru_cache(maxsize=256)
def _law_table(distribution: Any, cv: float) -> NDArray[np.float32]:
    drawn = table(Sojourn.model_construct(distribution=distribution, mean=1.0, cv=cv, unit="days")).ravel()
    drawn.flags.writeable = False
    return drawn


def _laws(sojourns: Sequence[Sojourn | None]) -> tuple[NDArray[np.float32], NDArray[np.uint64]]:
    """Return the tables of every law of mean 1, one after another, and where each step's begins."""
    own = [(law.distribution, law.cv) if law else None for law in sojourns]
    different = [shape for shape in dict.fromkeys(own) if shape]
    drawn = [_law_table(*shape) for shape in different] or [np.ones(LAW_POINTS, dtype=np.float32)]
    offsets = [different.index(shape) * LAW_POINTS if shape else 0 for shape in own]
    return np.concatenate(drawn), np.array(offsets, dtype=np.uint64)


def _feelings(shares: Floats) -> NDArray[np.int8]:
    if not (whole := shares.sum()):
        return np.full(FEELING_VALUES, FEELINGS[2], dtype=np.int8)
    edges = np.round(np.cumsum(shares) / whole * FEELING_VALUES)
    return FEELINGS[np.searchsorted(edges, np.arange(FEELING_VALUES), side="right")]


def _salt(process: Process) -> NDArray[np.uint64]:
    """Return 0 for a step of the journey, another number for each that was added."""
    salt = np.zeros(len(process.steps), dtype=np.uint64)
    with np.errstate(over="ignore"):
        for place, step in enumerate(process.aside):
            salt[step] = ASIDE * np.uint64(2 * place + 1)
    return salt
