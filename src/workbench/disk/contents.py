"""Contents: what some files hold, as a value that differs as soon as one of them does."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

Contents = tuple[tuple[str, str], ...]
"""Each file with its SHA-256; "" for one that is not there or cannot be read."""


def contents(paths: Iterable[Path]) -> Contents:
    """Return what files hold now."""
    return tuple((str(path), _digest(path)) for path in paths)


def _digest(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except (OSError, ValueError):
        return ""
