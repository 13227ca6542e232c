"""Expected flow: how many of 100 who enter a journey go from each step to each other, without drawing any luck."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from workbench.simulation.closed_form import fundamental
from workbench.simulation.process import Process

ENTERING = 100.0


@dataclass(frozen=True, slots=True)
class Flow:
    """Expected moves from `source` (empty: from outside) to `target`, a step or an exit, per 100 entering."""

    source: str
    target: str
    amount: float


def expected_flows(process: Process) -> tuple[Flow, ...] | None:
    """Return every move that happens at all, per 100 customers who enter (Kemeny & Snell, 1960).

    A step visited twice counts twice: at each step as many leave as arrive, and all exits together
    take 100. None where customers may stay for ever, since visits then have no expectation.
    """
    try:
        visits = ENTERING * (process.start @ fundamental(process))
    except np.linalg.LinAlgError:
        return None
    moves = visits[:, None] * process.matrix
    steps = len(process.steps)
    gone = float(moves[:, steps:].sum())
    if not np.all(np.isfinite(visits)) or visits.min() < -1e-9 or abs(gone - ENTERING) > 1e-6:
        return None
    entries = [Flow("", name, ENTERING * float(p)) for name, p in zip(process.steps, process.start, strict=True)]
    inside = [
        Flow(source, target, float(moves[i, j]))
        for i, source in enumerate(process.steps)
        for j, target in enumerate(process.states)
    ]
    return tuple(flow for flow in (*entries, *inside) if flow.amount > 0)
