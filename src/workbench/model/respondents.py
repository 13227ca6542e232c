"""Respondents: the answers of a survey, a row a person, with the kind of every column declared."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from workbench.errors import InputError, Problem

Kind = Literal["binary", "nominal", "ordinal", "numeric", "count"]
Shape = Literal["", "normal", "log", "bands"]
MOST_LEVELS = 50
"""A nominal column with more answers than this is an open question."""
TOLD = 20
"""Problems named for one column at most; the rest are counted."""


@dataclass(frozen=True, slots=True)
class Variable:
    """One question and how it is answered.

    `levels` are the answers allowed, in order; without them those found are taken. A binary
    variable's second level is the one told ("Yes"). `describes` marks what only describes people
    (age, region): it never makes classes. `shape` of a numeric one: "normal" (the default), "log"
    (its logarithm is normal) or "bands" (cut at quantiles, no shape supposed; the default for counts).
    """

    name: str
    kind: Kind
    levels: tuple[str, ...] = ()
    describes: bool = False
    shape: Shape = ""

    @property
    def measured(self) -> bool:
        """Whether answers are numbers."""
        return self.kind in ("numeric", "count")

    @property
    def law(self) -> str:
        """What answers are taken to follow within a class: levels, normal, log or bands."""
        if not self.measured:
            return "levels"
        return self.shape or ("bands" if self.kind == "count" else "normal")


@dataclass(frozen=True, slots=True)
class Respondents:
    """People and what they answered.

    `columns` maps each variable's name to an array of shape (people,): a number, or the place of
    the answer among the variable's levels; NaN where there is no answer.
    """

    ids: tuple[str, ...]
    variables: tuple[Variable, ...]
    columns: Mapping[str, NDArray[np.float64]]

    def __len__(self) -> int:
        """Return how many people there are."""
        return len(self.ids)

    def rows(self, chosen: Sequence[int] | NDArray[np.int64]) -> Respondents:
        """Return these people in this order."""
        index = np.asarray(chosen, dtype=np.int64)
        columns = {name: column[index] for name, column in self.columns.items()}
        return Respondents(tuple(self.ids[i] for i in index), self.variables, columns)

    @property
    def answering(self) -> tuple[Variable, ...]:
        """Return the variables that may make classes, ordered by name."""
        return tuple(sorted((v for v in self.variables if not v.describes), key=lambda v: v.name))


def respondents(
    variables: Sequence[Variable],
    cells: Mapping[str, Sequence[str]],
    *,
    ids: Sequence[str] = (),
    where: Sequence[str] = (),
    decimal: str = ".",
) -> Respondents:
    """Return the table of texts as answers; an empty text is no answer.

    `ids` and `where` (for messages) name rows; without them they are numbered from 1. InputError lists what
    does not fit the declared kinds.
    """
    n = len(cells[variables[0].name]) if variables else 0
    names = tuple(ids) or tuple(str(i) for i in range(1, n + 1))
    places = tuple(where) or tuple(f"row {i}" for i in range(1, n + 1))
    problems = _declared_badly(variables)
    columns, known = {}, []
    for variable in variables if not problems else ():
        texts = [text.strip() for text in cells[variable.name]]
        found, wrong = _numbers(variable, texts, decimal) if variable.measured else _places(variable, texts)
        columns[variable.name] = found.column
        known.append(found.variable)
        problems += [
            Problem(places[row], f"column {variable.name}: {what}", *rest) for row, what, *rest in wrong[:TOLD]
        ]
        if len(wrong) > TOLD:
            problems.append(
                Problem(places[wrong[TOLD][0]], f"column {variable.name}: {len(wrong) - TOLD:,} more like it")
            )
    if problems:
        raise InputError(problems)
    return Respondents(names, tuple(known), columns)


@dataclass(frozen=True, slots=True)
class _Found:
    variable: Variable
    column: NDArray[np.float64]


Wrong = list[tuple[int, str, str, str, str]]
"""Row, what is wrong, what was got, what is allowed, what to do."""


def _declared_badly(variables: Sequence[Variable]) -> list[Problem]:
    problems = [
        Problem(f"variable {v.name}", "declared twice")
        for i, v in enumerate(variables)
        if v.name in {other.name for other in variables[:i]}
    ]
    for v in variables:
        if v.kind == "binary" and v.levels and len(v.levels) != 2:
            problems.append(Problem(f"variable {v.name}", "a binary variable has two levels", ", ".join(v.levels)))
        if v.shape and not v.measured:
            problems.append(Problem(f"variable {v.name}", "only numbers have a shape", v.shape))
        if len(set(v.levels)) < len(v.levels):
            problems.append(Problem(f"variable {v.name}", "a level is named twice", ", ".join(v.levels)))
    return problems or ([] if variables else [Problem("respondents", "no variable is declared")])


def _numbers(variable: Variable, texts: Sequence[str], decimal: str) -> tuple[_Found, Wrong]:
    column = np.full(len(texts), np.nan)
    wrong: Wrong = []
    for row, text in enumerate(texts):
        if not text:
            continue
        value = _number(text, decimal)
        if value is None:
            allowed = f"a number, written 1{decimal}5" if variable.kind == "numeric" else "a whole number from 0"
            wrong.append((row, "not a number", text[:60], allowed, "or declare what stands for no answer"))
        elif variable.kind == "count" and (value < 0 or value != int(value)):
            wrong.append((row, "not a count", text[:60], "a whole number from 0", "or declare it numeric"))
        elif variable.law == "log" and value <= 0:
            wrong.append((row, "has no logarithm", text[:60], "a number above 0", "or take the shape bands"))
        else:
            column[row] = value
    return _Found(variable, column), wrong


def _number(text: str, decimal: str) -> float | None:
    if decimal == ",":
        text = "" if "." in text else text.replace(",", ".")
    try:
        value = float(text)
    except ValueError:
        return None
    return value if math.isfinite(value) and "_" not in text else None


def _places(variable: Variable, texts: Sequence[str]) -> tuple[_Found, Wrong]:
    """Return answers as places among the levels; levels found are put in order."""
    levels = variable.levels or _in_order({text for text in texts if text})
    remedy = "name it among the levels, or among what stands for no answer"
    wrong: Wrong = []
    if not variable.levels:
        wrong = _levels_wrong(variable, levels)
    place = {level: float(i) for i, level in enumerate(levels)} | {"": math.nan}
    shown = ", ".join(levels[:TOLD])
    wrong += [(row, "unknown level", text[:60], shown, remedy) for row, text in enumerate(texts) if text not in place]
    column = np.array([place.get(text, math.nan) for text in texts], dtype=np.float64)
    return _Found(replace(variable, levels=levels), column), wrong


def _levels_wrong(variable: Variable, levels: tuple[str, ...]) -> Wrong:
    shown = ", ".join(levels[:TOLD])
    if variable.kind == "binary" and len(levels) > 2:
        return [(0, "more than two answers", shown, "two", "declare it nominal, or name its levels")]
    if variable.kind == "ordinal" and any(_number(level, ".") is None for level in levels):
        return [(0, "the order of its levels is not known", shown, "", "name the levels, lowest first")]
    if len(levels) > MOST_LEVELS:
        got = f"{len(levels):,} different answers"
        return [(0, "looks like an open question or a number", got, f"at most {MOST_LEVELS}", "declare it numeric")]
    return []


def _in_order(levels: set[str]) -> tuple[str, ...]:
    numbers = {level: _number(level, ".") for level in levels}
    if all(number is not None for number in numbers.values()):
        return tuple(sorted(levels, key=lambda level: (numbers[level] or 0.0, level)))
    return tuple(sorted(levels))
