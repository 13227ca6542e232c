"""A program that reads one study after another, as the workbench does, and says what it cost.

It takes folders, a line each, and answers each with a line of JSON. One process serves all: that it
still answers shows that no study has killed it.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from pathlib import Path

from workbench.errors import InputError
from workbench.reading.study_folder import read_material

MOST = 3 * 2**30
"""Bytes this process may take, for the sake of the machine; the tests allow it less."""


def _answer(folder: str) -> dict:
    try:
        material = read_material(folder)
    except InputError as error:
        return {"problems": [str(problem)[:600] for problem in error.problems[:20]]}
    except BaseException as error:  # what should not have passed is told to the test
        return {"problems": [], "crash": f"{type(error).__name__}: {error}"[:600]}
    notices = [(notice.key, notice.line) for notice in material.notices]
    return {"problems": [], "words": sum(len(t.text) for t in material.transcripts), "notices": notices}


def _own() -> int:
    """Return the megabytes this process has held at most; what whoever started it held is not counted."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) // 1024


def main() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MOST, MOST))
    for line in sys.stdin:
        began = time.perf_counter()
        answer = _answer(json.loads(line))
        answer["seconds"] = round(time.perf_counter() - began, 2)
        answer["own"] = _own()
        answer["child"] = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
