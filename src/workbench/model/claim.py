"""Claim register: numbers that circulate in marketing, what is known of each and what it may be used as."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from typing import Literal, Self

from pydantic import Field, model_validator
from ruamel.yaml import YAML

from workbench.model.label import Label, Value

Grade = Literal["measured", "convention", "vendor", "folklore", "untraced"]
Use = Literal["central", "range", "upper_bound", "convention", "none"]
WEAK: frozenset[Grade] = frozenset({"vendor", "folklore", "untraced"})
"""Grades of numbers nobody can trace to a measurement: they may bound a range and never be its middle."""


class NumericClaim(Value):
    """A number somebody claims, where it was met, what is known of it, and what a scenario may use it as.

    `range` is what a scenario may let it vary over, in `unit`; `number` is the figure as claimed.
    """

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    claim: Label
    source: str = Field(min_length=1)
    known: Label
    grade: Grade
    used_as: Use
    number: float | None = None
    unit: Literal["ratio", "share", "months", "count"] | None = None
    range: tuple[float, float] | None = None

    @model_validator(mode="after")
    def _used_as_its_grade_allows(self) -> Self:
        if self.weak and self.used_as in ("central", "convention"):
            raise ValueError(f"{self.id}: a {self.grade} claim can bound a range or be unused, not be {self.used_as}")
        if self.used_as in ("range", "upper_bound") and self.range is None:
            raise ValueError(f"{self.id}: what is used as {self.used_as} needs a range")
        if self.range is not None and self.range[0] > self.range[1]:
            raise ValueError(f"{self.id}: the range {self.range} runs backwards")
        if self.range is not None and self.unit is None:
            raise ValueError(f"{self.id}: a range needs a unit")
        return self

    @property
    def weak(self) -> bool:
        """Say whether the number can be traced to no measurement."""
        return self.grade in WEAK


class ClaimRegister(Value):
    """All claims a scenario may name."""

    claims: tuple[NumericClaim, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _ids_once(self) -> Self:
        names = [claim.id for claim in self.claims]
        twice = sorted({name for name in names if names.count(name) > 1})
        if twice:
            raise ValueError(f"claims registered twice: {', '.join(twice)}")
        return self

    @property
    def by_id(self) -> Mapping[str, NumericClaim]:
        """The claims by their id."""
        return {claim.id: claim for claim in self.claims}


@lru_cache(maxsize=1)
def claim_register() -> ClaimRegister:
    """Return the register that comes with the workbench."""
    text = files("workbench.model").joinpath("claims.yml").read_text("utf-8")
    return ClaimRegister.model_validate(YAML(typ="safe", pure=True).load(text))
