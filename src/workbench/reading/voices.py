"""Voices: who speaks in the interviews of a study, by the labels that stand in the files, and who seems to ask."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from workbench.reading.interview import Interview
from workbench.reading.interviews import readable_interviews
from workbench.reading.study_folder import read_brief

ASKING = 0.4
"""Share of a voice's turns that hold a question, from which it may be the interviewer's."""


@dataclass(frozen=True, slots=True)
class Voice:
    """A label as it stands in the files: it may be a real name. `asks` is a guess, for a person to confirm."""

    label: str
    documents: tuple[str, ...]
    turns: int
    asks: bool


def voices(folder: Path) -> list[Voice]:
    """Return every label in the interviews of a study that can be read, the most widespread first."""
    return voices_in(readable_interviews(folder, read_brief(folder)))


def voices_in(interviews: Sequence[Interview]) -> list[Voice]:
    """Return every label of these interviews; the one who asks is sought in each, since teams share interviews."""
    documents: dict[str, list[str]] = {}
    turns: dict[str, int] = {}
    asking = {label for interview in interviews if (label := _asking(interview)) is not None}
    for interview in interviews:
        for label in interview.turns.labels:
            if label:
                documents.setdefault(label, []).append(interview.document)
                turns[label] = turns.get(label, 0) + sum(turn.speaker == label for turn in interview.turns)
    found = [Voice(label, tuple(own), turns[label], label in asking) for label, own in documents.items()]
    return sorted(found, key=lambda voice: (-len(voice.documents), not voice.asks, voice.label))


def _asking(interview: Interview) -> str | None:
    """Return who asks the largest share of questions among several; None where nobody asks often."""
    asked: dict[str, list[bool]] = {label: [] for label in interview.turns.labels if label}
    for turn in interview.turns:
        if turn.speaker:
            asked[turn.speaker].append("?" in turn.words)
    if len(asked) < 2 or interview.group:  # one voice asks nobody
        return None
    share = {label: sum(own) / len(own) for label, own in asked.items()}
    first, second = sorted(share, key=lambda label: -share[label])[:2]
    return first if share[first] >= ASKING and share[first] > share[second] else None
