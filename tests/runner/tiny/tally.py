"""Tally: what the long tests counted, kept in benchmarks/reliability.json."""

from __future__ import annotations

import json
import os

from runner.tiny.project import ROOT
from workbench.disk.whole_file import write_whole

FILE = ROOT / "benchmarks" / "reliability.json"


def note(row: str, promise: str, *, measured: int, of: int, anchor: str) -> None:
    """Keep a count: how often the promise was broken, and of how many tries."""
    known = json.loads(FILE.read_text("utf-8")) if FILE.exists() else {}
    test = os.environ["PYTEST_CURRENT_TEST"].partition(" ")[0].partition("[")[0]
    known[row] = {"promise": promise, "measured": measured, "of": of, "anchor": anchor, "test": test}
    write_whole(FILE, json.dumps(known, ensure_ascii=False, indent=2, sort_keys=True) + "\n")
