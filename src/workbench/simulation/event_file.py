"""Event file: the table of events as Parquet, written in pieces, whole or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from tqdm import tqdm

from workbench.disk.whole_file import whole
from workbench.simulation.events import Events, blank_events, joined
from workbench.simulation.process import Process
from workbench.simulation.sampler import EVENT_CHUNK, Engine, event_chunks
from workbench.simulation.tables import NO_FEELING

if TYPE_CHECKING:
    import pyarrow as pa

ROW_GROUP = 1 << 20
"""Rows of a group of the file, whatever the pieces they came in: the same seed gives the same bytes."""
UNDER_WAY = "(under way)"
FLOATS = ["day", "stay", "cost", "revenue"]


def write_events(
    process: Process,
    path: Path,
    *,
    n_journeys: int,
    seed: int,
    persona: str = "",
    engine: Engine = "compiled",
    threads: int | None = None,
    chunk: int = EVENT_CHUNK,
) -> int:
    """Write every visit of customers 0 to `n_journeys` - 1 to a Parquet file and return how many there are.

    Steps and where they led are names; a feeling nobody knows is null. The file's metadata say the
    seed, the number of customers, the persona and that all rows are simulated.
    """
    import pyarrow.parquet as pq  # costly to import: here alone

    chunks = event_chunks(process, n_journeys=n_journeys, seed=seed, engine=engine, threads=threads, chunk=chunk)
    told = {"status": "simulated", "seed": str(seed), "n_journeys": str(n_journeys), "persona": persona}
    told["made_by"] = f"persona-workbench {version('persona-workbench')}"
    rows = 0
    schema = _table(blank_events(process, 0)).schema.with_metadata(told)
    options = {"compression": "zstd", "use_dictionary": ["step", "to"], "use_byte_stream_split": FLOATS}
    with (
        whole(path) as temporary,
        pq.ParquetWriter(temporary, schema, **options) as writer,
        tqdm(total=n_journeys, desc=path.name, unit="customer", leave=False, disable=None) as bar,
    ):
        for group in _groups(chunks):
            writer.write_table(_table(group).replace_schema_metadata(told), row_group_size=ROW_GROUP)
            rows += len(group)
            bar.update(int(group.customer[-1]) + 1 - bar.n)
    return rows


def _groups(chunks: Iterator[Events]) -> Iterator[Events]:
    """Yield the rows in groups of ROW_GROUP, the last one with what is left."""
    waiting: list[Events] = []
    size = 0
    for chunk in chunks:
        waiting.append(chunk.copy())
        size += len(chunk)
        while size >= ROW_GROUP:
            whole = joined(waiting)
            yield whole.part(0, ROW_GROUP)
            waiting, size = [whole.part(ROW_GROUP, size)], size - ROW_GROUP
    if size:
        yield joined(waiting)


def _table(events: Events) -> pa.Table:
    import pyarrow as pa

    process = events.process
    steps = pa.array(process.steps)
    states = pa.array([*process.states, UNDER_WAY])
    columns = dict(zip(events.__slots__[1:], map(pa.array, events.columns()), strict=True))
    columns["step"] = pa.DictionaryArray.from_arrays(events.step, steps)
    columns["to"] = pa.DictionaryArray.from_arrays(events.to, states)
    columns["feeling"] = pa.array(events.feeling, mask=np.asarray(events.feeling == NO_FEELING))
    return pa.table(columns)
