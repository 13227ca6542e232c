"""Reference: the same walk written with NumPy, all customers one decision at a time, to check the compiled one by."""

from __future__ import annotations

from itertools import count

import numpy as np
from numpy.typing import NDArray

from workbench.simulation.controls import Controls
from workbench.simulation.events import EVENT_COLUMNS, Events
from workbench.simulation.laws import KNOTS
from workbench.simulation.luck import (
    BROUGHT,
    FEELING_MASK,
    GOLDEN,
    STAY_MASK,
    STAY_SHIFT,
    WHERE_SHIFT,
    Bits,
    luck,
    mixed,
    streams,
)
from workbench.simulation.process import Floats
from workbench.simulation.tables import NO_FEELING, Tables
from workbench.simulation.walks import Walks

Places = NDArray[np.int64]
UNIT = 2.0**-53


class ReferenceWalk:
    """Customers `first` and after, as many as `walks` has room for, decision by decision."""

    def __init__(self, tables: Tables, walks: Walks, *, key: np.uint64, first: int, controls: Controls) -> None:
        self.tables, self.walks, self.controls = tables, walks, controls
        self.streams = streams(key, np.arange(first, first + walks.n))
        self.bits = luck(self.streams, 0)
        self.first = first
        self.taken = np.zeros(walks.n, dtype=np.int64)
        self.under_way = len(walks.process.states)
        self.counts = np.zeros((len(walks.process.steps), self.under_way + 2), dtype=np.int64)
        self.rows: list[list[NDArray[np.generic]]] = []
        self.expected = controls.expected(walks.process)
        for name in ("mask", "days", "visits", "revenue", "cost", "switches", "referrals", "felt", "feelings"):
            getattr(walks, name)[:] = 0
        walks.exit[:], walks.converted_after[:] = -1, np.nan
        self.strongest = np.full(walks.n, 2)
        self.latest = np.full(walks.n, 2)

    def run(self, *, most_timeless: int, record: bool) -> int:
        """Walk everybody to an exit or the horizon; return the first customer who never leaves, or -1."""
        t, walks = self.tables, self.walks
        who = np.arange(walks.n)
        step = t.start_steps[np.searchsorted(t.start_ends, self.bits >> WHERE_SHIFT)].astype(np.int64)
        channel = np.full(walks.n, -1)
        mark = np.zeros(walks.n)
        walks.control[:] = self.controls.values[:, step, -1] - self.controls.at_start(walks.process)[:, None]
        for decision in count(1):
            bits = self._luck(who, step)
            target, stay = self._next(step, bits), self._stay(step, bits)
            self._visit(who, step, bits, channel)
            if decision % most_timeless == 0:
                stuck = who[walks.days[who] == mark[who]]
                if len(stuck):
                    return self.first + int(stuck[0])
                mark[who] = walks.days[who]
            leaves = walks.days[who] + stay >= t.horizon
            if record:
                self._record(who, decision, step, np.where(leaves, self.under_way, target), stay)
            self._move(who, step, target, stay, leaves)
            on = ~leaves & (target < len(walks.process.steps))
            who, step = who[on], target[on]
            if not len(who):
                break
        self.counts[:, -1] = walks.reached.sum(axis=0)
        walks.peak[:], walks.last[:] = (self.strongest & 7) - 2, (self.latest & 7) - 2
        return -1

    def events(self) -> Events:
        """Return the rows recorded, ordered by customer and decision."""
        columns = [np.concatenate(parts) for parts in zip(*self.rows, strict=True)]
        order = np.lexsort((columns[1], columns[0]))
        kinds = EVENT_COLUMNS.values()
        return Events(self.walks.process, *(c[order].astype(kind) for c, kind in zip(columns, kinds, strict=True)))

    def _luck(self, who: Places, step: Places) -> Bits:
        salt = self.tables.salt[step]
        aside = salt != 0
        self.taken[who] += ~aside
        with np.errstate(over="ignore"):
            plain = mixed(self.streams[who] + self.taken[who].astype(np.uint64) * GOLDEN)
            found = np.where(aside, mixed(self.bits[who] ^ salt), plain)
        self.bits[who] = found
        return found

    def _next(self, step: Places, bits: Bits) -> Places:
        where = bits >> WHERE_SHIFT
        piece = (where[:, None] > self.tables.ends[step]).sum(axis=1)
        return np.asarray(self.tables.targets[step, piece], dtype=np.int64)

    def _stay(self, step: Places, bits: Bits) -> Floats:
        t = self.tables
        draw = (bits >> STAY_SHIFT) & STAY_MASK
        knot = (draw >> np.uint64(14)).astype(np.int64)
        tail = knot == KNOTS - 1
        finer = ((draw >> np.uint64(4)) & np.uint64(KNOTS - 1)).astype(np.int64)
        point = t.law[step].astype(np.int64) + np.where(tail, KNOTS + 1 + finer, knot)
        fine = ((draw & np.uint64(15)).astype(np.float64) + 0.5) * 2.0**-4
        part = np.where(tail, fine, ((draw & np.uint64(0x3FFF)).astype(np.float64) + 0.5) * 2.0**-14)
        low = t.laws[point].astype(np.float64)
        return np.asarray((low + (t.laws[point + 1].astype(np.float64) - low) * part) * t.days[step])

    def _visit(self, who: Places, step: Places, bits: Bits, channel: Places) -> None:
        t, walks = self.tables, self.walks
        drawn = t.feelings[step, (bits & FEELING_MASK).astype(np.int64)].astype(np.int64)
        known = t.known[step] == 1
        walks.felt[who] += (drawn & 7) - 2
        walks.feelings[who] += known
        self.strongest[who] = np.maximum(self.strongest[who], drawn)
        self.latest[who] = np.where(known, drawn, self.latest[who])
        here = t.channels[step]
        walks.switches[who] += (here != channel[who]) & (here >= 0) & (channel[who] >= 0)
        channel[who] = here
        walks.mask[who] |= np.uint64(1) << step.astype(np.uint64)
        new = who[(step == int(t.conversion)) & np.isnan(walks.converted_after[who])]
        walks.converted_after[new] = walks.days[new]
        walks.revenue[who] += t.revenue[step]
        walks.cost[who] += t.cost[step]
        chance = (mixed(bits ^ BROUGHT) >> np.uint64(11)).astype(np.float64) * UNIT
        whole = np.floor(t.brought[step])
        walks.referrals[who] += (whole + (chance < t.brought[step] - whole)).astype(np.int32)
        walks.visits[who] += 1

    def _record(self, who: Places, decision: int, step: Places, to: Places, stay: Floats) -> None:
        t, day = self.tables, self.walks.days[who]
        drawn = t.feelings[step, (self.bits[who] & FEELING_MASK).astype(np.int64)].astype(np.int64)
        feeling = np.where(t.known[step] == 1, (drawn & 7) - 2, NO_FEELING)
        spent = np.where(to == self.under_way, t.horizon - day, stay)
        number = np.full(len(who), decision)
        self.rows.append([who + self.first, number, step, to, day, spent, feeling, t.cost[step], t.revenue[step]])

    def _move(self, who: Places, step: Places, target: Places, stay: Floats, leaves: NDArray[np.bool_]) -> None:
        t, walks, steps = self.tables, self.walks, len(self.walks.process.steps)
        np.add.at(self.counts[:, self.under_way], step[leaves], 1)
        walks.days[who[leaves]] = t.horizon
        on = ~leaves
        gone, source, moved = who[on], step[on], target[on]
        walks.days[gone] += stay[on]
        np.add.at(self.counts, (source, moved), 1)
        part = self.controls.part(t.horizon - walks.days[gone])
        for k, once in enumerate(self.controls.once):
            open_ = ~once | np.isnan(walks.converted_after[gone])
            change = self.controls.values[k, moved, part] - self.expected[k, source, part]
            walks.control[k, gone[open_]] += change[open_]
        left = moved >= steps
        walks.exit[gone[left]] = moved[left] - steps
