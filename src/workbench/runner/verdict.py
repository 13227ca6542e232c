"""Verdict: what became of one run, decided from the journal's point of view and never from a notebook's."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Outcome = Literal["made", "unchanged", "failed", "refused", "interrupted"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of one run: its report, or why there is none."""

    study: str
    outcome: Outcome
    report: Path | None = None
    reason: str = ""
    sharing: str = ""
    """Whether the report just made may be shared, or the first reason why not."""

    @property
    def has_report(self) -> bool:
        """Say whether the report there is that of this very run."""
        return self.outcome in {"made", "unchanged"}


def summary_line(verdicts: list[Verdict], asked: int, index: Path | None) -> str:
    """Return the last line: how many reports there are, what is missing, and where to look."""
    count = {outcome: sum(v.outcome == outcome for v in verdicts) for outcome in ("unchanged", "failed", "refused")}
    made = sum(verdict.has_report for verdict in verdicts)
    told = f"{made} of {asked} reports made"
    if count["unchanged"]:
        told += f" ({count['unchanged']} before, unchanged)"
    missing = [f"{count[what]} {what}" for what in ("failed", "refused") if count[what]]
    left = asked - made - count["failed"] - count["refused"]
    missing += [f"{left} not run"] if left else []
    told = "; ".join([told, ", ".join(missing)] if missing else [told])
    return f"{told}; all of them: {index}" if index else f"{told}; the index could not be written"
