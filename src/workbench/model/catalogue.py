"""Catalogue: interventions that fit many journeys, and what is assumed of each until the firm knows better."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from types import MappingProxyType
from typing import Literal, Self

from pydantic import Field, model_validator
from ruamel.yaml import YAML

from workbench.model.label import Label, Value
from workbench.model.stage_names import Canonical

Hold = Literal[
    "onward",
    "conversion",
    "lost",
    "rounds",
    "stay",
    "emotion",
    "time",
    "removed",
    "added",
    "tried",
    "start",
    "referral",
    "revenue",
]
Cost = Literal["fixed", "per_exposed", "per_conversion"]
Evidence = Literal["measured", "vendor", "advice"]
"""Measured somewhere, claimed by a seller, or advice without any number."""


class Hook(Value):
    """Where a template takes hold of a journey, and the number assumed there with its range.

    `value` is a log-odds, but for points of emotion, a factor of time, and shares of customers or revenue.
    A hook that is `optional` is left out of a journey that has no place for it. `low` keeps to steps that
    feel bad where there are any; `base` is the share of invitations that bring somebody where the journey
    knows none.
    """

    what: Hold
    at: Canonical | None = None
    to: Canonical | None = None
    value: float = 0.0
    range: tuple[float, float] | None = None
    optional: bool = False
    low: bool = False
    base: float = 0.0

    @model_validator(mode="after")
    def _is_assumed_openly(self) -> Self:
        if self.what != "removed" and self.range is None:
            raise ValueError(f"the number of {self.what} is an assumption: give it a range")
        if self.range is not None and not self.range[0] <= self.value <= self.range[1]:
            raise ValueError(f"the range {self.range} must hold {self.value}")
        return self


class CatalogueEntry(Value):
    """A template: what it would do, where, on what evidence, and which costs to ask the firm for.

    `timed` marks those that work only while somebody is there.
    """

    id: str
    stage: Canonical
    source: str = Field(min_length=1)
    grade: Evidence
    claims: tuple[str, ...] = ()
    timed: bool = False
    label: Label
    why: Label
    asks: tuple[Cost, ...] = ()
    hooks: tuple[Hook, ...] = Field(min_length=1)


class _Entries(Value):
    entries: tuple[CatalogueEntry, ...]


@lru_cache(maxsize=1)
def catalogue() -> Mapping[str, CatalogueEntry]:
    """Return the templates that come with the workbench, by id."""
    text = files("workbench.model").joinpath("catalogue.yml").read_text("utf-8")
    loaded = _Entries.model_validate(YAML(typ="safe", pure=True).load(text))
    return MappingProxyType({entry.id: entry for entry in loaded.entries})
