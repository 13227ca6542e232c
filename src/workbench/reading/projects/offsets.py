"""Offsets: where a program's count of characters falls in a text."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate, product
from typing import NamedTuple

ELLIPSES = ("\u2026", "...")


class Passage(NamedTuple):
    """A place as a program counts it, and the words it says are there ("" when it does not say)."""

    start: int
    end: int
    words: str = ""


class Ruler:
    """One way to count: the offset at which each character of a text begins, and the end of the last one."""

    def __init__(self, text: str, widths: Iterable[int], begins: int = 0) -> None:
        self._text = text
        self._edges = [*accumulate(widths, initial=begins)]

    def place(self, start: int, end: int) -> tuple[int, int] | None:
        """Return the characters a place stands for; None when it is reversed, empty or outside the text."""
        if not self._edges[0] <= start < end <= self._edges[-1]:
            return None
        first, last = bisect_right(self._edges, start) - 1, bisect_left(self._edges, end)
        return (first, last) if first < last else None

    def agrees(self, passage: Passage) -> bool:
        """Say whether a place holds the words a program quotes for it, or begins with those it cut short with dots."""
        place = self.place(passage.start, passage.end)
        quoted = squeezed(passage.words)
        if place is None or not quoted:
            return False
        there = squeezed(self._text[place[0] : place[1]])
        short = next((quoted.removesuffix(dots) for dots in ELLIPSES if quoted.endswith(dots)), "")
        return there == quoted or (bool(short) and there.startswith(short))


def squeezed(text: str) -> str:
    """Return a text without its white space."""
    return "".join(text.split())


def plain_lines(stored: str) -> str:
    """Return a text without its byte-order mark and with line feeds as line ends."""
    return stored.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def rulers(stored: str) -> list[Ruler]:
    """Return the ways in which programs count the characters of a stored text, the published one first.

    REFI-QDA 1.0 (2019) counts Unicode characters. Programs on Windows count UTF-16 units, some a
    line end as one where the file has two, some the byte-order mark. Each is a ruler over
    `plain_lines(stored)`; only those that differ on this text are returned.
    """
    text = plain_lines(stored)
    marks = (False, True) if stored.startswith("\ufeff") else (False,)
    ends = (True, False) if "\r\n" in stored else (False,)
    units = (1, 2) if text and max(text) > "\uffff" else (1,)
    doubled = _doubled_ends(stored) if "\r\n" in stored else frozenset()
    return [
        Ruler(
            text,
            (
                2 if (two and i in doubled) or (unit == 2 and character > "\uffff") else 1
                for i, character in enumerate(text)
            ),
            begins=1 if mark else 0,
        )
        for mark, two, unit in product(marks, ends, units)
    ]


def _doubled_ends(stored: str) -> frozenset[int]:
    """Return the places in the plain text of the line ends stored as two characters."""
    doubled: set[int] = set()
    position = 0
    for piece in stored.removeprefix("\ufeff").split("\r\n")[:-1]:
        position += len(piece)
        doubled.add(position)
        position += 1
    return frozenset(doubled)


def fitting(choice: Sequence[Ruler], passages: Sequence[Passage]) -> Ruler:
    """Return the ruler with which most passages hold the words quoted for them, the first of equals."""
    if len(choice) == 1:
        return choice[0]
    return max(choice, key=lambda ruler: sum(ruler.agrees(passage) for passage in passages))
