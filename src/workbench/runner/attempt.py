"""Attempt: what a worker of a cluster does with an order; it may do so more than once, and leaves nothing behind.

Each attempt has a folder of its own, which goes with it; its results are what the function returns.
"""

from __future__ import annotations

import os
import pickle
import select
import subprocess
import sys
import tempfile
from collections import deque
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from workbench.runner.messages import Reader
from workbench.runner.order import OWN, Made, Order, personas_of, read_files, read_personas
from workbench.runner.places import stage_of
from workbench.runner.publication import OUTPUTS
from workbench.runner.remains import PREFIX, new_run

OFTEN = 0.5
"""Seconds between two looks at whether the study is still wanted."""
PATIENCE = 15.0
"""Seconds an outpost has to end what it has started."""


class Refused(Exception):
    """The worker would make something else than was asked for, or cannot run studies."""


class Unwanted(Exception):
    """Nobody waits for the study any more."""


def attempt(order: Order) -> Made:
    """Run a study on this worker and return what became of it; Refused where it cannot be run here."""
    from distributed import get_worker

    worker: Any = get_worker()
    key, name = worker.get_current_task(), new_run()

    def tell(message: dict[str, Any]) -> None:
        worker.log_event(order.batch, {"run": order.run, "attempt": name, "message": message})

    tell({"kind": "attempt", "worker": worker.address})
    outposts: list[Outpost] = vars(worker).setdefault(f"workbench-{order.batch}", [])
    with tempfile.TemporaryDirectory(prefix=PREFIX, dir=worker.local_directory, ignore_cleanup_errors=True) as place:
        folder = Path(place)
        outpost = _handed(outposts, order, folder, worker.local_directory)
        try:
            for message in outpost.messages():
                if message is None and not _is_wanted(worker, key):
                    raise Unwanted
                if message is None:
                    continue
                if message["kind"] == "refused":
                    outposts.append(outpost)
                    raise Refused(f"the worker {worker.address} cannot run this study: {message['message']}")
                if message["kind"] == "ended":
                    outposts.append(outpost)
                    return _made(order, folder, message["facts"])
                tell(message)
        finally:
            if outpost not in outposts:
                outpost.end()
    raise Refused(f"the worker {worker.address} could not run this study: its process ended ({outpost.status})")


class Outpost:
    """The process that runs studies, seen from the worker of the cluster."""

    def __init__(self, temporary: str) -> None:
        command = [sys.executable, "-m", "workbench.runner.outpost"]
        self._process = subprocess.Popen(  # noqa: S603 the same Python, our own module
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0, env=os.environ | {"TMPDIR": temporary}
        )
        self._reader = Reader()
        self._unread: deque[dict[str, Any]] = deque()

    def takes(self, order: Order, folder: Path) -> bool:
        """Hand it an order; False where it has ended meanwhile."""
        content = pickle.dumps((str(folder), order))
        assert self._process.stdin is not None  # noqa: S101 for mypy
        with suppress(BrokenPipeError):
            sent = memoryview(len(content).to_bytes(8, "big") + content)
            while sent:
                sent = sent[self._process.stdin.write(sent) :]
            return next((True for message in self.messages() if message), False)
        return False

    def messages(self) -> Iterator[dict[str, Any] | None]:
        """Yield what it says until it has ended, and nothing every now and then."""
        assert self._process.stdout is not None  # noqa: S101 for mypy
        handle = self._process.stdout.fileno()
        while True:
            while self._unread:
                yield self._unread.popleft()
            if not select.select([handle], [], [], OFTEN)[0]:
                yield None
                continue
            said = self._reader.read(handle)
            if said is None:
                return
            self._unread += said

    def end(self) -> None:
        """End it and what it has started."""
        assert self._process.stdin is not None and self._process.stdout is not None  # noqa: S101, PT018 for mypy
        self._process.stdin.close()
        try:
            self._process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self._process.kill()  # its guardian ends the rest
            self._process.wait()
        self._process.stdout.close()

    @property
    def status(self) -> str:
        """How it ended, for a message."""
        return f"exit status {self._process.poll()}"


def _handed(outposts: list[Outpost], order: Order, folder: Path, temporary: str) -> Outpost:
    """Return an outpost that has taken the order: one that idles, else a new one."""
    while True:
        try:
            outpost, is_new = outposts.pop(), False
        except IndexError:
            outpost, is_new = Outpost(temporary), True
        if outpost.takes(order, folder):
            return outpost
        outpost.end()
        if is_new:
            raise Refused(f"no process of the workbench can be started here: {outpost.status}; see the worker's log")


def _is_wanted(worker: Any, key: str) -> bool:
    task = worker.state.tasks.get(key)
    return task is not None and task.state != "cancelled"


def _made(order: Order, folder: Path, facts: dict[str, Any]) -> Made:
    is_done = facts["last"].get("kind") == "done" and facts["status"] == 0
    outputs = read_files(stage_of(folder / OWN, order.run), OUTPUTS) if is_done else {}
    return Made(facts, outputs, read_personas(personas_of(order, folder)))
