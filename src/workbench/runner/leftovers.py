"""Leftovers: what a killed runner left behind is ended and removed when the next one starts."""

from __future__ import annotations

import tempfile
from contextlib import suppress
from pathlib import Path

from workbench.disk.whole_file import clear_unfinished
from workbench.errors import RunFailed
from workbench.runner.job import Job
from workbench.runner.journal import Entry
from workbench.runner.process import Process
from workbench.runner.publication import clear_stages
from workbench.runner.record import Record
from workbench.runner.remains import end_leftovers


def clear_runs(record: Record) -> int:
    """End every run whose runner is gone, and note it; return how many there were."""
    left = [entry for entry in record.begun() if not _process(entry, "runner").is_alive()]
    for entry in left:
        end_leftovers(entry.run, [_process(entry, "worker"), _process(entry, "guardian")], _temporary(entry))
        with suppress(RunFailed):  # noted the next time; ending it again does no harm
            record.journal.note("cleared", entry.run, entry.folder)
    record.refresh()
    return len(left)


def clear_files(job: Job, record: Record) -> None:
    """Remove half-written files from the folders of a run that nobody else writes into; half a publication is undone.

    OSError where the disk does not let it be undone.
    """
    clear_stages(job.own, record.is_finished)
    for folder in (job.own, job.own / "notebooks", job.personas):
        clear_unfinished(folder)


def _process(entry: Entry, name: str) -> Process:
    known = entry.facts.get(name, {})
    return Process(int(known.get("pid", 0)), str(known.get("born", "")))


def _temporary(entry: Entry) -> Path:
    return Path(tempfile.gettempdir()) / Path(str(entry.facts.get("temporary", ""))).name
