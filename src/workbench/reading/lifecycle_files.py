"""Lifecycle file: a life cycle as written, checked."""

from __future__ import annotations

from pathlib import Path

from workbench.errors import InputError, Problem
from workbench.model.lifecycle import Lifecycle
from workbench.model.lifecycle_check import lifecycle_faults
from workbench.reading.file_kind import require_kind
from workbench.reading.yaml_file import YamlFile

FILE = "lifecycle.yml"


def read_lifecycle(path: Path) -> Lifecycle:
    """Return a checked life cycle; InputError lists every fault with its line, and refuses a journey by name."""
    file = YamlFile(path)
    require_kind(file, "lifecycle")
    lifecycle = file.model(Lifecycle)
    problems = [Problem(file.where(place), what) for place, what in lifecycle_faults(lifecycle)]
    if problems:
        raise InputError(problems)
    return lifecycle
