"""Derivable counts: those left out of a table that its margins and the counts shown still give away.

A count left out can be another number exactly when some can be added to it, or taken from it, and the change passed on
through other counts left out, row by column, until it comes back: when it lies on a cycle of the graph whose nodes are
rows and columns and whose edges are the counts left out; from 0 nothing can be taken (Gusfield, 1988).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterable, Mapping

Counts = Mapping[str, Mapping[str, int]]
Cell = tuple[str, str]
Node = tuple[str, str]


def derivable(counts: Counts, shown: Collection[Cell]) -> list[Cell]:
    """Return the counts above 0, not shown, that who knows the sums of all rows and columns can work out."""
    columns = sorted({column for own in counts.values() for column in own})
    arcs: dict[Node, set[Node]] = {}
    kept = [(row, column) for row in counts for column in columns if (row, column) not in shown]
    for row, column in kept:
        arcs.setdefault(("row", row), set()).add(("column", column))
        if counts[row].get(column, 0):
            arcs.setdefault(("column", column), set()).add(("row", row))
    return [(row, column) for row, column in kept if counts[row].get(column, 0) and not _free(arcs, row, column)]


def _free(arcs: Mapping[Node, Iterable[Node]], row: str, column: str) -> bool:
    """Say whether a count can grow or shrink by way of others."""
    ends = ("row", row), ("column", column)
    return _reaches(arcs, *ends) or _reaches(arcs, *reversed(ends))


def _reaches(arcs: Mapping[Node, Iterable[Node]], start: Node, goal: Node) -> bool:
    """Say whether a way leads from one end of an edge to the other without it."""
    seen, waiting = {start}, deque([start])
    while waiting:
        here = waiting.popleft()
        for there in arcs.get(here, ()):
            if there == goal and here != start:
                return True
            if there not in seen and there != goal:
                seen.add(there)
                waiting.append(there)
    return False
