"""Messages: what a worker tells its runner, one JSON object a line."""

from __future__ import annotations

import json
import os
from typing import Any


def send(handle: int, message: dict[str, Any]) -> None:
    """Write a message into a pipe."""
    content = json.dumps(message, allow_nan=False).encode() + b"\n"
    while content:
        content = content[os.write(handle, content) :]


class Reader:
    """Reads messages from pipes, also those that come in pieces."""

    def __init__(self) -> None:
        self._half: dict[int, bytes] = {}

    def read(self, handle: int) -> list[dict[str, Any]] | None:
        """Return the messages that wait in a pipe; None when no more will come."""
        content = os.read(handle, 65_536)
        if not content:
            return None
        *lines, self._half[handle] = (self._half.get(handle, b"") + content).split(b"\n")
        return [message for line in lines if (message := understood(line)) is not None]


def understood(line: bytes) -> dict[str, Any] | None:
    """Return the message of a line; None for what is none."""
    try:
        message = json.loads(line)
    except ValueError:
        return None
    return message if isinstance(message, dict) else None
