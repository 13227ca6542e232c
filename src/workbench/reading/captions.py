"""Captions: WebVTT and SubRip files, with voice tags or `Name:` labels."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Sequence
from io import StringIO
from pathlib import Path

import webvtt
from webvtt.models import Caption

from workbench.errors import InputError, Problem
from workbench.reading.encoding import read_text
from workbench.reading.labels import label_finder
from workbench.reading.turns import Turn, seconds

VOICE = re.compile(r"<v(?:\.[^ >]*)?\s+([^>]+)>")
TAG = re.compile(r"</?(?:v|c|b|i|u|lang|ruby|rt|font)(?:[ .][^<>]*)?>|<\d[\d:.]*>")
CLOCK = r"(?:\d+:)?\d{2}:\d{2}[.,]\d{1,3}"
TIMING = re.compile(rf"^\s*{CLOCK}\s+-->\s+{CLOCK}(?:\s.*)?$")
BLOCK = re.compile(r"^(?:NOTE|STYLE|REGION)\b")


def read_captions(path: Path, encoding: str, interviewers: Sequence[str] = ()) -> list[Turn]:
    """Return the cues of a .vtt or .srt file as turns; a line without a voice continues the last.

    InputError names every line whose words are in no cue: nothing is dropped silently.
    """
    text = read_text(path, encoding)
    try:
        cues = webvtt.from_buffer(StringIO(text), format=path.suffix[1:].lower()).captions
    except webvtt.errors.MalformedFileError as error:
        first = "WEBVTT on the first line" if path.suffix == ".vtt" else "cues with 00:00:01,000 --> 00:00:02,000"
        got = str(error) or repr(text[:40])
        raise InputError([Problem(str(path), f"not a {path.suffix} caption file", got, first)]) from error
    lost = _lost_lines(text, cues)
    if lost:
        remedy = "mend the time line above it, or the empty line inside the cue"
        what = "words that are in no cue"
        raise InputError([Problem(f"{path}:{line}", what, repr(words[:60]), remedy=remedy) for line, words in lost])
    return _turns(cues, interviewers)


def _turns(cues: Sequence[Caption], interviewers: Sequence[str]) -> list[Turn]:
    lines = [line for cue in cues for line in cue.raw_text.split("\n")]
    find = label_finder([_plain(line) for line in lines if not VOICE.search(line)], interviewers)
    turns: list[Turn] = []
    speaker = ""
    for cue in cues:
        at = seconds(cue.start)
        for line in cue.raw_text.split("\n"):
            for voice, words in _voices(line):
                said = None if voice else find(words)
                speaker = voice or (said.speaker if said else speaker)
                turns.append(Turn(speaker, said.words if said else words, at))
    return turns


def _voices(line: str) -> list[tuple[str, str]]:
    marks = list(VOICE.finditer(line))
    if not marks:
        return [("", _plain(line))]
    ends = [mark.start() for mark in marks[1:]] + [len(line)]
    spoken = [(mark[1].strip(), _plain(line[mark.end() : end])) for mark, end in zip(marks, ends, strict=True)]
    return [("", _plain(line[: marks[0].start()])), *spoken]


def _plain(markup: str) -> str:
    return html.unescape(TAG.sub("", markup))


def _lost_lines(text: str, cues: Iterable[Caption]) -> list[tuple[int, str]]:
    """Return the lines, with their numbers, that are neither a cue's nor part of the file's frame."""
    read = {line.strip() for cue in cues for line in cue.raw_text.split("\n")}
    lines = text.lstrip("\ufeff").split("\n")
    lost, inside = [], "block" if lines[0].startswith("WEBVTT") else "frame"
    for number, line in enumerate(lines, 1):
        follows = lines[number] if number < len(lines) else ""
        if not line.strip():
            inside = "frame"
        elif TIMING.match(line):
            inside = "cue"
        elif inside == "frame" and BLOCK.match(line):
            inside = "block"
        elif (inside == "cue" and line.strip() not in read) or (inside == "frame" and not TIMING.match(follows)):
            lost.append((number, line.strip()))
    return lost
