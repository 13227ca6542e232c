"""Parameter: one number a simulation uses, with what it rests on and the law by which it moves in its range."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from workbench.model.label import Label
from workbench.model.sourced import Basis

Floats = NDArray[np.float64]
Range = tuple[float, float]
Kind = Literal[
    "start",
    "transition",
    "sojourn",
    "driver",
    "satisfaction",
    "cost",
    "revenue",
    "invitations",
    "referral",
    "giver",
    "receiver",
    "effect",
    "emotion",
    "factor",
    "begin",
    "added",
    "exposed",
    "visit",
    "converted",
    "discount",
]
Unit = Literal[
    "share", "log_odds", "points", "factor", "customers", "money", "minutes", "hours", "days", "weeks", "months"
]


@dataclass(frozen=True, slots=True)
class Parameter:
    """A number: `label` names the step or passage it belongs to, `code` the code of a driver.

    Money is in the journey's currency. `range` is None where nobody said how far the number may lie
    from its value; such a number stays as it is.
    """

    id: str
    kind: Kind
    label: Label
    value: float
    range: Range | None
    basis: Basis
    source: str
    unit: Unit
    code: str = ""

    def at(self, draw: Floats) -> Floats:
        """Return the values at draws in 0 to 1: as likely above the stated value as below, evenly in either part.

        This is the one law by which an assumption moves in its range: 0 gives its low end, 0.5 the
        stated value, 1 its high end.
        """
        low, high = self.range or (self.value, self.value)
        below = low + (self.value - low) * 2.0 * draw
        above = self.value + (high - self.value) * (2.0 * draw - 1.0)
        return np.where(draw < 0.5, below, above)


def passage(here: Label, there: Label) -> Label:
    """Return the name of a way from one step to another step or exit."""
    return Label(en=f"{here.en} → {there.en}", fr=f"{here.fr} → {there.fr}")
