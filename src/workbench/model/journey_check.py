"""Journey check: what a journey must satisfy before it can be mapped and simulated."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from datetime import date

from workbench.model.journey import Journey
from workbench.model.journey_names import Fault, name_faults
from workbench.model.stage_names import BEFORE_PURCHASE


def journey_faults(journey: Journey) -> list[Fault]:
    """Return every fault of a journey, with its place in the file.

    Names must exist and be unique, probabilities from a step and of the start must sum to 1, every
    step must be reachable and must have a way to an exit, or, without exits, to a horizon. There is
    something before the purchase, and the purchase. Loops, skips and returns are normal.
    """
    return [*name_faults(journey), *_stages(journey), *_dates(journey), *_sums(journey), *_dead_ends(journey)]


def days_overdue(journey: Journey, today: date) -> int:
    """Return how many days ago the journey's review was due; 0 when it still is to come."""
    return max(0, (today - journey.review_due).days)


def _stages(journey: Journey) -> Iterator[Fault]:
    canonical = {stage.id: stage.canonical for stage in journey.stages}
    if not BEFORE_PURCHASE & set(canonical.values()):
        yield ("stages",), "no stage stands before the purchase: one must mean awareness or consideration"
    if "decision" not in canonical.values():
        bought = [canonical.get(step.stage) for step in journey.steps if step.id == journey.conversion]
        if bought and bought[0] in BEFORE_PURCHASE:
            yield ("stages",), "no stage is the purchase: one must mean decision, or hold the conversion after it"


def _dates(journey: Journey) -> Iterator[Fault]:
    if journey.review_due < journey.valid_from:
        yield ("review_due",), f"the review is due on {journey.review_due}, before the journey is valid"


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
    reached = closure({start.step for start in journey.start}, forward)
    for i, step in enumerate(journey.steps):
        if step.id not in reached:
            yield ("steps", i), f"step {step.id} cannot be reached from the start"
    if not journey.exits and journey.horizon is None:
        yield ("horizon",), "a journey without exits never ends: give it a horizon, or an exit"
        return
    ends = {exit_.id for exit_ in journey.exits} or {step.id for step in journey.steps if step.sojourn is not None}
    leaving = closure(ends, backward)
    why = "has no way to an exit" if journey.exits else "never comes to a step with a sojourn, so no horizon is reached"
    for i, step in enumerate(journey.steps):
        if step.id in forward and step.id not in leaving:
            yield ("steps", i), f"step {step.id} {why}: customers would walk in circles for ever"


def closure(names: Collection[str], arrows: Mapping[str, set[str]]) -> set[str]:
    """Return the names and all that arrows lead to from them."""
    found = set(names)
    waiting = list(names)
    while waiting:
        for name in arrows.get(waiting.pop(), set()) - found:
            found.add(name)
            waiting.append(name)
    return found
