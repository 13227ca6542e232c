"""Duration: times in units of their own, and what they are in days."""

from __future__ import annotations

from typing import Any, Literal, Self, get_args

from pydantic import Field, model_validator

from workbench.model.label import Value
from workbench.model.sourced import Basis, Sourced

Unit = Literal["minutes", "hours", "days", "weeks", "months"]
DAYS: dict[str, float] = {"minutes": 1 / 1440, "hours": 1 / 24, "days": 1.0, "weeks": 7.0, "months": 30.4375}
"""Length of each unit of time in days."""


def _with_unit(written: Any) -> Any:
    """Refuse a time without a unit in words of its own."""
    if isinstance(written, dict) and not written.get("unit"):
        raise ValueError(f"a time needs its unit: {', '.join(get_args(Unit))}")
    return written


class Sojourn(Sourced):
    """Time spent on a step before the next; `cv` is the standard deviation over the mean.

    Only lognormal and gamma have a `cv` to choose: an exponential time has 1, a fixed one none.
    `range` is where the mean may lie, in the same unit.
    """

    basis: Basis = "assumed"
    distribution: Literal["exponential", "lognormal", "gamma", "fixed"]
    mean: float = Field(gt=0)
    cv: float = Field(default=1.0, gt=0)
    unit: Unit
    range: tuple[float, float] | None = None

    @model_validator(mode="before")
    @classmethod
    def _has_its_unit(cls, written: Any) -> Any:
        return _with_unit(written)

    @model_validator(mode="after")
    def _cv_fits_the_law(self) -> Self:
        if self.distribution == "exponential" and self.cv != 1:
            raise ValueError(f"an exponential time always has cv 1, not {self.cv}: leave cv out, or choose gamma")
        if self.distribution == "fixed" and "cv" in self.model_fields_set:
            raise ValueError("a fixed time has no spread: leave cv out, or choose lognormal or gamma")
        if self.range is not None and not 0 < self.range[0] <= self.mean <= self.range[1]:
            raise ValueError(f"the range {self.range} must hold the mean {self.mean} and lie above 0")
        return self

    @property
    def days(self) -> float:
        """Mean time in days."""
        return self.mean * DAYS[self.unit]


class Horizon(Value):
    """How long a journey is followed; later ones count as still under way."""

    value: float = Field(gt=0)
    unit: Unit

    @model_validator(mode="before")
    @classmethod
    def _has_its_unit(cls, written: Any) -> Any:
        return _with_unit(written)

    @property
    def days(self) -> float:
        """Length in days."""
        return self.value * DAYS[self.unit]
