"""Preset: usual times and shapes of a market and a price level, all assumed."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from typing import Literal, Self

from pydantic import Field, model_validator
from ruamel.yaml import YAML

from workbench.model.duration import Sojourn
from workbench.model.journey import Journey, Market
from workbench.model.label import Label, Value
from workbench.model.stage_names import CANONICAL, Canonical
from workbench.model.touchpoint import Touchpoint

Cost = Literal["low", "high"]


class Preset(Value):
    """Time spent on one step of each canonical stage, where a market buys at a price level."""

    market: Market
    cost: Cost
    label: Label
    sojourns: dict[Canonical, Sojourn]

    @model_validator(mode="after")
    def _every_stage_and_nothing_measured(self) -> Self:
        missing = [stage for stage in CANONICAL if stage not in self.sojourns]
        if missing:
            raise ValueError(f"{self.market}, {self.cost}: no time for {', '.join(missing)}")
        if any(law.basis != "assumed" or law.range is None for law in self.sojourns.values()):
            raise ValueError(f"{self.market}, {self.cost}: a preset's times are assumed, each with its range")
        return self


class Presets(Value):
    """All presets."""

    presets: tuple[Preset, ...] = Field(min_length=1)


@lru_cache(maxsize=1)
def presets() -> tuple[Preset, ...]:
    """Return the presets that come with the workbench."""
    text = files("workbench.model").joinpath("presets.yml").read_text("utf-8")
    return Presets.model_validate(YAML(typ="safe", pure=True).load(text)).presets


def preset(market: Market, cost: Cost) -> Preset:
    """Return the preset of a market and a price level; ValueError names those there are."""
    for one in presets():
        if (one.market, one.cost) == (market, cost):
            return one
    known = "; ".join(f"{one.market}, {one.cost}" for one in presets())
    raise ValueError(f"no preset for market {market!r} and cost {cost!r}; allowed: {known}")


def with_preset(journey: Journey, *, market: Market, cost: Cost, replace: bool = False) -> Journey:
    """Return the journey with the preset's times on steps that have none of their own.

    With `replace` assumed times give way too; what was stated, inferred, observed or calibrated
    never does. ValueError for a preset there is not.
    """
    usual = preset(market, cost).sojourns
    canonical = {stage.id: stage.canonical for stage in journey.stages}

    def timed(step: Touchpoint) -> Touchpoint:
        own = step.sojourn
        if own is not None and not (replace and own.basis == "assumed"):
            return step
        return step.model_copy(update={"sojourn": usual[canonical[step.stage]]})

    return journey.model_copy(update={"steps": tuple(timed(step) for step in journey.steps)})
