"""Child: a command in a process of its own, with the time it took and the memory all its processes held."""

from __future__ import annotations

import subprocess
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil

from benchmarks.surroundings import surroundings

PAUSE = 0.02
"""Seconds between two looks at the memory."""


@dataclass(frozen=True, slots=True)
class Cost:
    """Wall time in seconds; largest resident memory in MB (10^6 bytes), summed over the process and its children.

    Pages that processes share are counted in each of them.
    """

    seconds: float
    megabytes: float


def cost_of(command: Sequence[str], *, folder: Path) -> Cost:
    """Run a command in a folder and return its cost; RuntimeError with its last words when it fails."""
    start = time.perf_counter()
    with subprocess.Popen(
        command,
        cwd=folder,
        env=surroundings(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    ) as child:
        watch = MemoryWatch(child.pid)
        watch.start()
        _, said = child.communicate()
        seconds = time.perf_counter() - start
        watch.stop()
    if child.returncode:
        raise RuntimeError(f"{' '.join(command)} ended with {child.returncode}: {said[-2000:]}")
    return Cost(seconds, watch.peak / 1e6)


class MemoryWatch(threading.Thread):
    """Looks again and again at what a process and its children hold; `peak` is the most seen, in bytes."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.peak = 0
        self._root = psutil.Process(pid)
        self._ended = threading.Event()

    def run(self) -> None:
        """Look until told to stop."""
        while not self._ended.wait(PAUSE):
            self.peak = max(self.peak, held(self._root))

    def stop(self) -> None:
        """End the watch and wait for it."""
        self._ended.set()
        self.join()


def held(root: psutil.Process) -> int:
    """Return the resident memory of a process and its children in bytes; 0 once it has ended."""
    try:
        family = [root, *root.children(recursive=True)]
    except psutil.NoSuchProcess:
        return 0
    return sum(_resident(process) for process in family)


def _resident(process: psutil.Process) -> int:
    try:
        return int(process.memory_info().rss)
    except psutil.Error:
        return 0
