"""Captions: WebVTT and SubRip files, with voice tags or `Name:` labels.

Read here, block by block, because no word may be lost unseen: the libraries at hand drop what they
cannot place and cues whose words hold an arrow, and take several times the time and memory.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from workbench.errors import InputError, Problem
from workbench.reading.formats.labels import label_finder
from workbench.reading.letters.encoding import read_text
from workbench.reading.turns import Turn

VOICE = re.compile(r"<v(?:\.[^ <>]*)?\s+([^<>]+)>")
TAG = re.compile(
    r"</?(?:v|c|b|i|u|lang|ruby|rt|font)(?:[ .][^<>]*)?>|<\d[\d:.]*>|\{\\[a-zA-Z][^{}]*\}",
)
CLOCK = r"(?:(?P<hours>\d{1,4}):)?(?P<minutes>\d{2}):(?P<seconds>\d{2}%s\d{1,3})"
UNTIL = r"\s+-->\s+(?:\d{1,4}:)?\d{2}:\d{2}[.,]\d{1,3}(?:\s.*)?$"
TIMING = {
    ".vtt": re.compile(rf"^\s*{CLOCK % '[.]'}{UNTIL}"),
    ".srt": re.compile(rf"^\s*{CLOCK % '[.,]'}{UNTIL}"),
}
BLANK = re.compile(r"\n[^\S\n]+(?=\n)")
BLOCK = re.compile(r"^(?:NOTE|STYLE|REGION)\b")
MARKS = re.compile(r"[<&{]")
MAY_BE_LABEL = re.compile(r"[:*\[]")


def read_captions(path: Path, encoding: str, interviewers: Sequence[str] = ()) -> list[Turn]:
    """Return the cues of a .vtt or .srt file as turns; a line without a voice continues the last.

    InputError names every line whose words are in no cue: nothing is dropped silently.
    """
    text = read_text(path, encoding)
    kind = ".srt" if path.suffix.lower() == ".srt" else ".vtt"
    lost: list[tuple[int, str]] = []
    cues = list(_cues(text, kind, lost))
    if not (text.startswith("WEBVTT") if kind == ".vtt" else cues):
        first = "WEBVTT on the first line" if kind == ".vtt" else "cues with 00:00:01,000 --> 00:00:02,000"
        raise InputError([Problem(str(path), f"not a {kind} caption file", repr(text[:40]), first)])
    if lost:
        remedy = "mend the time line above it, or the empty line inside the cue"
        what = "words that are in no cue"
        raise InputError([Problem(f"{path}:{line}", what, repr(words[:60]), remedy=remedy) for line, words in lost])
    return _turns(cues, interviewers)


Cue = tuple[float, Sequence[str]]
"""Seconds, and lines as the file has them."""


def _cues(text: str, kind: str, lost: list[tuple[int, str]]) -> Iterator[Cue]:
    """Yield every cue; lines that are neither a cue's nor part of the file's frame go to `lost`."""
    timing = TIMING[kind]
    number = 1
    for block in BLANK.sub("\n", text.rstrip()).split("\n\n"):
        lines = block.split("\n")
        opening = timing.match(lines[0])
        if opening and block.count("-->") == 1:
            yield _clock(opening), lines[1:]
        else:
            found = [(i, hit) for i, line in enumerate(lines) if "-->" in line and (hit := timing.match(line))]
            first = found[0][0] if found and found[0][0] < 3 else len(lines)
            if not _frame(lines[:first], opens=number == 1 and kind == ".vtt", cue=first < len(lines)):
                lost += [(number + i, line.strip()) for i, line in enumerate(lines[:first]) if line.strip()]
            yield from _stacked(lines, found if first < len(lines) else [])
        number += len(lines) + 1


def _frame(lines: Sequence[str], *, opens: bool, cue: bool) -> bool:
    """Say whether lines before a cue, or without one, hold nobody's words: a header, a block, a cue's id."""
    said = [line for line in lines if line.strip()]
    if not said:
        return True
    if (opens and said[0].startswith("WEBVTT")) or BLOCK.match(said[0]):
        return not cue or said[0].startswith("WEBVTT")
    return cue and len(said) == 1


def _stacked(lines: Sequence[str], clocks: Sequence[tuple[int, re.Match[str]]]) -> Iterator[Cue]:
    """Yield the cue of a block, and those that follow in it without an empty line between."""
    for place, (begin, clock) in enumerate(clocks, 1):
        last = place == len(clocks)
        said = lines[begin + 1 : None if last else clocks[place][0]]
        if not last and said and said[-1].strip().isdecimal():
            said = said[:-1]  # the number of the next cue
        yield _clock(clock), said


def _clock(found: re.Match[str]) -> float:
    hours, minutes, rest = found.group(1, 2, 3)
    return int(hours or 0) * 3600 + int(minutes) * 60 + float(rest.replace(",", "."))


def _turns(cues: Sequence[Cue], interviewers: Sequence[str]) -> list[Turn]:
    unvoiced = (line for _, lines in cues for line in lines if "<v" not in line and MAY_BE_LABEL.search(line))
    find = label_finder([_plain(line) for line in unvoiced], interviewers)
    turns: list[Turn] = []
    speaker = ""
    for at, lines in cues:
        for line in lines:
            if line.startswith("<v ") and line.count("<") == 1 and line.find(">") > 3 and not line[3].isspace():
                voice, _, words = line[3:].partition(">")
                speaker = voice.strip()
                turns.append(Turn(speaker, _plain(words), at))
                continue
            for voice, words in _voices(line) if "<v" in line else (("", _plain(line)),):
                said = find(words) if not voice and MAY_BE_LABEL.search(words) else None
                speaker = voice or (said.speaker if said else speaker)
                turns.append(Turn(speaker, said.words if said else words, at))
    return turns


def _voices(line: str) -> Sequence[tuple[str, str]]:
    marks = list(VOICE.finditer(line))
    if len(marks) == 1 and not marks[0].start():
        return ((marks[0][1].strip(), _plain(line[marks[0].end() :])),)
    starts = [0, *(mark.end() for mark in marks)]
    ends = [*(mark.start() for mark in marks), len(line)]
    names = ["", *(mark[1].strip() for mark in marks)]
    return [(name, _plain(line[start:end])) for name, start, end in zip(names, starts, ends, strict=True)]


def _plain(markup: str) -> str:
    return html.unescape(TAG.sub("", markup)) if MARKS.search(markup) else markup
