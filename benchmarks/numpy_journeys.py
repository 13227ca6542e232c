"""NumPy journeys: the same journey with arrays, all customers of a crowd one decision at a time."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Executor
from functools import partial
from itertools import count
from multiprocessing.synchronize import Barrier

import numpy as np
from numpy.typing import NDArray

from benchmarks.alias_table import AliasTable
from benchmarks.tally import Tally, added
from workbench.model.duration import Sojourn
from workbench.simulation.laws import quantile, scale
from workbench.simulation.ledger import LOWEST
from workbench.simulation.process import Process
from workbench.simulation.tables import STRENGTH

Floats = NDArray[np.float64]
Places = NDArray[np.int64]
POINTS = 1024
"""Times a sojourn is drawn from, each as likely: the fastest way."""
RANK = np.array(STRENGTH)


def walk_numpy(personas: Sequence[Process], customers: int, *, seed: int, at_once: int, record: bool) -> Tally:
    """Walk customers, as many of each persona, until they leave or the horizon ends, `at_once` in the same arrays.

    With `record` the columns of events are put together for each crowd, in the order of decisions.
    """
    luck, each = np.random.default_rng(seed), customers // len(personas)
    found = []
    for process in personas:
        tables = JourneyTables(process)
        for first in range(0, each, at_once):
            crowd = Crowd(tables, min(at_once, each - first), luck)
            crowd.walk(record=record)
            found.append(crowd.tally())
    return added(found)


def walk_numpy_apart(
    processes: Executor, personas: Sequence[Process], *, customers: int, seed: int, at_once: int, parts: int
) -> Tally:
    """Walk as `walk_numpy` does, cut into parts that the processes share."""
    walk = partial(walk_numpy, personas, customers // parts, at_once=at_once, record=False)
    parted = [processes.submit(walk, seed=seed * parts + part) for part in range(parts)]
    return added([part.result() for part in parted])


def ready(all_here: Barrier) -> None:
    """Wait in a new process until the others are there too: none is still starting when they walk."""
    all_here.wait()


class JourneyTables:
    """A process as arrays to look decisions up in."""

    def __init__(self, process: Process) -> None:
        self.process, self.ledger = process, process.account
        self.entry, self.next = AliasTable(process.start[None, :]), AliasTable(process.matrix)
        self.feelings = AliasTable(process.account.feelings)
        self.times = np.array([_times(law) for law in process.sojourns]).ravel()
        self.bits = 1 << np.arange(len(process.steps))


class Crowd:
    """Customers in columns."""

    def __init__(self, tables: JourneyTables, n: int, luck: np.random.Generator) -> None:
        self.tables, self.process, self.luck = tables, tables.process, luck
        self.days, self.cost, self.revenue = np.zeros(n), np.zeros(n), np.zeros(n)
        self.converted_after = np.full(n, np.nan)
        self.visits, self.felt, self.switches, self.brought = np.zeros((4, n), dtype=np.int32)
        self.strongest, self.last, self.exit = np.zeros((3, n), dtype=np.int8)
        self.reached = np.zeros(n, dtype=np.int64)
        self.rows: list[tuple[NDArray[np.generic], ...]] = []
        self.events: list[NDArray[np.generic]] = []

    def walk(self, *, record: bool) -> None:
        """Walk everybody until they leave or the horizon ends."""
        n, steps, ledger = len(self.days), len(self.process.steps), self.tables.ledger
        who, day, channel = np.arange(n), np.zeros(n), np.full(n, -1)
        step = self.tables.entry.draw(np.zeros(n, dtype=np.int64), self.luck)
        for decision in count(1):
            place = self._visit(who, step, day)
            here = ledger.channels[step]
            self.switches[who] += (here != channel) & (channel >= 0)
            to, stay = self._move(step, day)
            if record:
                number, own = np.full(len(who), decision), (ledger.cost[step], ledger.revenue[step])
                self.rows.append((who, number, step, to, day, stay, place + LOWEST, *own))
            day = day + stay
            leaves = to >= steps
            self._leave(who[leaves], to[leaves], day[leaves], decision)
            on = np.flatnonzero(~leaves)
            if not len(on):
                break
            who, step, day, channel = who[on], to[on], day[on], here[on]
        if record:
            self.events = [np.concatenate(column) for column in zip(*self.rows, strict=True)]

    def tally(self) -> Tally:
        """Return the tally of the customers."""
        return Tally(
            customers=len(self.days),
            converted=int(np.count_nonzero(~np.isnan(self.converted_after))),
            events=int(self.visits.sum()),
            revenue=float(self.revenue.sum()),
            revenue_squares=float((self.revenue**2).sum()),
        )

    def _visit(self, who: Places, step: Places, day: Floats) -> Places:
        """Book visits and return the places of the feelings drawn for them, lowest first."""
        tables, ledger = self.tables, self.tables.ledger
        place = tables.feelings.draw(step, self.luck)
        self.felt[who] += place + LOWEST
        self.last[who] = place
        self.strongest[who] = np.maximum(self.strongest[who], 8 * RANK[place] + place)
        self.reached[who] |= tables.bits[step]
        self.cost[who] += ledger.cost[step]
        self.revenue[who] += ledger.revenue[step]
        bought = np.flatnonzero(step == self.process.conversion)
        new = bought[np.isnan(self.converted_after[who[bought]])]
        self.converted_after[who[new]] = day[new]
        telling = np.flatnonzero(ledger.referrals[step])
        self.brought[who[telling]] += self.luck.random(len(telling)) < ledger.referrals[step[telling]]
        return place

    def _move(self, step: Places, day: Floats) -> tuple[Places, Floats]:
        to = self.tables.next.draw(step, self.luck)
        stay = self.tables.times[step * POINTS + self.luck.integers(0, POINTS, len(step))]
        late = np.flatnonzero(day + stay >= self.process.horizon)
        to[late] = len(self.process.states)
        stay[late] = self.process.horizon - day[late]
        return to, stay

    def _leave(self, who: Places, to: Places, day: Floats, decision: int) -> None:
        self.exit[who], self.days[who], self.visits[who] = to, day, decision


def _times(law: Sojourn | None) -> Floats:
    """Return times in days, each as likely, with the mean of the law."""
    if law is None:
        return np.zeros(POINTS)
    times = quantile(law, (np.arange(POINTS) + 0.5) / POINTS) * scale(law)
    return np.asarray(times * law.days / times.mean())
