"""Surroundings: the environment variables of a measured process, as a user's would be."""

from __future__ import annotations

import os


def surroundings(**own: str) -> dict[str, str]:
    """Return this process's variables with `own` added; Python may keep its bytecode, as it does unless forbidden."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return kept | own
