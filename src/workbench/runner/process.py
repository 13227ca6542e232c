"""Process: who a process is, so that no other is ended in its place, and how all that belong to a run are ended."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import psutil

MARK = "WORKBENCH_RUN"
"""Name in the surroundings of every process a run starts, with the run's id."""
_DEATH_SIGNAL, _NAME, _SUBREAPER = 1, 15, 36  # prctl(2)
LINUX = sys.platform == "linux"


@dataclass(frozen=True, slots=True)
class Process:
    """A process by its number and when it was born: numbers are used again, births are not."""

    pid: int
    born: str

    def is_alive(self) -> bool:
        """Say whether this very process still runs."""
        return born(self.pid) == self.born


def this_process() -> Process:
    """Return the process that asks."""
    return Process(os.getpid(), born(os.getpid()) or "")


def born(pid: int) -> str | None:
    """Return when a process was born, to be compared only; None when there is none, or it has ended already."""
    if not LINUX:
        with suppress(psutil.Error):
            found = psutil.Process(pid)
            return None if found.status() == psutil.STATUS_ZOMBIE else str(found.create_time())
        return None
    try:
        fields = Path(f"/proc/{pid}/stat").read_text("utf-8", errors="replace").rpartition(")")[2].split()
    except OSError:
        return None
    return None if fields[0] in "ZX" else f"{_boot()} {fields[19]}"


def end_marked(run: str) -> int:
    """End every process that carries a run's mark, in its name or its surroundings; return how many there were."""
    found = [process for process in psutil.process_iter() if process.pid != os.getpid() and _carries(process, run)]
    for process in found:
        with suppress(psutil.Error):
            process.kill()
    psutil.wait_procs(found, timeout=5)
    return len(found)


def end_group(leader: Process) -> None:
    """End a process and its group, if it is still this very process."""
    if leader.is_alive():
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(leader.pid, signal.SIGKILL)


def end_descendants() -> None:
    """End and reap everything this process has started, and what was started by that."""
    while True:
        for process in psutil.Process().children(recursive=True):
            with suppress(psutil.Error):
                process.kill()
        try:
            os.waitpid(-1, 0)
        except ChildProcessError:
            return


def die_with_parent() -> None:
    """Have the system end this process when its parent ends (Linux)."""
    _prctl(_DEATH_SIGNAL, ctypes.c_ulong(signal.SIGKILL))


def adopt_orphans() -> None:
    """Become the parent of descendants whose own parent ends, so that none gets away (Linux)."""
    _prctl(_SUBREAPER, ctypes.c_ulong(1))


def rename(name: str) -> None:
    """Give this process a name of at most 15 letters, which those it forks bear too (Linux)."""
    _prctl(_NAME, ctypes.c_char_p(name.encode()[:15]))


def _prctl(option: int, value: ctypes.c_ulong | ctypes.c_char_p) -> None:
    if LINUX:
        nothing = ctypes.c_ulong(0)
        ctypes.CDLL(None).prctl(ctypes.c_int(option), value, nothing, nothing, nothing)


@lru_cache(maxsize=1)
def _boot() -> str:
    return Path("/proc/sys/kernel/random/boot_id").read_text("utf-8").strip()


def _carries(process: psutil.Process, run: str) -> bool:
    with suppress(psutil.Error, OSError):
        return bool(process.name() == run or process.environ().get(MARK) == run)
    return False
