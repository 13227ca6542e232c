"""Recogniser: what speech recognisers write as JSON, TSV and timed text."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from workbench.errors import InputError, Problem
from workbench.model.material import Notice
from workbench.reading.formats.heard import ALLOWED, heard_items, heard_turn
from workbench.reading.formats.labels import label_finder
from workbench.reading.letters.encoding import read_text
from workbench.reading.turns import Turn, seconds

CLOCK = r"(?:\d{1,4}:)?\d{1,2}:\d{2}[.,]\d{1,3}"
ESCAPE = re.compile(r"\\(?:u[dD][89abAB]..\\u[dD][c-fC-F]..|(?P<half>u[dD][89a-fA-F]..)|.)", re.S)
"""What JSON writes behind a backslash; a character of two halves is whole only with both."""
SPAN = re.compile(rf"^\[(?P<at>{CLOCK}) --> {CLOCK}\](?P<words>.*)$")


def read_json(path: Path, encoding: str) -> tuple[list[Turn], list[Notice]]:
    """Return what a JSON file says was said as turns, times in seconds, and notices.

    Known are the shapes of `heard`. A notice says when the file's whole text holds other words than
    its segments. InputError lists every segment without text, or with a time that is none.
    """
    content = parsed(path, 1, read_text(path, encoding))
    found = heard_items(content)
    if found is None:
        got = ", ".join(content)[:60] if isinstance(content, dict) else type(content).__name__
        raise InputError([Problem(str(path), "not a recogniser's file", got, ALLOWED)])
    items, unit = found
    turns = [(number, item, heard_turn(item, unit)) for number, item in enumerate(items, 1)]
    problems = [
        Problem(str(path), f"segment {number} cannot be read", repr(item)[:60], "{speaker, start, text}")
        for number, item, turn in turns
        if turn is None
    ]
    if problems:
        raise InputError(problems)
    told = [turn for _, _, turn in turns if turn is not None]
    whole = content.get("text") if isinstance(content, dict) else None
    apart = isinstance(whole, str) and "".join(whole.split()) != "".join("".join(turn.words for turn in told).split())
    return told, [Notice(path.name, "text_apart")] if apart else []


def parsed(path: Path, line: int, text: str) -> Any:
    """Return the value of a JSON text that begins on this line of a file; InputError when it is none.

    Refused are two values under one key, of which one would be lost, and half a character, which
    no file can be written with.
    """
    half = next((mark for mark in ESCAPE.finditer(text) if mark["half"]), None) if "\\ud" in text.lower() else None
    if half:
        where = f"{path}:{line + text.count(chr(10), 0, half.start())}"
        raise InputError([Problem(where, "half a character", half[0], remedy="export the file again")])
    try:
        return json.loads(text, object_pairs_hook=_object)
    except json.JSONDecodeError as error:
        problem = Problem(f"{path}:{line + error.lineno - 1}", "not JSON", error.msg, remedy="export the file again")
        raise InputError([problem]) from error
    except (RecursionError, ValueError) as error:
        raise InputError([Problem(f"{path}:{line}", "not JSON that can be read", str(error))]) from error


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"the key {twice[:40]!r} is there twice")
    return made


def read_tsv(path: Path, encoding: str) -> list[Turn]:
    """Return the rows of a recogniser's TSV file as turns; its times are milliseconds.

    Columns are told by their names. InputError lists every row that is ragged or has no start.
    """
    first, *rest = read_text(path, encoding).split("\n")
    header = [name.strip() for name in first.split("\t")]
    missing = [name for name in ("start", "end", "text") if name not in header]
    if missing:
        what = f"missing column {', '.join(missing)}"
        raise InputError([Problem(f"{path}:1", what, ", ".join(header)[:60], "start, end, text, speaker where known")])
    rows = [(number, line.split("\t")) for number, line in enumerate(rest, 2) if line.strip()]
    problems = [problem for number, cells in rows if (problem := _ragged(path, number, cells, header))]
    if problems:
        raise InputError(problems)
    named = [dict(zip(header, cells, strict=True)) for _, cells in rows]
    return [Turn(row.get("speaker", "").strip(), row["text"], int(row["start"]) / 1000) for row in named]


def _ragged(path: Path, number: int, cells: Sequence[str], header: Sequence[str]) -> Problem | None:
    if len(cells) != len(header):
        remedy = "take tabs out of the words"
        return Problem(f"{path}:{number}", "wrong number of cells", str(len(cells)), str(len(header)), remedy)
    start = cells[header.index("start")]
    if not re.fullmatch(r"[0-9]{1,12}", start.strip()):
        return Problem(f"{path}:{number}", "column start is not a number", repr(start), "milliseconds")
    return None


def is_recognisers(path: Path, encoding: str) -> bool:
    """Say whether a table with tabs is a recogniser's, by the names of its columns."""
    header = {name.strip() for name in read_text(path, encoding).split("\n", 1)[0].split("\t")}
    return {"start", "end", "text"} <= header


def is_timed_text(text: str) -> bool:
    """Say whether a text opens with `[00:43.810 --> 00:47.850]`."""
    return bool(SPAN.match(text.lstrip().split("\n", 1)[0]))


def timed_text_turns(text: str, interviewers: Sequence[str]) -> list[Turn]:
    """Return the lines of a recogniser's timed text as turns; a line without times goes with the last.

    `Name:` labels in the words are known as in captions.
    """
    lines = [(found["at"], found["words"]) if (found := SPAN.match(line)) else ("", line) for line in text.split("\n")]
    find = label_finder([words.strip() for _, words in lines], interviewers)
    turns: list[Turn] = []
    speaker = ""
    for clock, words in lines:
        said = find(words.strip())
        speaker = said.speaker if said else speaker
        turns.append(Turn(speaker, said.words if said else words, seconds(clock)))
    return turns
