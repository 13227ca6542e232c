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
HEAD = """# Reliability: what was promised, and what was counted

Each row is a promise, how often it was broken in how many tries, what the tool others use was counted at, and the test
that counts. `make soak` counts anew; `python -m benchmarks.reliability` writes this page from its counts. To be sure of
fewer than one failure in a hundred (95 %) takes 300 tries without one (the rule of three).

| | promise | broken | of | others | test |
|---|---|---|---|---|---|
"""


def page_of(counts: Mapping[str, Mapping[str, Any]]) -> str:
    """Return the page of all counts, in the order of their rows."""
    return HEAD + "".join(_line(row, counts[row]) for row in sorted(counts, key=lambda row: (row[0], int(row[1:]))))


def _line(row: str, own: Mapping[str, Any]) -> str:
    cells = (row, own["promise"], f"{own['measured']:,}", f"{own['of']:,}", own["anchor"], f"`{own['test']}`")
    return f"| {' | '.join(str(cell).replace('|', '/') for cell in cells)} |\n"


if __name__ == "__main__":
    write_whole(PAGE, page_of(json.loads(COUNTS.read_text("utf-8"))))
