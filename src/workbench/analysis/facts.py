"""Facts: how what the participants' table says is spread over groups, coarse and never of one person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from workbench.model.material import Participant
from workbench.model.persona import Fact
from workbench.privacy.disclosure import REST, Release, release

PRIVATE = ("place",)
"""Columns of which nothing is ever shown."""
MOST_VALUES = 20
"""A column with more different values tells people apart: it has no distribution to show."""


def spread(
    participants: Sequence[Participant], groups: Mapping[str, Sequence[str]], k: int | None
) -> dict[str, Release]:
    """Return, by column, the counts of each group that may be shown where none under `k` may be.

    People in no group count among those whom others must not be subtracted from. None for k stands for
    invented people, whom nothing protects: values of two and more show, all others are counted together.
    """
    of = {person: name for name, members in groups.items() for person in members}
    found: dict[str, Release] = {}
    for column in sorted({name for person in participants for name in _known(person)}):
        counts: dict[str, Counter[str]] = {name: Counter() for name in groups}
        for person in participants:
            value = banded(column, _known(person).get(column, ""))
            counts.setdefault(of.get(person.pseudonym, REST), Counter())[value or REST] += 1
        if len({value for own in counts.values() for value in own if value}) <= MOST_VALUES:
            found[column] = _bare(counts) if k is None else release(counts, k)
    return found


def facts_of(group: str, found: Mapping[str, Release]) -> tuple[Fact, ...]:
    """Return the facts of one group, those of which no value shows too: all their people are hidden."""
    return tuple(
        Fact(name=name, values=dict(made.shown[group]), hidden=made.hidden[group]) for name, made in found.items()
    )


def banded(column: str, value: str) -> str:
    """Return a value as coarse as it may be shown: ages by ten years."""
    if column != "age" or not value.isdigit():
        return value
    decade = int(value) // 10 * 10
    return f"{decade}–{decade + 9}"


def _known(person: Participant) -> dict[str, str]:
    known = {"relation": person.relation, **person.facts}
    return {name: value for name, value in known.items() if value and name not in PRIVATE}


def _bare(counts: Mapping[str, Mapping[str, int]]) -> Release:
    shown = {g: {v: n for v, n in sorted(own.items()) if v and n > 1} for g, own in counts.items() if g}
    hidden = {group: sum(counts[group].values()) - sum(own.values()) for group, own in shown.items()}
    totals = sum((Counter(own) for own in counts.values()), Counter[str]())
    return Release(shown, hidden, {value: n for value, n in sorted(totals.items()) if value})
