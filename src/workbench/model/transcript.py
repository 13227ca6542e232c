"""Transcript: what was said in one interview, turn by turn, with names already replaced."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Role = Literal["interviewer", "participant"]


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
    in [brackets]; `digest` is the SHA-256 of the file they came from.
    """

    id: str
    participant: str
    text: str
    utterances: tuple[Utterance, ...]
    source: str
    digest: str
    language: str
    replacements: tuple[Replacement, ...] = ()

    def words(self, utterance: Utterance) -> str:
        """Return the words of one turn."""
        return self.text[utterance.start : utterance.end]

    def utterance_at(self, start: int, end: int) -> Utterance | None:
        """Return the one turn that holds characters `start` to `end`, or None."""
        for utterance in self.utterances:
            if utterance.start <= start and end <= utterance.end:
                return utterance
        return None

    def question_before(self, start: int) -> str:
        """Return the interviewer's last words before character `start` ("" at the beginning)."""
        asked = ""
        for utterance in self.utterances:
            if utterance.start > start:
                break
            if utterance.role == "interviewer":
                asked = self.words(utterance)
        return asked

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
