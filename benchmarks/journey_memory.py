"""Journey memory: what many customers take when they are summed up or streamed, beside NumPy holding fewer."""

from __future__ import annotations

import sys
from pathlib import Path

from benchmarks.child import cost_of
from benchmarks.journey_sizes import Sizes
from benchmarks.measurement import Measurement, Peer, spread

ROOT = Path(__file__).resolve().parents[1]
BEGIN = "from benchmarks.touchpoints import touchpoints; "
TOTALS = "from workbench.simulation.sampler import total; total(touchpoints(), n_journeys={n}, seed=1)"
EVENTS = (
    "from workbench.simulation.sampler import event_chunks; "
    "print(sum(map(len, event_chunks(touchpoints(), n_journeys={n}, seed=1))))"
)
NUMPY = (
    "from benchmarks.numpy_journeys import walk_numpy; "
    "walk_numpy([touchpoints()], {n}, seed=1, at_once={n}, record={record})"
)


def measure(sizes: Sizes) -> list[Measurement]:
    """Walk customers of one persona in processes of their own, imports included."""
    return [
        _compared("summary", TOTALS.format(n=sizes.held_totals), n=sizes.held_totals, peers=sizes.held_arrays),
        _compared("events", EVENTS.format(n=sizes.held_events), n=sizes.held_events, peers=sizes.held_arrays),
    ]


def _compared(kind: str, own: str, *, n: int, peers: int) -> Measurement:
    table = kind == "events"
    what = f"NumPy holding {peers:,} customers{' and their events' if table else ''}; the workbench walks {n:,}"
    peer = Peer(what, spread([_megabytes(NUMPY.format(n=peers, record=table))]))
    return Measurement(f"journeys.memory.{kind}", "MB", spread([_megabytes(own)]), peer=peer)


def _megabytes(code: str) -> float:
    return cost_of([sys.executable, "-c", BEGIN + code], folder=ROOT).megabytes
