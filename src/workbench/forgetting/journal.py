"""Journal: new contents written down before anything is touched, so that a run cut short is completed."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Mapping
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from workbench.disk.whole_file import write_whole
from workbench.forgetting.forgotten import Account, Entry
from workbench.forgetting.search import STAGE
from workbench.forgetting.traces import Traces

NAME = "journal.json"


class Write(BaseModel):
    """A file and what it becomes: the staged file, and digests of the old bytes and the new."""

    model_config = ConfigDict(frozen=True)

    path: Path
    staged: str
    before: str
    after: str


class Journal(BaseModel):
    """All that a forgetting does, and what is to be told and searched when it is done."""

    model_config = ConfigDict(frozen=True)

    asked: str
    traces: Traces
    writes: tuple[Write, ...]
    deletions: tuple[Path, ...]
    stores: tuple[tuple[Path, bool, bool], ...]
    index: Path | None
    removed: tuple[tuple[str, str], ...]
    changed: tuple[tuple[str, str], ...]
    flagged: tuple[tuple[str, str], ...]
    lost_claims: tuple[str, ...]

    def account(self) -> Account:
        """Return the entries as they were planned."""
        return Account(
            removed=[Entry(*pair) for pair in self.removed],
            changed=[Entry(*pair) for pair in self.changed],
            flagged=[Entry(*pair) for pair in self.flagged],
            lost_claims=list(self.lost_claims),
        )


def stage_of(folder: Path) -> Path:
    """Return the folder in which a study's unfinished forgetting lies."""
    return folder / STAGE


def unfinished(folder: Path) -> Journal | None:
    """Return the journal of a run cut short; what was staged without one is cleared away."""
    path = stage_of(folder) / NAME
    if path.is_file():
        return Journal.model_validate_json(path.read_text("utf-8"))
    clear(folder)
    return None


def clear(folder: Path) -> None:
    """Remove journal and stage; the journal first, so that a half-removed stage is never taken up."""
    (stage_of(folder) / NAME).unlink(missing_ok=True)
    shutil.rmtree(stage_of(folder), ignore_errors=True)


def staged_writes(folder: Path, contents: Mapping[Path, bytes]) -> tuple[Write, ...]:
    """Put new contents on disk beside the study, and return what is to be moved where."""
    stage = stage_of(folder)
    stage.mkdir(mode=0o700, exist_ok=True)
    writes = []
    for number, (path, content) in enumerate(contents.items()):
        staged = stage / f"new-{number}"
        _to_disk(staged, content)
        writes.append(
            Write(path=path.absolute(), staged=staged.name, before=_digest(path.read_bytes()), after=_digest(content))
            if path.exists()
            else Write(path=path.absolute(), staged=staged.name, before="", after=_digest(content))
        )
    return tuple(writes)


def commit(folder: Path, journal: Journal) -> None:
    """Write the journal: from here on the run is completed, now or when it is started again."""
    path = stage_of(folder) / NAME
    write_whole(path, journal.model_dump_json())
    path.chmod(0o600)


def apply(folder: Path, journal: Journal) -> list[Entry]:
    """Do what the journal says, deletions last; safe to repeat. Return files somebody has changed since."""
    touched: list[Entry] = []
    for write in journal.writes:
        now = _digest(write.path.read_bytes()) if write.path.exists() else ""
        if now == write.after:
            continue
        if now != write.before:
            touched.append(Entry(str(write.path), "changed since this was begun: left as it is, look yourself"))
            continue
        _replace(write.path, (stage_of(folder) / write.staged).read_bytes())
    for path in journal.deletions:
        path.unlink(missing_ok=True)
    for parent in sorted({path.parent for path in journal.deletions}, key=lambda path: -len(path.parts)):
        _remove_empty(parent, folder)
    return touched


def _replace(path: Path, content: bytes) -> None:
    """Write through a file of a known name, so that one left by a run cut short is written over."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}{STAGE}")
    temporary.touch(mode=0o600)
    _to_disk(temporary, content)
    temporary.chmod(path.stat().st_mode if path.exists() else 0o644)
    os.replace(temporary, path)


def _to_disk(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _remove_empty(folder: Path, study: Path) -> None:
    """Remove a folder that deletions have emptied, unless it belongs to the study's frame."""
    kept = folder.resolve().is_relative_to(study.resolve()) and folder.name != ".ipynb_checkpoints"
    if not kept and folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
