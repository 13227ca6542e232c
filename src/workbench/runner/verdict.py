"""Verdict: what became of one run, decided from the journal's point of view and never from a notebook's."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Outcome = Literal["made", "unchanged", "failed", "refused", "interrupted", "unsent"]

MISSING = {"failed": "failed", "refused": "refused", "unsent": "made and not sent"}
"""Outcomes without a report where it was asked for, in words."""
COUNTED = ("unchanged", *MISSING)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of one run: its report, or why there is none."""

    study: str
    outcome: Outcome
    report: Path | None = None
    reason: str = ""
    sent: str = ""
    """Address of the report, where it was sent to a store."""
    sharing: str = ""
    """Whether the report just made may be shared, or the first reason why not."""

    @property
    def has_report(self) -> bool:
        """Say whether the report there is that of this very run."""
        return self.outcome in {"made", "unchanged"}


def summary_line(verdicts: list[Verdict], asked: int, index: object) -> str:
    """Return the last line: how many reports there are, what is missing, and where to look."""
    count = {outcome: sum(v.outcome == outcome for v in verdicts) for outcome in COUNTED}
    made = sum(verdict.has_report for verdict in verdicts)
    told = f"{made} of {asked} reports made"
    if count["unchanged"]:
        told += f" ({count['unchanged']} before, unchanged)"
    missing = [f"{count[what]} {words}" for what, words in MISSING.items() if count[what]]
    left = asked - made - sum(count[what] for what in MISSING)
    missing += [f"{left} not run"] if left else []
    told = "; ".join([told, ", ".join(missing)] if missing else [told])
    return f"{told}; all of them: {index}" if index else f"{told}; the index could not be written"
