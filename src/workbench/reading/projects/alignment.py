"""Alignment: where the characters of a file are in the words that its reader took from it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate, groupby
from typing import NamedTuple

from workbench.reading.formats.labels import TIME_MARK
from workbench.reading.turns import Turn, fold_space, original_text

LONGEST_LABEL = 160
NOWHERE = -1


class Part(NamedTuple):
    """Characters `start` to `end` of the words of all turns (`turns.original_text`), within one turn."""

    turn: int
    start: int
    end: int


class Alignment:
    """The characters of a file's text, each with its place in the words of the turns.

    The reader leaves out white space, labels, times and whole lines, and changes nothing else: every
    line gives its end, times taken off, or nothing. The walk goes through the lines and takes the
    longest end that continues the words; where it comes to nothing it goes back.
    """

    def __init__(self, text: str, turns: Sequence[Turn], before: int = 0) -> None:
        """Align `text` with `turns`; its first `before` lines with words are known to be left out."""
        self._begins = [*accumulate((len(turn.words) + 1 for turn in turns[:-1]), initial=0)]
        self._places = _walk(text, original_text(turns), before)

    @property
    def holds(self) -> bool:
        """Say whether all the words of the turns were found in the text."""
        return self._places is not None

    def parts(self, start: int, end: int) -> list[Part]:
        """Return the words among characters `start` to `end` of the file, one part a turn, in order."""
        if self._places is None:
            return []
        places = (place for place in self._places[start:end] if place != NOWHERE)
        parts: list[Part] = []
        for turn, own in groupby(places, key=lambda place: bisect_right(self._begins, place) - 1):
            within = list(own)
            parts.append(Part(turn, within[0], within[-1] + 1))
        return parts


def sought(words: str, turns: Sequence[Turn]) -> list[Part]:
    """Return where some words occur in one turn, if that is the only place; else nothing."""
    words, text = fold_space(words), original_text(turns)
    start = text.find(words) if words else NOWHERE
    if start == NOWHERE or text.find(words, start + 1) != NOWHERE:
        return []
    return [Part(text.count("\n", 0, start), start, start + len(words))]


Piece = list[int]
"""Places, in the file, of the characters that a line gives."""


def _walk(text: str, words: str, before: int) -> list[int] | None:
    """Return the place in `words` of each character of `text`, or None when they do not fit together."""
    targets = [i for i, character in enumerate(words) if not character.isspace()]
    solid = "".join(words[i] for i in targets)
    lines = list(_lines(text))[before:]
    path: list[Piece] = []
    waiting = [_endings(text, lines[0], solid, 0)] if lines else []
    cursors = [0]
    failed: set[tuple[int, int]] = set()
    while waiting and len(path) < len(lines):
        piece = next(waiting[-1], None)
        if piece is None:
            failed.add((len(path), cursors[-1]))
            waiting.pop()
            cursors.pop()
            if path:
                path.pop()
            continue
        cursor = cursors[-1] + len(piece)
        number = len(path) + 1
        if (number, cursor) in failed or (number == len(lines) and cursor != len(solid)):
            continue
        path.append(piece)
        cursors.append(cursor)
        if number < len(lines):
            waiting.append(_endings(text, lines[number], solid, cursor))
    if len(path) < len(lines) or (not lines and solid):
        return None
    places = [NOWHERE] * len(text)
    for target, place in zip(targets, (place for piece in path for place in piece), strict=True):
        places[place] = target
    return places


def _lines(text: str) -> Iterator[tuple[int, int]]:
    """Return where each line that is not blank begins and ends."""
    begins = 0
    for line in text.split("\n"):
        if line.strip():
            yield begins, begins + len(line)
        begins += len(line) + 1


def _endings(text: str, line: tuple[int, int], solid: str, cursor: int) -> Iterator[Piece]:
    """Return what a line may give: ends of it that continue the words, the longest first, at last nothing."""
    start, end = line
    marks = [found.span() for found in TIME_MARK.finditer(text, start, end)]
    whole = [i for i in range(start, end) if not text[i].isspace()]
    timeless = [i for i in whole if not any(first <= i < last for first, last in marks)]
    for places in (timeless, whole) if marks else (whole,):
        written = "".join(text[i] for i in places)
        for skipped in range(min(len(written), LONGEST_LABEL)):
            if skipped and places[skipped] == places[skipped - 1] + 1 and written[skipped - 1].isalnum():
                continue
            if solid.startswith(written[skipped:], cursor):
                yield places[skipped:]
    yield []
