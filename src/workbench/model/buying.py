"""Buying group: who decides with whom where several people buy together, as a researcher writes it in study.yml."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import Field, model_validator

from workbench.model.label import Label, Value

BuyingRole = Literal["initiator", "user", "influencer", "decider", "buyer", "gatekeeper"]
"""Roles in a purchase made by several people (Webster & Wind, 1972)."""


class Member(Value):
    """One place in a buying group: who holds it, and what they need before they agree."""

    role: BuyingRole
    personas: tuple[str, ...] = Field(default=(), description="personas who hold it, by id (p1, p2...)")
    people: tuple[str, ...] = Field(
        default=(), description="participants who hold it: values of `role` or `committee_role` in participants.csv"
    )
    needs: Label | None = Field(default=None, description="what they need to agree")
    status: Literal["inferred", "assumed"] = Field(
        default="assumed", description="how the place and the needs are known: from interviews, or a guess"
    )

    @model_validator(mode="after")
    def _is_somebody(self) -> Self:
        if not self.personas and not self.people:
            raise ValueError(f"nobody is named as {self.role}: give `personas` or `people`")
        return self
