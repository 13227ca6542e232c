"""Child: work done in a process of its own, with a guardian that leaves nothing of it behind.

    runner ── guardian ── worker ── whatever the notebooks start

The worker does the work and sends messages. The guardian waits for its end, or for that of the runner, whose end of a
pipe closes with it; then it ends everything the worker started, also what has left its group, and removes its temporary
folder. The worker dies with the guardian. So whichever of them is killed, nothing goes on.
"""

from __future__ import annotations

import json
import os
import secrets
import select
import selectors
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NoReturn

from workbench.errors import RunFailed
from workbench.runner.process import (
    MARK,
    Process,
    adopt_orphans,
    born,
    die_with_parent,
    end_descendants,
    end_group,
    end_marked,
    rename,
)

Say = Callable[..., None]
"""Sends a message: its kind, and facts as JSON values."""
Work = Callable[[Say], None]
PREFIX = "wb-"
_HANDLED = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


@dataclass
class Child:
    """Work in its own process, seen from the runner."""

    run: str
    temporary: Path
    guardian: Process
    worker: Process
    messages: int
    """Reads what the worker says."""
    end: int
    """Reads the worker's exit status; closed when guardian and worker have ended."""
    lifeline: int
    """Closing it ends the work."""
    _half: dict[int, bytes] = field(default_factory=dict)
    _late: list[dict[str, Any]] = field(default_factory=list)

    @property
    def handles(self) -> tuple[int, int, int]:
        """What another child must not inherit."""
        return self.messages, self.end, self.lifeline

    def release(self) -> None:
        """Let the worker begin."""
        with suppress(OSError):  # it has ended already, and its end will tell
            os.write(self.lifeline, b".")

    def read(self, handle: int) -> list[dict[str, Any]] | None:
        """Return the messages that wait in `messages` or `end`; None when no more will come."""
        content = os.read(handle, 65_536)
        if not content:
            return None
        *lines, self._half[handle] = (self._half.get(handle, b"") + content).split(b"\n")
        return [message for line in lines if isinstance(message := _parsed(line), dict)]

    def interrupt(self) -> None:
        """Ask the worker and its group to stop, as Ctrl-C does."""
        if self.worker.is_alive():
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self.worker.pid, signal.SIGINT)

    def kill(self) -> None:
        """End the work at once; `end` says when nothing of it is left. Asked again, end the guardian too."""
        if self.lifeline < 0:
            return end_group(self.guardian)
        os.close(self.lifeline)
        self.lifeline = -1
        return None

    def wait(self, seconds: float) -> None:
        """Wait until guardian and worker have ended, and end the guardian itself where that takes too long."""
        until = time.monotonic() + seconds
        while select.select([self.end], [], [], max(0.0, until - time.monotonic()))[0]:
            said = self.read(self.end)
            if said is None:
                return
            self._late += said
        end_group(self.guardian)

    def reap(self) -> list[dict[str, Any]]:
        """Wait for the guardian's end; end what a killed one left; return what the worker said and nobody has read."""
        if self.lifeline >= 0:
            self.kill()
        with suppress(ChildProcessError):
            _, status = os.waitpid(self.guardian.pid, 0)
            if status != 0:
                end_leftovers(self.run, [self.worker], self.temporary)
        os.set_blocking(self.messages, False)
        said = self._late
        with suppress(BlockingIOError):
            while (more := self.read(self.messages)) is not None:
                said += more
        for handle in (self.messages, self.end):
            os.close(handle)
        return said


def new_run() -> str:
    """Return a run's id, short enough for the name of a process."""
    return PREFIX + secrets.token_hex(6)


def start(work: Work, run: str, *, close: Iterable[int] = ()) -> Child:
    """Start the guardian and the worker, who waits for `release`; OSError or RunFailed where it cannot.

    The processes close the handles in `close`. To be called while this process has no other thread.
    """
    temporary = _temporary(run)
    messages, says = os.pipe()
    end, ends = os.pipe()
    held, lifeline = os.pipe()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _HANDLED)  # no handler of ours runs in a child
    try:
        pid = os.fork()
        if pid == 0:
            _as_guardian(_Plan(work, run, temporary, held, says, ends), (*close, messages, end, lifeline))
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
        for handle in (says, ends, held):
            os.close(handle)
    child = Child(run, temporary, _process(pid), Process(0, ""), messages, end, lifeline)
    hello = child.read(end)
    if hello:
        child.worker = _process(hello[0]["worker"])
    return child


def _temporary(run: str) -> Path:
    try:
        return Path(tempfile.mkdtemp(prefix=f"{run}-"))
    except FileNotFoundError as error:  # what Python makes of any failure to write there
        raise RunFailed("no folder for temporary files can be written to: is the disk full?") from error


def end_leftovers(run: str, leaders: Iterable[Process], temporary: Path) -> None:
    """End what is left of a run whose guardian or runner was killed, and remove its temporary folder."""
    for leader in leaders:
        end_group(leader)
    end_marked(run)
    remove_temporary(temporary, run)


def remove_temporary(folder: Path, run: str) -> None:
    """Remove a run's temporary folder; anything else of that name stays."""
    ours = folder.name.startswith(f"{run}-") and run.startswith(PREFIX)
    if ours and not folder.is_symlink() and folder.is_dir() and folder.stat().st_uid == os.getuid():
        shutil.rmtree(folder, ignore_errors=True)


@dataclass(frozen=True, slots=True)
class _Plan:
    work: Work
    run: str
    temporary: Path
    held: int
    says: int
    ends: int


def _as_guardian(plan: _Plan, close: Iterable[int]) -> NoReturn:
    try:
        _forget_the_runner(close)
        adopt_orphans()
        gate, opens = os.pipe()
        guardian = os.getpid()
        worker = os.fork()
        if worker == 0:
            for handle in (plan.held, plan.ends, opens):
                os.close(handle)
            _as_worker(plan, gate, guardian)
        os.close(gate)
        os.close(plan.says)
        _send(plan.ends, {"worker": worker})
        status = _watched(worker, plan.held, opens)
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(worker, signal.SIGKILL)
        end_descendants()
        remove_temporary(plan.temporary, plan.run)
        _send(plan.ends, {"status": status})
        os._exit(0)
    except BaseException:
        os._exit(70)
    os._exit(70)


def _forget_the_runner(close: Iterable[int]) -> None:
    """Leave the runner's terminal, signals and files."""
    os.setsid()
    signal.set_wakeup_fd(-1)
    for number in _HANDLED:
        signal.signal(number, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, _HANDLED)
    for handle in close:
        with suppress(OSError):
            os.close(handle)


def _watched(worker: int, held: int, opens: int) -> int | None:
    """Wait for the worker's end and return its exit status; None when the runner ended, or wants it ended, first."""
    woken, wakes = os.pipe()
    os.set_blocking(wakes, False)
    signal.set_wakeup_fd(wakes, warn_on_full_buffer=False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    with selectors.DefaultSelector() as ready:
        ready.register(held, selectors.EVENT_READ)
        ready.register(woken, selectors.EVENT_READ)
        while True:
            pid, status = os.waitpid(worker, os.WNOHANG)
            if pid:
                return os.waitstatus_to_exitcode(status)
            for key, _ in ready.select():
                word = os.read(key.fd, 64)
                if key.fd == held and not word:
                    return None
                if key.fd == held:
                    os.write(opens, b".")


def _as_worker(plan: _Plan, gate: int, guardian: int) -> NoReturn:
    status = 1
    try:
        os.setsid()
        rename(plan.run)
        die_with_parent()
        signal.signal(signal.SIGINT, signal.default_int_handler)
        if os.getppid() != guardian or not os.read(gate, 1):
            os._exit(71)
        os.close(gate)
        _surround(plan)
        me = os.getpid()

        def say(kind: str, **facts: Any) -> None:
            if _is_twin(me):  # a notebook has forked: one of the two is enough
                os._exit(72)
            _send(plan.says, {"kind": kind, **facts})

        plan.work(say)
        status = 0
    finally:
        os._exit(status)


def _is_twin(worker: int) -> bool:
    return os.getpid() != worker


def _surround(plan: _Plan) -> None:
    """Give the worker its own mark, temporary folder and silence."""
    os.environ |= {MARK: plan.run, "TMPDIR": str(plan.temporary), "JUPYTER_RUNTIME_DIR": str(plan.temporary)}
    tempfile.tempdir = str(plan.temporary)
    silence = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(silence, stream)
    sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115 for as long as the process lives


def _process(pid: int) -> Process:
    return Process(pid, born(pid) or "")


def _send(handle: int, message: dict[str, Any]) -> None:
    content = json.dumps(message, allow_nan=False).encode() + b"\n"
    while content:
        content = content[os.write(handle, content) :]


def _parsed(line: bytes) -> Any:
    try:
        return json.loads(line)
    except ValueError:
        return None
