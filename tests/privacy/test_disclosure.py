"""No number of people under k can be worked out from what is shown of a table."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from runner.tiny.tally import note
from scipy.optimize import linprog

from workbench.privacy.derivable import derivable
from workbench.privacy.disclosure import REST, Release, release

ROWS, COLUMNS = ("p1", "p2", "p3", REST), ("a", "b", "c", REST)


@st.composite
def tables(draw, most=14):
    rows = draw(st.sampled_from([("p1",), ("p1", REST), ("p1", "p2"), ("p1", "p2", REST), ROWS]))
    columns = draw(st.sampled_from([("a", "b"), ("a", "b", "c"), ("a", "b", REST), COLUMNS]))
    numbers = st.one_of(st.integers(0, most), st.sampled_from([0, 0, 1, 5, 9, 10, 12]))
    return {row: {column: draw(numbers) for column in columns} for row in rows}


def span(counts, equations, weights):
    """Return the least and the most of a weighted sum of counts that agree with all equations, by linear programs."""
    cells = [(row, column) for row, own in counts.items() for column in own]
    left = np.array([[weights_.get(cell, 0.0) for cell in cells] for weights_, _ in equations])
    right = np.array([value for _, value in equations])
    aim = np.array([weights.get(cell, 0.0) for cell in cells])
    low, high = (linprog(sign * aim, A_eq=left, b_eq=right, bounds=(0, None), method="highs") for sign in (1, -1))
    assert low.status == high.status == 0
    return low.fun, -high.fun


def known(counts, made: Release, *, totals):
    """Return everything a reader knows as linear equations: sizes, counts shown, and the totals told or all of them."""
    columns = list(next(iter(counts.values())))
    told = [({(row, c): 1.0 for c in columns}, sum(own.values())) for row, own in counts.items()]
    told += [({(row, c): 1.0}, n) for row, own in made.shown.items() for c, n in own.items()]
    sums = {c: sum(own[c] for own in counts.values()) for c in columns}
    assert made.totals.items() <= sums.items()
    return told + [({(row, c): 1.0 for row in counts}, sums[c]) for c in (columns if totals == "all" else made.totals)]


def small(counts, made, k):
    return [(row, c) for row, own in counts.items() for c, n in own.items() if 0 < n < k]


@given(tables(), st.sampled_from([2, 5, 10]))
@settings(deadline=None, max_examples=150)
def test_no_count_left_out_can_be_worked_out_from_sizes_counts_and_totals_shown(counts, k):
    made = release(counts, k)
    facts = known(counts, made, totals="shown")
    for cell in small(counts, made, k):
        low, high = span(counts, facts, {cell: 1.0})
        assert high - low > 0.5, (cell, made)


@given(tables(), st.sampled_from([2, 5, 10]))
@settings(deadline=None, max_examples=150)
def test_who_knows_the_totals_of_all_values_learns_no_small_count_from_what_is_shown(counts, k):
    made = release(counts, k)
    facts, before = known(counts, made, totals="all"), known(counts, Release({}, {}), totals=())
    before += facts[-len(next(iter(counts.values()))) :]
    for cell in small(counts, made, k):
        low, high = span(counts, facts, {cell: 1.0})
        at_first = span(counts, before, {cell: 1.0})
        assert high - low > 0.5 or at_first[1] - at_first[0] < 0.5, (cell, made)


@given(tables(), st.sampled_from([2, 5, 10]))
@settings(deadline=None, max_examples=200)
def test_nothing_under_k_is_shown_nor_left_over_beside_what_is(counts, k):
    made = release(counts, k)
    for row, own in made.shown.items():
        assert all(n >= k and counts[row][column] == n for column, n in own.items())
        assert sum(own.values()) + made.hidden[row] == sum(counts[row].values())
        assert not own or made.hidden[row] == 0 or made.hidden[row] >= k
    assert all(n >= k for n in made.totals.values())
    for column in {column for own in made.shown.values() for column in own}:
        left = [row for row, own in counts.items() if own[column] and column not in made.shown.get(row, {})]
        told = derivable(counts, ())
        assert sum(counts[row][column] for row in left) >= k or all((row, column) in told for row in left)


@given(tables(most=3), st.data())
@settings(deadline=None, max_examples=150)
def test_a_count_is_derivable_exactly_when_linear_programs_say_so(counts, data):
    cells = [(row, column) for row, own in counts.items() for column in own]
    shown = set(data.draw(st.lists(st.sampled_from(cells), unique=True)))
    columns = list(next(iter(counts.values())))
    facts = [({(row, c): 1.0 for c in columns}, sum(own.values())) for row, own in counts.items()]
    facts += [({(row, c): 1.0 for row in counts}, sum(own[c] for own in counts.values())) for c in columns]
    facts += [({(row, c): 1.0}, counts[row][c]) for row, c in shown]
    spans = {cell: span(counts, facts, {cell: 1.0}) for cell in cells if cell not in shown and counts[cell[0]][cell[1]]}
    assert set(derivable(counts, shown)) == {cell for cell, (low, high) in spans.items() if high - low < 1e-6}


def test_a_table_without_small_counts_is_shown_whole():
    counts = {"p1": {"a": 12, "b": 10}, "p2": {"a": 11, "b": 30}}
    assert release(counts, 10) == Release(counts, {"p1": 0, "p2": 0}, {"a": 23, "b": 40})


@pytest.mark.parametrize("rest", [1, 9])
def test_a_large_count_is_left_out_where_the_size_would_tell_the_small_one_beside_it(rest):
    assert release({"p1": {"a": 20, "b": rest}}, 10).shown == {"p1": {}}


def test_a_large_count_is_left_out_where_the_total_would_tell_that_of_another_group():
    counts = {"p1": {"a": 20, "b": 15}, "p2": {"a": 3, "b": 30, "c": 12}}
    assert release(counts, 10).shown == {"p1": {"b": 15}, "p2": {"b": 30}}


def test_people_in_no_group_are_protected_as_those_in_one():
    counts = {"p1": {"a": 20, "b": 15}, REST: {"a": 1}}
    assert release(counts, 10).shown == {"p1": {}}


def test_where_sizes_and_totals_alone_tell_no_total_is_shown():
    made = release({"p1": {"a": 12}, "p2": {"a": 4}}, 10)
    assert made == Release({"p1": {}, "p2": {}}, {"p1": 12, "p2": 4}, {})


def test_the_only_group_shows_what_its_size_does_not_give_away():
    assert release({"p1": {"a": 20, "b": 8, "c": 4}}, 10) == Release({"p1": {"a": 20}}, {"p1": 12}, {"a": 20})
    assert release({"p1": {"a": 20, "b": 8}}, 10).shown == {"p1": {}}


def test_people_of_whom_nothing_is_stated_are_never_a_value():
    made = release({"p1": {"a": 20, REST: 12}}, 10)
    assert (made.shown, made.hidden, made.totals) == ({"p1": {"a": 20}}, {"p1": 12}, {"a": 20})


@pytest.mark.soak
def test_small_counts_that_can_be_worked_out_are_counted():
    found = {"tables": 0, "derivable": 0}

    @given(tables(), st.sampled_from([2, 5, 10]))
    @settings(deadline=None, max_examples=1_000, database=None)
    def attack(counts, k):
        made = release(counts, k)
        facts = known(counts, made, totals="shown")
        found["tables"] += 1
        found["derivable"] += sum(
            high - low <= 0.5 for low, high in (span(counts, facts, {cell: 1.0}) for cell in small(counts, made, k))
        )

    attack()
    note(
        "P3",
        "Small groups are protected: counts under k that linear programs work out from what a shared table shows",
        measured=found["derivable"],
        of=found["tables"],
        anchor="norms 3, 5, 10; hiding alone gives cells away",
    )
    assert found["derivable"] == 0
