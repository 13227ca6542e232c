"""Map sheet: a journey map as data, lanes by steps, the same for pictures, tables and other programs.

The kinds and their lanes are those of Kalbach (2016), Mapping Experiences; the blueprint's lines are Shostack's
(1984), as drawn by Bitner, Ostrom & Morgan (2008).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from workbench.model.evidence import Evidence


class MapKind(StrEnum):
    """What a map is for."""

    CURRENT_STATE = "current_state"
    DAY_IN_LIFE = "day_in_life"
    FUTURE_STATE = "future_state"
    SERVICE_BLUEPRINT = "service_blueprint"
    EXPERIENCE_MAP = "experience_map"
    COMPARISON = "comparison"


@dataclass(frozen=True, slots=True)
class Item:
    """One remark or finding in a cell, `x` of `n` people.

    `mark` is the word for how it is known: a status (reported) or a basis (stated, inferred, assumed); "" where
    the sheet itself says it. `evidence` holds one quote a person, the most typical first. `tag` is a short word
    that sorts it within its lane: people, policies, technologies, processes; or what becomes of a step.
    """

    text: str
    mark: str = ""
    x: int | None = None
    n: int | None = None
    evidence: tuple[Evidence, ...] = ()
    source: str = ""
    tag: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """What is known of one step in one lane; `empty` says why there is nothing, "" where there is something.

    What is not `needed` (the change of a step that does not change) does not count for completeness.
    """

    items: tuple[Item, ...] = ()
    empty: str = ""
    needed: bool = True


@dataclass(frozen=True, slots=True)
class LaneRow:
    """One lane, a cell a column; a lane without cells is drawn from the feelings.

    `line` names the line drawn under it, `note` says where its cells come from, `persona` whose it is on a
    comparison. Only the cells of a `required` lane count for completeness.
    """

    id: str
    label: str
    cells: tuple[Cell, ...]
    note: str = ""
    line: str = ""
    persona: str = ""
    required: bool = True


@dataclass(frozen=True, slots=True)
class Column:
    """One step, or a moment of the day `at` so many hours; `number` is its place on the map, from 1.

    `tag` says what becomes of a step in the future state, or which step a moment touches.
    """

    id: str
    label: str
    stage: str
    note: str = ""
    number: int = 0
    at: float | None = None
    tag: str = ""


@dataclass(frozen=True, slots=True)
class Feeling:
    """How one column feels, -2 to +2: the mean of `n` people with its 95 % interval, and what the journey describes.

    `mean` is None where nobody told; `told` is false where it was inferred from the codes. `described` has its
    `basis`; both are None and "" where the description says nothing. `people` holds each person's own mean.
    """

    column: str
    mean: float | None = None
    low: float | None = None
    high: float | None = None
    n: int = 0
    told: bool = True
    described: float | None = None
    basis: str = ""
    people: tuple[float, ...] = ()

    @property
    def value(self) -> float | None:
        """What is drawn: what people told, else what the journey describes."""
        return self.described if self.mean is None else self.mean


@dataclass(frozen=True, slots=True)
class FeelingLine:
    """One line through the feelings, a point a column: a persona's, or today's and the future's.

    `peak` and `end` are the columns felt most strongly and last; None where nothing is known.
    """

    persona: str
    label: str
    size: int
    points: tuple[Feeling, ...]
    peak: str | None = None
    end: str | None = None


@dataclass(frozen=True, slots=True)
class Arrow:
    """A way other than to the next column: back, ahead over others, again, or out (`to` is None, `label` says where).

    `start` and `to` are places of columns from 0; `p` is its probability, which rests on `basis`.
    """

    way: Literal["back", "ahead", "again", "out"]
    start: int
    to: int | None
    p: float | None
    label: str = ""
    basis: str = ""


@dataclass(frozen=True, slots=True)
class StageSpan:
    """A stage over so many columns."""

    id: str
    label: str
    span: int


@dataclass(frozen=True, slots=True)
class MapSheet:
    """A whole map. `title` states the finding, `about` says what is shown, of whom and how many.

    `filled` of `required` cells hold something; `hypothesis` is true where nobody was asked.
    """

    kind: MapKind
    title: str
    about: str
    persona: str | None
    size: int
    version: str
    stages: tuple[StageSpan, ...]
    columns: tuple[Column, ...]
    lanes: tuple[LaneRow, ...]
    feelings: tuple[FeelingLine, ...] = ()
    arrows: tuple[Arrow, ...] = ()
    filled: int = 0
    required: int = 0
    notes: tuple[str, ...] = ()
    hypothesis: bool = False

    def lane(self, name: str) -> LaneRow:
        """Return the lane called `name`; KeyError when there is none."""
        for lane in self.lanes:
            if lane.id == name:
                return lane
        raise KeyError(name)
