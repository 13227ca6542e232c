from __future__ import annotations

import os
import subprocess
import sys
from contextlib import suppress

import pytest
from conftest import ROOT


@pytest.mark.parametrize("kills", [10, pytest.param(100, marks=pytest.mark.soak)])
def test_a_run_killed_at_any_time_is_completed_by_the_next(tiny_study, kills):
    study = tiny_study.store()
    leaver = study.person(2)
    (document,) = leaver.documents
    command = [sys.executable, "-m", "forgetting.killing", str(study.workspace), leaver.pseudonym, document, str(kills)]
    paths = os.pathsep.join(str(ROOT / name) for name in ("tests", "src"))
    ended = subprocess.run(
        command, env=os.environ | {"PYTHONPATH": paths}, capture_output=True, text=True, check=False, timeout=30 * kills
    )
    assert ended.returncode == 0, ended.stderr


def test_a_file_changed_between_the_runs_is_left_and_told(tiny_study, monkeypatch):
    study = tiny_study
    leaver = study.person(2).pseudonym
    import workbench.forgetting.forgetting as room

    class Cut(Exception):
        pass

    def cut(*_):
        raise Cut

    with monkeypatch.context() as patch:
        patch.setattr(room, "apply", cut)
        with suppress(Cut):
            study.forget(leaver)
    table = study.folder / "codings.csv"
    changed = table.read_text("utf-8") + "\n"
    table.write_text(changed, "utf-8")
    found = study.forget(leaver)
    assert table.read_text("utf-8") == changed
    assert any(entry.where == str(table) and "changed since" in entry.what for entry in found.flagged)
    assert any(entry.where.startswith(str(table)) for entry in found.left)
