"""Intervention: something the client could do, and the effect one assumes it has."""

from __future__ import annotations

from typing import Self

from pydantic import Field, model_validator

from workbench.model.duration import Sojourn
from workbench.model.label import Label, Value
from workbench.model.referral import Referral
from workbench.model.sourced import Amount, Basis
from workbench.model.transition import Effect

Range = tuple[float, float]


class EmotionChange(Value):
    """Points of emotion by which a step comes to feel better (or worse), on the scale of -2 to +2."""

    step: str
    points: float = Field(ge=-4, le=4)
    range: Range | None = None

    @model_validator(mode="after")
    def _range_holds(self) -> Self:
        _held(self.range, self.points, "points")
        return self


class SojournChange(Value):
    """What the mean time on a step is multiplied by: below 1 it gets shorter."""

    step: str
    factor: float = Field(gt=0)
    range: Range | None = None

    @model_validator(mode="after")
    def _range_holds(self) -> Self:
        _held(self.range, self.factor, "factor", lowest=0.0)
        return self


class StartChange(Value):
    """A shift of where customers come from: the odds of beginning at `step`, on the log scale."""

    step: str
    log_odds: float
    range: Range | None = None

    @model_validator(mode="after")
    def _range_holds(self) -> Self:
        _held(self.range, self.log_odds, "log_odds")
        return self


class Way(Value):
    """Where a new step leads, with which probability."""

    to: str
    p: float = Field(gt=0, le=1)


class AddedStep(Value):
    """A step that is new: a share of those leaving `after` take it, each time, and go on by `ways`."""

    id: str = Field(pattern=r"^[A-Za-z][A-Za-z0-9_]*$")
    label: Label
    after: str
    share: float = Field(ge=0, le=1)
    range: Range | None = None
    ways: tuple[Way, ...] = Field(min_length=1)
    sojourn: Sojourn | None = None
    cost: Amount | None = None

    @model_validator(mode="after")
    def _fits(self) -> Self:
        _held(self.range, self.share, "share", lowest=0.0, highest=1.0)
        total = sum(way.p for way in self.ways)
        if abs(total - 1) > 1e-9:
            raise ValueError(f"the ways on from {self.id} sum to {total:.6g}, not to 1")
        return self


class VisitCost(Value):
    """What every visit of a step costs more."""

    step: str
    amount: Amount


class RevenueShare(Value):
    """Share of what customers pay that is given up: a discount, a delivery paid by the firm."""

    value: float = Field(ge=0, le=1)
    range: Range | None = None

    @model_validator(mode="after")
    def _range_holds(self) -> Self:
        _held(self.range, self.value, "value", lowest=0.0, highest=1.0)
        return self


class Costs(Value):
    """What an intervention costs: once, and for customers.

    `per_exposed` falls due once for each customer who comes to any step where it takes hold,
    `per_conversion` once for each who converts, `per_visit` at every visit of the step named.
    What is left out is not known, which is not the same as nothing.
    """

    fixed: Amount | None = None
    per_exposed: Amount | None = None
    per_visit: tuple[VisitCost, ...] = ()
    per_conversion: Amount | None = None
    revenue_share: RevenueShare | None = None


class Intervention(Value):
    """Something the client could do, and the effect one assumes it has.

    `effects` act at once as in a multinomial logit; steps `removed` are passed by at once, with
    nobody lost there; `referral` stands in place of the journey's own. `claims` are numbers of the
    claim register it rests on, `catalogue` the entry it was made from.
    """

    id: str
    label: Label
    effects: tuple[Effect, ...] = ()
    emotions: tuple[EmotionChange, ...] = ()
    sojourns: tuple[SojournChange, ...] = ()
    start: tuple[StartChange, ...] = ()
    removed: tuple[str, ...] = ()
    added: tuple[AddedStep, ...] = ()
    referral: Referral | None = None
    costs: Costs | None = None
    basis: Basis = "assumed"
    source: str = ""
    claims: tuple[str, ...] = ()
    catalogue: str | None = None
    why: Label

    @model_validator(mode="after")
    def _does_something(self) -> Self:
        changes = (self.effects, self.emotions, self.sojourns, self.start, self.removed, self.added, self.referral)
        if not any(changes):
            raise ValueError(f"{self.id} changes nothing: name at least one effect")
        return self

    @property
    def holds_at(self) -> tuple[str, ...]:
        """Steps of the journey where a customer meets it, each once."""
        places = [effect.from_ for effect in self.effects]
        places += [change.step for change in self.emotions]
        places += [change.step for change in self.sojourns]
        places += [change.step for change in self.start]
        places += [*self.removed, *(step.after for step in self.added)]
        places += [self.referral.step] if self.referral else []
        return tuple(dict.fromkeys(places))


def _held(
    span: Range | None, value: float, name: str, *, lowest: float = float("-inf"), highest: float = float("inf")
) -> None:
    if span is not None and not lowest <= span[0] <= value <= span[1] <= highest:
        raise ValueError(f"the range {span} must hold {name} = {value} and lie where {name} may")
