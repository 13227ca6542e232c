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


def understood(line: bytes) -> dict[str, Any] | None:
    """Return the message of a line; None for what is none."""
    try:
        message = json.loads(line)
    except ValueError:
        return None
    return message if isinstance(message, dict) else None
