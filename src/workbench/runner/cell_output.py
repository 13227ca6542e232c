"""Cell output: what cells print, through Python's streams or past them, as messages of the kernel."""

from __future__ import annotations

import io
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


class PastStreams:
    """What is written to a file descriptor itself, by C code or a command; read from a file nobody can name."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._kept = os.dup(descriptor)
        self._file = tempfile.TemporaryFile()  # noqa: SIM115 it lives as long as the cells
        self._read = 0
        os.dup2(self._file.fileno(), descriptor)

    def new(self) -> str:
        """Return what was written since the last look."""
        found = b""
        while part := os.pread(self._file.fileno(), 1 << 20, self._read):
            found += part
            self._read += len(part)
        return found.decode("utf-8", "replace")

    def close(self) -> None:
        """Give the descriptor back."""
        os.dup2(self._kept, self._descriptor)
        os.close(self._kept)
        self._file.close()


@contextmanager
def written_past() -> Iterator[tuple[PastStreams, PastStreams]]:
    """Catch what is written past Python's streams to standard output and error."""
    for stream in (sys.__stdout__, sys.__stderr__):
        if stream is not None:
            stream.flush()
    caught = []
    try:
        caught.append(PastStreams(1))
        caught.append(PastStreams(2))
        yield caught[0], caught[1]
    finally:
        for one in caught:
            one.close()


class CellStream(io.TextIOBase):
    """Standard output or error of a cell: a message of the kernel at each flush."""

    encoding = "UTF-8"
    errors = "replace"

    def __init__(self, name: str, kernel: Any, past: PastStreams) -> None:
        self.name = name
        self._kernel = kernel
        self._past = past
        self._written: list[str] = []

    def writable(self) -> bool:
        """It can be written to."""
        return True

    def fileno(self) -> int:
        """Return the real descriptor, which is caught too."""
        return 1 if self.name == "stdout" else 2

    def write(self, text: str) -> int:
        """Keep text until the next flush; TypeError for what is none."""
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text)}")
        self._written.append(text)
        return len(text)

    def flush(self) -> None:
        """Send what was written since the last flush."""
        written, self._written = self._written, []
        text = "".join(written) + self._past.new()
        if text:
            content = {"name": self.name, "text": text}
            self._kernel.session.send(self._kernel.iopub_socket, "stream", content, parent=self._kernel.get_parent())
