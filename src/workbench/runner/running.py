"""Running: one run under way: what it has said, how long it may go on, and what became of it."""

from __future__ import annotations

import math
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import Any

from workbench.report.failure import Failure
from workbench.runner.child import Child
from workbench.runner.cluster_child import ClusterChild
from workbench.runner.identity import Identity
from workbench.runner.job import Job
from workbench.runner.limits import GRACE, PATIENCE, Limits

TOLD = ("place", "personas", "last", "status", "over", "over_at")
"""What there is to say of a run that has ended."""


@dataclass
class Running:
    """A run, its process and its locks; times are those of a clock that never jumps, in seconds."""

    job: Job
    child: Child | ClusterChild
    identity: Identity
    locks: ExitStack
    handles: list[int]
    began: float
    moved: float
    limits: Limits
    place: dict[str, Any] = field(default_factory=dict)
    personas: str = ""
    last: dict[str, Any] = field(default_factory=dict)
    status: int | None = None
    over: str = ""
    """Limit the run went over: cell or study."""
    over_at: dict[str, Any] = field(default_factory=dict)
    """Where it was then."""
    killed_by: float = math.inf

    def hears(self, message: dict[str, Any], now: float) -> None:
        """Take in what the worker or the guardian says."""
        kind = message.get("kind")
        if kind in {"notebook", "cell"}:
            self.place = {"notebook": str(message["notebook"]), "cell": int(message.get("cell", 0))}
            self.moved = now
        elif kind == "personas":
            self.personas = str(message["digest"])
        elif kind in {"done", "failed"}:
            self.last = message
        elif kind == "attempt":
            self.place, self.moved = {}, now
        elif kind == "ended":
            self._ended(message["facts"])
        elif "status" in message:
            self.status = message["status"]

    def due(self) -> float:
        """Return when something is to be done about this run, should it say nothing until then."""
        if not self.child.held_here:
            return math.inf
        if self.over:
            return self.killed_by
        return min(self.moved + self.limits.cell, self.began + self.limits.study)

    def hold_to_limits(self, now: float) -> None:
        """Ask a run that is over a limit to stop; end it when it has not stopped in time."""
        if now < self.due():
            return
        if self.over:
            self.killed_by = now + PATIENCE
            self.child.kill()
            return
        self.over_at = dict(self.place)
        self.over = "cell" if now >= self.moved + self.limits.cell else "study"
        self.killed_by = now + GRACE
        self.child.interrupt()

    def facts(self) -> dict[str, Any]:
        """Return how it ended, as JSON values, for whoever asked for it on another machine."""
        return {name: getattr(self, name) for name in TOLD}

    def _ended(self, facts: Mapping[str, Any]) -> None:
        for name in TOLD:
            setattr(self, name, facts[name])

    @property
    def is_done(self) -> bool:
        """Say whether the worker said that all is done, and then ended well."""
        return self.last.get("kind") == "done" and self.status == 0

    def made_from(self) -> Identity:
        """Return what the run was made from, with the persona files as it left them."""
        personas = self.identity.personas if self.job.in_grid else self.personas
        return Identity(self.identity.fixed, personas)

    def failure(self) -> Failure:
        """Return why this run has no report, as far as it is known."""
        told = {name: value for name, value in self.last.items() if name not in {"kind", "outputs", "sharing"}}
        place = self.over_at if self.over else self.place
        next_cell = {"notebook": place.get("notebook", ""), "cell": place.get("cell", 0) + 1}
        if self.over:
            allowed = self.limits.cell if self.over == "cell" else self.limits.study
            return Failure(f"{self.over}_limit", **next_cell, message=f"{allowed:g} s")
        if self.last.get("kind") == "failed":
            told["problems"] = tuple(told.get("problems", ()))
            return Failure(**told)
        return Failure("killed", **next_cell, error=_how(self.status))


def _how(status: int | None) -> str:
    """Return how a process ended: by which signal, or with which status."""
    if status is None:
        return "SIGKILL"
    return f"exit {status}" if status >= 0 else _signal(-status)


def _signal(number: int) -> str:
    from signal import Signals

    try:
        return Signals(number).name
    except ValueError:
        return f"signal {number}"
