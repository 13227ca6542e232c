"""Behaviour: every participant on every behavioural variable, with the evidence of each place (Cooper et al., 2007)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Literal

import numpy as np

from workbench.analysis.variables import leading
from workbench.model.codebook import BEHAVIOURAL, Code, Codebook
from workbench.model.evidence import Coding
from workbench.model.label import Label
from workbench.model.rating import Rating
from workbench.model.respondents import Respondents, Variable

CONTRARY, BOTH, SAID = 0.0, 0.5, 1.0
"""Where a person stands on a code: the contrary was said, both were, it was said."""


@dataclass(frozen=True, slots=True)
class Cell:
    """Where one person stands on one variable; `value` is None where nothing was said about it.

    `evidence` holds the ids of the quotes, `ratings` each coder's point.
    """

    value: float | None = None
    evidence: tuple[str, ...] = ()
    ratings: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class BehaviouralVariable:
    """One variable, from its low end to its high one.

    A `code` runs from 0, the contrary was said, to 1, it was said; a `pair` from 0, the code `codes[0]`, to 1,
    its opposite; a `scale` from 1 to `most`. `low` is None for a code: its contrary has no name of its own.
    """

    id: str
    kind: Literal["code", "pair", "scale"]
    high: Label
    low: Label | None = None
    label: Label | None = None
    codes: tuple[str, ...] = ()
    least: float = CONTRARY
    most: float = SAID


@dataclass(frozen=True, slots=True)
class Behaviour:
    """Participants x variables; `cells` holds a row for each variable, in the order of `people`."""

    people: tuple[str, ...]
    variables: tuple[BehaviouralVariable, ...]
    cells: Mapping[str, tuple[Cell, ...]]

    def telling(self) -> Behaviour:
        """Return the variables that can tell people apart.

        At least two people stand somewhere and not all at the same point; or, of a code, two said it and one did not.
        """
        return Behaviour(self.people, tuple(v for v in self.variables if self._tells(v)), self.cells)

    def answers(self) -> Respondents:
        """Return the matrix as answers; NaN where nothing was said."""
        kinds = tuple(Variable(variable.id, "ordinal") for variable in self.variables)
        columns = {
            v.id: np.array([np.nan if c.value is None else c.value for c in self.cells[v.id]]) for v in self.variables
        }
        return Respondents(self.people, kinds, columns)

    def _tells(self, variable: BehaviouralVariable) -> bool:
        values = [cell.value for cell in self.cells[variable.id] if cell.value is not None]
        if variable.kind == "code" and 2 <= sum(value > CONTRARY for value in values) < len(self.people):
            return True
        return len(set(values)) > 1


def behaviour_of(
    people: Sequence[str], codings: Iterable[Coding], codebook: Codebook, ratings: Iterable[Rating] = ()
) -> Behaviour:
    """Return where each of `people` stands on each behavioural code, pair of opposites and scale.

    Silence is no answer: only a quote coded against a code, or for its opposite, says the contrary. A pair of
    which only one end was ever voiced stays two codes. Of several ratings the median counts. What participants.csv
    tells (age, place) and the feelings in quotes, which tell of steps, are no variables.
    """
    order = tuple(sorted(people))
    said: dict[tuple[str, str], list[Coding]] = {}
    for coding in leading(codings):
        said.setdefault((coding.code, coding.evidence.participant), []).append(coding)
    found: list[tuple[BehaviouralVariable, tuple[Cell, ...]]] = []
    paired: set[str] = set()
    for code in codebook.codes:
        if code.kind not in BEHAVIOURAL or code.id in paired:
            continue
        other = _opposite(code, codebook, paired)
        if other and all(any((end.id, person) in said for person in order) for end in (code, other)):
            paired |= {code.id, other.id}
            pair = BehaviouralVariable(code.id, "pair", other.label, code.label, codes=(code.id, other.id))
            found.append((pair, tuple(_placed(said, other, person, code) for person in order)))
        else:
            one = BehaviouralVariable(code.id, "code", code.label, codes=(code.id,))
            found.append((one, tuple(_placed(said, code, person) for person in order)))
    given = tuple(ratings)
    for scale in codebook.scales:
        ends = BehaviouralVariable(scale.id, "scale", scale.high, scale.low, scale.label, (), 1.0, float(scale.points))
        found.append((ends, tuple(_rated(given, scale.id, person) for person in order)))
    return Behaviour(order, tuple(variable for variable, _ in found), {v.id: cells for v, cells in found})


def _opposite(code: Code, codebook: Codebook, paired: set[str]) -> Code | None:
    """Return the first free behavioural code that is the contrary of this one, whichever of the two names it."""
    return next(
        (
            other
            for other in codebook.codes
            if (other.id == code.opposite or other.opposite == code.id)
            and other.id not in {code.id, *paired}
            and other.kind in BEHAVIOURAL
        ),
        None,
    )


def _placed(said: Mapping[tuple[str, str], list[Coding]], high: Code, person: str, low: Code | None = None) -> Cell:
    up = said.get((high.id, person), [])
    down = said.get((low.id, person), []) if low else []
    ends = {coding.stance == "for" for coding in up} | {coding.stance != "for" for coding in down}
    if not ends:
        return Cell()
    evidence = tuple(dict.fromkeys(coding.evidence.id for coding in (*down, *up)))
    return Cell(BOTH if len(ends) > 1 else SAID if True in ends else CONTRARY, evidence)


def _rated(ratings: Iterable[Rating], scale: str, person: str) -> Cell:
    own = [rating for rating in ratings if rating.scale == scale and rating.participant == person]
    if not own:
        return Cell()
    quotes = tuple(dict.fromkeys(rating.evidence.id for rating in own if rating.evidence))
    return Cell(float(median(rating.value for rating in own)), quotes, tuple((r.coder, r.value) for r in own))
