"""The table of events as a file other programs read."""

from __future__ import annotations

import numpy as np
import pyarrow.parquet as pq
import pytest

from workbench.simulation import event_file
from workbench.simulation.event_file import UNDER_WAY, write_events
from workbench.simulation.sampler import events_of


def test_a_file_holds_every_event_by_name(of_sample, tmp_path):
    process, path = of_sample("travel"), tmp_path / "events.parquet"
    rows = write_events(process, path, n_journeys=500, seed=3, persona="p1")
    table, events = pq.read_table(path), events_of(process, n_journeys=500, seed=3)
    assert rows == table.num_rows == len(events)
    states = [*process.states, UNDER_WAY]
    assert table["to"].to_pylist() == [states[place] for place in events.to]
    assert table["step"].to_pylist() == [process.steps[place] for place in events.step]
    for name in ("customer", "decision", "day", "stay", "cost", "revenue"):
        assert np.array_equal(table[name].to_numpy(), getattr(events, name))
    assert [
        feeling if feeling is not None else 3 for feeling in table["feeling"].to_pylist()
    ] == events.feeling.tolist()


def test_a_file_says_that_it_is_simulated_and_from_what(of_sample, tmp_path):
    write_events(of_sample("travel"), tmp_path / "events.parquet", n_journeys=50, seed=3, persona="p1")
    told = pq.read_schema(tmp_path / "events.parquet").metadata
    assert told[b"status"] == b"simulated"
    assert (told[b"seed"], told[b"n_journeys"], told[b"persona"]) == (b"3", b"50", b"p1")


@pytest.mark.parametrize(("threads", "chunk"), [(1, 33), (2, 100), (4, 5_000)])
def test_no_number_of_threads_or_chunks_leaves_a_trace_in_the_file(of_sample, tmp_path, monkeypatch, threads, chunk):
    monkeypatch.setattr(event_file, "ROW_GROUP", 1_000)
    one, other = tmp_path / "one.parquet", tmp_path / "other.parquet"
    write_events(of_sample("travel"), one, n_journeys=700, seed=3)
    write_events(of_sample("travel"), other, n_journeys=700, seed=3, threads=threads, chunk=chunk)
    assert one.read_bytes() == other.read_bytes()
    assert pq.ParquetFile(one).metadata.num_row_groups > 3


def test_a_run_that_fails_leaves_the_old_file_and_nothing_else(of_sample, tmp_path, monkeypatch):
    path = tmp_path / "events.parquet"
    path.write_text("old")
    monkeypatch.setattr(event_file, "_groups", lambda _: (_ for _ in ()).throw(OSError("disk full")))
    with pytest.raises(OSError, match="disk full"):
        write_events(of_sample("travel"), path, n_journeys=50, seed=3)
    assert [file.name for file in tmp_path.iterdir()] == ["events.parquet"]
    assert path.read_text() == "old"
