"""Journal: what became of every run, in one file that only grows; the verdict lives here, never in a notebook.

A line is a JSON object that ends with its own checksum. Lines are written in one go under a lock and reach the disk
before anybody acts on them; a line cut short by a crash is dropped when the next is written. No line holds words of a
study: an error is its kind and its place.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

from workbench.disk.disk_error import words_of
from workbench.disk.whole_file import OWN, sync_folder
from workbench.errors import RunFailed

NAME = "journal.jsonl"
Kind = Literal["started", "cell", "finished", "failed", "interrupted", "cleared"]
ENDS: frozenset[Kind] = frozenset({"finished", "failed", "interrupted", "cleared"})
"""What ends a run; one that only started was cut off."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: what happened to which run in which folder, when (UTC), and its facts as JSON values."""

    kind: Kind
    run: str
    folder: str
    at: str
    facts: Mapping[str, Any]


class Journal:
    """The journal of an output folder; several processes may write to it."""

    def __init__(self, out: Path) -> None:
        self.path = out / NAME
        self._read_to = 0

    def note(self, kind: Kind, run: str, folder: str, **facts: Any) -> None:
        """Add a line; when this returns it is on disk. RunFailed where it cannot be written, and nothing of it stays.

        A cell's line alone is not waited for: lost with the power, it loses nothing.
        """
        at = datetime.now(UTC).isoformat(timespec="milliseconds")
        line = _line({"kind": kind, "run": run, "folder": folder, "at": at, "facts": facts})
        try:
            with self._opened() as handle:
                size = _whole_size(handle)
                os.ftruncate(handle, size)
                try:
                    _write_all(handle, line)
                    if kind != "cell":
                        os.fsync(handle)
                except OSError:
                    os.ftruncate(handle, size)
                    raise
        except OSError as error:
            raise RunFailed(f"the journal {self.path.name} cannot be written: {words_of(error)}") from error

    def new_entries(self) -> list[Entry]:
        """Return the whole lines that this journal has not returned yet; one whose checksum does not fit is none."""
        try:
            with self.path.open("rb") as file:
                file.seek(self._read_to)
                *lines, rest = file.read().split(b"\n")
                self._read_to = file.tell() - len(rest)
        except FileNotFoundError:
            return []
        return [entry for line in lines if (entry := _entry(line)) is not None]

    @contextmanager
    def _opened(self) -> Iterator[int]:
        new = not self.path.exists()
        flags = os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW
        handle = os.open(self.path, flags, OWN)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield handle
        finally:
            os.close(handle)
        if new:
            sync_folder(self.path.parent)


def _line(content: dict[str, Any]) -> bytes:
    return _text(content | {"sum": _checksum(content)}).encode() + b"\n"


def _text(content: dict[str, Any]) -> str:
    return json.dumps(content, allow_nan=False, separators=(",", ":"))


def _checksum(content: dict[str, Any]) -> str:
    return hashlib.sha256(_text(content).encode()).hexdigest()[:16]


def _entry(line: bytes) -> Entry | None:
    try:
        content = json.loads(line)
        if content.pop("sum") != _checksum(content):
            return None
        return Entry(**content)
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def _whole_size(handle: int) -> int:
    """Return the size without a last line that was cut short."""
    size = os.fstat(handle).st_size
    step = 65_536
    for start in range(size, 0, -step):
        begin = max(0, start - step)
        place = os.pread(handle, start - begin, begin).rfind(b"\n")
        if place >= 0:
            return begin + place + 1
    return 0


def _write_all(handle: int, content: bytes) -> None:
    while content:
        content = content[os.write(handle, content) :]
