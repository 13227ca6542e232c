"""Decided groups: who goes with whom where a person decided it, and why."""

from __future__ import annotations

import datetime
from typing import Annotated

from pydantic import Field

from workbench.model.label import Value


class DecidedGroups(Value):
    """The file `groups.yml`: groups that a person decided; while it is there, they take the place of the method's."""

    date: datetime.date = Field(description="day of the decision, YYYY-MM-DD")
    by: str = Field(min_length=1, description="who decided: a name or letter, shown in the report")
    why: str = Field(min_length=1, description="why, in a few words, shown in the report")
    groups: tuple[Annotated[tuple[str, ...], Field(min_length=2)], ...] = Field(
        min_length=1,
        description="the groups, each with the pseudonyms of at least two participants, as persona files name them; "
        "who is in none is left over",
    )

    def without(self, pseudonym: str) -> DecidedGroups | None:
        """Return the groups without a participant; a group of one is none, and no groups are no decision."""
        left = tuple(tuple(name for name in group if name != pseudonym) for group in self.groups)
        kept = tuple(group for group in left if len(group) > 1)
        return self.model_copy(update={"groups": kept}) if kept else None
