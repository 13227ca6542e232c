"""The journal: whole lines alone count, whatever was cut, changed or written at once."""

from __future__ import annotations

import multiprocessing
import os
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.errors import RunFailed
from workbench.runner.journal import Journal

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)
FACTS = st.dictionaries(st.sampled_from(["notebook", "cell", "seconds", "parameters"]), VALUES)


def _three(folder: Path) -> Journal:
    journal = Journal(folder)
    for n in range(3):
        journal.note("cell", f"wb-{n}", "one", cell=n)
    return journal


def _runs(folder: Path) -> list[str]:
    return [entry.run for entry in Journal(folder).new_entries()]


@given(facts=FACTS)
def test_what_is_noted_is_read_again(facts):
    with TemporaryDirectory() as folder:
        Journal(Path(folder)).note("started", "wb-1", "one", **facts)
        (entry,) = Journal(Path(folder)).new_entries()
        assert entry.facts == facts


def test_a_line_cut_anywhere_is_dropped_and_repaired(tmp_path):
    journal = _three(tmp_path)
    whole = journal.path.read_bytes()
    second_ends = whole[:-1].rindex(b"\n") + 1
    for cut in range(second_ends, len(whole)):
        journal.path.write_bytes(whole[:cut])
        assert _runs(tmp_path) == ["wb-0", "wb-1"]
        Journal(tmp_path).note("finished", "wb-9", "one")
        assert _runs(tmp_path) == ["wb-0", "wb-1", "wb-9"]


@given(place=st.integers(0, 10_000), bit=st.integers(0, 7))
def test_a_changed_line_counts_for_nothing(place, bit):
    with TemporaryDirectory() as folder:
        path = _three(Path(folder)).path
        content = bytearray(path.read_bytes())
        place %= len(content)
        content[place] ^= 1 << bit
        path.write_bytes(content)
        line = bytes(path.read_bytes())[:place].count(b"\n")
        assert f"wb-{line}" not in _runs(Path(folder)) or content[place : place + 1] == b"\n"
        assert len(_runs(Path(folder))) >= 1


def test_others_lines_are_read_as_they_come(tmp_path):
    reader = Journal(tmp_path)
    assert reader.new_entries() == []
    for n in range(3):
        Journal(tmp_path).note("cell", f"wb-{n}", "one")
        assert [entry.run for entry in reader.new_entries()] == [f"wb-{n}"]


def _many(folder: Path, name: str) -> None:
    journal = Journal(folder)
    for n in range(50):
        journal.note("cell", f"{name}-{n}", "one")


def test_writers_at_once_tear_no_line(tmp_path):
    context = multiprocessing.get_context("spawn")
    writers = [context.Process(target=_many, args=(tmp_path, name)) for name in "abc"]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert sorted(_runs(tmp_path)) == sorted(f"{name}-{n}" for name in "abc" for n in range(50))


@pytest.mark.parametrize("function", ["write", "fsync"])
def test_a_line_that_cannot_be_written_leaves_the_journal_as_it_was(tmp_path, monkeypatch, function):
    journal = _three(tmp_path)
    before = journal.path.read_bytes()
    real = os.write

    def half(handle, content=b""):
        if function == "write" and content:
            real(handle, content[:10])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, function, half)
    with pytest.raises(RunFailed, match="the disk is full"):
        journal.note("finished", "wb-3", "one")
    assert journal.path.read_bytes() == before


def test_the_journal_is_not_written_through_a_link(tmp_path):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.write_text("dear\n", "utf-8")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "journal.jsonl").symlink_to(elsewhere)
    with pytest.raises(RunFailed):
        Journal(tmp_path / "out").note("started", "wb-1", "one")
    assert elsewhere.read_text("utf-8") == "dear\n"
