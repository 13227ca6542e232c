"""Facts of a group are coarse, and never of one person."""

from __future__ import annotations

import pytest

from workbench.analysis.facts import MOST_VALUES, banded, facts_of, spread
from workbench.model.material import Participant


def people(n, **facts):
    return [
        Participant(f"P-{i}", (f"i{i}",), facts={name: value(i) for name, value in facts.items()}) for i in range(n)
    ]


def groups(n, *ends):
    names = [f"P-{i}" for i in range(n)]
    starts = (0, *ends[:-1])
    return {f"p{i}": names[a:b] for i, (a, b) in enumerate(zip(starts, ends, strict=True), 1)}


def test_everybody_is_counted_once_shown_or_hidden():
    found = spread(people(40, plan=lambda i: "free" if i % 2 else "plus"), groups(40, 24), 5)
    (fact,) = facts_of("p1", found)
    assert sum(fact.values.values()) + fact.hidden == 24
    assert set(fact.values) == {"free", "plus"}


@pytest.mark.parametrize(("others", "shown"), [(10, {"free": 10, "plus": 10}), (1, {}), (2, {})])
def test_those_in_no_group_protect_the_groups_and_are_protected_from_them(others, shown):
    everybody = people(20 + others, plan=lambda i: "free" if i % 2 else "plus")
    assert spread(everybody, groups(20 + others, 20), 5)["plan"].shown == {"p1": shown}


def test_places_never_show_and_neither_does_a_column_that_tells_people_apart():
    many = people(200, place=lambda _: "Lyon", badge=lambda i: str(i % (MOST_VALUES + 1)), plan=lambda _: "free")
    assert set(spread(many, groups(200, 200), 5)) == {"plan"}


@pytest.mark.parametrize(
    ("column", "value", "told"), [("age", "34", "30–39"), ("age", "old", "old"), ("size", "34", "34")]
)
def test_ages_are_told_by_ten_years(column, value, told):
    assert banded(column, value) == told
