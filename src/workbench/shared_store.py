"""Shared store: values that processes forked from one another find and leave, in memory that vanishes with them."""

from __future__ import annotations

import fcntl
import hashlib
import os
import pickle
import struct
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Any

HEAD = struct.Struct("<32s32sQ")
"""Key, SHA-256 of the value's bytes, and how many there are."""
LARGEST = 64 * 1024 * 1024
MOST = 1024 * 1024 * 1024
"""Bytes of a value, and of all of them: what would be larger is not kept."""


class SharedStore:
    """Values by their keys (32 bytes), each written once, in a file without a name.

    A process that is killed while it writes leaves nothing that anybody takes for a value.
    """

    def __init__(self) -> None:
        self._file = _nameless()
        self._places: dict[bytes, tuple[int, int, bytes]] = {}
        self._end = 0

    def get(self, key: bytes) -> tuple[Any] | None:
        """Return the value in a tuple of one; None where there is none."""
        self._look()
        if key not in self._places:
            return None
        place, size, digest = self._places[key]
        content = os.pread(self._file.fileno(), size, place)
        if hashlib.sha256(content).digest() != digest:
            return None
        return (pickle.loads(content),)  # noqa: S301 written by processes forked from this one, for their own

    def put(self, key: bytes, value: Any) -> None:
        """Leave a value for others; one that cannot be written is left out."""
        try:
            content = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
        except (pickle.PicklingError, TypeError, AttributeError, RecursionError):
            return
        with self._alone():
            self._look()
            if key in self._places or len(content) > LARGEST or self._end + len(content) > MOST:
                return
            record = HEAD.pack(key, hashlib.sha256(content).digest(), len(content)) + content
            os.ftruncate(self._file.fileno(), self._end)  # what a killed process had begun
            written = 0
            while written < len(record):
                written += os.pwrite(self._file.fileno(), record[written:], self._end + written)

    def close(self) -> None:
        """Forget everything in this process."""
        self._file.close()

    def _look(self) -> None:
        """Take in what was written since the last look, up to what is still being written."""
        handle, size = self._file.fileno(), os.fstat(self._file.fileno()).st_size
        while self._end + HEAD.size <= size:
            key, digest, length = HEAD.unpack(os.pread(handle, HEAD.size, self._end))
            if self._end + HEAD.size + length > size:
                return
            self._places.setdefault(key, (self._end + HEAD.size, length, digest))
            self._end += HEAD.size + length

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Let no other process write meanwhile; a lock ends with the process that holds it."""
        fcntl.lockf(self._file, fcntl.LOCK_EX)
        try:
            yield
        finally:
            fcntl.lockf(self._file, fcntl.LOCK_UN)


def _nameless() -> IO[bytes]:
    """Return a file without a name: in memory where the system has such files (Linux)."""
    create = getattr(os, "memfd_create", None)
    if create is None:
        return tempfile.TemporaryFile(buffering=0)
    return os.fdopen(create("workbench"), "w+b", 0)
