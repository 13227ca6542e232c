"""Tally: what the long tests counted, kept in benchmarks/reliability.json."""

from __future__ import annotations

import fcntl
import json
import os

from runner.tiny.project import ROOT
from workbench.disk.whole_file import write_whole

FILE = ROOT / "benchmarks" / "reliability.json"


def note(row: str, promise: str, *, measured: int, of: int, anchor: str) -> None:
    """Keep a count: how often the promise was broken, and of how many tries."""
    folder = os.open(FILE.parent, os.O_RDONLY)
    fcntl.flock(folder, fcntl.LOCK_EX)  # long tests run beside each other
    try:
        _note(row, {"promise": promise, "measured": measured, "of": of, "anchor": anchor})
    finally:
        os.close(folder)


def _note(row: str, count: dict) -> None:
    known = json.loads(FILE.read_text("utf-8")) if FILE.exists() else {}
    known[row] = count
    write_whole(FILE, json.dumps(known, ensure_ascii=False, indent=2, sort_keys=True) + "\n")
