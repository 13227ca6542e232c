"""Future order: the steps of today and those to come, in one row."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.model.future import FutureStep
from workbench.model.journey import Journey
from workbench.model.touchpoint import Touchpoint


@dataclass(frozen=True, slots=True)
class Turn:
    """One place of the row: a step of today, what becomes of it, or both; a new one has no `today`."""

    id: str
    stage: str
    today: Touchpoint | None
    then: FutureStep | None

    @property
    def fate(self) -> str:
        """What becomes of it: unchanged, changed, dropped or new."""
        if self.then is None:
            return "unchanged"
        if self.today is None:
            return "new"
        return "dropped" if self.then.dropped else "changed"


def turns(journey: Journey) -> tuple[Turn, ...]:
    """Return every step of today and of the future state, a new one right after the step it says, in its stage."""
    planned = {change.step: change for change in (journey.future.steps if journey.future else ())}
    row = [Turn(step.id, step.stage, step, planned.pop(step.id, None)) for step in journey.steps]
    while planned:
        known = [turn.id for turn in row]
        next_ = next((one for one in planned.values() if one.after in known), next(iter(planned.values())))
        at = _place(row, next_.after)
        row.insert(at, Turn(next_.step, row[at - 1].stage, None, planned.pop(next_.step)))
    return tuple(row)


def _place(row: list[Turn], after: str | None) -> int:
    """Return where a new step goes: behind `after` and the new ones already there, or at the end."""
    known = [turn.id for turn in row]
    if after not in known:
        return len(row)
    at = known.index(after) + 1
    while at < len(row) and row[at].today is None and row[at].then is not None and _after(row[at]) == after:
        at += 1
    return at


def _after(turn: Turn) -> str | None:
    return turn.then.after if turn.then else None
