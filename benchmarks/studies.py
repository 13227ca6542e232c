"""Studies: a grid of studies by `workbench run`, beside papermill with a kernel a notebook and beside plain scripts.

The whole grid is 4 samples x 2 languages x 3 seeds; a single run of each way is on two studies alone, a first look.
"""

from __future__ import annotations

import hashlib
import itertools
import sys
import tempfile
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

from benchmarks.alternation import alternate
from benchmarks.child import Cost, cost_of
from benchmarks.measurement import Measurement, Peer, spread
from benchmarks.study_run import words

SAMPLES, LANGUAGES, SEEDS = ("startup", "consulting", "agency", "travel"), ("fr", "en"), (1, 2, 3)
FEW = (("startup",), ("fr", "en"), (1,))
HERE = Path(__file__).parent
OURS = "workbench run, 2 at a time", "workbench run, 1 at a time"
KERNELS = "papermill, a kernel a notebook", "papermill, 2 processes"
SCRIPTS = "a script a study", "all in one script"
Grid = tuple[Sequence[str], Sequence[str], Sequence[int]]
COMPARED = (
    ("studies.time", "seconds", OURS[0], KERNELS[0]),
    ("studies.time_beside_a_pool", "seconds", OURS[0], KERNELS[1]),
    ("studies.time_beside_scripts", "seconds", OURS[1], SCRIPTS[0]),
    ("studies.time_in_one_process", "seconds", OURS[1], SCRIPTS[1]),
    ("studies.processor", "processor", OURS[0], KERNELS[0]),
    ("studies.processor_in_one_process", "processor", OURS[0], SCRIPTS[1]),
    ("studies.memory", "megabytes", OURS[0], KERNELS[1]),
    ("studies.memory_in_one_process", "megabytes", OURS[1], SCRIPTS[1]),
)
"""Name, part of the cost, way and peer; memory that processes share is counted once."""


def measure(runs: int) -> list[Measurement]:
    """Run the grid every way in turns; ValueError where two ways wrote different reports."""
    grid: Grid = FEW if runs == 1 else (SAMPLES, LANGUAGES, SEEDS)
    with tempfile.TemporaryDirectory() as place:
        ways = {name: partial(_run, Path(place), name, command) for name, command in _ways(grid).items()}
        costs = alternate(ways, runs, title="studies")
        _check_same({name: Path(place) / _folder(name, 0) for name in ways}, len(_points(grid)))
    return [_measurement(*compared, costs) for compared in COMPARED]


def _ways(grid: Grid) -> dict[str, list[list[str]]]:
    """Return the commands of each way, run one after the other."""
    points, python = _points(grid), sys.executable
    named = [
        f"{name}={','.join(map(str, values))}" for name, values in zip(("study", "language", "seed"), grid, strict=True)
    ]
    ours = [python, "-m", "workbench.cli", "run", "--engine", "fork", "--out", "out", "--grid", *named, "--workers"]
    kernels, script = [python, str(HERE / "papermill_script.py")], [python, str(HERE / "study_script.py"), "out"]
    return {
        OURS[0]: [[*ours, "2"]],
        OURS[1]: [[*ours, "1"]],
        KERNELS[0]: [[*kernels, "1", "out", *points]],
        KERNELS[1]: [[*kernels, "2", "out", *points]],
        SCRIPTS[0]: [[*script, point] for point in points],
        SCRIPTS[1]: [[*script, *points]],
    }


def _points(grid: Grid) -> list[str]:
    return [":".join(map(str, point)) for point in itertools.product(*grid)]


def _folder(way: str, run: int) -> str:
    return f"{way.replace(' ', '-').replace(',', '')}-{run}"


def _run(place: Path, way: str, commands: Sequence[Sequence[str]], run: int) -> Cost:
    folder = place / _folder(way, run)
    folder.mkdir()
    costs = [cost_of(command, folder=folder, shared_once=True) for command in commands]
    return Cost(
        sum(cost.seconds for cost in costs),
        max(cost.megabytes for cost in costs),
        sum(cost.processor for cost in costs),
    )


def _check_same(folders: Mapping[str, Path], expected: int) -> None:
    """Raise ValueError unless notebooks gave the same bytes every way, and scripts the same words."""
    reports = {
        way: [path.read_text("utf-8") for path in folder.glob("out/*/report.html")] for way, folder in folders.items()
    }
    bytes_of = {way: sorted(map(_digest, reports[way])) for way in (*OURS, *KERNELS)}
    words_of = {way: sorted(_digest(" ".join(words(page))) for page in pages) for way, pages in reports.items()}
    for found in (bytes_of, words_of):
        first = next(iter(found.values()))
        odd = [way for way, digests in found.items() if digests != first]
        if odd or len(first) != expected:
            raise ValueError(f"not all {expected} reports are the same: see {', '.join(odd) or 'all ways'}")


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _measurement(name: str, part: str, way: str, peer: str, costs: Mapping[str, Sequence[Cost]]) -> Measurement:
    own, other = (spread([getattr(cost, part) for cost in costs[one]]) for one in (way, peer))
    unit = "MB" if part == "megabytes" else "s"
    return Measurement(name, unit, own, peer=Peer(f"{peer}; the value: {way}", other))
