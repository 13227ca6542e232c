"""Event writing: simulated events written to a Parquet file as they come, beside pandas writing CSV."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

import pandas as pd

from benchmarks.alternation import alternate
from benchmarks.journey_sizes import Sizes
from benchmarks.measurement import Measurement, Peer, spread
from benchmarks.touchpoints import touchpoints
from workbench.simulation.event_file import write_events
from workbench.simulation.events import EVENT_COLUMNS
from workbench.simulation.sampler import events_of

OURS, PEER = "workbench", "pandas"
WHAT = "the same columns of fewer customers simulated, then pandas.DataFrame.to_csv"


def measure(runs: int, sizes: Sizes) -> list[Measurement]:
    """Simulate and write in turns, simulation included in both."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        parquet(folder, 100, seed=0)
        ways = {
            OURS: lambda run: parquet(folder, sizes.filed, seed=run),
            PEER: lambda run: csv(folder, sizes.written, seed=run),
        }
        found = alternate(ways, runs, title="journeys: writing")
    peer = Peer(WHAT, spread(found[PEER]))
    return [Measurement("journeys.parquet", "rows/s", spread(found[OURS]), better="higher", peer=peer)]


def parquet(folder: Path, customers: int, *, seed: int) -> float:
    """Return the rows a second of a Parquet file of all events."""
    start = time.perf_counter()
    rows = write_events(touchpoints(), folder / "events.parquet", n_journeys=customers, seed=seed)
    return rows / (time.perf_counter() - start)


def csv(folder: Path, customers: int, *, seed: int) -> float:
    """Return the rows a second of a CSV file of all events."""
    start = time.perf_counter()
    events = events_of(touchpoints(), n_journeys=customers, seed=seed)
    table = pd.DataFrame({name: getattr(events, name) for name in EVENT_COLUMNS})
    table.to_csv(folder / "events.csv", index=False)
    return len(table) / (time.perf_counter() - start)
