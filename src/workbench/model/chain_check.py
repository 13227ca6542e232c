"""Chain check: chances that must sum to 1, and what can be reached and left, alike in a journey and a life cycle."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from workbench.model.journey_names import Fault
from workbench.model.transition import Transition

Leads = Mapping[str, set[str]]


def sum_faults(
    start: Iterable[float], ways: Iterable[Transition], names: Sequence[str], part: str, *, no_way: str, count: str = ""
) -> Iterator[Fault]:
    """Yield what does not sum to 1: the start, and what leaves each of the names, whose places are those of `part`.

    `no_way` is added where nothing leaves, `count` to a sum that is wrong.
    """
    total = sum(start)
    if abs(total - 1) > 1e-9:
        yield ("start",), f"the probabilities of the start sum to {total:.6g}, not to 1"
    leaving: defaultdict[str, float] = defaultdict(float)
    for way in ways:
        leaving[way.from_] += way.p
    for i, name in enumerate(names):
        if name not in leaving:
            yield (part, i), f"no transition leaves {name}: {no_way}"
        elif abs(leaving[name] - 1) > 1e-9:
            yield (part, i), f"the probabilities leaving {name} sum to {leaving[name]:.6g}, not to 1{count}"


def leads(ways: Iterable[Transition]) -> tuple[Leads, Leads]:
    """Return where each name leads, and what leads to it, by ways that are taken at all."""
    forward: defaultdict[str, set[str]] = defaultdict(set)
    backward: defaultdict[str, set[str]] = defaultdict(set)
    for way in ways:
        if way.p > 0:
            forward[way.from_].add(way.to)
            backward[way.to].add(way.from_)
    return forward, backward


def closure(names: Collection[str], arrows: Leads) -> set[str]:
    """Return the names and all that arrows lead to from them."""
    found = set(names)
    waiting = list(names)
    while waiting:
        for name in arrows.get(waiting.pop(), set()) - found:
            found.add(name)
            waiting.append(name)
    return found
