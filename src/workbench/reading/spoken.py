"""Spoken: the merged turns of one interview, kept small so that a million fit in memory."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from math import isnan, nan
from typing import overload

from workbench.reading.turns import Turn


class Spoken(Sequence[Turn]):
    """Turns one after the other; `text` holds their words, one turn a line, nothing replaced."""

    __slots__ = ("_at", "_ends", "_speakers", "labels", "text")

    def __init__(self, turns: Sequence[Turn]) -> None:
        self.text = "\n".join([turn.words for turn in turns])
        self.labels = tuple(dict.fromkeys(turn.speaker for turn in turns))
        place = {label: i for i, label in enumerate(self.labels)}
        self._speakers = array("L", (place[turn.speaker] for turn in turns))
        self._at = array("d", (nan if turn.at is None else turn.at for turn in turns))
        self._ends = array("L")
        end = -1
        for turn in turns:
            end += len(turn.words) + 1
            self._ends.append(end)

    def __len__(self) -> int:
        """Return the number of turns."""
        return len(self._ends)

    @overload
    def __getitem__(self, place: int) -> Turn: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[Turn, ...]: ...
    def __getitem__(self, place: int | slice) -> Turn | tuple[Turn, ...]:
        """Return a turn, or several."""
        if isinstance(place, slice):
            return tuple(self[i] for i in range(*place.indices(len(self))))
        end = self._ends[place]
        before = place - 1 if place >= 0 else place - 1 + len(self)
        return self._turn(place, self._ends[before] + 1 if before >= 0 else 0, end)

    def __iter__(self) -> Iterator[Turn]:
        """Yield the turns in order."""
        start, text, labels = 0, self.text, self.labels
        for speaker, end, at in zip(self._speakers, self._ends, self._at, strict=True):
            yield Turn(labels[speaker], text[start:end], None if at != at else at)  # noqa: PLR0124 nan is not itself
            start = end + 1

    def __eq__(self, other: object) -> bool:
        """Say whether these are the same turns."""
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    __hash__ = None  # type: ignore[assignment]  # equal to tuples, which hash in their own way

    def _turn(self, place: int, start: int, end: int) -> Turn:
        at = self._at[place]
        return Turn(self.labels[self._speakers[place]], self.text[start:end], None if isnan(at) else at)
