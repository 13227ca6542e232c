"""First call: what the first simulation in a process takes, before and after its machine code is in the cache."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.alternation import alternate
from benchmarks.measurement import Measurement, Peer, spread
from benchmarks.surroundings import surroundings

ROOT = Path(__file__).resolve().parents[1]
BEGIN = (
    "import time; from benchmarks.touchpoints import touchpoints; from workbench.simulation.sampler import simulate; "
    "process = touchpoints(); start = time.perf_counter(); "
)
CALL = "simulate(process, n_journeys=1000, seed=1)"
IMPORT = "import numba"
END = "; print(time.perf_counter() - start)"
WHAT = "import numba alone"


def measure(runs: int) -> list[Measurement]:
    """Call once with an empty cache and once with what that call left in it, beside the import the call makes."""
    ways = {"workbench": _both, "numba": lambda _run: (seconds(IMPORT, ""),)}
    found = alternate(ways, runs, title="journeys: first call")
    peer = Peer(WHAT, spread([taken for (taken,) in found["numba"]]))
    cold, warm = zip(*found["workbench"], strict=True)
    return [
        Measurement("journeys.first_call.nothing_cached", "s", spread(cold), peer=peer),
        Measurement("journeys.first_call.cached", "s", spread(warm), peer=peer),
    ]


def _both(_run: int) -> tuple[float, ...]:
    with tempfile.TemporaryDirectory() as cache:
        return seconds(CALL, cache), seconds(CALL, cache)


def seconds(statement: str, cache: str) -> float:
    """Return what a statement takes in a new process that keeps its machine code in a folder."""
    own = surroundings(NUMBA_CACHE_DIR=cache) if cache else surroundings()
    command = [sys.executable, "-c", BEGIN + statement + END]
    return float(subprocess.run(command, check=True, cwd=ROOT, env=own, stdout=subprocess.PIPE, text=True).stdout)
