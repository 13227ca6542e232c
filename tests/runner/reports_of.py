"""Reports of studies, made one way or another in a process of their own; prints the SHA-256 of each as JSON.

Run as `python reports_of.py WAY WORKERS FOLDER STUDY:LANGUAGE...`, WAY being kernel or fork.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from pathlib import Path

from workbench.report.page import write_page
from workbench.runner.notebooks import NAMES, execute, notebooks_folder
from workbench.runner.prepared import prepare
from workbench.study import Study


def write_report(execute_one, study: Study, folder: Path) -> None:
    """Run the notebooks of a study and write its report."""
    *_, last = [
        execute_one(
            notebooks_folder() / f"{name}.ipynb", folder / f"{name}.ipynb", study.model_dump(), tick=lambda: None
        )
        for name in NAMES
    ]
    write_page(last, folder / "report.html")


def main(way: str, workers: int, folder: Path, wanted: list[str]) -> dict[str, str]:
    """Return the digest of each report."""
    execute_one = prepare() if way == "fork" else execute
    waiting = list(wanted)
    running: dict[int, str] = {}
    while waiting or running:
        while waiting and len(running) < workers:
            name, _, language = waiting[0].partition(":")
            own = folder / f"{name}-{language}"
            study = Study(study=name, language=language, persona_files=str(own / "personas"), n_journeys=2000)
            child = os.fork()
            if not child:
                try:
                    write_report(execute_one, study, own)
                    os._exit(0)
                finally:
                    os._exit(1)
            running[child] = waiting.pop(0)
        child, status = os.wait()
        if status:
            raise RuntimeError(f"{running[child]} failed")
        del running[child]
    files = {one: folder / one.replace(":", "-") / "report.html" for one in wanted}
    return {one: hashlib.sha256(path.read_bytes()).hexdigest() for one, path in files.items()}


if __name__ == "__main__":
    print(json.dumps(main(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]), sys.argv[4:])))
