"""Remains: a run's temporary folder and what is left of its processes, and how both are cleared."""

from __future__ import annotations

import os
import secrets
import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path

from workbench.errors import RunFailed
from workbench.runner.process import Process, end_group, end_marked

PREFIX = "wb-"


def new_run() -> str:
    """Return a run's id, short enough for the name of a process."""
    return PREFIX + secrets.token_hex(6)


def temporary_folder(run: str) -> Path:
    """Return a new folder for what a run keeps while it is under way; RunFailed where there can be none."""
    try:
        return Path(tempfile.mkdtemp(prefix=f"{run}-"))
    except FileNotFoundError as error:  # what Python makes of any failure to write there
        raise RunFailed("no folder for temporary files can be written to: is the disk full?") from error


def end_leftovers(run: str, leaders: Iterable[Process], temporary: Path) -> None:
    """End what is left of a run whose guardian or runner was killed, and remove its temporary folder."""
    for leader in leaders:
        end_group(leader)
    end_marked(run)
    remove_temporary(temporary, run)


def remove_temporary(folder: Path, run: str) -> None:
    """Remove a run's temporary folder; anything else of that name stays."""
    ours = folder.name.startswith(f"{run}-") and run.startswith(PREFIX)
    if ours and not folder.is_symlink() and folder.is_dir() and folder.stat().st_uid == os.getuid():
        shutil.rmtree(folder, ignore_errors=True)
