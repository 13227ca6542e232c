"""Labels: who speaks, from the marks people type in Word and text files."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from workbench.reading.turns import INTERVIEWERS, Turn, seconds

LABEL = re.compile(
    r"^(?:\*\*)?(?P<label>[^\W\d_][^:*\[\]\n]{0,38}?)(?:\*\*)?[ \u00a0\u202f]?:(?:\*\*)?\s+(?P<words>.*)", re.S
)
BRACKETED = re.compile(
    r"^\[(?P<label>[^\]\d][^\]]{0,38})\]\s*(?:\((?P<at>[\d:.,]+)\s*-\s*[\d:.,]+\))?\s*(?P<words>.*)", re.S
)


def labelled_turns(paragraphs: Sequence[str], interviewers: Sequence[str]) -> tuple[list[Turn], list[str]]:
    """Split paragraphs into turns; return them and the paragraphs before the first label.

    `Name:` counts as a label when it comes at least twice or is an interviewer's, so that
    "One thing: it broke" stays speech. A paragraph without a label continues the turn.
    """
    known = {name.casefold() for name in (*interviewers, *INTERVIEWERS)}
    marks = [BRACKETED.match(p) or LABEL.match(p) for p in paragraphs]
    often = Counter(m["label"].strip().casefold() for m in marks if m)
    turns: list[Turn] = []
    before: list[str] = []
    for paragraph, mark in zip(paragraphs, marks, strict=True):
        label = mark["label"].strip() if mark else ""
        if mark and (label.casefold() in known or often[label.casefold()] > 1):
            at = seconds(mark["at"] or "") if "at" in mark.groupdict() else None
            turns.append(Turn(label, mark["words"], at))
        elif turns:
            turns.append(Turn(turns[-1].speaker, paragraph))
        elif paragraph.strip():
            before.append(paragraph)
    return turns, before
