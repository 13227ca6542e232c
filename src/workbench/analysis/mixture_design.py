"""Mixture design: the answers as one matrix in which every class is a column of weights."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from workbench.model.respondents import Respondents, Variable

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
BANDS = 5


@dataclass(frozen=True, slots=True)
class Block:
    """Columns of the matrix that belong to one variable.

    Levels and bands: one column for each that somebody gave, 1 where it was answered. Normal and log: the standardised
    value, its square and 1, all 0 where there is no answer; `middle` and `scale` (in units of the
    answer or its logarithm) undo the standardising. `edges` are the upper ends of the bands.
    """

    variable: Variable
    start: int
    width: int
    middle: float = 0.0
    scale: float = 1.0
    edges: tuple[float, ...] = ()

    @property
    def normal(self) -> bool:
        """Whether the variable is taken as normal, its own or its logarithm's."""
        return self.variable.law in ("normal", "log")

    @property
    def free(self) -> int:
        """Return how many numbers of a class the data must tell."""
        return 2 if self.normal else self.width - 1

    @property
    def columns(self) -> slice:
        """Return where its columns stand."""
        return slice(self.start, self.start + self.width)


@dataclass(frozen=True, slots=True)
class Design:
    """Different rows of answers, and how often each was given.

    `matrix` has shape (rows, columns), in an order that depends on the answers alone; `counts`
    sums to the people who answered anything; `row_of` gives each person's row, -1 for nobody's.
    `offset` is what the standardising added to the log-likelihood of all people. `set_aside` maps
    variables that cannot tell people apart to the reason: unanswered or constant.
    """

    matrix: Floats
    counts: Floats
    blocks: tuple[Block, ...]
    row_of: Ints
    offset: float
    set_aside: dict[str, str]

    @property
    def people(self) -> int:
        """Return how many people answered anything."""
        return int(self.counts.sum())

    def free(self, k: int) -> int:
        """Return the number of free parameters of a model of k classes."""
        return k - 1 + k * sum(block.free for block in self.blocks)


def build_design(table: Respondents, variables: Sequence[Variable] | None = None) -> Design:
    """Return the matrix of these variables (all that answer, if none are named), constant ones set aside."""
    known = {variable.name: variable for variable in table.variables}
    chosen = table.answering if variables is None else sorted((known[v.name] for v in variables), key=lambda v: v.name)
    parts, blocks, keys = [], [], []
    aside: dict[str, str] = {}
    start, offset = 0, 0.0
    for variable in chosen:
        column = table.columns[variable.name]
        answered = ~np.isnan(column)
        values = np.unique(column[answered])
        if len(values) < 2:
            aside[variable.name] = "constant" if len(values) else "unanswered"
            continue
        part, block, added = _block(variable, column, values, start)
        parts.append(part)
        blocks.append(block)
        keys.append(np.where(answered, column, np.inf))
        start += block.width
        offset += added
    if not blocks:
        return Design(np.zeros((0, 0)), np.zeros(0), (), np.full(len(table), -1), 0.0, aside)
    matrix = np.hstack(parts)
    spoke = np.flatnonzero(np.any([np.isfinite(key) for key in keys], axis=0))
    order, own, counts = _different(np.vstack(keys)[:, spoke])
    row_of = np.full(len(table), -1, dtype=np.int64)
    row_of[spoke] = own
    kept = np.ascontiguousarray(matrix[spoke[order]])
    return Design(kept, counts, tuple(blocks), row_of, offset, aside)


def drawn_from(design: Design, people: int, rng: np.random.Generator) -> Design:
    """Return the design of so many of its people, drawn at random, a person a row; itself where it has no more."""
    if design.people <= people:
        return design
    everybody = np.repeat(np.arange(len(design.counts)), design.counts.astype(np.int64))
    drawn = np.sort(rng.choice(everybody, people, replace=False))
    offset = design.offset * people / design.people
    return replace(design, matrix=design.matrix[drawn], counts=np.ones(people), row_of=np.arange(people), offset=offset)


def shuffled(design: Design, rng: np.random.Generator, people: int) -> tuple[Floats, Floats]:
    """Return at most `people` rows with the answers of every variable dealt anew among those who answered it."""
    everybody = np.repeat(np.arange(len(design.counts)), design.counts.astype(np.int64))
    if len(everybody) > people:
        everybody = np.sort(rng.choice(everybody, people, replace=False))
    matrix = design.matrix[everybody]
    for block in design.blocks:
        part = matrix[:, block.columns]
        answered = np.flatnonzero(part.any(axis=1))
        part[answered] = part[rng.permutation(answered)]
    return matrix, np.ones(len(matrix))


def _block(variable: Variable, column: Floats, values: Floats, start: int) -> tuple[Floats, Block, float]:
    """Return the columns of a variable, what they mean, and what they add to the log-likelihood."""
    if variable.law in ("normal", "log"):
        return _normal(variable, column, start)
    edges: tuple[float, ...] = ()
    places = column
    if variable.law == "bands":
        edges = _edges(column, values)
        values = np.arange(len(edges), dtype=np.float64)
        places = np.where(np.isnan(column), np.nan, np.searchsorted(edges, column))
    part = (places[:, None] == values[None, :]).astype(np.float64)
    return part, Block(variable, start, part.shape[1], edges=edges), 0.0


def _normal(variable: Variable, column: Floats, start: int) -> tuple[Floats, Block, float]:
    answered = ~np.isnan(column)
    known = np.sort(column[answered])
    added = 0.0
    if variable.law == "log":
        known = np.log(known)
        added = -float(known.sum())
    middle = float(known.mean())
    scale = float(np.sqrt(np.mean((known - middle) ** 2))) or 1.0
    number = np.zeros(len(column))
    taken = np.log(column[answered]) if variable.law == "log" else column[answered]
    number[answered] = (taken - middle) / scale
    part = np.column_stack([number, number**2, answered.astype(np.float64)])
    return part, Block(variable, start, 3, middle, scale), added - len(known) * float(np.log(scale))


def _edges(column: Floats, values: Floats) -> tuple[float, ...]:
    """Return the upper ends of at most five bands of about as many people each, equal answers together."""
    if len(values) <= BANDS:
        return tuple(float(v) for v in values)
    cuts = np.nanquantile(column, np.arange(1, BANDS) / BANDS, method="inverted_cdf")
    return tuple(float(v) for v in np.unique(np.append(cuts, values[-1])))


def _different(keys: Floats) -> tuple[Ints, Ints, Floats]:
    """Return one place of each different column of keys in their order, the own of each, and how often it comes."""
    sorting = np.lexsort(keys[::-1])
    ordered = keys[:, sorting]
    new = np.append(True, np.any(ordered[:, 1:] != ordered[:, :-1], axis=0))
    number = np.cumsum(new) - 1
    own = np.empty(len(sorting), dtype=np.int64)
    own[sorting] = number
    return sorting[new], own, np.bincount(number).astype(np.float64)
