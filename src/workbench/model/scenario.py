"""Scenario: interventions somebody wants tried together, kept under a name for the report."""

from __future__ import annotations

from pydantic import Field

from workbench.model.label import Value


class Scenario(Value):
    """Some of a journey's interventions, by their ids, under a name."""

    name: str = Field(min_length=1, max_length=80, description="what it is called in the report")
    interventions: tuple[str, ...] = Field(min_length=1, description="ids of interventions of the journey")
    note: str = Field(default="", max_length=400, description="why it was kept")


class Scenarios(Value):
    """The file `scenarios.yml`."""

    scenarios: tuple[Scenario, ...] = ()
