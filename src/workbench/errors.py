"""Errors: everything that can go wrong, said so that a researcher can mend it.

WorkbenchError
├── InputError          one or more problems in the files of a study
├── ParameterError      a run was asked for with a parameter that is unknown or out of range
├── StaleEvidence       quoted words are no longer where the evidence says
├── UnsupportedClaim    a claim says it was said or seen, and nobody said or showed it
├── NeverLeaves         customers of a process may stay for ever: nothing is expected of them
└── RunFailed           a notebook of a study stopped; the study has no report
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend: where it stands, what is wrong, what was found, what is allowed, what to do."""

    where: str
    what: str
    got: str = ""
    allowed: str = ""
    remedy: str = ""

    def __str__(self) -> str:
        parts = [f"{self.where}: {self.what}"]
        if self.got:
            parts.append(f"got {self.got}")
        if self.allowed:
            parts.append(f"allowed: {self.allowed}")
        if self.remedy:
            parts.append(self.remedy)
        return "; ".join(parts)


class WorkbenchError(Exception):
    """Any error the workbench raises on purpose."""


class InputError(WorkbenchError):
    """Problems in the files of a study, all of them at once."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(self.problems)

    def __str__(self) -> str:
        return "\n".join(str(problem) for problem in self.problems)


class ParameterError(WorkbenchError):
    """A parameter of a run is unknown, or its value is not allowed."""


class StaleEvidence(WorkbenchError):
    """The words of a piece of evidence are not at its place in the transcript."""


class UnsupportedClaim(WorkbenchError):
    """A claim of status observed or reported has no evidence."""


class NeverLeaves(WorkbenchError):
    """Customers may stay in a process for ever, so that visits, days and money have no expectation."""


class RunFailed(WorkbenchError):
    """A notebook of the study stopped with an error."""
