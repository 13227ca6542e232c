"""Interview: what a reader makes of a file, names still in it; never leaves the reading of a study."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from workbench.reading.spoken import Spoken


@dataclass(frozen=True, slots=True)
class Interview:
    """Turns of one interview as the file has them.

    In a `group` every label that is not an interviewer's is a participant of their own.
    """

    document: str
    turns: Spoken
    path: Path
    digest: str
    interviewers: tuple[str, ...]
    group: bool = False
