"""Rating: where a coder puts a participant on a scale that the researcher set."""

from __future__ import annotations

from dataclasses import dataclass

from pydantic import Field

from workbench.model.evidence import Evidence
from workbench.model.label import Label, Value


class Scale(Value):
    """A scale with two named ends: a behavioural variable that no single code tells (Cooper et al., 2007)."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$", description="short name, unique among scales and codes")
    label: Label
    low: Label = Field(description="what the lowest point, 1, means")
    high: Label = Field(description="what the highest point means")
    points: int = Field(default=5, ge=3, le=9, description="number of points, 3 to 9")


@dataclass(frozen=True, slots=True)
class Rating:
    """One point, from 1, given by one coder to one participant for one document; the quote is optional."""

    document: str
    participant: str
    scale: str
    value: int
    coder: str
    evidence: Evidence | None = None
