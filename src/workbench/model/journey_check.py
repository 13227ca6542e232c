"""Journey check: what a journey must satisfy before it can be mapped and simulated."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from workbench.model.journey import Journey

Fault = tuple[tuple[str | int, ...], str]
"""A place in the file, as keys and positions, and what is wrong there."""


def journey_faults(journey: Journey) -> list[Fault]:
    """Return every fault of a journey, with its place in the file.

    Names must exist and be unique, probabilities from a step and of the start must sum to 1,
    every step must be reachable and must have a way to an exit. Loops are normal.
    """
    return [*_names(journey), *_sums(journey), *_dead_ends(journey)]


def _names(journey: Journey) -> Iterator[Fault]:
    steps = [step.id for step in journey.steps]
    exits = [exit_.id for exit_ in journey.exits]
    stages = [stage.id for stage in journey.stages]
    yield from _twice("steps", steps + exits)
    yield from _twice("stages", stages)
    yield from _twice("interventions", [action.id for action in journey.interventions])
    yield from _twice("start", [start.step for start in journey.start])
    yield from _twice("transitions", [f"{arrow.from_} to {arrow.to}" for arrow in journey.transitions])
    for i, step in enumerate(journey.steps):
        if step.stage not in stages:
            yield ("steps", i, "stage"), f"step {step.id} is in stage {step.stage}, which is not defined"
    for i, start in enumerate(journey.start):
        if start.step not in steps:
            yield ("start", i), f"the journey starts at {start.step}, which is not a step"
    if journey.conversion not in steps:
        yield ("conversion",), f"conversion names {journey.conversion}, which is not a step"
    for i, arrow in enumerate(journey.transitions):
        if arrow.from_ not in steps:
            yield ("transitions", i, "from"), f"{arrow.from_} is not a step"
        if arrow.to not in steps + exits:
            yield ("transitions", i, "to"), f"{arrow.to} is neither a step nor an exit"
    yield from _effects(journey)


def _twice(part: str, names: list[str]) -> Iterator[Fault]:
    for name in sorted({name for name in names if names.count(name) > 1}):
        places = [i for i, own in enumerate(names) if own == name]
        where: tuple[str | int, ...] = (part,) if part == "steps" else (part, places[1])
        among = "steps and exits" if part == "steps" else part
        yield where, f"the name {name} is used twice among {among}"


def _effects(journey: Journey) -> Iterator[Fault]:
    arrows = {(arrow.from_, arrow.to) for arrow in journey.transitions}
    for i, driver in enumerate(journey.drivers):
        if (driver.from_, driver.to) not in arrows:
            yield ("drivers", i), f"no transition goes from {driver.from_} to {driver.to}"
    for i, action in enumerate(journey.interventions):
        for effect in action.effects:
            if (effect.from_, effect.to) not in arrows:
                yield ("interventions", i), f"{action.id}: no transition goes from {effect.from_} to {effect.to}"


def _sums(journey: Journey) -> Iterator[Fault]:
    total = sum(start.p for start in journey.start)
    if abs(total - 1) > 1e-9:
        yield ("start",), f"the probabilities of the start sum to {total:.6g}, not to 1"
    leaving: defaultdict[str, float] = defaultdict(float)
    for arrow in journey.transitions:
        leaving[arrow.from_] += arrow.p
    for i, step in enumerate(journey.steps):
        if step.id not in leaving:
            yield ("steps", i), f"no transition leaves {step.id}: it has no way out"
        elif abs(leaving[step.id] - 1) > 1e-9:
            yield ("steps", i), f"the probabilities leaving {step.id} sum to {leaving[step.id]:.6g}, not to 1"


def _dead_ends(journey: Journey) -> Iterator[Fault]:
    forward: defaultdict[str, set[str]] = defaultdict(set)
    backward: defaultdict[str, set[str]] = defaultdict(set)
    for arrow in journey.transitions:
        if arrow.p > 0:
            forward[arrow.from_].add(arrow.to)
            backward[arrow.to].add(arrow.from_)
    reached = _closure({start.step for start in journey.start}, forward)
    leaving = _closure({exit_.id for exit_ in journey.exits}, backward)
    for i, step in enumerate(journey.steps):
        if step.id not in reached:
            yield ("steps", i), f"step {step.id} cannot be reached from the start"
        if step.id in forward and step.id not in leaving:
            yield ("steps", i), f"step {step.id} has no way to an exit: customers would walk in circles for ever"


def _closure(names: set[str], arrows: dict[str, set[str]]) -> set[str]:
    found = set(names)
    waiting = list(names)
    while waiting:
        for name in arrows.get(waiting.pop(), set()) - found:
            found.add(name)
            waiting.append(name)
    return found
