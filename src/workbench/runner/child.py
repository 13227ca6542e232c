"""Child: work done in a process of its own, with a guardian that leaves nothing of it behind.

    runner ── guardian ── worker ── whatever the notebooks start

The worker does the work and sends messages. The guardian waits for its end, or for that of the runner, whose end of a
pipe closes with it; then it ends everything the worker started, also what has left its group, and removes its temporary
folder. The worker dies with the guardian. So whichever of them is killed, nothing goes on.
"""

from __future__ import annotations

import os
import select
import signal
import time
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, ClassVar

from workbench.runner.guardian import HANDLED, Plan, Work, as_guardian
from workbench.runner.job import Job
from workbench.runner.messages import Reader
from workbench.runner.process import Process, born, end_group
from workbench.runner.remains import end_leftovers, remove_temporary, temporary_folder


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
    attempts: int = 1
    held_here: ClassVar[bool] = True
    """Whether the runner holds it to its limits."""
    _reader: Reader = field(default_factory=Reader)
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
        return self._reader.read(handle)

    def deliver(self, job: Job) -> None:
        """Do nothing: the worker has put its results where they are published from."""

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


def start(work: Work, run: str, *, close: Iterable[int] = ()) -> Child:
    """Start the guardian and the worker, who waits for `release`; OSError or RunFailed where it cannot.

    The processes close the handles in `close`. To be called while this process has no other thread.
    """
    temporary = temporary_folder(run)
    messages, says = os.pipe()
    end, ends = os.pipe()
    held, lifeline = os.pipe()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, HANDLED)  # no handler of ours runs in a child
    try:
        pid = os.fork()
        if pid == 0:
            as_guardian(Plan(work, run, temporary, held, says, ends), (*close, messages, end, lifeline))
    except OSError:
        for handle in (messages, end, lifeline):
            os.close(handle)
        remove_temporary(temporary, run)
        raise
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
        for handle in (says, ends, held):
            os.close(handle)
    child = Child(run, temporary, _process(pid), Process(0, ""), messages, end, lifeline)
    hello = child.read(end)
    if hello:
        child.worker = _process(hello[0]["worker"])
    return child


def _process(pid: int) -> Process:
    return Process(pid, born(pid) or "")
