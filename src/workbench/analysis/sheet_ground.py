"""Sheet ground: what every map is made from, and the steps, columns and counts that all kinds share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from workbench.analysis.map_sheet import Column, FeelingLine, LaneRow, StageSpan
from workbench.analysis.mapping import JourneyMap
from workbench.language.speech import Speech
from workbench.model.codebook import Codebook
from workbench.model.journey import Journey
from workbench.model.touchpoint import Touchpoint


@dataclass(frozen=True, slots=True)
class Ground:
    """A journey, the codes that name what people said, the personas' names and the language to say it in."""

    journey: Journey
    say: Speech
    codebook: Codebook | None = None
    names: Mapping[str, str] = field(default_factory=dict)

    def code(self, name: str) -> str:
        """Return what a code is called."""
        known = self.codebook is not None and name in self.codebook
        return self.say.of(self.codebook[name].label) if self.codebook is not None and known else name

    def person(self, journey_map: JourneyMap | None) -> str:
        """Return whose map it is: a persona's name, everybody, or nobody where nobody was asked."""
        if journey_map is None:
            return self.say("sheet_nobody")
        if not journey_map.persona:
            return self.say("sheet_everybody")
        return self.names.get(journey_map.persona, journey_map.persona)

    @property
    def where(self) -> str:
        """Return the place the journey was described at."""
        return f"{self.journey.source.document} {self.journey.source.section}".strip()


def step_places(journey: Journey) -> dict[str, tuple[Touchpoint, ...]]:
    """Return the columns of a map by step: each stands for one."""
    return {step.id: (step,) for step in journey.steps}


def step_columns(ground: Ground, journey_map: JourneyMap | None) -> tuple[Column, ...]:
    """Return a column a step: how many spoke of it, or what the step rests on where nobody was asked."""
    return tuple(
        Column(step.id, ground.say.of(step.label), step.stage, step_note(step, ground, journey_map), number)
        for number, step in enumerate(ground.journey.steps, 1)
    )


def step_note(step: Touchpoint, ground: Ground, journey_map: JourneyMap | None) -> str:
    """Return what stands under a step's name."""
    say = ground.say
    basis = "" if step.basis == "stated" else say("sheet_step_basis", basis=say(f"basis_{step.basis}"))
    spoke = "" if journey_map is None else say("sheet_spoke", x=journey_map.speakers[step.id], n=journey_map.size)
    return " · ".join(part for part in (spoke, basis) if part)


def stage_spans(columns: Sequence[Column], labels: Mapping[str, str]) -> tuple[StageSpan, ...]:
    """Return the stages over columns that follow each other; one that comes again has a span of its own."""
    runs = [(stage, len(list(run))) for stage, run in groupby(columns, key=lambda column: column.stage)]
    return tuple(StageSpan(stage, labels[stage], span) for stage, span in runs)


def stage_labels(ground: Ground) -> dict[str, str]:
    """Return what each stage is called."""
    return {stage.id: ground.say.of(stage.label) for stage in ground.journey.stages}


def completeness(lanes: Sequence[LaneRow], feelings: Sequence[FeelingLine]) -> tuple[int, int]:
    """Return filled cells and all cells of the required lanes; a curve has a cell a column."""
    cells = [bool(cell.items) for lane in lanes if lane.required for cell in lane.cells if cell.needed]
    if any(lane.required and not lane.cells for lane in lanes):
        cells += [point.value is not None for line in feelings for point in line.points]
    return sum(cells), len(cells)
