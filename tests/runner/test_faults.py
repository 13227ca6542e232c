"""Every way a run can go wrong: the journal, the exit status and the page say so, and the old report stays (R2)."""

from __future__ import annotations

import itertools
import re
import shutil
import signal
import time

import pytest

from runner.tiny.runs import finished, journal_of, processes_of, wait_until
from runner.tiny.tally import note

FAULTS = {
    "exit": ("import os; os._exit(3)", "killed", "exit 3"),
    "exit 0": ("import os; os._exit(0)", "killed", "exit 0"),
    "killed": ("import os; os.kill(os.getpid(), 9)", "killed", "SIGKILL"),
    "too long": ("import time; time.sleep(600)", "cell_limit", " s"),
    "busy in C": ("re = __import__('re'); re.match('(a*)*b', 'a' * 40)", "cell_limit", " s"),
    "deaf": (
        "import signal, time\nsignal.signal(signal.SIGINT, signal.SIG_IGN)\n"
        "while True:\n    try:\n        time.sleep(1)\n    except BaseException:\n        pass",
        "cell_limit",
        " s",
    ),
    "sys.exit(0)": ("import sys; sys.exit(0)", "stopped", ""),
    "interrupt": ("raise KeyboardInterrupt", "stopped", "KeyboardInterrupt"),
    "exception": ("raise KeyError('/home/anna/secret/file.txt')", "cell", "KeyError"),
    "disk full": ("import errno; raise OSError(errno.ENOSPC, 'No space left on device')", "cell", "No space left"),
    "memory": ("raise MemoryError", "memory", "MemoryError"),
}
IN_KERNEL = {"exit", "exit 0", "killed", "deaf"}
"""Faults that a kernel of its own takes upon itself, and papermill tells in its own words."""


QUICK = {
    "plain": set(FAULTS),
    "fork": {"exit 0", "busy in C", "sys.exit(0)", "exception"},
    "jupyter": {"killed", "sys.exit(0)"},
}
"""What is tried by default with each engine; the long test tries all."""


def _never_done(server, project, fault: str, engine: str) -> None:
    """Let one thing go wrong in a project that has its report."""
    code, why, words = FAULTS[fault]
    report = project / "reports/one/report.html"
    old = report.read_bytes()
    (project / "trap.py").write_text(code, "utf-8")
    limit = 1 if why == "cell_limit" and engine == "plain" else 5
    began = time.monotonic()
    run = server.run(project, engine=engine, limits=(limit, 3600), again=True)
    took = time.monotonic() - began
    assert run.status == 1
    assert took < limit + 10 or engine == "jupyter", "a kernel alone takes seconds to start"
    (verdict,) = run.verdicts().values()
    assert verdict["outcome"] == "failed"
    assert finished(project) == ["one"], "the first run alone"
    last = journal_of(project)[-1]
    assert last.kind == "failed"
    if not (engine == "jupyter" and fault in IN_KERNEL):
        assert last.facts["why"] == why
        assert words in verdict["reason"]
    assert (last.facts["notebook"], last.facts["cell"]) == ("3_journeys", 3)
    assert report.read_bytes() == old
    page = (project / "reports/one/failed.html").read_text("utf-8")
    assert "did not run to its end" in page
    assert "3_journeys" in page
    assert 'href="report.html"' in page
    assert "Traceback" not in page
    assert "/home/anna" not in page
    assert str(project) not in re.sub(r"data:font[^)]*", "", page)
    assert processes_of(project) == []
    (project / "trap.py").unlink()
    mended = server.run(project)
    assert mended.status == 0, "an earlier report of the same things still stands: nothing is to be done"
    assert not (project / "reports/one/failed.html").exists()
    assert report.read_bytes() == old


@pytest.mark.parametrize(("fault", "engine"), [(fault, engine) for engine in QUICK for fault in sorted(QUICK[engine])])
def test_no_fault_is_ever_called_done(server, finished_project, fault, engine):
    _never_done(server, finished_project, fault, engine)


@pytest.mark.soak
def test_no_fault_is_ever_called_done_by_any_engine(server, finished_project, tmp_path_factory):
    broken = []
    for number, (engine, fault) in enumerate(itertools.product(QUICK, FAULTS)):
        copy = shutil.copytree(finished_project, tmp_path_factory.mktemp("fault") / str(number))
        try:
            _never_done(server, copy, fault, engine)
        except AssertionError as error:
            broken.append((fault, engine, str(error)))
    endless = [fault for fault, (_, why, _) in FAULTS.items() if why == "cell_limit"]
    note(
        "R2",
        "Done is never false: journal, exit status and page of each fault, by each engine",
        measured=len(broken),
        of=len(QUICK) * len(FAULTS),
        anchor="papermill calls 5 of 9 completed; sys.exit(0) skips cells with status 0",
    )
    note(
        "R6",
        "Nothing hangs for ever: a sleeping, a busy and a deaf cell end within limit + 10 s",
        measured=sum(fault in endless for fault, _, _ in broken),
        of=len(QUICK) * len(endless),
        anchor="papermill has no limit unless told",
    )
    assert not broken


def test_a_killed_runner_leaves_no_verdict_and_no_process(server, project):
    (project / "trap.py").write_text("import time; time.sleep(600)", "utf-8")
    run = server.start(project)
    assert wait_until(lambda: any(entry.kind == "cell" for entry in journal_of(project)))
    run.signal(signal.SIGKILL)
    run.wait()
    assert wait_until(lambda: processes_of(project) == [])
    assert finished(project) == []
    assert not (project / "reports/one/report.html").exists()
    (project / "trap.py").unlink()
    assert server.run(project).status == 0
    assert [entry.kind for entry in journal_of(project) if entry.kind != "cell"] == [
        "started",
        "cleared",
        "started",
        "finished",
    ]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_runner_asked_to_stop_ends_everything_and_says_how_to_go_on(server, project, number):
    (project / "trap.py").write_text("import time; time.sleep(600)", "utf-8")
    run = server.start(project)
    assert wait_until(lambda: any(entry.kind == "cell" for entry in journal_of(project)))
    run.signal(number)
    assert run.wait() == 128 + number
    assert processes_of(project) == []
    assert journal_of(project)[-1].kind == "interrupted"
    (verdict,) = run.verdicts().values()
    assert verdict["outcome"] == "interrupted"
    assert [path.name for path in (project / "reports/one").iterdir()] == ["notebooks"]
