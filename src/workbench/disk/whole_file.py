"""Whole file: text that is on disk completely or not at all."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

READABLE, OWN = 0o644, 0o600
"""Who may read a file: everybody, or its owner alone."""
UNFINISHED = re.compile(r"\..+\.[a-z0-9_]{8}")
"""Name of a file whose writer ended before it was whole."""


def write_whole(path: Path, text: str, mode: int = READABLE) -> None:
    """Write a text file through a temporary one, so that the old content or the new is there, never half."""
    write_whole_bytes(path, text.encode("utf-8"), mode)


def write_whole_bytes(path: Path, content: bytes, mode: int = READABLE) -> None:
    """Write any file as `write_whole` writes a text."""
    with whole(path, mode) as temporary:
        temporary.write_bytes(content)


@contextmanager
def whole(path: Path, mode: int = READABLE) -> Iterator[Path]:
    """Give a temporary file to write, which takes the place of `path` when all went well and vanishes when not.

    A link at `path` is replaced, never followed.
    """
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    os.close(handle)
    temporary = Path(name)
    try:
        yield temporary
        with temporary.open("rb+") as file:
            os.fsync(file.fileno())
        os.chmod(temporary, mode)
        os.replace(temporary, path)
        sync_folder(path.parent)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def sync_folder(folder: Path) -> None:
    """Make the names in a folder last through a loss of power, where the system can."""
    with suppress(PermissionError):  # a folder one may write into and not read
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def clear_unfinished(folder: Path) -> None:
    """Remove what writers that were ended left in a folder nobody else writes into."""
    for path in folder.glob(".*"):
        if UNFINISHED.fullmatch(path.name) and path.is_file() and not path.is_symlink():
            path.unlink(missing_ok=True)
