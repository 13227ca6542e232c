"""Places: where a study's results go, never outside its output folder, and never two runs into one."""

from __future__ import annotations

import fcntl
import os
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from workbench.errors import RunFailed

NAME = re.compile(r"[a-z0-9][a-z0-9_.-]{0,119}")
NOTEBOOKS, PERSONAS = "notebooks", "personas"
REPORT, CARD, SHARING = "report.html", "card.json", "sharing.json"
STAGE = ".staged-"
"""How the folder begins in which a run puts its results before they take the place of older ones."""


class Busy(RunFailed):
    """Another run holds a folder."""


def own_folder(out: Path, name: str) -> Path:
    """Return the folder of one study's results, made; RunFailed for a name or a link that leads elsewhere."""
    if not NAME.fullmatch(name) or name.endswith("."):
        raise RunFailed(f"{name!r} cannot name a folder of results; allowed: a-z, 0-9, - and _, at most 120 letters")
    own = out / name
    for folder in (own, own / NOTEBOOKS, own / PERSONAS):
        if folder.is_symlink():
            raise RunFailed(f"{folder} is a link: results are not written through links; remove it")
    (own / NOTEBOOKS).mkdir(parents=True, exist_ok=True)
    return own


def stage_of(own: Path, run: str) -> Path:
    """Return the folder in which a run puts its results."""
    return own / f"{STAGE}{run}"


@contextmanager
def held(folders: Sequence[Path], *, to_read: bool = False) -> Iterator[list[int]]:
    """Hold folders against other runs and give the handles; Busy where another has one of them.

    Several may hold a folder to read from it, and nobody then writes into it.

    The folder itself is locked: no file is left behind, and the lock ends with its holder.
    """
    handles: list[int] = []
    try:
        for folder in folders:
            handles.append(os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC))
            try:
                fcntl.flock(handles[-1], (fcntl.LOCK_SH if to_read else fcntl.LOCK_EX) | fcntl.LOCK_NB)
            except BlockingIOError:
                raise Busy(f"another run is writing into {folder}") from None
        yield handles
    finally:
        for handle in handles:
            os.close(handle)
