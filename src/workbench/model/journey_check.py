"""Journey check: what a journey must satisfy before it can be mapped and simulated."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from workbench.model.chain_check import closure, leads, sum_faults
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
    steps = [step.id for step in journey.steps]
    start = (entry.p for entry in journey.start)
    return sum_faults(start, journey.transitions, steps, "steps", no_way="it has no way out")


def _dead_ends(journey: Journey) -> Iterator[Fault]:
    forward, backward = leads(journey.transitions)
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
