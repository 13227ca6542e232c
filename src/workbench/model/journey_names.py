"""Journey name: every name in a journey must be the name of something, and of one thing only."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from difflib import get_close_matches

from workbench.model.intervention import AddedStep
from workbench.model.journey import Journey
from workbench.model.transition import Effect

Place = tuple[str | int, ...]
Fault = tuple[Place, str]
"""A place in the file, as keys and positions, and what is wrong there."""


def name_faults(journey: Journey) -> Iterator[Fault]:
    """Yield every name used twice, and every one that names nothing."""
    steps, exits = _ids(journey.steps), _ids(journey.exits)
    stages = _ids(journey.stages)
    yield from _twice("steps", steps + exits)
    yield from _twice("stages", stages)
    yield from _twice("interventions", _ids(journey.interventions))
    yield from _twice("start", [start.step for start in journey.start])
    yield from _twice("transitions", [f"{arrow.from_} to {arrow.to}" for arrow in journey.transitions])
    for i, step in enumerate(journey.steps):
        if step.stage not in stages:
            near = did_you_mean(step.stage, stages)
            yield ("steps", i, "stage"), f"step {step.id} is in stage {step.stage}, which is not defined{near}"
    for i, start in enumerate(journey.start):
        if start.step not in steps:
            near = did_you_mean(start.step, steps)
            yield ("start", i), f"the journey starts at {start.step}, which is not a step{near}"
    if journey.conversion not in steps:
        near = did_you_mean(journey.conversion, steps)
        yield ("conversion",), f"conversion names {journey.conversion}, which is not a step{near}"
    for i, arrow in enumerate(journey.transitions):
        yield from _ends(("transitions", i), arrow.from_, arrow.to, steps, exits)
    yield from _effects(journey)
    yield from _referral(journey)
    yield from _day(journey)
    yield from _future(journey)


def did_you_mean(name: str, known: Collection[str]) -> str:
    """Return a hint at the known name a wrong one is nearest to, or nothing."""
    near = get_close_matches(name.casefold(), {each.casefold(): each for each in known}, n=1, cutoff=0.5)
    found = [each for each in known if near and each.casefold() == near[0]]
    return f"; did you mean {found[0]}?" if found else ""


def _ids(things: Collection[object]) -> list[str]:
    return [str(getattr(thing, "id", "")) for thing in things]


def _twice(part: str, names: list[str]) -> Iterator[Fault]:
    for name in sorted({name for name in names if names.count(name) > 1}):
        places = [i for i, own in enumerate(names) if own == name]
        where: Place = (part,) if part == "steps" else (part, places[1])
        among = "steps and exits" if part == "steps" else part
        yield where, f"the name {name} is used twice among {among}"


def _ends(place: Place, from_: str, to: str, steps: list[str], exits: list[str]) -> Iterator[Fault]:
    if from_ not in steps:
        yield (*place, "from"), f"{from_} is not a step{did_you_mean(from_, steps)}"
    if to not in steps + exits:
        yield (*place, "to"), f"{to} is neither a step nor an exit{did_you_mean(to, steps + exits)}"


def _effects(journey: Journey) -> Iterator[Fault]:
    arrows = {(arrow.from_, arrow.to) for arrow in journey.transitions}
    steps, exits = _ids(journey.steps), _ids(journey.exits)

    def missing(place: Place, effect: Effect, whose: str, added: Collection[AddedStep] = ()) -> Iterator[Fault]:
        ends = list(_ends(place, effect.from_, effect.to, [*steps, *_ids(added)], exits))
        yield from ((where, f"{whose}{what}") for where, what in ends)
        new = {(step.id, way.to) for step in added for way in step.ways}
        if not ends and (effect.from_, effect.to) not in arrows | new:
            yield place, f"{whose}no transition goes from {effect.from_} to {effect.to}"

    for i, driver in enumerate(journey.drivers):
        yield from missing(("drivers", i), driver, "")
    for i, action in enumerate(journey.interventions):
        for j, effect in enumerate(action.effects):
            yield from missing(("interventions", i, "effects", j), effect, f"{action.id}: ", action.added)


def _referral(journey: Journey) -> Iterator[Fault]:
    steps = _ids(journey.steps)
    if journey.referral is None:
        return
    for key, name in (("step", journey.referral.step), ("entry", journey.referral.entry)):
        if name not in steps:
            yield ("referral", key), f"referral names {name}, which is not a step{did_you_mean(name, steps)}"


def _day(journey: Journey) -> Iterator[Fault]:
    steps = _ids(journey.steps)
    before = ""
    for i, moment in enumerate(journey.day.moments if journey.day else ()):
        if moment.step is not None and moment.step not in steps:
            near = did_you_mean(moment.step, steps)
            yield (
                ("day", "moments", i, "step"),
                f"the moment at {moment.time} names {moment.step}, which is not a step{near}",
            )
        if moment.time < before:
            yield (
                ("day", "moments", i, "time"),
                f"the moment at {moment.time} stands after that at {before}: put them by the clock",
            )
        before = max(before, moment.time)


def _future(journey: Journey) -> Iterator[Fault]:
    future = journey.future
    if future is None:
        return
    steps, actions = _ids(journey.steps), _ids(journey.interventions)
    if future.based_on != journey.version:
        yield (
            ("future", "based_on"),
            f"the future state is drawn from version {future.based_on}, the journey is version {journey.version}: "
            "look at its steps again, then change based_on",
        )
    told = [change.step for change in future.steps]
    yield from ((("future", "steps", place[1]), what) for place, what in _twice("changes", told) if len(place) > 1)
    new = [change.step for change in future.steps if change.step not in steps and change.after is not None]
    for i, change in enumerate(future.steps):
        place = ("future", "steps", i)
        if change.step not in steps and (change.after is None or change.label is None):
            near = did_you_mean(change.step, steps)
            yield (
                (*place, "step"),
                f"{change.step} is not a step of today{near or '; a new one needs `after` and `label`'}",
            )
        if change.after is not None and change.after not in steps + new:
            near = did_you_mean(change.after, steps + new)
            yield (*place, "after"), f"{change.step} would come after {change.after}, which is not a step{near}"
        for j, name in enumerate(change.by):
            if name not in actions:
                near = did_you_mean(name, actions)
                yield (*place, "by", j), f"{change.step} would change by {name}, which is not an intervention{near}"
