"""Journey sizes: how many customers each simulator walks, so that none takes more than some seconds."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sizes:
    """Customers of all personas together, multiples of 12 where simulators share them.

    `totals` and `events` are for the workbench's compiled engine, `arrays` for NumPy and the reference
    engine, `objects` for a Python object a customer; `held_totals`, `held_events` and `held_arrays` are
    those whose memory is measured; `looked_at` and `paired` those of an answer, `filed` and
    `written` those in a Parquet and in a CSV file.
    """

    totals: int
    events: int
    arrays: int
    objects: int
    held_totals: int
    held_events: int
    held_arrays: int
    looked_at: int
    paired: int
    filed: int
    written: int


FULL = Sizes(
    totals=24_000_000,
    events=9_000_000,
    arrays=600_000,
    objects=48_000,
    held_totals=100_000_000,
    held_events=10_000_000,
    held_arrays=1_000_000,
    looked_at=200_000,
    paired=50_000,
    filed=1_200_000,
    written=50_000,
)
FIRST_LOOK = Sizes(
    totals=1_200_000,
    events=600_000,
    arrays=24_000,
    objects=2_400,
    held_totals=200_000,
    held_events=100_000,
    held_arrays=20_000,
    looked_at=10_000,
    paired=5_000,
    filed=50_000,
    written=2_000,
)


def sizes(runs: int) -> Sizes:
    """Return the sizes for so many runs: a single one is a first look."""
    return FULL if runs > 1 else FIRST_LOOK
