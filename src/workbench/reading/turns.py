"""Turns: what every interview reader returns, and how turns become a transcript."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from workbench.model.transcript import Replacement, Role, Transcript, Utterance
from workbench.privacy.redaction import Names, Redactor

INTERVIEWERS = frozenset(
    {
        *("interviewer", "moderator", "researcher", "facilitator"),
        *("enquêteur", "enquêtrice", "chercheur", "chercheuse", "animateur", "animatrice", "intervieweur"),
    }
)
"""Labels taken for the interviewer's beside those a study names."""


NAME = re.compile(r"[^\W\d_a-z]\S*(?: [^\W\d_a-z]\S*){0,2}")
"""What looks like somebody's name: one to three words that begin with a capital."""
NOBODY = frozenset(
    {
        *("participant", "interviewee", "respondent", "speaker", "customer", "user", "client", "guest"),
        *("participante", "interviewé", "interviewée", "interviewe", "répondant", "répondante", "locuteur", "cliente"),
    }
)
"""Labels that name a part in the talk and nobody in particular."""


class Turn(NamedTuple):
    """Words of one speaker as the file has them, white space folded; `at` in seconds."""

    speaker: str
    words: str
    at: float | None = None


def fold_space(text: str) -> str:
    """Return the text with every run of white space as one space."""
    return " ".join(text.split())


def merge(turns: Iterable[Turn]) -> list[Turn]:
    """Join neighbouring turns of one speaker and drop the empty ones."""
    merged: list[Turn] = []
    said: list[str] = []
    speaker, at = "", None
    for turn in turns:
        words = turn.words.split()
        if not words:
            continue
        if said and turn.speaker != speaker:
            merged.append(Turn(speaker, " ".join(said), at))
            said = []
        if not said:
            speaker, at = turn.speaker, turn.at
        said += words
    if said:
        merged.append(Turn(speaker, " ".join(said), at))
    return merged


def role_of(speaker: str, interviewers: Sequence[str]) -> Role:
    """Say whether a label is the interviewer's, in any case."""
    known = {name.casefold() for name in interviewers} | INTERVIEWERS
    return "interviewer" if speaker.casefold() in known else "participant"


def names_among(labels: Iterable[str], interviewers: Sequence[str]) -> tuple[str, ...]:
    """Return the participants' labels that are names: what people are called there is said in the talk too."""
    own = (label for label in labels if role_of(label, interviewers) == "participant")
    names = (label for label in own if NAME.fullmatch(label) and len(label) > 2)
    return tuple(name for name in names if name.casefold() not in NOBODY)


def original_text(turns: Sequence[Turn]) -> str:
    """Return the words of all turns, one turn a line, nothing replaced."""
    return "\n".join(turn.words for turn in turns)


def as_transcript(
    turns: Sequence[Turn],
    *,
    document: str,
    participant: str,
    names: Mapping[str, str],
    interviewers: Sequence[str],
    source: tuple[str, str],
    language: str,
    everyone: Names | None = None,
    group: Mapping[str, str] | None = None,
    said: str | None = None,
) -> Transcript:
    """Build a transcript from merged turns, names replaced; `source` is (file, SHA-256).

    In a group, `group` maps each participant's label to a pseudonym and `participant` is empty.
    `said` is their original text where it is at hand.
    """
    words: list[str] = []
    utterances: list[Utterance] = []
    changes: list[Replacement] = []
    called: dict[str, tuple[str, Role]] = {}
    position = 0
    redact = Redactor(names, everyone).of(original_text(turns) if said is None else said)
    for turn in turns:
        if turn.speaker not in called:
            role = role_of(turn.speaker, interviewers)
            own = (group or {}).get(turn.speaker, participant)
            called[turn.speaker] = ("interviewer" if role == "interviewer" else own, role)
        clean, replaced = redact(turn.words)
        end = position + len(clean)
        utterances.append(Utterance(*called[turn.speaker], position, end, turn.at))
        if replaced:
            changes += [replace(c, start=c.start + position, end=c.end + position) for c in replaced]
        words.append(clean)
        position = end + 1
    text = "\n".join(words)
    return Transcript(document, participant, text, tuple(utterances), *source, language, tuple(changes))


TIME = re.compile(r"(?:(\d+):)?(\d{1,2}):(\d{2})(?:[.,](\d+))?")


def seconds(clock: str) -> float | None:
    """Turn `1:02:03.5`, `02:03` or `2:03` into seconds; None when it is no clock time."""
    found = TIME.fullmatch(clock.strip())
    if found is None:
        return None
    hours, minutes, whole, fraction = found.groups()
    return int(hours or 0) * 3600 + int(minutes) * 60 + int(whole) + float(f"0.{fraction or 0}")
