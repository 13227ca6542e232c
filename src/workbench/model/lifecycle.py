"""Lifecycle: a customer's relation with a firm over years, which is no journey."""

from __future__ import annotations

from datetime import date
from typing import Literal, Self

from pydantic import Field, model_validator

from workbench.model.journey import Description
from workbench.model.label import Label, Value
from workbench.model.sourced import Amount, Basis, Sourced
from workbench.model.transition import Transition

PeriodLength = Literal["month", "quarter", "year"]
YEARS: dict[str, float] = {"month": 1 / 12, "quarter": 0.25, "year": 1.0}
"""Length of each period in years."""


class Span(Sourced):
    """Years between which most customers are."""

    low: float = Field(ge=0)
    high: float = Field(ge=0)

    @model_validator(mode="after")
    def _low_before_high(self) -> Self:
        if self.low > self.high:
            raise ValueError(f"the span begins at {self.low:g} years, after its end at {self.high:g}")
        return self


class LifeState(Value):
    """What a customer is to the firm for periods on end.

    `age` is the customer's, `tenure` the relation's. `margin` is earned and `cost` spent on keeping the customer in
    every period begun in the state; `basis` is the state's own: inferred where the description has none.
    """

    id: str
    label: Label
    basis: Basis = "stated"
    source: str = ""
    age: Span | None = None
    tenure: Span | None = None
    margin: Amount | None = None
    cost: Amount | None = None

    @model_validator(mode="after")
    def _stated_names_its_source(self) -> Self:
        if self.basis == "stated" and not self.source:
            raise ValueError(f"state {self.id} is stated: name its source, or give it another basis")
        return self


class Leaving(Value):
    """A way out of the relation: the customer goes (churn), or it comes to its end."""

    id: str
    kind: Literal["churn", "end"]
    label: Label
    basis: Basis = "inferred"


class Entry(Value):
    """Where relations begin, with which probability."""

    state: str
    p: float = Field(gt=0, le=1)


class Lifecycle(Value):
    """The file `lifecycle.yml`: states a customer is in from one `period` to the next, at most one at a time.

    Transitions are probabilities a period, staying among them; amounts are per period, in `currency`.
    `acquisition` is what winning a customer costs.
    """

    id: str
    title: Label
    currency: str = "EUR"
    illustrative: bool = False
    source: Description
    period: PeriodLength
    states: tuple[LifeState, ...] = Field(min_length=1)
    start: tuple[Entry, ...] = Field(min_length=1)
    exits: tuple[Leaving, ...] = Field(min_length=1)
    transitions: tuple[Transition, ...] = Field(min_length=1)
    acquisition: Amount | None = None
    version: str
    valid_from: date
    review_due: date

    @property
    def years(self) -> float:
        """Length of a period in years."""
        return YEARS[self.period]
