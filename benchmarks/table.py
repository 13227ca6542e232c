"""Table: measurements as lines that people can read."""

from __future__ import annotations

from collections.abc import Sequence
from math import floor, log10

from benchmarks.measurement import Measurement, Skipped, Spread

HEAD = ("measurement", "value", "min to max", "runs", "peer's", "min to max", "ratio", "better", "peer")
RIGHT = {1, 2, 3, 4, 5, 6}
"""Columns of numbers."""


def table(found: Sequence[Measurement | Skipped]) -> str:
    """Return the measurements as a table, then what their values are made of and what was skipped and why."""
    made = [one for one in found if isinstance(one, Measurement)]
    rows = [HEAD, *(_row(one) for one in made)] if made else []
    widths = [max(len(cell) for cell in column) for column in zip(*rows, strict=True)]
    lines = [_line(row, widths) for row in rows]
    lines += [f"{one.name}: {_parts(one)}" for one in made if one.parts]
    lines += [f"{one.name}: skipped, {one.reason}" for one in found if isinstance(one, Skipped)]
    return "\n".join(lines)


def number(value: float) -> str:
    """Return a value with three significant digits, whole when it has more before the point."""
    digits = 2 - floor(log10(abs(value))) if value else 0
    return f"{round(value, digits):,.{max(digits, 0)}f}"


def _row(one: Measurement) -> tuple[str, ...]:
    own = (one.name, f"{number(one.spread.value)} {one.unit}", _range(one.spread), str(one.spread.runs))
    if one.peer is None or one.ratio is None:
        return (*own, "–", "–", "–", one.better, "none")
    other = one.peer.spread
    return (*own, f"{number(other.value)} {one.unit}", _range(other), number(one.ratio), one.better, one.peer.what)


def _range(spread: Spread) -> str:
    return f"{number(spread.min)} to {number(spread.max)}"


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    cells = (
        cell.rjust(width) if column in RIGHT else cell.ljust(width)
        for column, (cell, width) in enumerate(zip(row, widths, strict=True))
    )
    return "  ".join(cells).rstrip()


def _parts(one: Measurement) -> str:
    return ", ".join(f"{name} {share:.0%}" for name, share in one.parts.items())
