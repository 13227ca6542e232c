"""Rerouting: a process with steps that are new, and past steps that are gone."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

import numpy as np

from workbench.errors import WorkbenchError
from workbench.model.intervention import AddedStep
from workbench.model.transition import LOST
from workbench.simulation.ledger import VALUES, Ledger
from workbench.simulation.process import Floats, Process

"""Kinds of exits by which customers are lost or gone."""


def lost_exits(process: Process) -> Floats:
    """Return 1 for each exit by which customers are lost or gone, 0 for the others."""
    return np.array([float(kind in LOST) for kind in process.kinds or [""] * len(process.exits)])


def grown(process: Process, added: Sequence[AddedStep]) -> Process:
    """Return the process with new steps before the exits, to which nobody goes yet."""
    if not added:
        return process
    old, new = len(process.steps), len(added)
    steps = process.steps + tuple(step.id for step in added)
    column = {name: i for i, name in enumerate(steps + process.exits)}
    ways = np.zeros((new, len(column)))
    for row, step in zip(ways, added, strict=True):
        for way in step.ways:
            row[column[way.to]] += way.p
    own = {old + i: column[step.after] for i, step in enumerate(added)}
    return replace(
        process,
        steps=steps,
        start=np.append(process.start, np.zeros(new)),
        matrix=np.vstack([_parted(process.matrix, old, new), ways / ways.sum(axis=1, keepdims=True)]),
        sojourns=process.sojourns + tuple(step.sojourn for step in added),
        tilt=_tilt(process, new),
        ledger=_ledger(process.account, added),
        stages=tuple((name, places + _beside(places, own)) for name, places in process.stages),
        aside=process.aside + tuple(own),
    )


def visited(process: Process, added: Sequence[AddedStep]) -> Process:
    """Return the process in which each new step takes its share of those who leave the step it comes after."""
    column = {name: i for i, name in enumerate(process.states)}
    matrix = process.matrix.copy()
    for after in dict.fromkeys(step.after for step in added):
        shares = {step.id: step.share for step in added if step.after == after}
        total = sum(shares.values())
        if total > 1 + 1e-9:
            names = ", ".join(shares)
            raise WorkbenchError(
                f"{names}: the new steps after {after} take {total:.4g} of those who leave it, and 1 is all there are; "
                "lower their shares"
            )
        matrix[column[after]] *= max(1.0 - total, 0.0)
        for name, share in shares.items():
            matrix[column[after], column[name]] += share
    return replace(process, matrix=matrix)


def without(process: Process, removed: Collection[str]) -> Process:
    """Return the process in which steps are passed by at once and nobody is lost there.

    Who would have come to one goes where it leads those it does not lose (a chain watched outside the
    removed steps; Kemeny & Snell, 1960). Who would have begun there begins at the first step after it.
    """
    if not removed:
        return process
    gone = [process.steps.index(name) for name in dict.fromkeys(removed)]
    if process.conversion in gone:
        raise WorkbenchError(f"{process.steps[process.conversion]} counts as conversion and cannot be removed")
    past = _past(process, gone)
    matrix = process.matrix + process.matrix[:, gone] @ past
    matrix[gone] = past
    matrix[:, gone] = 0.0
    begun = [place for place in gone if process.start[place]]
    first = past[[gone.index(place) for place in begun], : len(process.steps)]
    start = process.start + process.start[begun] @ _scaled(first, process, begun)
    start[gone] = 0.0
    return replace(process, matrix=matrix, start=start)


def _past(process: Process, gone: Sequence[int]) -> Floats:
    """Return where each step that is gone leads, past the others that are, as a row over all states."""
    onward = process.matrix[gone].copy()
    onward[:, len(process.steps) :] *= 1.0 - lost_exits(process)
    onward = _scaled(onward, process, gone)
    try:
        past = np.linalg.solve(np.eye(len(gone)) - onward[:, gone], onward)
    except np.linalg.LinAlgError:
        raise _nowhere(process, gone) from None
    past[:, gone] = 0.0
    if not np.allclose(past.sum(axis=1), 1.0):
        raise _nowhere(process, gone)
    return np.asarray(past)


def _scaled(rows: Floats, process: Process, places: Sequence[int]) -> Floats:
    totals = rows.sum(axis=1, keepdims=True)
    if not totals.all():
        raise _nowhere(process, [place for place, total in zip(places, totals[:, 0], strict=True) if not total])
    return np.asarray(rows / totals)


def _nowhere(process: Process, places: Sequence[int]) -> WorkbenchError:
    names = ", ".join(process.steps[place] for place in places)
    return WorkbenchError(f"{names} cannot be removed: it leads to no other step, so nobody could go on past it")


def _parted(block: Floats, old: int, new: int) -> Floats:
    """Return rows of a matrix with room for new steps before the exits."""
    return np.hstack([block[:, :old], np.zeros((len(block), new)), block[:, old:]])


def _tilt(process: Process, new: int) -> Floats | float:
    if not isinstance(process.tilt, np.ndarray):
        return process.tilt
    old = len(process.steps)
    wide = _parted(process.tilt, old, new)
    wide[:, old : old + new] = 1.0
    return np.vstack([wide, np.ones((new, wide.shape[1]))])


def _ledger(ledger: Ledger, added: Sequence[AddedStep]) -> Ledger:
    nothing = np.zeros(len(added))
    return Ledger(
        feelings=np.vstack([ledger.feelings, np.zeros((len(added), VALUES))]),
        cost=np.append(ledger.cost, [step.cost.value if step.cost else 0.0 for step in added]),
        revenue=np.append(ledger.revenue, nothing),
        channels=np.append(ledger.channels, np.full(len(added), -1)),
        referrals=np.append(ledger.referrals, nothing),
    )


def _beside(places: Sequence[int], own: dict[int, int]) -> tuple[int, ...]:
    return tuple(step for step, after in own.items() if after in places)
