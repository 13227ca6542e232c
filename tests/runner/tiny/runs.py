"""Runs: start runners in processes of their own, wait for them, kill them, and read what they left."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import psutil

from runner.tiny.project import ROOT
from workbench.runner.journal import Journal

NO_LIMITS = (600.0, 3600.0)


@dataclass
class Run:
    """A runner that was started."""

    server: Server
    pid: int
    folder: Path
    answer: Path

    def wait(self, within: float = 200) -> int:
        """Return its exit status once it has ended; one that goes on for longer than so many seconds is killed."""
        status = self.server.ask({"wait": self.pid, "within": within})
        assert status.strip() != "late", f"the runner went on for more than {within} seconds; it told:\n{self.told()}"
        return int(status)

    def signal(self, number: int = signal.SIGKILL) -> None:
        """Send it a signal."""
        os.kill(self.pid, number)

    def verdicts(self) -> dict[str, dict]:
        """Return its verdicts by what was asked."""
        return {verdict["study"]: verdict for verdict in json.loads(self.answer.read_text("utf-8"))["verdicts"]}

    def index(self) -> str:
        """Return where its index lies."""
        return json.loads(self.answer.read_text("utf-8"))["index"]

    def told(self) -> str:
        """Return what it printed."""
        return (self.folder / "told.txt").read_text("utf-8")


@dataclass(frozen=True)
class Told:
    """How a command ended and what it told."""

    status: int
    out: str
    err: str

    @property
    def last_line(self) -> str:
        """Return the last line it printed."""
        return self.out.splitlines()[-1]


class Server:
    """The process that forks runners: it has no thread, while a test's own has those of browsers and clusters."""

    def __init__(self, key: Path) -> None:
        self.temporary = key.parent / "t"
        self.temporary.mkdir()
        surroundings = os.environ | {"PYTHONPATH": os.pathsep.join([str(ROOT / "tests"), str(ROOT / "src")])}
        self._process = subprocess.Popen(
            [sys.executable, "-m", "runner.tiny.server"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=surroundings | {"WORKBENCH_KEY_FILE": str(key), "TMPDIR": str(self.temporary)},
            text=True,
        )

    def ask(self, request: dict) -> str:
        """Return the server's answer to one request."""
        self._process.stdin.write(json.dumps(request) + "\n")
        self._process.stdin.flush()
        return self._process.stdout.readline()

    def start(self, folder: Path, *studies: str, **more) -> Run:
        """Start a runner in a project."""
        request = {
            "folder": str(folder),
            "studies": studies or ["one"],
            "grid": [],
            "parameters": {},
            "out": "reports",
            "engine": "plain",
            "workers": 2,
            "limits": NO_LIMITS,
            "again": False,
            "cluster": "",
            "without": "",
            "fault": None,
            "answer": str(folder / "answer.json"),
        }
        unknown = set(more) - set(request)
        assert not unknown, unknown
        (folder / "answer.json").unlink(missing_ok=True)
        pid = int(self.ask(request | more))
        return Run(self, pid, folder, Path((request | more)["answer"]))

    def run(self, folder: Path, *studies: str, within: float = 200, **more) -> Run:
        """Start a runner and wait for its end, so many seconds at most; `status` is its exit status."""
        run = self.start(folder, *studies, **more)
        run.status = run.wait(within)
        return run

    def command(self, folder: Path, *words: str, within: float = 200) -> Told:
        """Run the command in a folder, in a process that has no thread, and return how it ended."""
        run = Run(self, int(self.ask({"folder": str(folder), "command": words})), folder, folder / "answer.json")
        return Told(run.wait(within), run.told(), (folder / "wrong.txt").read_text("utf-8"))

    def left_of(self, folder: Path) -> list[Path]:
        """Return the temporary folders that the runs of a project have left."""
        names = [entry.facts["temporary"] for entry in journal_of(folder) if entry.kind == "started"]
        return [path for name in names if (path := self.temporary / name).exists()]

    def close(self) -> None:
        """End the server."""
        self._process.stdin.close()
        self._process.wait()
        self._process.stdout.close()


def journal_of(folder: Path, out: str = "reports") -> list:
    """Return all entries of a project's journal."""
    return Journal(folder / out).new_entries()


def finished(folder: Path) -> list[str]:
    """Return the folders in which runs finished, one for each time."""
    return [entry.folder for entry in journal_of(folder) if entry.kind == "finished"]


def effects(folder: Path) -> list[str]:
    """Return which notebooks ran, from what they did."""
    path = folder / "effects.txt"
    return path.read_text("utf-8").splitlines() if path.exists() else []


def processes_of(folder: Path) -> list[psutil.Process]:
    """Return the processes that work in a project's folder, without the one that asks."""
    found = []
    for process in psutil.process_iter():
        try:
            if (
                process.pid != os.getpid()
                and process.status() != psutil.STATUS_ZOMBIE
                and Path(process.cwd()) == folder
            ):
                found.append(process)
        except (psutil.Error, OSError):
            continue
    return found


def names_of(folder: Path) -> dict[int, str]:
    """Return the names of the processes that work in a project's folder, by their numbers; one may end meanwhile."""
    found = {}
    for process in processes_of(folder):
        with suppress(psutil.Error):
            found[process.pid] = process.name()
    return found


def lives(process: psutil.Process) -> bool:
    """Say whether a process goes on."""
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.Error:
        return False


def wait_until(true, seconds: float = 20.0) -> bool:
    """Wait for something to become true."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if true():
            return True
        time.sleep(0.01)
    return bool(true())
