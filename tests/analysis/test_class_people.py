"""Who is in a class is told coarsely: no cell of a few people, and no sum that gives one away."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from analysis.surveys import planted, table_of
from workbench.analysis.class_people import class_people
from workbench.analysis.latent_class import fit_classes
from workbench.model.respondents import Variable


def people_of(columns, variables, labels, k=10):
    """Return the distributions of people whose classes are given."""
    table = table_of(columns, variables)

    class Placed:
        pass

    placed = Placed()
    placed.labels, placed.k = np.asarray(labels), int(max(labels)) + 1
    return class_people(table, placed, k=k)


@given(
    st.lists(st.tuples(st.integers(0, 5), st.integers(-1, 2)), min_size=1, max_size=200),
    st.integers(2, 12),
    st.sampled_from(["nominal", "ordinal", "numeric"]),
)
def test_no_cell_holds_fewer_than_k_people_and_all_are_counted_or_nothing_is_told(people, k, kind):
    levels = () if kind == "numeric" else tuple("abcdef")
    answers, labels = [float(a) for a, _ in people], [label for _, label in people]
    labels[0] = 0
    (told,) = people_of({"who": answers}, [Variable("who", kind, levels, describes=True)], labels, k)
    cells = [x for row in told.counts for x in row]
    assert not any(0 < x < k for x in cells)
    assert sum(cells) in (0, len(people))
    assert len(told.answers) == len(told.counts) != 1


def test_rare_levels_are_joined_and_neighbours_where_there_is_an_order():
    answers = [0] * 30 + [1] * 3 + [2] * 30 + [3] * 40
    variable = Variable("who", "ordinal", ("never", "seldom", "often", "always"), describes=True)
    (told,) = people_of({"who": answers}, [variable], [0] * 103)
    assert told.answers == ("never, seldom", "often", "always")
    assert told.counts == ((33, 0), (30, 0), (40, 0))


def test_who_gave_no_answer_and_who_is_in_no_class_are_counted_too():
    answers = [0] * 20 + [1] * 20 + [np.nan] * 20
    labels = [0] * 10 + [-1] * 10 + [0] * 40
    (told,) = people_of({"who": answers}, [Variable("who", "nominal", ("x", "y"), describes=True)], labels)
    assert told.answers == ("x", "y", "—")
    assert told.counts == ((10, 10), (20, 0), (20, 0))


def test_only_what_describes_is_told():
    table, _ = planted(120, kinds=("binary",), each=4)
    assert class_people(table, fit_classes(table, None, 2, seed=1), k=10) == ()
