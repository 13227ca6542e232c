"""Lifecycle check: what a life cycle must satisfy before it can be shown and valued."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from workbench.model.chain_check import closure, leads, sum_faults
from workbench.model.journey_names import Fault, did_you_mean
from workbench.model.lifecycle import Lifecycle


def lifecycle_faults(lifecycle: Lifecycle) -> list[Fault]:
    """Return every fault of a life cycle, with its place in the file.

    Names must exist and be unique, probabilities from a state and of the start must sum to 1, every state must be
    reachable and must have a way out. Customers may skip states, come back to them and stay.
    """
    return [*_names(lifecycle), *_sums(lifecycle), *_dead_ends(lifecycle), *_dates(lifecycle)]


def _names(lifecycle: Lifecycle) -> Iterator[Fault]:
    states = [state.id for state in lifecycle.states]
    ends = states + [exit_.id for exit_ in lifecycle.exits]
    ways = [f"{arrow.from_} to {arrow.to}" for arrow in lifecycle.transitions]
    yield from _twice("states", ends, "states and exits")
    yield from _twice("start", [entry.state for entry in lifecycle.start], "start")
    yield from _twice("transitions", ways, "transitions")
    for i, entry in enumerate(lifecycle.start):
        if entry.state not in states:
            yield (
                ("start", i),
                f"relations start in {entry.state}, which is no state{did_you_mean(entry.state, states)}",
            )
    for i, arrow in enumerate(lifecycle.transitions):
        if arrow.from_ not in states:
            yield ("transitions", i, "from"), f"{arrow.from_} is no state{did_you_mean(arrow.from_, states)}"
        if arrow.to not in ends:
            yield ("transitions", i, "to"), f"{arrow.to} is neither a state nor an exit{did_you_mean(arrow.to, ends)}"


def _twice(part: str, names: Sequence[str], among: str) -> Iterator[Fault]:
    for name, times in Counter(names).items():
        if times > 1:
            yield (part,), f"the name {name} is used twice among {among}"


def _sums(lifecycle: Lifecycle) -> Iterator[Fault]:
    states = [state.id for state in lifecycle.states]
    start, none = (entry.p for entry in lifecycle.start), "say how many stay and how many go"
    return sum_faults(start, lifecycle.transitions, states, "states", no_way=none, count=": those who stay count too")


def _dead_ends(lifecycle: Lifecycle) -> Iterator[Fault]:
    forward, backward = leads(lifecycle.transitions)
    reached = closure({entry.state for entry in lifecycle.start}, forward)
    leaving = closure({exit_.id for exit_ in lifecycle.exits}, backward)
    for i, state in enumerate(lifecycle.states):
        if state.id not in reached:
            yield ("states", i), f"state {state.id} cannot be reached from the start"
        if state.id in forward and state.id not in leaving:
            yield ("states", i), f"state {state.id} has no way to an exit: its customers would stay for ever"


def _dates(lifecycle: Lifecycle) -> Iterator[Fault]:
    if lifecycle.review_due < lifecycle.valid_from:
        yield ("review_due",), f"the review is due on {lifecycle.review_due}, before the life cycle is valid"
