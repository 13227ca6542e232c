"""Place: where in a journey a template can take hold."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from workbench.model.journey import Journey
from workbench.model.stage_names import BEFORE_PURCHASE, Canonical
from workbench.model.touchpoint import Touchpoint
from workbench.model.transition import LOST, Transition


class Place:
    """A journey as templates look at it; `chosen` is the step asked for, if any."""

    def __init__(self, journey: Journey, chosen: str | None = None) -> None:
        self.journey, self.chosen = journey, chosen
        stages = {stage.id: stage.canonical for stage in journey.stages}
        self.canonical: dict[str, Canonical] = {step.id: stages[step.stage] for step in journey.steps}
        self.order = {step.id: i for i, step in enumerate(journey.steps)}
        self.gone = {exit_.id for exit_ in journey.exits if exit_.kind in LOST}

    def steps(self, stage: Canonical | None) -> list[Touchpoint]:
        """Return the steps a stage holds in the journey's own words."""
        return [step for step in self.journey.steps if self.canonical[step.id] == stage]

    def open_steps(self, stage: Canonical | None) -> list[Touchpoint]:
        """Return the steps of a stage, those that lead to the conversion counted with the decision.

        Of the decision only those where one may still say no: the conversion is none of them.
        """
        deciding = {arrow.from_ for arrow in self.to_conversion()}
        if stage != "decision":
            return [step for step in self.steps(stage) if step.id not in deciding]
        own = {step.id for step in self.steps(stage)} | deciding
        return [step for step in self.journey.steps if step.id in own - {self.journey.conversion}]

    def named(self, stage: Canonical | None) -> set[str]:
        """Return the ids of the steps of a stage."""
        return {step.id for step in self.steps(stage)}

    def arrows(self, sources: Iterable[Touchpoint], targets: Collection[str]) -> list[Transition]:
        """Return the transitions that happen from any of some steps to any of some states."""
        names = {step.id for step in sources}
        return [t for t in self.journey.transitions if t.from_ in names and t.to in targets and t.p > 0]

    def to_conversion(self) -> list[Transition]:
        """Return the transitions to the conversion from a step before it."""
        early = [s for s in self.journey.steps if self.canonical[s.id] in {*BEFORE_PURCHASE, "decision"}]
        return self.arrows([s for s in early if s.id != self.journey.conversion], {self.journey.conversion})
