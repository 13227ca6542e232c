from __future__ import annotations

import numpy as np
import pytest

from analysis.surveys import independent, planted, table_of
from workbench.analysis.class_choice import choose_classes
from workbench.model.respondents import Variable


def test_planted_classes_are_found_and_come_back():
    choice = choose_classes(planted(150)[0], seed=1, most=4, samples=20)
    assert (choice.reason, choice.k, choice.doubtful) == ("found", 3, ())
    assert choice.agreement > 0.8
    assert choice.beaten == choice.shuffles
    assert [one.k for one in choice.tried] == [1, 2, 3, 4]


@pytest.mark.parametrize(("n", "tables"), [(60, 20), (200, 8), pytest.param(200, 100, marks=pytest.mark.soak)])
def test_independent_answers_have_no_structure(n, tables):
    reasons = [choose_classes(independent(n, seed)[0], seed=seed, most=3, samples=5).reason for seed in range(tables)]
    assert reasons.count("no_structure") >= 0.95 * tables


def test_the_same_table_gives_the_same_choice_in_any_order():
    table, _ = planted(120, each=1)
    order = np.random.default_rng(1).permutation(120)
    one = choose_classes(table, seed=1, most=4, samples=10)
    two = choose_classes(table.rows(order), seed=1, most=4, samples=10)
    assert (one.reason, one.k, one.stability) == (two.reason, two.k, two.stability)


def binary(columns):
    return table_of(columns, [Variable(name, "binary", ("no", "yes")) for name in columns])


@pytest.mark.parametrize(
    ("table", "reason"),
    [
        (binary({"a": [0.0], "b": [1.0]}), "too_few"),
        (binary({"a": [1.0] * 90, "b": [0.0] * 90}), "no_variables"),
        (binary({"a": [np.nan] * 90, "b": [np.nan] * 90}), "too_few"),
        (binary({f"q{i}": [0.0, 1.0] * 4 for i in range(200)}), "too_few"),
        (binary({f"q{i}": [0.0, 1.0] * 20 for i in range(200)}), "too_few"),
    ],
)
def test_where_there_is_nothing_to_choose_from_the_reason_is_said(table, reason):
    choice = choose_classes(table, seed=1)
    assert (choice.reason, choice.k, choice.classes) == (reason, 1, None)


def test_a_column_nobody_answered_is_set_aside_and_said():
    table, _ = planted(90, each=1)
    columns = dict(table.columns) | {"mute": np.full(90, np.nan)}
    choice = choose_classes(table_of(columns, (*table.variables, Variable("mute", "count"))), seed=1, most=3, samples=5)
    assert choice.set_aside == {"mute": "unanswered"}
    assert choice.reason == "found"
