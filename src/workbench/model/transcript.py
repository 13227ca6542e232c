"""Transcript: what was said in one interview, turn by turn, with names already replaced."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import Literal

Role = Literal["interviewer", "participant"]
_start = attrgetter("start")


@dataclass(frozen=True, slots=True)
class Utterance:
    """One turn of speech: characters `start` to `end` of the transcript's text."""

    speaker: str
    role: Role
    start: int
    end: int
    at: float | None = None
    """Seconds from the start of the recording, when the file says so."""


@dataclass(frozen=True, slots=True)
class Replacement:
    """Characters `start` to `end` of the text stand for `length` characters of the file's own words."""

    start: int
    end: int
    length: int
    kind: str


@dataclass(frozen=True, slots=True)
class Transcript:
    """One interview.

    `text` holds the words of all turns, one turn a line, with identifying words replaced
    in [brackets]; `digest` is the SHA-256 of the file they came from. `participant` is the
    pseudonym of the person interviewed; it is empty for a group, whose utterances say who speaks.
    """

    id: str
    participant: str
    text: str
    utterances: tuple[Utterance, ...]
    source: str
    digest: str
    language: str
    replacements: tuple[Replacement, ...] = ()

    @property
    def participants(self) -> tuple[str, ...]:
        """Return everybody's pseudonym who was interviewed here, in order of speaking."""
        if self.participant:
            return (self.participant,)
        return tuple(dict.fromkeys(turn.speaker for turn in self.utterances if turn.role == "participant"))

    def words(self, utterance: Utterance) -> str:
        """Return the words of one turn."""
        return self.text[utterance.start : utterance.end]

    def utterance_at(self, start: int, end: int) -> Utterance | None:
        """Return the one turn that holds characters `start` to `end`, or None."""
        place = bisect_right(self.utterances, start, key=_start) - 1
        found = self.utterances[place] if place >= 0 else None
        return found if found and end <= found.end else None

    def question_before(self, start: int) -> str:
        """Return the interviewer's last words before character `start` ("" at the beginning)."""
        place = bisect_right(self.utterances, start, key=_start)
        before = (self.utterances[i] for i in range(place - 1, -1, -1))
        return next((self.words(turn) for turn in before if turn.role == "interviewer"), "")

    def without(self, pseudonym: str) -> Transcript:
        """Return the same transcript with blanks for the words of one participant; all other places stay."""
        gone = [turn for turn in self.utterances if turn.speaker == pseudonym]
        text = self.text
        for turn in gone:
            text = f"{text[: turn.start]}{' ' * (turn.end - turn.start)}{text[turn.end :]}"
        return replace(self, text=text, utterances=tuple(turn for turn in self.utterances if turn.speaker != pseudonym))

    def from_source(self, position: int, *, end: bool = False) -> int:
        """Turn a position in the words as the file has them into a position in `text`.

        A position inside a replaced word falls on the start of its replacement, or with `end`
        on its end.
        """
        shift = 0
        for change in self.replacements:
            original = change.start - shift
            if position <= original:
                break
            if position < original + change.length:
                return change.end if end else change.start
            shift += (change.end - change.start) - change.length
        return position + shift

    def to_source(self, position: int, *, end: bool = False) -> int:
        """Turn a position in `text` into one in the words as the file has them; `from_source` leads back.

        A position inside a replacement falls on the start of the replaced word, or with `end` on its end.
        """
        shift = 0
        for change in self.replacements:
            if position <= change.start:
                break
            if position < change.end:
                return change.start - shift + (change.length if end else 0)
            shift += (change.end - change.start) - change.length
        return position - shift
