"""Sourced: a number or remark that says what it rests on."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import Field, model_validator

from workbench.model.label import Label, Value

Basis = Literal["stated", "inferred", "assumed", "observed", "calibrated"]


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
    """A sentence on a step: a pain point, an opportunity, a thought, what stands behind it."""

    text: Label


class Score(Sourced):
    """A judgement of 0 (none) to 10 (most); a missing score is not 0."""

    value: float = Field(ge=0, le=10)


class Amount(Sourced):
    """Money in the journey's currency, and the range thought possible."""

    basis: Basis = "assumed"
    value: float = Field(ge=0)
    range: tuple[float, float] | None = None

    @model_validator(mode="after")
    def _range_holds_the_value(self) -> Self:
        if self.range is not None and not 0 <= self.range[0] <= self.value <= self.range[1]:
            raise ValueError(f"the range {self.range} must hold {self.value} and not begin below 0")
        return self
