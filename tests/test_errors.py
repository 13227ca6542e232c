"""A researcher can mend what an error says."""

from __future__ import annotations

import pickle

import pytest

from workbench import errors
from workbench.errors import InputError, Problem, WorkbenchError


def test_a_problem_says_where_what_got_allowed_and_what_to_do_in_this_order():
    problem = Problem("codings.csv:7", "unknown code", "prise", "price, friend", "define it")
    assert str(problem) == "codings.csv:7: unknown code; got prise; allowed: price, friend; define it"


@pytest.mark.parametrize(
    ("problem", "text"),
    [
        (Problem("a.yml", "empty"), "a.yml: empty"),
        (Problem("a.yml", "empty", remedy="fill it"), "a.yml: empty; fill it"),
        (Problem("a.yml", "empty", allowed="words"), "a.yml: empty; allowed: words"),
        (Problem("a.yml", "empty", got="''"), "a.yml: empty; got ''"),
    ],
)
def test_a_problem_leaves_out_what_it_does_not_know(problem, text):
    assert str(problem) == text


def test_an_input_error_holds_all_its_problems_and_says_one_a_line():
    problems = [Problem("a.yml:1", "first"), Problem("b.csv:2", "second")]
    error = InputError(iter(problems))
    assert error.problems == tuple(problems)
    assert str(error).split("\n") == ["a.yml:1: first", "b.csv:2: second"]


def _errors() -> list[type[Exception]]:
    return [each for each in vars(errors).values() if isinstance(each, type) and issubclass(each, Exception)]


def test_every_error_is_a_workbench_error():
    assert len(_errors()) > 4
    assert all(issubclass(each, WorkbenchError) for each in _errors())


def test_the_tree_in_the_docstring_names_every_error():
    assert errors.__doc__ is not None
    assert [each.__name__ for each in _errors() if each.__name__ not in errors.__doc__] == []


def test_an_input_error_says_the_same_after_a_trip_to_another_process():
    error = InputError([Problem("a.yml:1", "first")])
    again = pickle.loads(pickle.dumps(error))  # noqa: S301  # our own bytes
    assert (str(again), again.problems) == (str(error), error.problems)
