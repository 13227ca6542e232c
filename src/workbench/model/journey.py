"""Journey: the steps a customer takes, as designed or described, with what each number rests on."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from itertools import groupby
from typing import Literal, Self

from pydantic import Field, ValidationInfo, field_validator, model_validator

from workbench.model.day import Day
from workbench.model.duration import Horizon
from workbench.model.future import FutureState
from workbench.model.intervention import Intervention
from workbench.model.label import Label, Value
from workbench.model.referral import Referral
from workbench.model.sourced import Sourced
from workbench.model.touchpoint import Stage, Touchpoint
from workbench.model.transition import Driver, Exit, Start, Transition

REVIEW_MONTHS = 3
"""A journey is looked at again every quarter unless it says otherwise."""
Scope = Literal["digital", "physical", "omnichannel", "unknown"]
Market = Literal["b2c", "b2b"]


class Description(Value):
    """Where a journey was described."""

    document: str
    section: str = ""


class Satisfaction(Sourced):
    """How much one point of emotion on a step lowers the log-odds of being lost or leaving from there."""

    log_odds: float = Field(ge=0)
    range: tuple[float, float] | None = None

    @model_validator(mode="after")
    def _range_holds(self) -> Self:
        if self.range is not None and not 0 <= self.range[0] <= self.log_odds <= self.range[1]:
            raise ValueError(f"the range {self.range} must hold log_odds = {self.log_odds} and not begin below 0")
        return self


class Journey(Value):
    """The file `journey.yml`.

    Without exits it needs a horizon. Left out, the review is due REVIEW_MONTHS after `valid_from`.
    """

    id: str
    title: Label
    market: Market
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
    review_due: date = Field(default_factory=lambda: date.min, validate_default=True)

    @field_validator("review_due")
    @classmethod
    def _due_in_a_quarter(cls, due: date, info: ValidationInfo) -> date:
        valid_from = info.data.get("valid_from")
        return due if due != date.min or valid_from is None else months_after(valid_from, REVIEW_MONTHS)

    def step(self, name: str) -> Touchpoint:
        """Return the step called `name`; KeyError when there is none."""
        for step in self.steps:
            if step.id == name:
                return step
        raise KeyError(name)

    def steps_of(self, stage: Stage) -> tuple[Touchpoint, ...]:
        """Return the steps of a stage, in order."""
        return tuple(step for step in self.steps if step.stage == stage.id)

    @property
    def stage_runs(self) -> tuple[tuple[Stage, tuple[Touchpoint, ...]], ...]:
        """Return the steps in order, those of one stage that follow each other together: a stage may come again."""
        stages = {stage.id: stage for stage in self.stages}
        return tuple((stages[name], tuple(run)) for name, run in groupby(self.steps, key=lambda step: step.stage))

    @property
    def scope(self) -> Scope:
        """Where the journey takes place, as far as its touchpoints say: with one of unknown mode it may be unknown."""
        modes = {step.mode for step in self.steps if step.touchpoint or step.channel or step.mode}
        if {"online", "offline"} <= modes:
            return "omnichannel"
        if modes == {"online"}:
            return "digital"
        return "physical" if modes == {"offline"} else "unknown"


def months_after(day: date, months: int) -> date:
    """Return the same day some months later, or the last day of a month that is too short."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
