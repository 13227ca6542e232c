"""Cluster child: a study that a cluster runs, seen from the runner: it speaks through pipes as a process here does."""

from __future__ import annotations

import asyncio
import concurrent.futures
import os
import select
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, ClassVar

from workbench.runner.delivery import deliver
from workbench.runner.job import Job
from workbench.runner.messages import Reader, send
from workbench.runner.order import Files, Made
from workbench.runner.process import Process

ATTEMPTS = 3
"""How often a study may be begun: one that ends its workers ends no more than so many."""
OFTEN = 0.5
"""Seconds between two looks at how it goes."""


class ClusterChild:
    """A study on a cluster; its end is told once, however often it was begun."""

    held_here: ClassVar[bool] = False
    temporary = Path()
    guardian = worker = Process(0, "")

    def __init__(self, run: str, submit: Callable[[], Any], lonely: Callable[[], str], began_with: Files) -> None:
        self.run, self._began_with = run, began_with
        self.made: Made | None = None
        self.attempts = 0
        self.messages, self._says = os.pipe()
        self.end, self._ends = os.pipe()
        os.set_blocking(self._says, False)
        self._submit, self._lonely = submit, lonely
        self._future: Any = None
        self._attempt = ""
        self._reader, self._lock, self._open = Reader(), threading.Lock(), True
        self._late: list[dict[str, Any]] = []
        self._unwanted = False

    @property
    def handles(self) -> tuple[int, ...]:
        """What a process of this machine must not inherit."""
        return self.messages, self.end, self._says, self._ends

    def release(self) -> None:
        """Let a worker take it."""
        threading.Thread(target=self._follow, name=self.run, daemon=True).start()

    def read(self, handle: int) -> list[dict[str, Any]] | None:
        """Return the messages that wait in `messages` or `end`; None when no more will come."""
        return self._reader.read(handle)

    def hears(self, attempt: str, message: dict[str, Any]) -> None:
        """Take in what an attempt says; one that was given up is no longer heard."""
        if message.get("kind") == "attempt":
            self._attempt = attempt
            self.attempts += 1
        if attempt == self._attempt and (message.get("kind") != "attempt" or self.attempts > 1):
            self._tell(self._says, message)

    def deliver(self, job: Job) -> None:
        """Write what came back where it is published from."""
        if self.made is not None:
            deliver(self.made, job, self.run, self._began_with)

    def interrupt(self) -> None:
        """Do nothing: where it runs it is held to its limits."""

    def kill(self) -> None:
        """Want it no more: whoever runs it ends it."""
        self._unwanted = True

    def wait(self, seconds: float) -> None:
        """Wait until its end is told."""
        until = time.monotonic() + seconds
        while select.select([self.end], [], [], max(0.0, until - time.monotonic()))[0]:
            said = self.read(self.end)
            if said is None:
                return
            self._late += said

    def reap(self) -> list[dict[str, Any]]:
        """Hear no more of it; return what nobody has read."""
        with self._lock:
            self._open = False
            for handle in (self._says, self._ends):
                if handle >= 0:
                    os.close(handle)
        said = self._late
        while (more := self.read(self.messages)) is not None:
            said += more
        for handle in (self.messages, self.end):
            os.close(handle)
        return said

    def _follow(self) -> None:
        """Wait for its end and tell it, from a thread of its own."""
        try:
            self.made = self._result()
            last = {"kind": "ended", "facts": self.made.facts}
        except Ended as error:
            last = {"kind": "failed", "why": error.why, "message": str(error)}
        self._tell(self._ends, last)
        with self._lock:
            if self._open:
                os.close(self._ends)
                self._ends = -1

    def _result(self) -> Made:
        try:
            self._future = self._submit()
            return self._awaited()
        except Ended:
            raise
        except (asyncio.CancelledError, concurrent.futures.CancelledError) as error:
            raise Ended("cluster", f"the scheduler is gone: {error}") from error
        except Exception as error:
            kind = type(error).__name__
            if kind == "KilledWorker":
                raise Ended("workers_died", _times(self.attempts)) from error
            if kind == "Refused":
                raise Ended("cluster", str(error)) from error
            raise Ended("cluster", f"{kind}: {error}") from error
        finally:
            self._forget()

    def _awaited(self) -> Made:
        while True:
            try:
                made: Made = self._future.result(timeout=OFTEN)
                return made
            except TimeoutError:
                if self._unwanted:
                    raise Ended("stopped", "") from None
            if self.attempts > ATTEMPTS:
                raise Ended("workers_died", _times(ATTEMPTS))
            if why := self._lonely():
                raise Ended("cluster", why)

    def _forget(self) -> None:
        """Want nothing more of the cluster: it ends what still runs, and does not make again what it loses."""
        with suppress(Exception):
            self._future.cancel()

    def _tell(self, handle: int, message: dict[str, Any]) -> None:
        with self._lock:
            if self._open:
                with suppress(BlockingIOError):  # nobody reads: news of a cell may be missed, the end is not
                    send(handle, message)


class Ended(Exception):
    """The cluster gives no results of a study: why (a key of the catalogue), and its words."""

    def __init__(self, why: str, words: str) -> None:
        self.why = why
        super().__init__(words)


def _times(attempts: int) -> str:
    return f"{attempts} times"
