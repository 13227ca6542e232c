"""Study inputs: every file that reading a study opens, so that somebody can tell whether one has changed."""

from __future__ import annotations

from pathlib import Path

from workbench.model.brief import Brief
from workbench.reading.coder_files import coder_files
from workbench.reading.earlier_wave import earlier_files
from workbench.reading.interviews import interview_files
from workbench.reading.study_folder import LISTS, OWN_FILES


def input_files(folder: Path, brief: Brief) -> list[Path]:
    """Return the files of a study that are there, interviews last, as `read_material` finds them."""
    own = [path for name in (*OWN_FILES, *LISTS) if (path := folder / name).is_file()]
    return [*own, *coder_files(folder), *earlier_files(folder, brief), *interview_files(folder, brief)]
