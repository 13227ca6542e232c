"""Job: one run to be done."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from workbench.model.brief import Brief
from workbench.study import Study


@dataclass(frozen=True, slots=True)
class Job:
    """One run to be done: its study, parameters, and the folder its results go to."""

    asked: str
    study: Study
    brief: Brief
    folder: str
    own: Path
    source: Path
    """Folder of persona files that a run of a grid copies; its own where they are the run's."""

    @property
    def personas(self) -> Path:
        """Folder of the persona files that this run reads and writes."""
        return self.study.persona_folder(self.brief.id)

    @property
    def owner(self) -> dict[str, object]:
        """What the run's folder belongs to from now on."""
        return {"study": self.brief.id, "grid": self.in_grid}

    @property
    def in_grid(self) -> bool:
        """Say whether the run has persona files of its own."""
        return self.source != self.personas
