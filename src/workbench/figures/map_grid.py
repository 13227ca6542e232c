"""Map grid: where the columns of a map stand, and the sizes its parts share."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.analysis.map_sheet import MapKind, MapSheet
from workbench.figures.style import colour, persona_colour

SIZE, SMALL, HEAD = 13.0, 12.0, 14.5
"""Text of cells, the smallest text, 9 pt, and the names of columns."""
LINE = 17.0
LABEL, PAD, GAP = 140.0, 9.0, 12.0
"""Width of the lanes' names, space inside a cell, and space between stages."""
COLUMN, WIDE = 183.0, 258.0
"""Width of a step, and of a stage: seven of one or five of the other fit A3 in landscape at full size."""
MANY = 6
"""More columns than this do not fit a screen: lanes are named again where a stage begins."""
FACE = "Source Sans 3, Segoe UI, Helvetica, Arial, sans-serif"


@dataclass(frozen=True, slots=True)
class Grid:
    """Left edges of the columns, which of them begin a stage, and the width of one and of all."""

    lefts: tuple[float, ...]
    begins: tuple[int, ...]
    column: float
    right: float

    @property
    def inner(self) -> float:
        """Width a text in a column may take."""
        return self.column - 2 * PAD

    @property
    def named_again(self) -> tuple[int, ...]:
        """Columns at which lanes are named again."""
        return self.begins[1:] if len(self.lefts) > MANY else ()

    def span(self, place: int) -> float:
        """Return the width from a column to the end of its stage."""
        ends = [begin for begin in self.begins if begin > place]
        return (self.lefts[ends[0]] - GAP if ends else self.right) - self.lefts[place]

    def middle(self, place: int) -> float:
        """Return the middle of a column, counted from 0."""
        return self.lefts[place] + self.column / 2


def grid_of(sheet: MapSheet) -> Grid:
    """Return the grid of a sheet: stages stand apart, few columns or whole stages are wide."""
    wide = sheet.kind is MapKind.EXPERIENCE_MAP or len(sheet.columns) < 5
    column = WIDE if wide else COLUMN
    lefts: list[float] = []
    begins: list[int] = []
    x = LABEL
    for stage in sheet.stages:
        begins.append(len(lefts))
        lefts += [x + i * column for i in range(stage.span)]
        x = lefts[-1] + column + GAP
    return Grid(tuple(lefts), tuple(begins), column, x - GAP + 1)


def own_colour(persona: str | None) -> str:
    """Return a persona's colour, the accent for everybody and nobody."""
    return persona_colour(persona) if persona else colour("accent")
