"""Labels: who speaks, from the marks people type in Word, text and caption files."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from typing import NamedTuple

from workbench.reading.turns import INTERVIEWERS, Turn, seconds

LABEL = re.compile(
    r"^(?:\*\*)?(?P<label>[^\W\d_][^:*\[\]\n]{0,38}?)(?:\*\*)?[ \u00a0\u202f]?:(?:\*\*)?(?:\s+|$)(?P<words>.*)", re.S
)
BRACKETED = re.compile(
    r"^\[(?P<label>[^\]\d][^\]]{0,38})\]\s*(?P<time>\((?P<at>[\d:.,]+)\s*-\s*[\d:.,]+\))?\s*(?P<words>.*)", re.S
)
NAME = re.compile(r"[^\W\d_a-z]\S*(?: [^\W\d_a-z]\S*){0,2}")


class Said(NamedTuple):
    """A paragraph that opens with a label: who, the words after it, seconds if given."""

    speaker: str
    words: str
    at: float | None


def label_finder(paragraphs: Sequence[str], interviewers: Sequence[str]) -> Callable[[str], Said | None]:
    """Return a function that splits a paragraph from its label, or says None for speech.

    `Name:` counts as a label when it comes at least twice or is an interviewer's, so that
    "One thing: it broke" stays speech; where nobody but the interviewer would have a label, one
    that looks like a name counts too. `[Name]` counts with times behind it or on a line of its own.
    """
    known = {name.casefold() for name in (*interviewers, *INTERVIEWERS)}
    named = Counter(found["label"].strip() for p in paragraphs if (found := LABEL.match(p)))
    often = Counter(label.casefold() for label in named.elements())
    brackets = {
        found["label"].strip().casefold()
        for p in paragraphs
        if (found := BRACKETED.match(p)) and (found["time"] or not found["words"].strip())
    }
    repeated = {label for label, times in often.items() if times > 1}
    if not (repeated | brackets) - known:
        opened = Counter(found["label"].strip().casefold() for p in paragraphs if (found := BRACKETED.match(p)))
        brackets |= {label for label, times in opened.items() if times > 1}
    if not (repeated | brackets) - known:
        repeated |= {label.casefold() for label in named if NAME.fullmatch(label)}

    def find(paragraph: str) -> Said | None:
        bracketed = BRACKETED.match(paragraph)
        if bracketed:
            label = bracketed["label"].strip()
            if label.casefold() in known | brackets:
                return Said(label, bracketed["words"], seconds(bracketed["at"] or ""))
            return None
        found = LABEL.match(paragraph)
        if found and found["label"].strip().casefold() in known | repeated:
            return Said(found["label"].strip(), found["words"], None)
        return None

    return find


def labelled_turns(paragraphs: Sequence[str], interviewers: Sequence[str]) -> tuple[list[Turn], list[str]]:
    """Split paragraphs into turns; return them and the paragraphs before the first label.

    A paragraph without a label continues the turn.
    """
    find = label_finder(paragraphs, interviewers)
    turns: list[Turn] = []
    before: list[str] = []
    for paragraph in paragraphs:
        said = find(paragraph)
        if said:
            turns.append(Turn(*said))
        elif turns:
            turns.append(Turn(turns[-1].speaker, paragraph))
        elif paragraph.strip():
            before.append(paragraph)
    return turns, before
