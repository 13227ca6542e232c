"""Events: the table of every step every customer visited, a column a question."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from workbench.simulation.process import Process

EVENT_COLUMNS = MappingProxyType(
    {
        "customer": np.uint32,
        "decision": np.uint32,
        "step": np.int16,
        "to": np.int16,
        "day": np.float32,
        "stay": np.float32,
        "feeling": np.int8,
        "cost": np.float32,
        "revenue": np.float32,
    }
)
"""Type of every column, in the order in which an engine fills them: 29 bytes an event."""


@dataclass(frozen=True, slots=True)
class Events:
    """One entry a visit of a step, ordered by customer and decision.

    `decision` counts a customer's visits from 1; `step` is a place among the process's steps and `to`
    among its states, where the number of states means still under way at the horizon; `day` is the
    time of arrival since the start and `stay` the time spent, both in days; `feeling` is -2 to +2,
    or 3 where none is known; `cost` and `revenue` are those of the visit.
    """

    process: Process
    customer: NDArray[np.uint32]
    decision: NDArray[np.uint32]
    step: NDArray[np.int16]
    to: NDArray[np.int16]
    day: NDArray[np.float32]
    stay: NDArray[np.float32]
    feeling: NDArray[np.int8]
    cost: NDArray[np.float32]
    revenue: NDArray[np.float32]

    def __len__(self) -> int:
        return len(self.customer)

    def part(self, first: int, last: int) -> Events:
        """Return rows from `first` to before `last`, on the same memory."""
        return Events(self.process, **{name: getattr(self, name)[first:last] for name in EVENT_COLUMNS})

    def copy(self) -> Events:
        """Return the rows in memory of their own."""
        return Events(self.process, **{name: getattr(self, name).copy() for name in EVENT_COLUMNS})

    def columns(self) -> list[NDArray[Any]]:
        """Return the columns in the order in which an engine fills them."""
        return [getattr(self, name) for name in EVENT_COLUMNS]


def blank_events(process: Process, rows: int) -> Events:
    """Return room for so many events."""
    columns: dict[str, Any] = {name: np.empty(rows, dtype=kind) for name, kind in EVENT_COLUMNS.items()}
    return Events(process=process, **columns)


def joined(parts: list[Events]) -> Events:
    """Return parts of one table one after another; ValueError when there are none."""
    columns = {name: np.concatenate([getattr(part, name) for part in parts]) for name in EVENT_COLUMNS}
    return Events(process=parts[0].process, **columns)
