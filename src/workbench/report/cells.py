"""Cells: the lanes of a journey map, filled from quotes or from the journey's description."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.analysis.mapping import Lane
from workbench.language.speech import Speech
from workbench.walk import Results

SHOWN_IN_CELL = 2
"""Findings shown in one cell of a map; the others are counted."""
QUOTED = (Lane.ACTIONS, Lane.THOUGHTS, Lane.PAINS, Lane.DELIGHTS)


@dataclass(frozen=True, slots=True)
class LaneName:
    """A row of the map that quotes fill, and what it is called."""

    lane: Lane
    label: str


def lanes(results: Results, say: Speech) -> list[LaneName]:
    """Return the quoted lanes in the order of the map, without those no persona fills anywhere."""
    filled = {lane for m in results.maps for (_, lane), found in m.cells.items() if found}
    return [LaneName(lane, say(f"lane_{lane}")) for lane in QUOTED if lane in filled]
