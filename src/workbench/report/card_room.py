"""Room: how many lines a card's words take in each size of type, so that nothing is ever cut by the edge of a page."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import Literal

Size = Literal["posters", "slides"]
TypeName = Literal["large", "medium", "small"]


@dataclass(frozen=True, slots=True)
class Type:
    """A size of type: letters in a line of one of the two columns, and lines a page holds beside its fixed parts."""

    name: TypeName
    letters: int
    lines: float


TYPES: dict[Size, tuple[Type, ...]] = {
    "posters": (Type("large", 45, 38.0), Type("medium", 50, 46.0), Type("small", 55, 51.5)),
    "slides": (Type("large", 39, 27.0), Type("medium", 44, 30.0), Type("small", 49, 33.0)),
}
"""Largest first; set by measuring pages in a browser, a little below what they hold."""


@dataclass(frozen=True, slots=True)
class Lengths:
    """Letters of everything on a card.

    `kinds` holds, for each field, (words, what stands under them) of its claims; `head` the
    study's title, the persona's name and its summary.
    """

    head: tuple[int, int, int]
    banner: int
    voice: int
    group: int
    kinds: tuple[tuple[tuple[int, int], ...], ...]
    against: tuple[int, ...]
    gaps: tuple[int, ...]


def fitting_type(lengths: Lengths, size: Size) -> TypeName | None:
    """Return the largest type in which all words fit their page, None where even the smallest does not do."""
    needed = _poster_lines if size == "posters" else _slide_lines
    return next((kind.name for kind in TYPES[size] if needed(lengths, kind.letters) <= kind.lines), None)


def _poster_lines(lengths: Lengths, width: int) -> float:
    """Return the lines of a poster: two columns of fields over two boxes."""
    columns = [1.7 + sum(_claim(claim, width) for claim in own) for own in lengths.kinds]
    longest = max(columns, default=0.0)
    voice = 1.6 * _lines(lengths.voice, int(1.4 * width))
    head = 1.2 * (_lines(lengths.head[0], int(1.8 * width)) - 1) + 1.3 * (_lines(lengths.head[2], int(1.3 * width)) - 1)
    return sum(columns) / 2 + longest / 4 + voice + head + _doubts(lengths, width)


def _slide_lines(lengths: Lengths, width: int) -> float:
    """Return the lines of the fuller side of a slide: who it is on the left, fields over two boxes on the right."""
    cells = [1.8 + sum(_claim(claim, width) for claim in own) for own in lengths.kinds]
    right = sum(max(cells[i : i + 2]) for i in range(0, len(cells), 2)) + _doubts(lengths, width)
    title, name, summary = lengths.head
    left = (
        11.5 + _lines(title, width) * 0.85 + _lines(name, width // 2) * 1.7 + _lines(summary, int(0.75 * width)) * 1.3
    )
    left += (
        _lines(lengths.voice, int(0.75 * width)) * 1.25 + _lines(lengths.group, width) + _lines(lengths.banner, width)
    )
    return max(left, right)


def _claim(claim: tuple[int, int], width: int) -> float:
    told, beside = claim
    return _lines(told, width) + 0.9 * _lines(beside, int(1.1 * width)) + 0.3


def _doubts(lengths: Lengths, width: int) -> float:
    """Return the lines of the higher of the two boxes at the foot."""
    boxes = (lengths.against, lengths.gaps)
    return 3.0 + max(sum(_lines(told, width - 3) + 0.3 for told in box) for box in boxes)


def _lines(letters: int, width: int) -> int:
    return ceil(letters / width)
