"""Guardian: the process between runner and worker that leaves nothing of the work behind, and the worker itself."""

from __future__ import annotations

import os
import selectors
import signal
import sys
import tempfile
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from workbench.runner.messages import send
from workbench.runner.process import MARK, adopt_orphans, die_with_parent, end_descendants, rename
from workbench.runner.remains import remove_temporary

Say = Callable[..., None]
"""Sends a message: its kind, and facts as JSON values."""
Work = Callable[[Say], None]
HANDLED = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
"""Signals that a runner takes as a wish to stop, and that mean their usual here."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Work to be done, and the ends of the pipes it is held, heard and ended by."""

    work: Work
    run: str
    temporary: Path
    held: int
    says: int
    ends: int


def as_guardian(plan: Plan, close: Iterable[int]) -> NoReturn:
    """Be the guardian of some work, to its end and that of this process; `close` are handles of the runner."""
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
        send(plan.ends, {"worker": worker})
        status = _watched(worker, plan.held, opens)
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(worker, signal.SIGKILL)
        end_descendants()
        remove_temporary(plan.temporary, plan.run)
        send(plan.ends, {"status": status})
        os._exit(0)
    except BaseException:
        os._exit(70)
    os._exit(70)


def _forget_the_runner(close: Iterable[int]) -> None:
    """Leave the runner's terminal, signals and files."""
    os.setsid()
    signal.set_wakeup_fd(-1)
    for number in HANDLED:
        signal.signal(number, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, HANDLED)
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


def _as_worker(plan: Plan, gate: int, guardian: int) -> NoReturn:
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
            send(plan.says, {"kind": kind, **facts})

        plan.work(say)
        status = 0
    finally:
        os._exit(status)


def _is_twin(worker: int) -> bool:
    return os.getpid() != worker


def _surround(plan: Plan) -> None:
    """Give the worker its own mark, temporary folder and silence."""
    os.environ |= {MARK: plan.run, "TMPDIR": str(plan.temporary), "JUPYTER_RUNTIME_DIR": str(plan.temporary)}
    tempfile.tempdir = str(plan.temporary)
    silence = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(silence, stream)
    sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115 for as long as the process lives
