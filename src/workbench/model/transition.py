"""Transition: where customers go from a step, and what shifts it."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import Field, model_validator

from workbench.model.label import Label, Value
from workbench.model.sourced import Basis, Sourced


class Start(Value):
    """Where journeys begin, with which probability."""

    step: str
    p: float = Field(gt=0, le=1)


LOST = frozenset({"lost", "churn"})
"""Kinds of exits by which a customer is not kept."""


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
    """A shift of one transition on the log-odds scale, and the range thought possible."""

    from_: str = Field(alias="from")
    to: str
    log_odds: float
    range: tuple[float, float] | None = None

    @model_validator(mode="after")
    def _range_holds_the_shift(self) -> Self:
        if self.range is not None and not self.range[0] <= self.log_odds <= self.range[1]:
            raise ValueError(f"the range {self.range} must hold log_odds = {self.log_odds}")
        return self


class Driver(Effect):
    """What having a code does to a transition: how personas come to walk differently."""

    code: str
    basis: Basis = "assumed"
    why: Label
