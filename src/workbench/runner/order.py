"""Order: one study to be run on another machine, and what comes back: plain data both, and no place to write to.

Whoever runs it reads the study in the folder that all machines share and writes into a folder of its own; the results
come back to the one runner that asked, which alone publishes and notes them. So it does no harm where an order is run
twice, or by a machine that was given up and goes on.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from workbench.runner.identity import Identity
from workbench.runner.job import Job
from workbench.runner.limits import Limits
from workbench.runner.notebooks import Execute
from workbench.runner.own_personas import is_persona_file

OWN, NOTEBOOKS = "own", "asked-notebooks"
"""Folders of an order where it is run: of its results, and of the notebooks that were sent along."""
Files = Mapping[str, bytes]
"""Contents by file name."""


@dataclass(frozen=True, slots=True)
class Order:
    """A study to be run: its job, what it must be made from, and the files that are sent along."""

    batch: str
    run: str
    job: Job
    here: str
    """Working folder of the runner, the same on every machine."""
    identity: Identity
    contents: Mapping[str, Any]
    """What the identity's digest stands for, part by part."""
    notebooks: Files
    personas: Files
    prepare: Callable[[], AbstractContextManager[Execute]]
    limits: Limits


@dataclass(frozen=True, slots=True)
class Made:
    """What became of an order: how its run ended, its results and its persona files."""

    facts: Mapping[str, Any]
    outputs: Files
    personas: Files


def personas_of(order: Order, folder: Path) -> Path:
    """Return where the persona files of an order lie in the folder it is run in."""
    return folder / "personas" / order.job.brief.id


def read_files(folder: Path, names: tuple[str, ...]) -> dict[str, bytes]:
    """Return the contents of files of a folder; OSError where one cannot be read."""
    return {name: (folder / name).read_bytes() for name in names}


def read_personas(folder: Path) -> dict[str, bytes]:
    """Return the contents of the persona files of a folder; nothing where there is none."""
    found = sorted(folder.iterdir()) if folder.is_dir() else []
    return {path.name: path.read_bytes() for path in found if is_persona_file(path)}


def write_files(folder: Path, files: Files) -> None:
    """Write files into a folder of one's own."""
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
