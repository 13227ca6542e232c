"""Walks: what became of each customer, a column a question."""

from __future__ import annotations

from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from workbench.model.transition import LOST
from workbench.simulation.process import Floats, Process

COLUMNS = MappingProxyType(
    {
        "mask": np.uint64,
        "exit": np.int16,
        "days": np.float64,
        "converted_after": np.float64,
        "visits": np.int32,
        "revenue": np.float64,
        "cost": np.float64,
        "switches": np.int32,
        "referrals": np.int32,
        "felt": np.int32,
        "feelings": np.int32,
        "peak": np.int8,
        "last": np.int8,
    }
)
"""Type of every column, in the order in which an engine fills them."""


@dataclass(frozen=True, slots=True)
class Walks:
    """One entry a customer in every column.

    `mask` has bit k set where step k was reached; `exit` is the place of the exit taken, -1 for
    customers still under way at the horizon; `days` until that exit or the horizon;
    `converted_after` in days, NaN for those who never did; `visits` counts steps, each time;
    `revenue` and `cost` are sums over visits; `switches` changes of channel from one step to the
    next; `referrals` customers brought; `felt` is the sum of `feelings` feelings, `peak` the
    strongest of them (of two as strong the bad one), and `last` the last, 0 where there is none.
    `control` has a row an outcome: sums of mean 0 to reduce variance with.
    """

    process: Process
    mask: NDArray[np.uint64]
    exit: NDArray[np.int16]
    days: Floats
    converted_after: Floats
    visits: NDArray[np.int32]
    revenue: Floats
    cost: Floats
    switches: NDArray[np.int32]
    referrals: NDArray[np.int32]
    felt: NDArray[np.int32]
    feelings: NDArray[np.int32]
    peak: NDArray[np.int8]
    last: NDArray[np.int8]
    control: Floats

    @property
    def n(self) -> int:
        """Number of customers."""
        return len(self.exit)

    @property
    def events(self) -> int:
        """Number of steps visited in all."""
        return int(self.visits.sum(dtype=np.int64))

    @property
    def reached(self) -> NDArray[np.bool_]:
        """Customers x steps: whether a customer ever came to a step."""
        steps = np.arange(len(self.process.steps), dtype=np.uint64)
        return np.asarray((self.mask[:, None] >> steps) & np.uint64(1), dtype=np.bool_)

    @property
    def converted(self) -> NDArray[np.bool_]:
        """Whether a customer ever converted."""
        return ~np.isnan(self.converted_after)

    @property
    def kept(self) -> NDArray[np.bool_]:
        """Whether a customer was neither lost nor gone at the end."""
        return ~self.left_by(*LOST)

    def left_by(self, *kinds: str) -> NDArray[np.bool_]:
        """Return whether a customer left by an exit of one of these kinds."""
        gone = np.array([*(kind in kinds for kind in self.process.kinds), False])
        return np.asarray(gone[self.exit] if self.process.kinds else np.zeros(self.n, dtype=np.bool_))

    def part(self, first: int, last: int) -> Walks:
        """Return the columns of customers from `first` to before `last`, on the same memory."""
        own = {name: getattr(self, name)[first:last] for name in COLUMNS}
        return Walks(process=self.process, control=self.control[:, first:last], **own)

    def columns(self) -> list[NDArray[Any]]:
        """Return the columns in the order in which an engine fills them."""
        return [getattr(self, name) for name in COLUMNS]


def blank_walks(process: Process, n: int, *, outcomes: int = 0) -> Walks:
    """Return columns for so many customers who have not begun, with controls of so many outcomes."""
    columns: dict[str, Any] = {name: np.empty(n, dtype=kind) for name, kind in COLUMNS.items()}
    return Walks(process=process, control=np.zeros((n, outcomes)).T, **columns)


def walks_in(used: Walks | None, process: Process, n: int, *, outcomes: int) -> Walks:
    """Return such columns on the memory of walks no longer needed; on new memory where they were not alike."""
    if used is None or used.n != n or len(used.control) != outcomes:
        return blank_walks(process, n, outcomes=outcomes)
    return replace(used, process=process)
