"""Papermill script: studies by papermill and Jupyter kernels, one after the other or in a pool of processes.

Run as `python papermill_script.py PROCESSES OUT STUDY:LANGUAGE:SEED...`.
"""

from __future__ import annotations

import multiprocessing
import sys
from functools import partial
from pathlib import Path

from workbench.report.page import write_page
from workbench.runner.notebooks import NAMES, execute, notebooks_folder
from workbench.study import Study


def run_study(wanted: str, out: Path) -> None:
    """Run the four notebooks of a study with a kernel each, and write its report."""
    name, language, seed = wanted.split(":")
    folder = out / wanted.replace(":", "-")
    study = Study(study=name, language=language, seed=int(seed), persona_files=str(folder.resolve() / "personas"))
    *_, last = [
        execute(notebooks_folder() / f"{one}.ipynb", folder / f"{one}.ipynb", study.model_dump(), tick=_nothing)
        for one in NAMES
    ]
    write_page(last, folder / "report.html")


def _nothing() -> None:
    """Nobody watches."""


if __name__ == "__main__":
    processes, place, studies = int(sys.argv[1]), Path(sys.argv[2]), sys.argv[3:]
    work = partial(run_study, out=place)
    if processes == 1:
        for one in studies:
            work(one)
    else:
        with multiprocessing.get_context("fork").Pool(processes) as pool:
            pool.map(work, studies, chunksize=1)
