"""Day: a day in the life of a persona, whether or not the firm plays a part in it."""

from __future__ import annotations

from pydantic import Field

from workbench.model.label import Label, Value
from workbench.model.sourced import Feeling, Remark


class Moment(Value):
    """One moment of a day, by the clock; `step` names the journey's step it touches, if any.

    `codes` are those whose quotes belong to it.
    """

    time: str = Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")
    activity: Remark
    step: str | None = None
    place: Label | None = None
    emotion: Feeling | None = None
    codes: tuple[str, ...] = ()


class Day(Value):
    """A day in the order of the clock."""

    moments: tuple[Moment, ...] = Field(min_length=1)
