"""Checks: each a promise of the runner, tried on a project; `without` names a defence that is switched off.

A check raises AssertionError where the promise is broken.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from dataclasses import asdict
from pathlib import Path

import psutil

from runner.tiny.runs import effects, finished, journal_of, names_of, processes_of, wait_until
from workbench.runner.journal import Journal
from workbench.runner.process import this_process

LIMIT = 2.0
"""Seconds a cell may take here: the others take none, even on a machine that has much else to do."""
SLEEP = "import time; time.sleep(600)"
DEAF = """
import signal, time
for number in (signal.SIGINT, signal.SIGTERM):
    signal.signal(number, signal.SIG_IGN)
while True:
    time.sleep(1)
"""
RUNAWAY = """
import os, time
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        time.sleep(600)
    os._exit(0)
"""
"""A process that leaves its session and whose parent ends, as a daemon does."""
STRANGER = """
import subprocess
subprocess.Popen(["sleep", "600"], start_new_session=True)
"""


def set_trap(project: Path, code: str) -> None:
    """Let the third notebook run some code."""
    (project / "trap.py").write_text(code, "utf-8")


def a_notebook_left_early_is_not_done(server, project, without=""):
    """sys.exit(0) in a cell, which papermill takes for the end."""
    set_trap(project, "import sys; sys.exit(0)")
    run = server.run(project, without=without)
    assert run.status == 1
    assert finished(project) == []


def a_busy_cell_is_ended(server, project, without="", code=SLEEP):
    """A cell that goes on for ever, by default one that can be interrupted."""
    set_trap(project, code)
    began = time.monotonic()
    run = server.start(project, without=without, limits=(LIMIT, 3600))
    assert wait_until(lambda: any(entry.facts.get("notebook") == "3_journeys" for entry in journal_of(project)))
    done = wait_until(lambda: processes_of(project) == [], LIMIT + 4.5 if without else LIMIT + 10)
    if not done:
        run.signal(signal.SIGKILL)
        run.wait()
        end_all(project)
    assert done, "limit and ten seconds"
    assert run.wait() == 1
    assert time.monotonic() - began < LIMIT + 10.5
    assert journal_of(project)[-1].facts["why"] == "cell_limit"


def a_deaf_cell_is_ended(server, project, without=""):
    """A cell that ignores signals."""
    a_busy_cell_is_ended(server, project, without, DEAF)


def a_full_disk_harms_nothing_old(server, project, without="", **fault):
    """There is no room for the journal's last line; or the n-th of all operations fails."""
    fault = fault or {"words": '"kind":"finished"'}
    fault.setdefault("error", "ENOSPC")
    report = project / "reports/one/report.html"
    old = report.read_bytes()
    (project / "size.txt").write_text("20", "utf-8")
    run = server.run(project, without=without, fault=fault, again=True)
    (verdict,) = run.verdicts().values()
    if verdict["outcome"] == "made":
        assert run.status == 0 or run.index() == "None", "only the list of reports could not be written"
        assert report.read_bytes() != old
        return False
    assert run.status == 1
    assert verdict["outcome"] == "failed"
    assert finished(project) == ["one"]
    kept = [report, *report.parent.glob(".staged-*/older/report.html")]
    assert old in [path.read_bytes() for path in kept], "where it cannot be put back now, the next run does"
    assert report.read_bytes() == old or (fault["error"] == "EIO" and fault["lasting"])
    words = {"ENOSPC": "disk is full", "EIO": "Input/output error"}[fault["error"]]
    assert words in verdict["reason"] or "is the disk full?" in verdict["reason"], verdict["reason"]
    return True


def what_is_finished_is_not_run_again(server, project, without=""):
    """The same command once more."""
    assert server.run(project, without=without).status == 0
    assert finished(project) == ["one"]
    assert len(effects(project)) == 1


def a_changed_report_is_made_again(server, project, without=""):
    """Somebody has changed or removed the report."""
    report = project / "reports/one/report.html"
    right = report.read_bytes()
    report.write_bytes(right[:-10])
    assert server.run(project, without=without).status == 0
    assert report.read_bytes() == right


def a_changed_input_is_run_again(server, project, without=""):
    """An interview has changed."""
    assert server.run(project, without=without).status == 0  # notes what it was made from in its own way
    (project / "one/interviews/anna.txt").write_text("Anna: It was dear.\n", "utf-8")
    assert server.run(project, without=without).status == 0
    assert finished(project) == ["one", "one"]


def no_report_mixes_old_and_new(server, project, without=""):
    """An interview changes while the notebooks run."""
    set_trap(project, "Path(study, 'interviews/anna.txt').write_text('Anna: It was dear.', 'utf-8')")
    run = server.run(project, without=without)
    assert run.status == 1
    assert finished(project) == []
    assert server.run(project).status == 0
    assert finished(project) == ["one"]


def two_runs_never_write_into_one_folder(server, project, without=""):
    """A second run begins while the first is under way."""
    set_trap(project, "import time\nwhile not Path('go').exists(): time.sleep(0.01)")
    first = server.start(project, without=without)
    assert wait_until(lambda: any(entry.kind == "cell" for entry in journal_of(project)))
    second = server.start(project, without=without, answer=str(project / "second.json"), limits=(2, 3600))
    try:
        assert second.wait() == 1
        (verdict,) = second.verdicts().values()
        assert verdict["outcome"] == "refused"
        assert "another run is writing into reports/one" in verdict["reason"]
    finally:
        (project / "go").touch()
        assert first.wait() == 0
    assert finished(project) == ["one"]


def nothing_outlives_its_study(server, project, without="", code=RUNAWAY):
    """A cell has started what has left its group."""
    set_trap(project, code)
    run = server.run(project, without=without)
    left = processes_of(project)
    end_all(project)
    assert run.status == 0, run.told()
    assert not left


def nothing_outlives_runner_and_guardian(server, project, without=""):
    """Runner and guardian are killed at once."""
    set_trap(project, SLEEP)
    run, started = _under_way(server, project, without)
    os.kill(started["guardian"]["pid"], signal.SIGSTOP)
    run.signal(signal.SIGKILL)
    os.kill(started["guardian"]["pid"], signal.SIGKILL)
    run.wait()
    gone = wait_until(lambda: processes_of(project) == [], 1 if without else 5)
    end_all(project)
    assert gone


def nothing_outlives_its_runner(server, project, without=""):
    """The runner alone is killed."""
    set_trap(project, SLEEP)
    run, _ = _under_way(server, project, without)
    run.signal(signal.SIGKILL)
    run.wait()
    gone = wait_until(lambda: processes_of(project) == [], 1 if without else 5)
    end_all(project)
    assert gone
    assert server.left_of(project) == []


def the_next_run_ends_what_was_left(server, project, without=""):
    """Runner and guardian are killed at once, and a stranger lives on until the next run."""
    set_trap(project, STRANGER + SLEEP)
    run, started = _under_way(server, project, "")
    assert wait_until(lambda: "sleep" in names_of(project).values())
    os.kill(started["guardian"]["pid"], signal.SIGSTOP)
    run.signal(signal.SIGKILL)
    os.kill(started["guardian"]["pid"], signal.SIGKILL)
    run.wait()
    assert wait_until(lambda: len(processes_of(project)) == 1, 5), "the stranger"
    (project / "trap.py").unlink()
    server.run(project, without=without)
    left, folders = processes_of(project), server.left_of(project)
    end_all(project)
    assert not left
    assert not folders


def no_stranger_is_ended(server, project, without=""):
    """A process has the number of one that a killed run left."""
    stranger = subprocess.Popen([sys.executable, "-c", SLEEP], start_new_session=True)
    try:
        (project / "reports").mkdir()
        born_before = asdict(this_process()) | {"pid": stranger.pid, "born": "another boot 1"}
        processes = {"runner": {"pid": 0, "born": ""}, "worker": born_before, "guardian": born_before}
        Journal(project / "reports").note("started", "wb-000000000000", "one", temporary="wb-x", **processes)
        assert server.run(project, without=without).status == 0
        assert stranger.poll() is None
    finally:
        stranger.kill()
        stranger.wait()


def no_half_written_file_stays(server, project, without=""):
    """A writer was killed before its file was whole."""
    for place in ("reports/one/.report.html.ab12cd34", "personas/one/.p1.yml.ab12cd34"):
        (project / place).write_text("half", "utf-8")
    (project / "reports/one/.staged-wb-000000000000").mkdir()
    assert server.run(project, without=without).status == 0
    hidden = [path.name for part in ("reports", "personas") for path in (project / part).rglob(".*")]
    assert hidden == []


def a_grid_leaves_the_persona_files_alone(server, project, without=""):
    """The researcher has written something into a persona file."""
    mine = project / "personas/one/p1.yml"
    mine.parent.mkdir(parents=True)
    mine.write_text("name: mine\n", "utf-8")
    assert server.run(project, grid=["seed=1,2"], without=without).status == 0
    assert mine.read_text("utf-8") == "name: mine\n"
    assert (project / "reports/one-seed2/personas/one/p1.yml").is_file()


def a_notebook_that_forks_counts_once(server, project, without=""):
    """Both processes would run on to the end."""
    set_trap(project, "import os, time\nif os.fork():\n    time.sleep(1)")
    run = server.run(project, without=without)
    assert run.status == 0, run.told()
    assert sum(entry.kind == "cell" and entry.facts["notebook"] == "4_report" for entry in journal_of(project)) == 4


CHECKS = {
    "every cell is to have run": a_notebook_left_early_is_not_done,
    "there are limits": a_busy_cell_is_ended,
    "who does not stop is ended": a_deaf_cell_is_ended,
    "older results come back": a_full_disk_harms_nothing_old,
    "what is finished is known": what_is_finished_is_not_run_again,
    "results are looked at": a_changed_report_is_made_again,
    "inputs are looked at": a_changed_input_is_run_again,
    "inputs are looked at again": no_report_mixes_old_and_new,
    "folders are held": two_runs_never_write_into_one_folder,
    "descendants are ended": nothing_outlives_its_study,
    "the worker dies with its guardian": nothing_outlives_runner_and_guardian,
    "the guardian hears the runner end": nothing_outlives_its_runner,
    "leftovers are ended": the_next_run_ends_what_was_left,
    "births are compared": no_stranger_is_ended,
    "temporary folders are removed": nothing_outlives_its_runner,
    "half-written files are removed": no_half_written_file_stays,
    "a grid has persona files of its own": a_grid_leaves_the_persona_files_alone,
    "a twin says nothing": a_notebook_that_forks_counts_once,
}
"""The promise that each defence keeps."""


FROM_FINISHED = (
    a_full_disk_harms_nothing_old,
    what_is_finished_is_not_run_again,
    a_changed_report_is_made_again,
    no_half_written_file_stays,
)


def started_from(check) -> str:
    """Return the fixture that a check is tried on."""
    return "finished_project" if check in FROM_FINISHED else "project"


def end_all(project: Path) -> None:
    """End what a broken promise left."""
    for process in processes_of(project):
        process.kill()
    psutil.wait_procs(processes_of(project), timeout=5)


def _under_way(server, project: Path, without: str):
    """Return a run whose third notebook has begun, and what the journal says of its start."""
    run = server.start(project, without=without)
    assert wait_until(lambda: any(entry.facts.get("notebook") == "3_journeys" for entry in journal_of(project)))
    return run, next(entry.facts for entry in journal_of(project) if entry.kind == "started")
