"""Referral: customers who bring customers."""

from __future__ import annotations

from typing import Self

from pydantic import Field, model_validator

from workbench.model.sourced import Amount, Sourced


class Referral(Sourced):
    """Invitations sent at each visit of `step` on average; a share `conversion` of them starts at `entry`.

    `giver` and `receiver` are what each is rewarded with when the invited one starts.
    """

    step: str
    entry: str
    invitations: float = Field(ge=0)
    conversion: float = Field(ge=0, le=1)
    range: tuple[float, float] | None = None
    giver: Amount | None = None
    receiver: Amount | None = None

    @model_validator(mode="after")
    def _range_holds_the_conversion(self) -> Self:
        if self.range is not None and not 0 <= self.range[0] <= self.conversion <= self.range[1] <= 1:
            raise ValueError(f"the range {self.range} must lie in 0..1 and hold conversion = {self.conversion}")
        return self
