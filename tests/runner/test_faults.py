"""Every way a run can go wrong: the journal, the exit status and the page say so, and the old report stays (R2)."""

from __future__ import annotations

import re
import signal

import pytest

from runner.tiny.runs import finished, journal_of, processes_of, wait_until

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
"""What is tried by default with each engine; all the rest is soak."""


def _tried():
    for engine, quick in QUICK.items():
        for fault in FAULTS:
            yield pytest.param(fault, engine, marks=() if fault in quick else pytest.mark.soak)


@pytest.mark.parametrize(("fault", "engine"), list(_tried()))
def test_no_fault_is_ever_called_done(server, finished_project, fault, engine):
    code, why, words = FAULTS[fault]
    project = finished_project
    report = project / "reports/one/report.html"
    old = report.read_bytes()
    (project / "trap.py").write_text(code, "utf-8")
    run = server.run(
        project, engine=engine, limits=(1 if why == "cell_limit" and engine == "plain" else 5, 3600), again=True
    )
    assert run.status == 1
    (verdict,) = run.verdicts().values()
    assert verdict["outcome"] == "failed"
    assert finished(project) == ["one"], "the first run alone"
    last = journal_of(project)[-1]
    assert last.kind == "failed"
    if not (engine == "jupyter" and fault in IN_KERNEL):
        assert last.facts["why"] == why
        assert words in verdict["reason"]
    assert last.facts["notebook"] == "3_journeys"
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
