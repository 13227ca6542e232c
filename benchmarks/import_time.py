"""Import time: a fresh process that imports the workbench, beside one that does nothing."""

from __future__ import annotations

import subprocess
import sys
import time
from functools import partial

from benchmarks.alternation import alternate
from benchmarks.measurement import Measurement, Peer, spread
from benchmarks.surroundings import surroundings

NOTHING = "pass"
MODULES = ("workbench", "workbench.walk")


def measure(runs: int) -> list[Measurement]:
    """Start processes in turns; a first one of each, uncounted, writes bytecode and warms the disk cache."""
    statements = [NOTHING, *(f"import {module}" for module in MODULES)]
    for statement in statements:
        milliseconds(statement, 0)
    found = alternate({said: partial(milliseconds, said) for said in statements}, runs, title="import")
    peer = Peer("python -c pass", spread(found[NOTHING]))
    return [Measurement(f"import.{m}", "ms", spread(found[f"import {m}"]), peer=peer) for m in MODULES]


def milliseconds(statement: str, _run: int) -> float:
    """Return the wall time of a Python process that runs one statement."""
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", statement], check=True, stdin=subprocess.DEVNULL, env=surroundings())
    return (time.perf_counter() - start) * 1e3
