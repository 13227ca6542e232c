"""Record: what the journal says of each folder: the run that is finished there, and runs that were cut off."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from workbench.errors import RunFailed
from workbench.runner.identity import Identity, digest_of
from workbench.runner.job import Job
from workbench.runner.journal import ENDS, Entry, Journal
from workbench.runner.places import REPORT


class Record:
    """The journal of an output folder as it stands; `refresh` reads what others have added."""

    def __init__(self, out: Path) -> None:
        self.journal = Journal(out)
        self._finished: dict[str, Entry] = {}
        self._finished_runs: set[str] = set()
        self._reports: dict[tuple[str, str], Entry] = {}
        self._begun: dict[str, Entry] = {}
        self._owner: dict[str, Any] = {}
        self.refresh()

    def refresh(self) -> None:
        """Take in what has been written since."""
        for entry in self.journal.new_entries():
            if entry.kind == "started":
                self._begun[entry.run] = entry
                self._owner[entry.folder] = entry.facts.get("owner")
            elif entry.kind in ENDS:
                self._begun.pop(entry.run, None)
            if entry.kind == "finished":
                self._finished[entry.folder] = entry
                self._finished_runs.add(entry.run)
                self._reports[entry.folder, str(entry.facts["outputs"].get(REPORT))] = entry

    def begun(self, folder: str | None = None) -> list[Entry]:
        """Return the runs that started and have no end, in one folder or in all."""
        return [entry for entry in self._begun.values() if folder in (None, entry.folder)]

    def finished(self, folder: str) -> Entry | None:
        """Return the last run that finished in a folder."""
        return self._finished.get(folder)

    def is_finished(self, run: str) -> bool:
        """Say whether a run has finished."""
        return run in self._finished_runs

    def is_done(self, job: Job, identity: Identity) -> bool:
        """Say whether a run was finished from the very same things, and its results lie there as they were made."""
        entry = self.finished(job.folder)
        if entry is None or entry.facts.get("identity") != identity.plain():
            return False
        return are_there(job.own, entry.facts.get("outputs", {}))

    def vouched(self, job: Job) -> Entry | None:
        """Return the finished run that made the report that lies there, if the journal knows one."""
        try:
            return self._reports.get((job.folder, digest_of(job.own / REPORT)))
        except OSError:
            return None

    def require_owner(self, job: Job, owner: Mapping[str, Any]) -> None:
        """Raise RunFailed where the folder holds the results of something else, such as a study of that name."""
        known = self._owner.get(job.folder)
        if known is not None and known != owner and (job.own / REPORT).exists():
            raise RunFailed(
                f"{job.own} holds the results of something else ({known.get('study', '?')}): "
                "choose another folder with --out"
            )


def are_there(folder: Path, outputs: Mapping[str, Any]) -> bool:
    """Say whether files lie in a folder with the digests they were made with."""
    try:
        return bool(outputs) and all(digest_of(folder / name) == digest for name, digest in outputs.items())
    except OSError:
        return False
