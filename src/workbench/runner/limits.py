"""Limits: how long a cell and a study may take."""

from __future__ import annotations

from dataclasses import dataclass

GRACE = 3.0
"""Seconds between asking a study to stop and ending it."""

PATIENCE = 5.0
"""Seconds a guardian may take to end what it guards."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds a cell may take, and a study."""

    cell: float = 600.0
    study: float = 3_600.0
