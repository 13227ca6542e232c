"""Referral: customers who bring customers."""

from __future__ import annotations

from pydantic import Field

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
