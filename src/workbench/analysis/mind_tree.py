"""Mind tree: a journey as branches, from the whole over stages and touchpoints to what happens there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from workbench.analysis.mapping import JourneyMap, Lane
from workbench.model.codebook import Codebook
from workbench.model.evidence import Status
from workbench.model.journey import Journey
from workbench.model.label import Label
from workbench.model.sourced import Remark
from workbench.model.touchpoint import Stage, Touchpoint

BranchKind = Literal["journey", "stage", "step", "action", "pain", "opportunity"]
SAID: dict[BranchKind, Lane] = {"action": Lane.ACTIONS, "pain": Lane.PAINS}
"""Branches that quotes fill."""


@dataclass(frozen=True, slots=True)
class Branch:
    """A node with what grows from it.

    `mark` is the status or basis of a leaf ("" further in); `x` of `n` members said it, None where
    it is the description's. `note` is the touchpoint of a step, where it has one of its own, `number` its
    place in the journey, from 1.
    """

    kind: BranchKind
    text: Label
    children: tuple[Branch, ...] = ()
    mark: str = ""
    x: int | None = None
    n: int | None = None
    note: Label | None = None
    number: int = 0


def mind_tree(
    journey: Journey,
    codebook: Codebook | None = None,
    journey_map: JourneyMap | None = None,
    *,
    most: int | None = None,
) -> Branch:
    """Return the journey as a tree; with a map, filled with what a persona's members said.

    `most` is the largest number of leaves of a kind that quotes fill at a step, those of most people first.
    """
    labels = {code.id: code.label for code in codebook.codes} if codebook else {}
    stages = tuple(_stage(journey, stage, labels, journey_map, most) for stage in journey.stages)
    return Branch("journey", journey.title, tuple(stage for stage in stages if stage.children))


def leaves(branch: Branch) -> int:
    """Return the number of branches nothing grows from."""
    return sum(leaves(child) for child in branch.children) if branch.children else 1


def _stage(
    journey: Journey, stage: Stage, labels: dict[str, Label], journey_map: JourneyMap | None, most: int | None
) -> Branch:
    numbers = {step.id: i for i, step in enumerate(journey.steps, 1)}
    steps = tuple(_step(step, labels, journey_map, most, number=numbers[step.id]) for step in journey.steps_of(stage))
    return Branch("stage", stage.label, steps)


def _step(
    step: Touchpoint, labels: dict[str, Label], journey_map: JourneyMap | None, most: int | None, *, number: int
) -> Branch:
    children: list[Branch] = []
    for kind, lane in SAID.items():
        if journey_map:
            found = journey_map.cells[step.id, lane][:most]
            children += [
                Branch(kind, labels[one.code], mark=Status.REPORTED, x=one.holders, n=journey_map.size)
                for one in found
                if one.code in labels
            ]
        if kind == "pain":
            children += _remarks("pain", step.pain_points)
    children += _remarks("opportunity", step.opportunities)
    return Branch("step", step.label, tuple(children), note=step.touchpoint, number=number)


def _remarks(kind: BranchKind, remarks: Iterable[Remark]) -> list[Branch]:
    return [Branch(kind, remark.text, mark=remark.basis) for remark in remarks]
