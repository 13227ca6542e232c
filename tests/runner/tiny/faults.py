"""Faults: a disk that fails at the n-th operation, and defences that are switched off."""

from __future__ import annotations

import errno
import os
from pathlib import Path

OPERATIONS = ("write", "fsync", "replace", "link", "mkdir")


def break_disk(fault):
    """Let the n-th of all operations on the disk fail, and if `lasting` all that follow it."""
    if not fault:
        return
    left = fault["n"]

    def failing(real):
        def operation(*words, **more):
            nonlocal left
            left -= 1
            if left == 0 or (left < 0 and fault.get("lasting")):
                number = getattr(errno, fault["error"])
                raise OSError(number, os.strerror(number))
            return real(*words, **more)

        return operation

    for name in fault.get("operations", OPERATIONS):
        setattr(os, name, failing(getattr(os, name)))
    if "write" in fault.get("operations", OPERATIONS):
        Path.write_bytes = failing(Path.write_bytes)


def switch_off(defence):
    """Take one defence of the runner away, to see that its test then fails."""
    if defence:
        DEFENCES[defence]()


DEFENCES = {}
