"""Faults: a disk that fails at the n-th operation, and defences that are switched off."""

from __future__ import annotations

import contextlib
import errno
import os
import signal
import stat
from pathlib import Path

OPERATIONS = {"ENOSPC": ("write", "fsync", "link", "mkdir"), "EIO": ("write", "fsync", "link", "mkdir", "replace")}
"""What can fail for want of room, and what on a broken disk."""


def break_disk(fault):
    """Let operations on the disk fail: the n-th, if `lasting` all that follow it; or any that writes certain
    words, at which a process may also be killed.
    """
    if not fault:
        return
    left, words = fault.get("n", 0), fault.get("words", "").encode()

    def failing(real):
        def operation(*given, **more):
            nonlocal left
            if given and type(given[0]) is int and stat.S_ISFIFO(os.fstat(given[0]).st_mode):
                return real(*given, **more)  # pipes are no disk
            left -= 1
            said = words and len(given) > 1 and isinstance(given[1], bytes) and words in given[1]
            if said and fault.get("killed"):
                os.kill(os.getpid(), signal.SIGKILL)
            if said or left == 0 or (left < 0 and fault.get("lasting")):
                number = getattr(errno, fault["error"])
                raise OSError(number, os.strerror(number))
            return real(*given, **more)

        return operation

    for name in OPERATIONS[fault["error"]]:
        setattr(os, name, failing(getattr(os, name)))
    Path.write_bytes = failing(Path.write_bytes)


def nothing(*_, **__):
    """Do nothing, in place of something."""


@contextlib.contextmanager
def no_lock(_folders, **_):
    """Hold nothing."""
    yield []


def deaf_guardian(worker, _held, opens):
    """Let the worker begin at once, and wait for its end alone."""
    os.write(opens, b".")
    return os.waitstatus_to_exitcode(os.waitpid(worker, 0)[1])


def only_ask(running, now):
    """Ask a run over a limit to stop, and never end it."""
    if now >= running.due() and not running.over:
        running.over = "cell"
        running.child.interrupt()


def the_same(_parameters, *, persona_folder, **_):
    """Take all inputs for the same."""
    from workbench.runner.identity import Identity, personas_digest

    return Identity("same", personas_digest(persona_folder))


DEFENCES = {
    "every cell is to have run": ("work.require_complete", nothing),
    "there are limits": ("running.Running.hold_to_limits", nothing),
    "who does not stop is ended": ("running.Running.hold_to_limits", only_ask),
    "older results come back": ("publication.restore", nothing),
    "what is finished is known": ("record.Record.is_done", lambda *_: False),
    "results are looked at": ("record.are_there", lambda *_: True),
    "inputs are looked at": ("batch.identity_of", the_same),
    "inputs are looked at again": ("batch.Batch._inputs_stayed", lambda *_: True),
    "folders are held": ("batch.held", no_lock),
    "descendants are ended": ("guardian.end_descendants", nothing),
    "the worker dies with its guardian": ("guardian.die_with_parent", nothing),
    "the guardian hears the runner end": ("guardian._watched", deaf_guardian),
    "leftovers are ended": ("batch.clear_runs", nothing),
    "births are compared": ("process.Process.is_alive", lambda process: process.pid > 0),
    "temporary folders are removed": ("guardian.remove_temporary", nothing),
    "half-written files are removed": ("batch.clear_files", nothing),
    "a grid has persona files of its own": ("jobs.own_personas", lambda study, _own: study),
    "a twin says nothing": ("guardian._is_twin", lambda _pid: False),
}
"""What is put in which place of `workbench.runner` to take a defence away."""


def switch_off(defence):
    """Take one defence of the runner away, to see that its test then fails."""
    if not defence:
        return
    place, instead = DEFENCES[defence]
    module, *inner, name = place.split(".")
    holder = __import__(f"workbench.runner.{module}", fromlist=["x"])
    for part in inner:
        holder = getattr(holder, part)
    assert hasattr(holder, name), place
    setattr(holder, name, instead)
