"""Future state: the journey as the client wants it, told against the one of today, step by step."""

from __future__ import annotations

from pydantic import Field

from workbench.model.label import Label, Value
from workbench.model.sourced import Feeling, Remark


class FutureStep(Value):
    """What becomes of one step: `change` says it, `by` names the interventions that would do it.

    A step that goes has `dropped`; a new one is named by no step of today and says after which it comes.
    """

    step: str
    after: str | None = None
    label: Label | None = None
    change: Remark
    dropped: bool = False
    emotion: Feeling | None = None
    kpi_target: Label | None = None
    by: tuple[str, ...] = ()


class FutureState(Value):
    """A goal and the steps that change; every other step stays as it is today.

    `based_on` is the version of the journey it was drawn from.
    """

    based_on: str
    goal: Label
    steps: tuple[FutureStep, ...] = Field(min_length=1)
