"""Child: a command in a process of its own, with the time it took and the memory all its processes held."""

from __future__ import annotations

import resource
import subprocess
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil

from benchmarks.surroundings import surroundings

PAUSE, LONG_PAUSE = 0.02, 0.25
"""Seconds between two looks at the memory; longer where a look takes longer, too."""


@dataclass(frozen=True, slots=True)
class Cost:
    """Wall time in seconds; largest resident memory in MB (10^6 bytes), summed over the process and its children.

    `processor` is the time of all processors in seconds, of children too. Pages that processes share
    are counted in each of them, or once where that was asked for.
    """

    seconds: float
    megabytes: float
    processor: float = 0.0


def cost_of(command: Sequence[str], *, folder: Path, shared_once: bool = False) -> Cost:
    """Run a command in a folder and return its cost; RuntimeError with its last words when it fails."""
    start, before = time.perf_counter(), _processor()
    with subprocess.Popen(
        command,
        cwd=folder,
        env=surroundings(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    ) as child:
        watch = MemoryWatch(child.pid, shared_once=shared_once)
        watch.start()
        _, said = child.communicate()
        seconds = time.perf_counter() - start
        watch.stop()
    if child.returncode:
        raise RuntimeError(f"{' '.join(command)} ended with {child.returncode}: {said[-2000:]}")
    return Cost(seconds, watch.peak / 1e6, _processor() - before)


class MemoryWatch(threading.Thread):
    """Looks again and again at what a process and its children hold; `peak` is the most seen, in bytes."""

    def __init__(self, pid: int, *, shared_once: bool = False) -> None:
        super().__init__(daemon=True)
        self.peak = 0
        self._shared_once = shared_once
        self._root = psutil.Process(pid)
        self._ended = threading.Event()

    def run(self) -> None:
        """Look until told to stop."""
        while not self._ended.wait(LONG_PAUSE if self._shared_once else PAUSE):
            self.peak = max(self.peak, held(self._root, shared_once=self._shared_once))

    def stop(self) -> None:
        """End the watch and wait for it."""
        self._ended.set()
        self.join()


def held(root: psutil.Process, *, shared_once: bool = False) -> int:
    """Return the resident memory of a process and its children in bytes; 0 once it has ended."""
    try:
        family = [root, *root.children(recursive=True)]
    except psutil.NoSuchProcess:
        return 0
    return sum(_proportional(process) if shared_once else _resident(process) for process in family)


def _resident(process: psutil.Process) -> int:
    try:
        return int(process.memory_info().rss)
    except psutil.Error:
        return 0


def _proportional(process: psutil.Process) -> int:
    """Return a process's part of the memory: a page that n of them share counts for an n-th (Linux; else all of it)."""
    try:
        lines = Path(f"/proc/{process.pid}/smaps_rollup").read_text("ascii").splitlines()
        return 1024 * next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    except (OSError, StopIteration):
        return _resident(process)


def _processor() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
