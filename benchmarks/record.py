"""Record: the file of all results, one entry a measurement, written whole or not at all."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from benchmarks.measurement import Measurement, Peer, Skipped, Spread
from workbench.disk.whole_file import write_whole

DIGITS = 4
"""Significant digits kept: more would only be noise in a comparison of two files."""


def entry(found: Measurement | Skipped) -> dict[str, Any]:
    """Return the entry of one measurement; a skipped one has its name and the reason."""
    if isinstance(found, Skipped):
        return {"name": found.name, "skipped": found.reason}
    return {
        "name": found.name,
        "unit": found.unit,
        "better": found.better,
        **_spread(found.spread),
        "peer": _peer(found.peer),
        "ratio": None if found.ratio is None else significant(found.ratio),
        "parts": {name: significant(share) for name, share in found.parts.items()},
        "machine": asdict(found.machine),
    }


def read_record(path: Path) -> list[dict[str, Any]]:
    """Return the entries of a file of results; none when there is no file."""
    if not path.exists():
        return []
    entries: list[dict[str, Any]] = json.loads(path.read_text("utf-8"))
    return entries


def write_record(found: Sequence[Measurement | Skipped], path: Path, *, benchmark: str, known: Collection[str]) -> None:
    """Put the results of one benchmark in the place of its older ones, and drop those of benchmarks unknown by now."""
    kept = [old for old in read_record(path) if _benchmark(old) in set(known) - {benchmark}]
    entries = sorted([*kept, *(entry(one) for one in found)], key=lambda one: one["name"])
    write_whole(path, json.dumps(entries, ensure_ascii=False, indent=1, sort_keys=True) + "\n")


def significant(value: float) -> float:
    """Return the value with four significant digits."""
    return float(f"{value:.{DIGITS}g}")


def _benchmark(old: dict[str, Any]) -> str:
    return str(old["name"]).partition(".")[0]


def _spread(found: Spread) -> dict[str, Any]:
    return {
        "value": significant(found.value),
        "spread": {"min": significant(found.min), "max": significant(found.max)},
        "runs": found.runs,
    }


def _peer(peer: Peer | None) -> dict[str, Any] | None:
    return None if peer is None else {"what": peer.what, **_spread(peer.spread)}
