"""Own personas: a run of a grid has persona files of its own, which begin as a copy of the study's."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from workbench.errors import RunFailed
from workbench.runner.places import PERSONAS
from workbench.study import Study, workspace


def own_personas(study: Study, own: Path) -> Study:
    """Return the parameters with persona files inside the run's own folder, so that runs of a grid share none."""
    place = os.path.relpath(own.resolve() / PERSONAS, workspace().resolve())
    return study.model_copy(update={"persona_files": place})


def copy_personas(source: Path, target: Path) -> None:
    """Begin with the study's persona files as they are now; nobody may write them meanwhile."""
    if target.is_symlink():
        raise RunFailed(f"{target.name} is a link: results are not written through links; remove it")
    for path in target.iterdir():
        if is_persona_file(path):
            path.unlink()
    for path in (*source.glob("*.yml"), *source.glob(".made.json")):
        shutil.copyfile(path, target / path.name)


def is_persona_file(path: Path) -> bool:
    """Say whether a file belongs to the personas of its folder."""
    return path.suffix == ".yml" or path.name == ".made.json"
