"""Recogniser: what speech recognisers of the Whisper family write as JSON, TSV and timed text."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from workbench.errors import InputError, Problem
from workbench.reading.encoding import read_text
from workbench.reading.labels import label_finder
from workbench.reading.turns import Turn, seconds

CLOCK = r"(?:\d+:)?\d{1,2}:\d{2}[.,]\d{1,3}"
SPAN = re.compile(rf"^\[(?P<at>{CLOCK}) --> {CLOCK}\](?P<words>.*)$")
ALLOWED = "a list `segments` of {start, end, text}, speaker where known"


def read_json(path: Path, encoding: str) -> tuple[list[Turn], list[str]]:
    """Return the segments of a recogniser's JSON file as turns, times in seconds, and remarks.

    The remark says when the file's whole text holds other words than its segments. InputError lists
    every segment without text or start.
    """
    content = parsed(path, 1, read_text(path, encoding))
    segments = content.get("segments") if isinstance(content, dict) else None
    if not isinstance(segments, list):
        got = ", ".join(content)[:60] if isinstance(content, dict) else type(content).__name__
        raise InputError([Problem(str(path), "not a recogniser's file", got, ALLOWED)])
    problems = [
        Problem(str(path), f"segment {number} cannot be read", repr(segment)[:60], ALLOWED)
        for number, segment in enumerate(segments, 1)
        if not _is_segment(segment)
    ]
    if problems:
        raise InputError(problems)
    turns = [Turn((each.get("speaker") or "").strip(), each["text"], float(each["start"])) for each in segments]
    whole = content.get("text")
    apart = isinstance(whole, str) and "".join(whole.split()) != "".join("".join(turn.words for turn in turns).split())
    return turns, ["its whole text differs from its segments; the segments are read"] if apart else []


def parsed(path: Path, line: int, text: str) -> Any:
    """Return the value of a JSON text that begins on this line of a file; InputError when it is none."""
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        problem = Problem(f"{path}:{line + error.lineno - 1}", "not JSON", error.msg, remedy="export the file again")
        raise InputError([problem]) from error
    except (RecursionError, ValueError) as error:
        raise InputError([Problem(f"{path}:{line}", "not JSON that can be read", str(error))]) from error


def _is_segment(segment: Any) -> bool:
    if not isinstance(segment, dict) or not isinstance(segment.get("text"), str):
        return False
    start = segment.get("start")
    in_time = isinstance(start, int | float) and not isinstance(start, bool) and 0 <= start < float("inf")
    return in_time and isinstance(segment.get("speaker", ""), str | None)


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
