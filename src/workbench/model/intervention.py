"""Intervention: something the client could do, and the effect one assumes it has."""

from __future__ import annotations

from pydantic import Field

from workbench.model.label import Label, Value
from workbench.model.sourced import Basis
from workbench.model.transition import Effect


class Intervention(Value):
    """Something the client could do, and the effect one assumes it has."""

    id: str
    label: Label
    effects: tuple[Effect, ...] = Field(min_length=1)
    basis: Basis = "assumed"
    why: Label
