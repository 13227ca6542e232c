"""Labels: who speaks, from the marks people type in Word, text and caption files."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from typing import NamedTuple

from workbench.reading.formats.label_times import HAS_TIME, without_label_times
from workbench.reading.turns import INTERVIEWERS, NAME, Turn, seconds

LABEL = re.compile(
    r"^(?:\*\*)?(?P<label>[^\W\d_][^:*\[\]\n]{0,38}+)(?:\*\*)?[ \u00a0\u202f]?:(?:\*\*)?(?:\s+|$)(?P<words>.*)", re.S
)
ALONE = re.compile(r"^\*\*(?P<label>[^\W\d_][^:*\[\]\n]{0,38}?)\*\*\s*$")
BRACKETED = re.compile(
    r"^\[(?P<label>[^\]\d][^\]]{0,38})\]\s*(?P<time>\((?P<at>[\d:.,]+)\s*-\s*[\d:.,]+\))?\s*(?P<words>.*)", re.S
)
CLOCK = r"(?:\d{1,2}:)?\d{1,2}:\d{2}(?:\.\d{1,3})?"
TIMED = re.compile(rf"^(?P<label>[^\W\d_a-z][^:*\[\]\n]{{0,38}}?)\s+(?P<at>{CLOCK})(?:\s+(?P<words>.*))?$", re.S)
LONG_SPACE = re.compile(r"\s\s{9,}")
TIME_MARK = re.compile(rf"\\?\[(?P<at>{CLOCK})\\?\]")


class Said(NamedTuple):
    """A paragraph that opens with a label: who, the words after it, seconds if given."""

    speaker: str
    words: str
    at: float | None


Finder = Callable[[str], Said | None]


def label_finder(paragraphs: Sequence[str], interviewers: Sequence[str], sure: Collection[str] = ()) -> Finder:
    """Return a function that splits a paragraph from its label, or says None for speech.

    `Name:` counts as a label when it comes at least twice or is an interviewer's, so that
    "One thing: it broke" stays speech; where nobody but the interviewer would have a label, one
    that looks like a name counts too. `[Name]` counts with times behind it or on a line of its own,
    `**Name**` on a line of its own when it comes twice; where bold labels repeat, `**Name:**` counts
    the first time. A file in which `Name 0:21` opens more
    paragraphs than any of these is labelled so throughout, and its colons are speech. Labels in
    `sure`, in small letters, count however seldom they come.
    """
    known = {name.casefold() for name in (*interviewers, *INTERVIEWERS)}
    named = Counter(found["label"].strip() for p in paragraphs if (found := LABEL.match(p)))
    often: Counter[str] = Counter()
    for label, times in named.items():
        often[label.casefold()] += times
    often.update(found["label"].strip().casefold() for p in paragraphs if (found := ALONE.match(p)))
    brackets = {
        found["label"].strip().casefold()
        for p in paragraphs
        if (found := BRACKETED.match(p)) and (found["time"] or not found["words"].strip())
    }
    repeated = {label for label, times in often.items() if times > 1 or label in sure}
    bold = {found["label"].strip() for p in paragraphs if p.startswith("**") and (found := LABEL.match(p))}
    if any(label.casefold() in repeated for label in bold):
        repeated |= {label.casefold() for label in bold if NAME.fullmatch(label)}
    timed = _timed_labels(paragraphs, known)
    if sum(timed.values()) > sum(often[label] for label in repeated | known) and not brackets:
        clocked = set(timed)
        return lambda paragraph: _timed(paragraph, clocked)
    if not (repeated | brackets) - known:
        opened = Counter(found["label"].strip().casefold() for p in paragraphs if (found := BRACKETED.match(p)))
        brackets |= {label for label, times in opened.items() if times > 1}
    if not (repeated | brackets) - known:
        repeated |= {label.casefold() for label in named if NAME.fullmatch(label)}
    repeated |= known
    brackets |= known
    return lambda paragraph: _marked(paragraph, repeated, brackets)


def _marked(paragraph: str, named: set[str], brackets: set[str]) -> Said | None:
    bracketed = BRACKETED.match(paragraph) if paragraph.startswith("[") else None
    if bracketed:
        label = bracketed["label"].strip()
        if label.casefold() in brackets:
            return Said(label, bracketed["words"], seconds(bracketed["at"] or ""))
        return None
    found = LABEL.match(paragraph)
    alone = None if found else ALONE.match(paragraph)
    label = found["label"].strip() if found else alone["label"].strip() if alone else ""
    if label and label.casefold() in named:
        return Said(label, found["words"] if found else "", None)
    return None


def _timed_labels(paragraphs: Sequence[str], known: set[str]) -> Counter[str]:
    """Count the labels before times that come twice, are an interviewer's or stand on lines of their own."""
    times: Counter[str] = Counter()
    alone: set[str] = set()
    for paragraph in paragraphs:
        found = TIMED.match(paragraph) if HAS_TIME.search(paragraph) else None
        if found:
            label = found["label"].strip().casefold()
            times[label] += 1
            if not (found["words"] or "").strip():
                alone.add(label)
    return Counter({label: n for label, n in times.items() if n > 1 or label in known | alone})


def _timed(paragraph: str, labels: set[str]) -> Said | None:
    found = TIMED.match(paragraph)
    if found and found["label"].strip().casefold() in labels:
        return Said(found["label"].strip(), found["words"] or "", seconds(found["at"]))
    return None


def labelled_turns(paragraphs: Sequence[str], interviewers: Sequence[str]) -> tuple[list[Turn], list[str]]:
    r"""Split paragraphs into turns; return them and the paragraphs before the first label.

    A paragraph without a label continues the turn. Times beside labels are known as in
    `without_label_times`. Time marks, `[04:04]` or `\[04:04\]`, are taken off wherever they stand:
    the words after one are a turn from that time on.
    """
    beside = without_label_times([LONG_SPACE.sub(" ", paragraph.strip()) for paragraph in paragraphs])
    opened = [_opened(paragraph, at) for at, paragraph in beside.paragraphs]
    find = label_finder([words for _, words in opened], interviewers, beside.sure)
    turns: list[Turn] = []
    before: list[str] = []
    for paragraph, (at, words) in zip(paragraphs, opened, strict=True):
        said = find(words)
        if said:
            turns += _pieces(Said(said.speaker, said.words, at if said.at is None else said.at))
        elif turns and (words.strip() or at is not None):
            since = at if at is not None or turns[-1].words.strip() else turns[-1].at
            turns += _pieces(Said(turns[-1].speaker, words, since))
        elif words.strip() and not turns:
            before.append(paragraph)
    return turns, before


def _opened(paragraph: str, at: float | None) -> tuple[float | None, str]:
    """Return the time a paragraph opens with, else the one known already, and the rest."""
    found = TIME_MARK.match(paragraph)
    return (seconds(found["at"]), paragraph[found.end() :].lstrip()) if found else (at, paragraph)


def _pieces(said: Said) -> list[Turn]:
    """Cut words at their time marks; a piece before the first has the time of the whole."""
    ends = [*TIME_MARK.finditer(said.words)] if "[" in said.words else []
    if not ends:
        return [Turn(*said)]
    starts = [0, *(mark.end() for mark in ends)]
    stops = [*(mark.start() for mark in ends), len(said.words)]
    times = [said.at, *(seconds(mark["at"]) for mark in ends)]
    return [
        Turn(said.speaker, said.words[start:stop], at) for start, stop, at in zip(starts, stops, times, strict=True)
    ]
