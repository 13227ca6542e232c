"""Study run: time and memory of `workbench run travel`, beside one plain script that writes the same report."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from bs4 import BeautifulSoup

from benchmarks.alternation import alternate
from benchmarks.child import Cost, cost_of
from benchmarks.measurement import Measurement, Peer, spread

STUDY = "travel"
COMMAND, SCRIPT = "workbench run", "plain script"
PLAIN = Path(__file__).with_name("plain_script.py")
WHAT = "one script of the same library calls, no notebooks"


def measure(runs: int) -> list[Measurement]:
    """Run both ways in turns, each in an empty folder; ValueError when their reports do not say the same."""
    with tempfile.TemporaryDirectory() as place:
        ways = {name: partial(_run, Path(place), name) for name in (COMMAND, SCRIPT)}
        costs = alternate(ways, runs, title="study")
        _check_same_words(*(report_in(folder_of(Path(place), name, 0)) for name in (COMMAND, SCRIPT)))
    return [
        _measurement("study.time", "s", costs, lambda cost: cost.seconds),
        _measurement("study.memory", "MB", costs, lambda cost: cost.megabytes),
    ]


def command(studies: Sequence[str]) -> list[str]:
    """Return the call of `workbench run` into the folder `out`."""
    return [sys.executable, "-m", "workbench.cli", "run", *studies, "--out", "out"]


def folder_of(place: Path, way: str, run: int) -> Path:
    """Return the folder of one run of one way: each finds it empty and writes its personas into it."""
    return place / f"{way}-{run}"


def report_in(folder: Path) -> str:
    """Return the report that a run wrote."""
    return (folder / "out" / STUDY / "report.html").read_text("utf-8")


def words(page: str) -> list[str]:
    """Return the words a reader sees on a page, in order."""
    body = BeautifulSoup(page, "html.parser").main
    return body.get_text(" ").split() if body else []


def _run(place: Path, way: str, run: int) -> Cost:
    folder = folder_of(place, way, run)
    folder.mkdir()
    script = [sys.executable, str(PLAIN), STUDY, f"out/{STUDY}"]
    return cost_of(command([STUDY]) if way == COMMAND else script, folder=folder)


def _check_same_words(page: str, other: str) -> None:
    if not words(page) or words(page) != words(other):
        raise ValueError(f"`{COMMAND} {STUDY}` and the {SCRIPT} wrote different reports: nothing to compare")


def _measurement(name: str, unit: str, costs: dict[str, list[Cost]], part: Callable[[Cost], float]) -> Measurement:
    own, other = (spread([part(cost) for cost in costs[way]]) for way in (COMMAND, SCRIPT))
    return Measurement(name, unit, own, peer=Peer(WHAT, other))
