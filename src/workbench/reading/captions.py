"""Captions: WebVTT and SubRip files, with voice tags or `Name:` labels."""

from __future__ import annotations

import html
import re
from io import StringIO
from pathlib import Path

import webvtt

from workbench.errors import InputError, Problem
from workbench.reading.encoding import read_text
from workbench.reading.labels import LABEL
from workbench.reading.turns import Turn, seconds

VOICE = re.compile(r"<v(?:\.[^ >]*)?\s+([^>]+)>")
TAG = re.compile(r"</?[^>]*>")


def read_captions(path: Path, encoding: str) -> list[Turn]:
    """Return the cues of a .vtt or .srt file as turns; a cue without a voice continues the last."""
    text = read_text(path, encoding)
    try:
        cues = webvtt.from_buffer(StringIO(text), format=path.suffix[1:].lower()).captions
    except webvtt.errors.MalformedFileError as error:
        raise InputError([Problem(str(path), f"not a {path.suffix} caption file", str(error) or text[:40])]) from error
    turns: list[Turn] = []
    speaker = ""
    for cue in cues:
        for voice, words in _voices(cue.raw_text):
            speaker = voice or speaker
            turns.append(Turn(speaker, words, seconds(cue.start)))
    return turns


def _voices(cue: str) -> list[tuple[str, str]]:
    marks = list(VOICE.finditer(cue))
    if not marks:
        label = LABEL.match(cue)
        return [(label["label"].strip(), _plain(label["words"]))] if label else [("", _plain(cue))]
    ends = [mark.start() for mark in marks[1:]] + [len(cue)]
    spoken = [(mark[1].strip(), _plain(cue[mark.end() : end])) for mark, end in zip(marks, ends, strict=True)]
    return [("", _plain(cue[: marks[0].start()])), *spoken]


def _plain(markup: str) -> str:
    return html.unescape(TAG.sub("", markup))
