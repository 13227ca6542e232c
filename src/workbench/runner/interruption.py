"""Interruption: a wish to stop, by Ctrl-C or by the system, that a loop can wait for."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Interruption:
    """Whether somebody asked to stop; `handle` can be read from once they have."""

    def __init__(self) -> None:
        self.asked: int = 0
        """Number of the signal; 0 as long as nobody asked."""
        self.handle, self._wakes = os.pipe()
        os.set_blocking(self._wakes, False)

    def ask(self, number: int, *_: object) -> None:
        """Note the wish, and wake whoever waits."""
        self.asked = number
        try:
            os.write(self._wakes, b".")
        except BlockingIOError:
            return

    def close(self) -> None:
        """Close the pipe."""
        os.close(self.handle)
        os.close(self._wakes)


@contextmanager
def interruptible() -> Iterator[Interruption]:
    """Take signals to stop as wishes while inside; only the main thread of a program can."""
    stop = Interruption()
    main = threading.current_thread() is threading.main_thread()
    before = {number: signal.signal(number, stop.ask) for number in SIGNALS} if main else {}
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        stop.close()
