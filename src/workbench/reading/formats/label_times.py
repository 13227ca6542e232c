"""Label times: the times that stand beside a speaker's label, taken off so that the label can be known."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import NamedTuple

from workbench.reading.turns import INTERVIEWERS, NOBODY, seconds

CLOCK = r"(?:\d{1,2}:)?\d{1,2}:\d{2}(?:[.,]\d{1,3})?"
UNTIL = rf"(?:\s{{0,9}}(?:-->|->|[-–—])\s{{0,9}}{CLOCK})?"
NAME = r"[^\W\d_][^:*\[\](){}\n.!?|]{0,38}?"
SPACE = "[ \u00a0\u202f]?"
TIME = rf"\\?[\[(]?\s{{0,9}}(?P<at>{CLOCK}){UNTIL}\s{{0,9}}\\?[\])]?\s{{0,9}}(?:[-–—|]\s{{0,9}})?"
BETWEEN = re.compile(
    rf"^(?:\*\*)?(?P<label>{NAME})(?:\*\*)?\s{{0,9}}(?:(?P<first>:)(?:\*\*)?\s{{0,9}})?[\[(]\s{{0,9}}(?P<at>{CLOCK}){UNTIL}\s{{0,9}}[\])]"
    rf"(?:\*\*)?(?:{SPACE}(?P<colon>:)(?:\*\*)?)?(?:\s+|$)(?P<words>.*)",
    re.S,
)
BEFORE = re.compile(
    rf"^(?:\*\*)?{TIME}(?:\*\*)?(?P<label>{NAME})(?:\*\*)?{SPACE}:(?:\*\*)?(?:\s+|$)(?P<words>.*)", re.S
)
ABOVE = (
    re.compile(rf"^(?:\*\*)?{TIME}(?:\*\*)?(?P<label>{NAME})(?:\*\*)?\s*$"),
    re.compile(
        rf"^(?:\*\*)?(?P<label>{NAME})(?:\*\*)?\s{{0,9}}[-–—|,]?\s{{0,9}}\(?(?P<at>{CLOCK}){UNTIL}\)?(?:\*\*)?\s*$"
    ),
)
HAS_TIME = re.compile(r":\d\d")
HEAD = 120
"""Characters from the beginning of a paragraph within which a label and its time must stand."""
BARE = re.compile(rf"^{CLOCK}$")
ALONE = re.compile(r"^(?:\*\*)?(?P<label>[^\W\d_][^:*\[\]\n.!?,;]{0,38}?)(?:\*\*)?\s*$")
COLON = re.compile(rf"^(?:\*\*)?(?P<label>[^\W\d_][^:*\[\]\n]{{0,38}}+)(?:\*\*)?{SPACE}:(?:\*\*)?(?:\s|$)")
OTHER = re.compile(rf"^(?:\*\*[^*]+\*\*|\[[^\d\]][^\]]*\].*|.{{1,40}}\s{CLOCK}(?:\s.*)?)$")


class Timed(NamedTuple):
    """A paragraph that opens with a label: who, when in seconds, the words after both."""

    label: str
    at: float | None
    words: str


class Labels(NamedTuple):
    """Paragraphs with the times beside labels taken off, and the labels that are sure by their times."""

    paragraphs: list[tuple[float | None, str]]
    sure: frozenset[str]


def without_label_times(paragraphs: Sequence[str]) -> Labels:
    """Return each paragraph with its time in seconds, the label written as `Name: words` or `Name 0:21`.

    Known are `Name (0:21): words`, `Name: (0:21) words`, `0:21 Name: words`, `[0:21 - 0:25] Name:
    words`, and on lines of their own `Name (0:21)`, `0:21 - Name`, `[0:21] Name`, `Name - 0:21`, and
    times alone, at least two and rising, which are those of the lines that follow. A form counts in
    a file where one of its labels comes at least twice; those of lines of their own where they are
    more than the labels with colons. Where no label comes again with a colon, and none has a bracket
    or a time, labels in capitals, or roles such as Interviewer, count on lines of their own.
    """
    told = _without_bare_times(paragraphs)
    sure: set[str] = set()
    near = [number for number, paragraph in enumerate(paragraphs) if HAS_TIME.search(paragraph, 0, HEAD)]
    for form in (_between, _before):
        for number, timed in _trusted(paragraphs, near, form):
            told[number] = (timed.at, f"{timed.label}: {timed.words}")
            sure.add(timed.label.casefold())
    colons = Counter(found["label"].strip().casefold() for _, words in told if (found := COLON.match(words)))
    above = _trusted(paragraphs, near, _above)
    if len(above) > sum(times for times in colons.values() if times > 1):
        for number, timed in above:
            told[number] = (timed.at, f"{timed.label} {timed.words}")
    elif max(colons.values(), default=0) < 2 and not any(OTHER.match(paragraph) for paragraph in paragraphs):
        for number, label in _lines_of_labels(paragraphs):
            told[number] = (told[number][0], f"{label}: ")
    return Labels(told, frozenset(sure))


def _without_bare_times(paragraphs: Sequence[str]) -> list[tuple[float | None, str]]:
    """Take lines that are times alone, at least two and rising, for the times of the lines that follow them."""
    told: list[tuple[float | None, str]] = [(None, paragraph) for paragraph in paragraphs]
    bare = {
        n: at
        for n, words in enumerate(paragraphs)
        if len(words) < 15 and BARE.match(words) and (at := seconds(words)) is not None
    }
    times = list(bare.values())
    if len(times) < 2 or any(later <= earlier for earlier, later in pairwise(times)):
        return told
    since: float | None = None
    for number, paragraph in enumerate(paragraphs):
        if number in bare:
            since, told[number] = bare[number], (None, "")
        elif paragraph.strip():
            told[number], since = (since, paragraph), None
    return told


def _trusted(
    paragraphs: Sequence[str], near: Sequence[int], form: Callable[[str], Timed | None]
) -> list[tuple[int, Timed]]:
    """Return what has a form where one of the labels comes again: another is a label too if it has a capital."""
    found = [(number, timed) for number in near if (timed := form(paragraphs[number]))]
    times = Counter(timed.label.casefold() for _, timed in found)
    if max(times.values(), default=0) < 2:
        return []
    return [(n, timed) for n, timed in found if times[timed.label.casefold()] > 1 or timed.label[0].isupper()]


def _between(paragraph: str) -> Timed | None:
    found = BETWEEN.match(paragraph)
    if not found or not (found["first"] or found["colon"]):
        return None
    return Timed(found["label"].strip(), seconds(found["at"]), found["words"])


def _before(paragraph: str) -> Timed | None:
    found = BEFORE.match(paragraph)
    return Timed(found["label"].strip(), seconds(found["at"]), found["words"]) if found else None


def _above(paragraph: str) -> Timed | None:
    found = ABOVE[0].match(paragraph) or ABOVE[1].match(paragraph)
    if not found:
        return None
    label = found["label"].strip()
    clock = found["at"].replace(",", ".")
    return Timed(label, seconds(clock), clock) if label[0].isupper() and len(label.split()) <= 4 else None


def _lines_of_labels(paragraphs: Sequence[str]) -> list[tuple[int, str]]:
    """Return labels without marks: roles, and words in capitals where two of them come again."""
    found = [ALONE.match(paragraph) for paragraph in paragraphs]
    labels = [each["label"].strip() if each else "" for each in found]
    roles = INTERVIEWERS | NOBODY
    again = Counter(label for label in labels if _in_capitals(label) or label.casefold() in roles)
    if sum(times > 1 for times in again.values()) < 2:
        return []
    sure = {label for label, times in again.items() if times > 1 or label.casefold() in roles}
    return [(number, label) for number, label in enumerate(labels) if label in sure]


def _in_capitals(label: str) -> bool:
    letters = [letter for letter in label if letter.isalpha()]
    return bool(letters) and len(label) > 1 and all(letter.isupper() for letter in letters) and len(label.split()) <= 4
