"""Forgets somebody again and again, killed at any time, in a process that has no thread and may be forked.

Run as `python -m forgetting.killing WORKSPACE PARTICIPANT DOCUMENT KILLS`; ends with an error where a run killed
was not completed by the next.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import sys
import time
from contextlib import suppress
from pathlib import Path

from forgetting.conftest import OwnStudy
from workbench.errors import InputError
from workbench.reading.persona_files import read_persona


def main(workspace: Path, participant: str, document: str, kills: int) -> None:
    """Kill a run, complete it, look, and begin again from the same state."""
    study = OwnStudy(workspace / "own")
    pristine = workspace.with_name("pristine")
    shutil.copytree(workspace, pristine)
    before = study.material
    study.forget(participant, dry_run=True)  # what is loaded and parsed once is there before the children are
    began = time.monotonic()
    study.forget(participant, dry_run=True)
    usual = time.monotonic() - began
    chance = random.Random(7)  # noqa: S311
    number = cut = committed = 0
    while cut < kills:
        number += 1
        assert number < 30 * kills, "the machine is too fast for these delays"
        shutil.rmtree(workspace)
        shutil.copytree(pristine, workspace)
        os.chdir(workspace)
        delay = chance.uniform(0, 0.01) if number % 2 else chance.uniform(0, usual)
        cut += _killed(study, participant, delay, wait=number % 2 == 1)
        committed += _journal(study).exists()
        with suppress(InputError):  # where the first run had come to its end nobody is called so any more
            assert study.forget(participant).complete
        text = study.text()
        assert participant not in text
        assert document not in text
        assert study.material.codings == before.without(participant).codings
        assert not [path for path in workspace.rglob("*") if ".forgetting" in path.name]
        for path in study.personas.glob("*.yml"):
            read_persona(path)
    assert committed >= kills // 6


def _journal(study: OwnStudy) -> Path:
    return study.folder / ".forgetting" / "journal.json"


def _killed(study: OwnStudy, participant: str, delay: float, *, wait: bool) -> bool:
    """Start a run and kill it after a delay, counted from when its journal is there or at once; say whether it was."""
    child = os.fork()
    if child == 0:
        try:
            study.forget(participant)
        finally:
            os._exit(0)
    until = time.monotonic() + 60
    while wait and not _journal(study).exists() and os.waitpid(child, os.WNOHANG) == (0, 0):
        assert time.monotonic() < until, "a run neither began nor ended"
        time.sleep(0.0005)
    time.sleep(delay)
    try:
        os.kill(child, signal.SIGKILL)
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL
    except (ProcessLookupError, ChildProcessError):
        return False


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], sys.argv[3], int(sys.argv[4]))
