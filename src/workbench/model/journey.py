"""Journey: the steps a customer takes, as designed or described, with what each number rests on."""

from __future__ import annotations

from datetime import date
from typing import Literal, Self

from pydantic import Field, model_validator

from workbench.model.label import Label, Value

Basis = Literal["stated", "inferred", "assumed", "observed", "calibrated"]
Canonical = Literal["awareness", "consideration", "decision", "retention", "advocacy"]
Unit = Literal["minutes", "hours", "days", "weeks", "months"]
DAYS: dict[str, float] = {"minutes": 1 / 1440, "hours": 1 / 24, "days": 1.0, "weeks": 7.0, "months": 30.4375}
"""Length of each unit of time in days."""


class Sourced(Value):
    """Something that says what it rests on; what is stated names its source."""

    basis: Basis
    source: str = ""

    @model_validator(mode="after")
    def _stated_names_its_source(self) -> Self:
        if self.basis == "stated" and not self.source:
            raise ValueError("what is stated must name its source")
        return self


class Feeling(Sourced):
    """Emotion on a step as the description has it, -2 (very bad) to +2 (very good)."""

    value: int = Field(ge=-2, le=2)


class Remark(Sourced):
    """A pain point or an opportunity."""

    text: Label


class Sojourn(Sourced):
    """Time spent on a step before the next; `cv` is the standard deviation over the mean.

    Only lognormal and gamma have a `cv` to choose: an exponential time has 1, a fixed one none.
    """

    basis: Basis = "assumed"
    distribution: Literal["exponential", "lognormal", "gamma", "fixed"]
    mean: float = Field(gt=0)
    cv: float = Field(default=1.0, gt=0)
    unit: Unit

    @model_validator(mode="after")
    def _cv_fits_the_law(self) -> Self:
        if self.distribution == "exponential" and self.cv != 1:
            raise ValueError(f"an exponential time always has cv 1, not {self.cv}: leave cv out, or choose gamma")
        if self.distribution == "fixed" and "cv" in self.model_fields_set:
            raise ValueError("a fixed time has no spread: leave cv out, or choose lognormal or gamma")
        return self

    @property
    def days(self) -> float:
        """Mean time in days."""
        return self.mean * DAYS[self.unit]


class Stage(Value):
    """A span of steps in the journey's own words, with the canonical stage it stands for."""

    id: str
    canonical: Canonical
    label: Label


class Touchpoint(Value):
    """One step: what the customer does, where, how it feels and who answers for it."""

    id: str
    stage: str
    label: Label
    touchpoint: Label | None = None
    channel: Label | None = None
    channel_basis: Basis = "stated"
    mode: Literal["online", "offline"] | None = None
    direction: Literal["inbound", "outbound", "external", "backstage"] | None = None
    actor: tuple[str, ...] = ()
    emotion: Feeling | None = None
    pain_points: tuple[Remark, ...] = ()
    opportunities: tuple[Remark, ...] = ()
    owner: Label | None = None
    kpi: Label | None = None
    sojourn: Sojourn | None = None


class Start(Value):
    """Where journeys begin, with which probability."""

    step: str
    p: float = Field(gt=0, le=1)


class Exit(Value):
    """A way out of the journey."""

    id: str
    kind: Literal["lost", "churn", "purchase", "advocate", "end"]
    label: Label
    basis: Basis = "inferred"


class Transition(Sourced):
    """Probability of going from one step to another step or exit, and the range thought possible."""

    basis: Basis = "assumed"
    from_: str = Field(alias="from")
    to: str
    p: float = Field(ge=0, le=1)
    range: tuple[float, float] | None = None

    @model_validator(mode="after")
    def _range_holds_p(self) -> Self:
        if self.range is not None and not 0 <= self.range[0] <= self.p <= self.range[1] <= 1:
            raise ValueError(f"the range {self.range} must lie in 0..1 and hold p = {self.p}")
        return self


class Effect(Value):
    """A shift of one transition on the log-odds scale."""

    from_: str = Field(alias="from")
    to: str
    log_odds: float


class Driver(Effect):
    """What having a code does to a transition: how personas come to walk differently."""

    code: str
    basis: Basis = "assumed"
    why: Label


class Intervention(Value):
    """Something the client could do, and the effect one assumes it has."""

    id: str
    label: Label
    effects: tuple[Effect, ...] = Field(min_length=1)
    basis: Basis = "assumed"
    why: Label


class Horizon(Value):
    """How long a journey is followed; later ones count as still under way."""

    value: float = Field(gt=0)
    unit: Unit

    @property
    def days(self) -> float:
        """Length in days."""
        return self.value * DAYS[self.unit]


class Description(Value):
    """Where a journey was described."""

    document: str
    section: str = ""


class Journey(Value):
    """The file `journey.yml`."""

    id: str
    title: Label
    market: Literal["b2c", "b2b"]
    illustrative: bool = False
    source: Description
    persona_goal: Label
    scenario: Label
    expectations: Label
    stages: tuple[Stage, ...] = Field(min_length=1)
    steps: tuple[Touchpoint, ...] = Field(min_length=1)
    start: tuple[Start, ...] = Field(min_length=1)
    exits: tuple[Exit, ...] = Field(min_length=1)
    conversion: str
    transitions: tuple[Transition, ...] = Field(min_length=1)
    drivers: tuple[Driver, ...] = ()
    interventions: tuple[Intervention, ...] = ()
    horizon: Horizon
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
