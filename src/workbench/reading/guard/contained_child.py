"""Contained child: the process that reads one risky file after another, within limits.

It takes (reader, arguments) from its standard input and gives (kind, value, more) back, each as a
pickle behind its length in eight bytes. It can open no connection, start no process and write no
file, and ends with its standard input, so that it never outlives whoever started it.
"""

from __future__ import annotations

import importlib
import os
import pickle
import sys
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from typing import IO, Any

from workbench.errors import InputError

try:
    import resource
except ImportError:  # Windows has none: the limit on waiting alone holds there
    resource = None  # type: ignore[assignment]

READERS = {
    "interview": ("workbench.reading.formats.interview_file", "read_spoken"),
    "word": ("workbench.reading.formats.word", "read_word"),
    "word_margin": ("workbench.reading.formats.word", "read_word_margin"),
    "opendocument": ("workbench.reading.formats.opendocument", "read_opendocument"),
    "sheet": ("workbench.reading.formats.sheet", "read_sheet"),
    "pdf": ("workbench.reading.formats.pdf", "read_pdf"),
    "project": ("workbench.reading.projects.study_import", "read_project"),
}
"""Name to module and function: nothing else is ever called."""
FORBIDDEN = ("socket.connect", "socket.bind", "socket.getaddrinfo", "subprocess.", "os.system", "os.exec", "os.fork")
NEARLY_ALL = 0.6
"""Share of the memory allowed; a library that fails with more than that in use wanted more than there was."""
TIRED = 256 * 1024
"""Kilobytes held at most before the process makes room for a fresh one."""


def main() -> None:
    """Serve requests until the standard input ends; the arguments are bytes of memory and seconds a file."""
    memory, seconds = int(sys.argv[1]), int(sys.argv[2])
    _limit("RLIMIT_AS", memory)
    _limit("RLIMIT_FSIZE", 0)
    _limit("RLIMIT_CORE", 0)
    sys.addaudithook(_refuse)
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints is no answer
    requests: SimpleQueue[bytes] = SimpleQueue()
    Thread(target=_listen, args=(sys.stdin.buffer, requests), daemon=True).start()
    more = True
    while more:
        request = requests.get()
        _limit_time(seconds)
        kind, value = _answer(request)
        more = kind != "memory" and _held() < TIRED
        send(answers, (kind, value, more))


def send(stream: IO[bytes], value: Any) -> None:
    """Write a value behind its length."""
    content = pickle.dumps(value, protocol=5)
    stream.write(len(content).to_bytes(8, "big") + content)
    stream.flush()


def receive(stream: IO[bytes], largest: int) -> bytes | None:
    """Return the bytes of the next value; None when the stream ends before, or holds too many."""
    head = stream.read(8)
    length = int.from_bytes(head, "big")
    if len(head) < 8 or length > largest:
        return None
    content = stream.read(length)
    return content if len(content) == length else None


def _listen(stream: IO[bytes], requests: SimpleQueue[bytes]) -> None:
    while (request := receive(stream, 2**40)) is not None:
        requests.put(request)
    os._exit(0)


def _answer(request: bytes) -> tuple[str, Any]:
    """Return ("value", result), ("problems", problems), ("memory", "") or ("failed", what happened)."""
    try:
        reader, arguments = pickle.loads(request)  # noqa: S301 from the process that started this one
        module, function = READERS[reader]
        return "value", getattr(importlib.import_module(module), function)(*arguments)
    except MemoryError:
        return "memory", ""
    except InputError as error:
        return ("memory", "") if _short_of_memory(error) else ("problems", error.problems)
    except Exception as error:  # whatever a library does to a file is told, never passed on
        return "failed", f"{type(error).__name__}: {error}"[:200]


def _short_of_memory(error: InputError) -> bool:
    """Say whether a file looks broken because a library in C got no memory: it calls that all sorts of things."""
    if "memory" in f"{error.__cause__} {error.__context__}".lower():
        return True
    peak = _status("VmPeak")
    if resource is None or peak is None:
        return False
    return peak * 1024 > resource.getrlimit(resource.RLIMIT_AS)[0] * NEARLY_ALL > 0


def _limit(name: str, most: int) -> None:
    if resource is not None and hasattr(resource, name):
        hard = resource.getrlimit(getattr(resource, name))[1]
        soft = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(getattr(resource, name), (soft, hard))


def _limit_time(seconds: int) -> None:
    """Allow this many seconds of computing from now on."""
    if resource is not None:
        used = resource.getrusage(resource.RUSAGE_SELF)
        _limit("RLIMIT_CPU", int(used.ru_utime + used.ru_stime) + seconds + 1)


def _held() -> int:
    """Return the kilobytes this process has held at most."""
    own = _status("VmHWM")  # the system's own count begins with what whoever started this process held
    if own is not None or resource is None:
        return own or 0
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most // 1024 if sys.platform == "darwin" else most


def _status(name: str) -> int | None:
    """Return kilobytes that Linux tells of this process; None elsewhere."""
    status = Path("/proc/self/status")
    lines = status.read_text().splitlines() if status.exists() else []
    return next((int(line.split()[1]) for line in lines if line.startswith(f"{name}:")), None)


def _refuse(event: str, _arguments: Any) -> None:
    if event.startswith(FORBIDDEN):
        raise PermissionError(f"{event} is not allowed while a file is read")


if __name__ == "__main__":
    main()
