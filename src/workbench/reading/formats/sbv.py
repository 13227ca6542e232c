"""Sbv: captions of YouTube and Google Meet, `0:00:01.000,0:00:03.000` above the words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from workbench.errors import InputError, Problem
from workbench.reading.formats.labels import label_finder
from workbench.reading.letters.encoding import read_text
from workbench.reading.turns import Turn, seconds

CLOCK = r"\d{1,4}:\d{2}:\d{2}\.\d{1,3}"
TIMING = re.compile(rf"^\s*(?P<at>{CLOCK}),{CLOCK}\s*$")


def read_sbv(path: Path, encoding: str, interviewers: Sequence[str] = ()) -> list[Turn]:
    """Return the captions as turns, `Name:` labels known; InputError names words that are above the first time."""
    lines = read_text(path, encoding).split("\n")
    timed = [TIMING.match(line) for line in lines]
    first = next((number for number, mark in enumerate(timed) if mark), len(lines))
    lost = [number for number, line in enumerate(lines[:first], 1) if line.strip()]
    if lost:
        got, allowed = repr(lines[lost[0] - 1][:60]), "0:00:01.000,0:00:03.000 above the words"
        raise InputError([Problem(f"{path}:{lost[0]}", "not a .sbv caption file", got, allowed)])
    find = label_finder([line.strip() for line, mark in zip(lines, timed, strict=True) if not mark], interviewers)
    turns: list[Turn] = []
    speaker, at = "", None
    for line, mark in zip(lines, timed, strict=True):
        if mark:
            at = seconds(mark["at"])
            continue
        said = find(line.strip())
        speaker = said.speaker if said else speaker
        turns.append(Turn(speaker, said.words if said else line.strip(), at))
    return turns
