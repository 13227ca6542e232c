"""The command `run`: what it takes, what it says last, and how it ends."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time

import pytest

from runner.tiny.checks import SLEEP, end_all, set_trap
from runner.tiny.project import ROOT, make_study
from runner.tiny.runs import finished, journal_of, processes_of, wait_until
from workbench.cli import main


@pytest.fixture
def here(project, monkeypatch):
    """Return a tiny project that the command runs in."""
    monkeypatch.chdir(project)
    return project


def test_the_last_line_and_the_exit_status_tell_the_truth(server, project):
    make_study(project, "two")
    (project / "trap-two.py").write_text("1 / 0", "utf-8")
    told = server.command(project, "run", "one", "two", "--engine", "fork")
    assert told.status == 1, told.err
    assert told.last_line == "1 of 2 reports made; 1 failed; all of them: reports/index.html"
    (project / "trap-two.py").unlink()
    told = server.command(project, "run", "one", "two", "--engine", "fork")
    assert told.status == 0, told.err
    assert told.last_line == "2 of 2 reports made (1 before, unchanged); all of them: reports/index.html"
    told = server.command(project, "run", "one", "--again", "--engine", "fork")
    assert told.status == 0, told.err
    assert told.last_line == "1 of 1 reports made; all of them: reports/index.html"
    assert finished(project) == ["one", "two", "one"]


def test_a_grid_makes_a_folder_for_each_set_of_values(server, project):
    words = ["--grid", "study=one", "language=fr,en", "seed=1,2", "--workers", "2", "--engine", "fork"]
    told = server.command(project, "run", *words)
    assert told.status == 0, told.err
    assert told.last_line == "4 of 4 reports made; all of them: reports/index.html"
    made = sorted(path.parent.name for path in (project / "reports").glob("*/report.html"))
    assert made == ["one-en-seed1", "one-en-seed2", "one-fr-seed1", "one-fr-seed2"]
    assert "one fr 2" in (project / "reports/one-fr-seed2/report.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["run"], "no study is named"),
        (["run", "one", "-p", "seed=1", "--grid", "seed=1,2"], "seed is both set by -p and in the grid"),
        (["run", "one", "--grid", "colour=red,blue"], "unknown parameter colour"),
        (["run", "one", "--grid", "seed=1,x"], "a whole number is needed, got 'x'"),
        (["run", "one", "-p", "persona_files=../elsewhere"], "outside the project"),
    ],
)
def test_a_wrong_call_is_refused_with_what_is_wrong(here, capsys, words, told):
    assert main(words) == 1
    output = capsys.readouterr()
    assert told in output.out + output.err
    assert not (here / "effects.txt").exists()


@pytest.mark.parametrize("words", [["--workers", "0"], ["--cell-limit", "0"], ["--study-limit", "soon"]])
def test_a_number_that_cannot_be_is_refused(here, words):
    with pytest.raises(SystemExit) as refused:
        main(["run", "one", *words])
    assert refused.value.code == 2


def _read_until(handle: int, words: str, seconds: float = 30.0) -> str:
    """Return what comes from a terminal until it holds certain words, or ends."""
    seen, until = b"", time.monotonic() + seconds
    while words.encode() not in seen and time.monotonic() < until:
        if select.select([handle], [], [], 0.2)[0]:
            try:
                seen += os.read(handle, 65_536)
            except OSError:
                break
    return seen.decode("utf-8", errors="replace")


def test_ctrl_c_in_a_terminal_ends_everything_and_says_how_to_go_on(here):
    set_trap(here, SLEEP)
    ours, theirs = pty.openpty()
    fcntl.ioctl(ours, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    surroundings = os.environ | {"PYTHONPATH": str(ROOT / "src")}
    command = [sys.executable, "-m", "workbench.cli", "run", "one", "--engine", "fork"]
    started = subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, env=surroundings, process_group=0)
    os.close(theirs)
    try:
        assert wait_until(lambda: any(entry.facts.get("notebook") == "3_journeys" for entry in journal_of(here)), 150)
        bars = _read_until(ours, "batch")
        assert re.search(r"batch: +0%", bars)
        os.killpg(started.pid, signal.SIGINT)
        told = _read_until(ours, "index.html\r\n")
        assert started.wait(20) == 130
        os.close(ours)
        assert "stopped; to go on, run the same command again: workbench run one --engine fork" in told
        assert "0 of 1 reports made; 1 not run" in told
        assert "Traceback" not in bars + told
        assert processes_of(here) == []
    finally:
        end_all(here)
        started.kill()
        started.wait()
