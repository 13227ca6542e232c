"""Sampler: customers walked through a process, as columns, as events or as totals alone.

Whatever the engine, the number of threads and the size of the chunks: the same seed gives the same numbers.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Lock
from typing import Any, Literal, TypeVar

import numpy as np
from numpy.typing import NDArray

from workbench.errors import WorkbenchError
from workbench.simulation.controls import Controls, no_controls
from workbench.simulation.events import Events, blank_events, joined
from workbench.simulation.luck import key_of
from workbench.simulation.process import Process
from workbench.simulation.reference import ReferenceWalk
from workbench.simulation.tables import Tables, tables_of
from workbench.simulation.totals import BLOCK, Totals, blank_totals
from workbench.simulation.walks import Walks, blank_walks, walks_in

T = TypeVar("T")
R = TypeVar("R")
Engine = Literal["compiled", "reference"]
MOST_TIMELESS = 1 << 16
"""A customer for whom no time passes over so many decisions will never leave; a power of two."""
CHUNK = 16 * BLOCK
EVENT_CHUNK = 2 * BLOCK
EVENTS_A_CUSTOMER = 16
MOST_CUSTOMERS = 1 << 32


def simulate(
    process: Process,
    *,
    n_journeys: int,
    seed: int,
    engine: Engine = "compiled",
    controls: Controls | None = None,
    threads: int | None = None,
    used: Walks | None = None,
) -> Walks:
    """Walk customers 0 to `n_journeys` - 1 until they leave or the horizon ends.

    The memory of `used`, walks nobody needs any more, is written into again where they were as many.
    WorkbenchError when neither end ever comes, because somebody walks in circles that take no time.
    """
    checked(n_journeys)
    tables, key, controls = tables_of(process), key_of(seed), controls or no_controls(process)
    walks = walks_in(used, process, n_journeys, outcomes=len(controls.once))

    def run(first: int, last: int) -> None:
        _walk(walks.part(first, last), tables, key=key, first=first, engine=engine, controls=controls)

    workers = threads or cores()
    size = max(BLOCK, -(-n_journeys // workers))
    _shared(lambda first: run(first, min(first + size, n_journeys)), range(0, n_journeys, size), workers)
    return walks


def total(
    process: Process,
    *,
    n_journeys: int,
    seed: int,
    first: int = 0,
    engine: Engine = "compiled",
    threads: int | None = None,
    chunk: int = CHUNK,
    walked: Callable[[int], object] | None = None,
) -> Totals:
    """Sum up customers `first` to `n_journeys` - 1 without keeping them; `first` is a multiple of BLOCK.

    `walked` is told of each block how many customers it had, by one thread at a time.
    """
    checked(n_journeys)
    if first % BLOCK:
        raise ValueError(f"totals begin at a multiple of {BLOCK}, not at {first}")
    tables, key, none = tables_of(process), key_of(seed), no_controls(process)
    size = max(1, -(-chunk // BLOCK)) * BLOCK
    starts = iter(range(first, n_journeys, size))
    sums = blank_totals(process, first=first, n=n_journeys)
    telling = Lock()

    def run(own: Totals) -> Totals:
        walks = blank_walks(process, min(BLOCK, n_journeys - first))
        while (start := next(starts, None)) is not None:
            for block in range(start, min(start + size, n_journeys), BLOCK):
                part = walks.part(0, min(BLOCK, n_journeys - block))
                counts = _walk(part, tables, key=key, first=block, engine=engine, controls=none)
                own.add(part, counts, tables.stages, first=block, compiled=engine == "compiled")
                if walked is not None:
                    with telling:
                        walked(part.n)
        return own

    workers = max(1, min(threads or cores(), -(-(n_journeys - first) // size)))
    return sums.joined(_shared(run, [sums.twin() for _ in range(workers)], workers))


def event_chunks(
    process: Process,
    *,
    n_journeys: int,
    seed: int,
    engine: Engine = "compiled",
    threads: int | None = None,
    chunk: int = EVENT_CHUNK,
) -> Iterator[Events]:
    """Yield the table of events in pieces of about `chunk` customers, in their order.

    A piece is valid until the next one is asked for: its memory is used again.
    """
    checked(n_journeys)
    tables, key, workers = tables_of(process), key_of(seed), threads or cores()
    none = no_controls(process)

    def run(first: int, room: _Room) -> Events:
        return room.fill(tables, key=key, first=first, last=min(first + chunk, n_journeys), engine=engine, none=none)

    starts = iter(range(0, n_journeys, chunk))
    rooms = [_Room(process, min(chunk, n_journeys)) for _ in range(workers + 1)]
    with ThreadPoolExecutor(workers) as pool:
        waiting: deque[tuple[Future[Events], _Room]] = deque()
        for room in rooms:
            if (start := next(starts, None)) is not None:
                waiting.append((pool.submit(run, start, room), room))
        while waiting:
            future, room = waiting.popleft()
            yield future.result()
            if (start := next(starts, None)) is not None:
                waiting.append((pool.submit(run, start, room), room))


def events_of(process: Process, *, n_journeys: int, seed: int, engine: Engine = "compiled") -> Events:
    """Return the whole table of events in memory: 29 bytes an event."""
    chunks = event_chunks(process, n_journeys=n_journeys, seed=seed, engine=engine)
    return joined([chunk.copy() for chunk in chunks])


def cores() -> int:
    """Return how many threads to walk with."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def checked(n_journeys: int) -> None:
    """Raise WorkbenchError for a number of customers that cannot be walked."""
    if not 1 <= n_journeys < MOST_CUSTOMERS:
        raise WorkbenchError(f"{n_journeys:,} customers cannot be simulated: choose 1 to {MOST_CUSTOMERS - 1:,}")


def _shared(work: Callable[[T], R], pieces: Sequence[T], workers: int) -> list[R]:
    """Return what work makes of each piece, done by several threads where there is more than one piece."""
    if min(workers, len(pieces)) <= 1:
        return [work(piece) for piece in pieces]
    with ThreadPoolExecutor(workers) as pool:
        return list(pool.map(work, pieces))


class _Room:
    """Memory that pieces of an event table are written into again and again; it grows where one needs more."""

    def __init__(self, process: Process, customers: int) -> None:
        self.walks = blank_walks(process, customers)
        self.events = blank_events(process, customers * EVENTS_A_CUSTOMER)

    def fill(self, tables: Tables, *, key: np.uint64, first: int, last: int, engine: Engine, none: Controls) -> Events:
        process = self.walks.process
        if engine == "reference":
            walk = ReferenceWalk(tables, self.walks.part(0, last - first), key=key, first=first, controls=none)
            _refuse_stuck(walk.run(most_timeless=MOST_TIMELESS, record=True), process)
            return walk.events()
        while True:
            part = self.walks.part(0, last - first)
            done, rows, stuck, _ = _compiled(part, tables, key=key, first=first, controls=none, events=self.events)
            _refuse_stuck(stuck, process)
            if done == part.n:
                return self.events.part(0, rows)
            self.events = blank_events(process, 2 * len(self.events))


def _walk(
    walks: Walks, tables: Tables, *, key: np.uint64, first: int, engine: Engine, controls: Controls
) -> NDArray[np.int64]:
    """Fill columns and return the counts of `Totals`."""
    if engine == "reference":
        walk = ReferenceWalk(tables, walks, key=key, first=first, controls=controls)
        _refuse_stuck(walk.run(most_timeless=MOST_TIMELESS, record=False), walks.process)
        return walk.counts
    _, _, stuck, counts = _compiled(walks, tables, key=key, first=first, controls=controls, events=None)
    _refuse_stuck(stuck, walks.process)
    return counts


def _compiled(
    walks: Walks, tables: Tables, *, key: np.uint64, first: int, controls: Controls, events: Events | None
) -> tuple[int, int, int, NDArray[np.int64]]:
    from workbench.simulation.compiled import walk  # numba: only where it is run

    process = walks.process
    own: dict[str, Any] = tables._asdict()
    del own["stages"]
    if not process.aside:
        own["salt"] = None
    told: list[Any] = [None] * 5
    if len(controls.once):
        tables_of_luck = [np.asfortranarray(table) for table in (controls.values, controls.expected(process))]
        told = [*tables_of_luck, controls.at_start(process), controls.once, controls.per_day]
    counts = np.zeros((len(process.steps), len(process.states) + 2), dtype=np.int64)
    columns = [*walks.columns(), walks.control if len(controls.once) else None]
    rows: list[Any] = [len(events), *events.columns()] if events else [0, *[None] * 9]
    check = np.uint64(MOST_TIMELESS - 1)
    arguments: list[Any] = [*own.values(), *told, key, first, check, counts, *columns, *rows]
    done, filled, stuck = walk(*arguments)
    return int(done), int(filled), int(stuck), counts


def _refuse_stuck(customer: int, process: Process) -> None:
    if customer >= 0:
        raise WorkbenchError(
            f"the journey never ends: for customer {customer} no time passed over {MOST_TIMELESS:,} decisions among "
            f"{', '.join(process.steps)}; give these steps a sojourn or a likelier way to an exit"
        )
