"""Whole file: text that is on disk completely or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

READABLE, OWN = 0o644, 0o600
"""Who may read a file: everybody, or its owner alone."""


def write_whole(path: Path, text: str, mode: int = READABLE) -> None:
    """Write a text file through a temporary one, so that the old content or the new is there, never half."""
    write_whole_bytes(path, text.encode("utf-8"), mode)


def write_whole_bytes(path: Path, content: bytes, mode: int = READABLE) -> None:
    """Write any file as `write_whole` writes a text."""
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(temporary, mode)
        os.replace(temporary, path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
