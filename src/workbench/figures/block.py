"""Block: a text broken to a width, whose size is known before it is drawn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from workbench.figures.drawing import words
from workbench.figures.style import colour
from workbench.figures.wrapping import text_width, wrapped

LEADING = 1.25
"""Distance of two lines in sizes of the letters."""


@dataclass(frozen=True, slots=True)
class Block:
    """Lines of one size; none is wider than the block was asked to be."""

    lines: tuple[str, ...]
    size: float
    bold: bool = False

    @property
    def height(self) -> float:
        """Height of all lines."""
        return len(self.lines) * self.size * LEADING

    @property
    def width(self) -> float:
        """Width of the longest line."""
        return max((text_width(line, self.size, bold=self.bold) for line in self.lines), default=0.0)

    def at(
        self, x: float, top: float, *, ink: str = "ink", anchor: Literal["start", "middle", "end"] = "start"
    ) -> list[str]:
        """Return the lines as text, the first one right under `top`."""
        step = self.size * LEADING
        return [
            words(
                line,
                x,
                round(top + step * i + self.size * 0.98, 2),
                font_size=self.size,
                font_weight=600 if self.bold else None,
                text_anchor=None if anchor == "start" else anchor,
                fill=colour(ink),
            )
            for i, line in enumerate(self.lines)
        ]


def block(text: str, width: float, size: float = 13, *, bold: bool = False) -> Block:
    """Return a text as a block no wider than `width`."""
    lines = wrapped(text, width, size, bold=bold)
    return Block(tuple(line for line in lines if line), size, bold)
