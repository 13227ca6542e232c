"""Journey: the steps a customer takes, as designed or described, with what each number rests on."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field

from workbench.model.day import Day
from workbench.model.duration import Horizon
from workbench.model.future import FutureState
from workbench.model.intervention import Intervention
from workbench.model.label import Label, Value
from workbench.model.referral import Referral
from workbench.model.sourced import Sourced
from workbench.model.touchpoint import Stage, Touchpoint
from workbench.model.transition import Driver, Exit, Start, Transition


class Description(Value):
    """Where a journey was described."""

    document: str
    section: str = ""


class Satisfaction(Sourced):
    """How much one point of emotion on a step lowers the log-odds of being lost or leaving from there."""

    log_odds: float = Field(ge=0)
    range: tuple[float, float] | None = None


class Journey(Value):
    """The file `journey.yml`."""

    id: str
    title: Label
    market: Literal["b2c", "b2b"]
    currency: str = "EUR"
    illustrative: bool = False
    source: Description
    persona_goal: Label
    scenario: Label
    expectations: Label
    start_event: Label | None = None
    end_event: Label | None = None
    stages: tuple[Stage, ...] = Field(min_length=1)
    steps: tuple[Touchpoint, ...] = Field(min_length=1)
    start: tuple[Start, ...] = Field(min_length=1)
    exits: tuple[Exit, ...] = ()
    conversion: str
    transitions: tuple[Transition, ...] = Field(min_length=1)
    satisfaction: Satisfaction | None = None
    drivers: tuple[Driver, ...] = ()
    interventions: tuple[Intervention, ...] = ()
    referral: Referral | None = None
    day: Day | None = None
    future: FutureState | None = None
    horizon: Horizon | None = None
    version: str
    valid_from: date
    review_due: date

    def step(self, name: str) -> Touchpoint:
        """Return the step called `name`; KeyError when there is none."""
        for step in self.steps:
            if step.id == name:
                return step
        raise KeyError(name)

    def steps_of(self, stage: Stage) -> tuple[Touchpoint, ...]:
        """Return the steps of a stage, in order."""
        return tuple(step for step in self.steps if step.stage == stage.id)
