"""Reliability: the page that says what was counted of each promise, beside what others were counted at.

`python -m benchmarks.reliability` writes docs/reliability.md from benchmarks/reliability.json, which the long
tests fill (`make soak`).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from workbench.disk.whole_file import write_whole

ROOT = Path(__file__).resolve().parents[1]
COUNTS, PAGE = ROOT / "benchmarks" / "reliability.json", ROOT / "docs" / "reliability.md"
TESTS = {
    "R1": "tests/runner/test_kills.py",
    "R2": "tests/runner/test_faults.py",
    "R3": "tests/runner/test_kills.py",
    "R4": "tests/runner/test_disk.py",
    "R5": "tests/runner/test_together.py",
    "R6": "tests/runner/test_faults.py",
    "R7": "tests/runner/test_kills.py",
    "R8": "tests/runner/test_together.py",
    "R9": "tests/runner/test_cluster.py",
    "R10": "tests/report/test_verification.py",
    "D1": "tests/runner/test_same_bytes.py",
    "D2": "tests/simulation/test_seven_journeys.py",
    "S1": "tests/report/test_hostile_outputs.py",
    "S2": "tests/report/test_hostile_outputs.py",
    "S3": "tests/runner/test_parameters.py",
    "S4": "tests/runner/test_places.py",
    "S6": "tests/report/exports/test_hand_outs.py",
    "P1": "tests/report/gate/test_canaries.py",
    "P3": "tests/privacy/test_disclosure.py",
    "T1": "tests/runner/test_promises.py",
}
HEAD = """# Reliability: what was promised, and what was counted

Each row is a promise, how often it was broken in how many tries, what the tool others use was counted at, and the test
that counts. `make soak` counts anew; `python -m benchmarks.reliability` writes this page from its counts. To be sure of
fewer than one failure in a hundred (95 %) takes 300 tries without one (the rule of three).

| | promise | broken | of | others | test |
|---|---|---|---|---|---|
"""


FOOT = """
Not counted: clusters (R9) were tried with workers in processes of one machine, not on several; power loss, network
disks and other systems than Linux were not tried. Kills, collisions, broken disks and runs side by side are counted
with small notebooks executed plainly, faults with both engines of the command as well; under Jupyter's kernel it is
only counted that a cell without end is ended.
"""


def page_of(counts: Mapping[str, Mapping[str, Any]]) -> str:
    """Return the page of all counts, in the order of their rows."""
    rows = sorted(counts, key=lambda row: (row[0], int(row[1:])))
    return HEAD + "".join(_line(row, counts[row]) for row in rows) + FOOT


def _line(row: str, own: Mapping[str, Any]) -> str:
    cells = (row, own["promise"], f"{own['measured']:,}", f"{own['of']:,}", own["anchor"], f"`{TESTS[row]}`")
    return f"| {' | '.join(str(cell).replace('|', '/') for cell in cells)} |\n"


if __name__ == "__main__":
    write_whole(PAGE, page_of(json.loads(COUNTS.read_text("utf-8"))))
