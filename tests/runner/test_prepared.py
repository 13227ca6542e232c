"""What a process has imported before it is forked is there at once in the fork, and nothing runs beside it."""

from __future__ import annotations

import subprocess
import sys

import pytest
from conftest import ROOT

CHECK = """
import os, sys, threading
from pathlib import Path
from workbench.runner.notebooks import NAMES, notebooks_folder
from workbench.runner.prepared import prepare
from workbench.study import Study
execute = prepare()
assert threading.enumerate() == [threading.main_thread()], threading.enumerate()
assert "matplotlib.pyplot" not in sys.modules
import gc
assert gc.get_freeze_count() > 100_000
known = set(sys.modules)
folder = Path(sys.argv[1])
child = os.fork()
if not child:
    status = 1
    try:
        study = Study(study="agency", persona_files=str(folder), n_journeys=500, resamples=20)
        for name in NAMES:
            execute(notebooks_folder() / f"{name}.ipynb", folder / "o.ipynb", study.model_dump(), tick=lambda: None)
        print(*sorted(set(sys.modules) - known), sep="\\n", flush=True)
        status = 0
    finally:
        os._exit(status)
assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
assert set(sys.modules) == known, "the fork's imports are its own"
"""


@pytest.fixture(scope="module")
def imported_late(tmp_path_factory):
    """Return what a forked study had still to import."""
    folder = tmp_path_factory.mktemp("forked")
    done = subprocess.run([sys.executable, "-c", CHECK, folder], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.split()


def test_a_forked_study_imports_next_to_nothing(imported_late):
    assert len(imported_late) < 60, imported_late
    assert not [name for name in imported_late if name.partition(".")[0] in ("workbench", "scipy", "sklearn", "numba")]
