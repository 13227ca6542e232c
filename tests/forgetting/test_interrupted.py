from __future__ import annotations

import os
import random
import shutil
import signal
import time
from contextlib import suppress

import pytest

from workbench.errors import InputError
from workbench.reading.persona_files import read_persona


@pytest.mark.parametrize("kills", [10, pytest.param(100, marks=pytest.mark.soak)])
def test_a_run_killed_at_any_time_is_completed_by_the_next(tiny_study, kills):
    study = tiny_study.store()
    leaver = study.person(2)
    (document,) = leaver.documents
    before = study.material
    pristine = study.workspace.with_name("pristine")
    shutil.copytree(study.workspace, pristine)
    study.forget(leaver.pseudonym, dry_run=True)  # what is loaded and parsed once is there before the children are
    began = time.monotonic()
    study.forget(leaver.pseudonym, dry_run=True)
    usual = time.monotonic() - began
    chance = random.Random(7)  # noqa: S311
    number = cut = committed = 0
    while cut < kills:
        number += 1
        assert number < 30 * kills, "the machine is too fast for these delays"
        shutil.rmtree(study.workspace)
        shutil.copytree(pristine, study.workspace)
        os.chdir(study.workspace)
        delay = chance.uniform(0, 0.01) if number % 2 else chance.uniform(0, usual)
        child = os.fork()
        if child == 0:
            try:
                study.forget(leaver.pseudonym)
            finally:
                os._exit(0)
        journal = study.folder / ".forgetting" / "journal.json"
        while number % 2 and not journal.exists() and os.waitpid(child, os.WNOHANG) == (0, 0):
            time.sleep(0.0005)
        time.sleep(delay)
        with suppress(ProcessLookupError, ChildProcessError):
            os.kill(child, signal.SIGKILL)
            cut += os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL
        committed += journal.exists()
        with suppress(InputError):  # where the first run had come to its end nobody is called so any more
            assert study.forget(leaver.pseudonym).complete
        text = study.text()
        assert leaver.pseudonym not in text
        assert document not in text
        assert study.material.codings == before.without(leaver.pseudonym).codings
        assert not [path for path in study.workspace.rglob("*") if ".forgetting" in path.name]
        for path in study.personas.glob("*.yml"):
            read_persona(path)
    assert committed >= kills // 6


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
