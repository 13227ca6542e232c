"""Contained: risky files read in a process of its own, which may die of them and this one lives on."""

from __future__ import annotations

import os
import pickle
import signal
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from threading import Event, Timer
from typing import Any

from workbench.errors import InputError, Problem
from workbench.reading.guard.contained_child import READERS, receive, send

RISKY = frozenset({".docx", ".odt", ".xlsx", ".pdf", ".qdpx", ".qdc", ".sqlite", ".db"})
"""Suffixes of the formats whose libraries a small file can bring down."""
NESTED = frozenset({".json", ".jsonl", ".otr"})
LARGE = 4 * 1024 * 1024
"""Bytes from which a nested format is risky: its values take many times the memory of its text."""
LARGEST_ANSWER = 128 * 1024 * 1024
PASSED_ON = ("HOME", "LANG", "LC_ALL", "LC_CTYPE", "PATH", "SYSTEMROOT", "TZ")
ONE_THREAD = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "MALLOC_ARENA_MAX"), "1")
PROJECT = ("Case", "Project", "ProjectCode", "ProjectCoding", "SourceText")
TRUSTED = {
    "Notice": "workbench.model.material",
    "Problem": "workbench.errors",
    "Turn": "workbench.reading.turns",
    **dict.fromkeys(PROJECT, "workbench.reading.projects.project"),
}
"""Classes an answer may hold beside Python's plain values: the process that read the file is not trusted."""

KILLED, OUT_OF_TIME = (-getattr(signal, name, 1000) for name in ("SIGKILL", "SIGXCPU"))
REMEDY = "open it in the program it comes from and save its words as a new file, or take it out of the study"


@dataclass(frozen=True, slots=True)
class Limits:
    """What reading one file may take: bytes of memory, seconds of computing and of waiting."""

    memory: int = 1024 * 1024 * 1024
    seconds: int = 30


LIMITS = Limits()


@contextmanager
def contained(limits: Limits = LIMITS) -> Iterator[Contained]:
    """Give a function that reads files in a process apart, and leave no process behind.

    The process starts with the first file and serves all others; one that died is replaced.
    Where the system knows no limits on memory (Windows), the one on waiting alone holds.
    """
    run = Contained(limits)
    try:
        yield run
    finally:
        run.close()


def is_risky(path: Path) -> bool:
    """Say whether a file is to be read in a process apart, for its format or its size."""
    suffix = path.suffix.lower()
    try:
        return suffix in RISKY or (suffix in NESTED and path.stat().st_size > LARGE)
    except OSError:
        return False  # whoever opens it says why it cannot be read


class Contained:
    """Reader in a process apart: called with a reader's name, a file and what else the reader needs."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._process: subprocess.Popen[bytes] | None = None

    def __call__(self, reader: str, path: Path, *arguments: Any) -> Any:
        """Return what the reader makes of the file.

        InputError with the reader's own problems, or with what happened to the process: it took
        too much memory or time, or it crashed. KeyError for a reader there is not.
        """
        if reader not in READERS:
            raise KeyError(reader)
        _regular(path)
        kind, value, more = self._asked((reader, (path, *arguments)), path)
        if not more:
            self.close()
        if kind == "value":
            return value
        if kind == "problems":
            raise InputError(value)
        if kind == "memory":
            raise InputError([self._too_much_memory(path)])
        what = "the program that reads this kind of file failed on it"
        raise InputError([Problem(str(path), what, str(value), remedy=REMEDY)])

    def close(self) -> None:
        """End the process, if there is one."""
        if self._process is not None:
            self._process.kill()  # it holds nothing that is to be saved
            _ended(self._process)
            self._process = None

    def _asked(self, request: tuple[str, tuple[Any, ...]], path: Path) -> tuple[str, Any, bool]:
        """Return (kind, value, whether the process goes on); InputError when it died."""
        if self._process is None or self._process.poll() is not None:
            self.close()
            self._process = _started(self._limits)
        process, late = self._process, Event()
        timer = Timer(self._limits.seconds, _stop, (process, late))
        timer.daemon = True
        timer.start()
        content = None
        try:
            with suppress(OSError):  # a pipe to a process that died
                content = _exchanged(process, request)
        finally:
            timer.cancel()
            timer.join()
        if content is None or late.is_set():
            self._process = None
            raise InputError([self._death(path, _ended(process), late=late.is_set())])
        return _understood(content, path)

    def _death(self, path: Path, code: int, *, late: bool) -> Problem:
        """Return what is to be said of a process that ended with this code."""
        if late or code == OUT_OF_TIME:
            what = f"reading it took more than {self._limits.seconds} seconds and was stopped"
            return Problem(str(path), what, remedy=REMEDY)
        if code == KILLED:
            return Problem(str(path), "the system stopped the program that read it", remedy=REMEDY)
        how = signal.Signals(-code).name if code < 0 else f"exit {code}"
        return Problem(str(path), "the program that reads this kind of file crashed on it", how, remedy=REMEDY)

    def _too_much_memory(self, path: Path) -> Problem:
        what = f"reading it takes more than {self._limits.memory // 2**20:,} MB of memory"
        return Problem(str(path), what, remedy=REMEDY)


def _regular(path: Path) -> None:
    """Raise InputError for what is no file: opening a pipe or a device would wait for ever."""
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError) as error:
        reason = (error.strerror if isinstance(error, OSError) else None) or str(error)
        raise InputError([Problem(str(path), "cannot be read", reason)]) from error
    if not stat.S_ISREG(mode):
        raise InputError([Problem(str(path), "this is no file", remedy="put the file itself here")])


def _started(limits: Limits) -> subprocess.Popen[bytes]:
    """Start the process: it finds the same packages as this one, and little else of its surroundings."""
    folders = [folder for folder in sys.path if Path(folder).is_absolute()]
    surroundings = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
    command = [sys.executable, "-P", "-B", "-m", "workbench.reading.guard.contained_child"]
    return subprocess.Popen(  # noqa: S603 this Python and this package
        [*command, str(limits.memory), str(limits.seconds)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**surroundings, **ONE_THREAD, "PYTHONPATH": os.pathsep.join(folders)},
        start_new_session=True,  # Ctrl-C is this process's; the other goes with it
    )


def _ended(process: subprocess.Popen[bytes]) -> int:
    """Make sure that a process has ended; return how, as subprocess says it."""
    assert process.stdin is not None  # noqa: S101 both were asked for
    assert process.stdout is not None  # noqa: S101
    with suppress(OSError):
        process.stdin.close()
    process.stdout.close()
    try:
        return process.wait(1)
    except subprocess.TimeoutExpired:
        process.kill()
        return process.wait()


def _stop(process: subprocess.Popen[bytes], late: Event) -> None:
    late.set()
    process.kill()


def _exchanged(process: subprocess.Popen[bytes], request: tuple[str, tuple[Any, ...]]) -> bytes | None:
    assert process.stdin is not None  # noqa: S101 both were asked for
    assert process.stdout is not None  # noqa: S101
    send(process.stdin, request)
    return receive(process.stdout, LARGEST_ANSWER)


def _understood(content: bytes, path: Path) -> tuple[str, Any, bool]:
    try:
        kind, value, more = Answer(BytesIO(content)).load()
        if kind == "problems" and not all(isinstance(problem, Problem) for problem in value):
            raise ValueError("its problems are none")
        return str(kind), value, bool(more)
    except Exception as error:  # bytes made to be anything but an answer raise anything
        what = "the program that read it gave no answer that can be trusted"
        raise InputError([Problem(str(path), what, str(error)[:80], remedy=REMEDY)]) from error


class Answer(pickle.Unpickler):
    """Unpickler that makes plain values and the trusted classes, nothing else."""

    def find_class(self, module: str, name: str) -> Any:
        """Return a trusted class; UnpicklingError for any other."""
        if TRUSTED.get(name) != module:
            raise pickle.UnpicklingError(f"{module}.{name} is not trusted")
        return super().find_class(module, name)
