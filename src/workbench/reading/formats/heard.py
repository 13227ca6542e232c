"""Heard: who said what when, in the shapes of JSON that speech services and scripts write."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import isfinite
from typing import Any, NamedTuple

from workbench.reading.turns import Turn, seconds

WORDS = ("text", "content", "transcript", "words")
SPEAKERS = ("speaker", "speaker_label", "speaker_name", "name")
STARTS = ("start", "start_time", "startTime", "at", "time")
SPANS = ("offsets", "timestamps")
SECOND, MILLISECOND = 1.0, 0.001


class Shape(NamedTuple):
    """Where a program keeps its list, and the length of its unit of time in seconds, where it is known."""

    path: tuple[str, ...]
    unit: float | None = SECOND


SHAPES = (
    Shape(("segments",)),  # Whisper, faster-whisper, WhisperX
    Shape(("transcription",), MILLISECOND),  # whisper.cpp
    Shape(("utterances",), None),  # AssemblyAI writes milliseconds, others seconds
    Shape(("results", "utterances")),  # Deepgram
    Shape(("results", "audio_segments")),  # Amazon Transcribe
    Shape(("monologues",)),  # Rev
    Shape(("transcript",)),
    Shape(("turns",)),
)
ALLOWED = "a list of {speaker, start, text}, by itself or at " + ", ".join(".".join(shape.path) for shape in SHAPES)


def heard_items(content: Any) -> tuple[list[Any], float] | None:
    """Return the list of what was said in a file, and its unit of time in seconds; None when there is none."""
    if isinstance(content, list):
        return (content, SECOND) if content and all(isinstance(item, dict) for item in content) else None
    for shape in SHAPES:
        found = content
        for name in shape.path:
            found = found.get(name) if isinstance(found, dict) else None
        if isinstance(found, list) and (found or shape.path == ("segments",)):
            return found, shape.unit or _unit(found)
    return None


def heard_turn(item: Any, unit: float = SECOND) -> Turn | None:
    """Return an item as a turn, or None for what cannot be read; a time there is must be one."""
    if not isinstance(item, dict):
        return None
    words = _words(item)
    speaker = next((item[key] for key in SPEAKERS if item.get(key) is not None), "")
    if words is None or isinstance(speaker, bool) or not isinstance(speaker, str | int):
        return None
    try:
        at = _start(item, unit)
    except (ValueError, OverflowError):
        return None
    return Turn(f"Speaker {speaker}" if isinstance(speaker, int) else speaker.strip(), words, at)


def _unit(items: Sequence[Any]) -> float:
    starts = [item.get("start") for item in items if isinstance(item, dict)]
    return MILLISECOND if all(isinstance(start, int) for start in starts) else SECOND


def _words(item: dict[str, Any]) -> str | None:
    """Return what was said: text as it is, or the values of a list of elements joined."""
    elements = item.get("elements")
    if isinstance(elements, list):
        values = [str(each["value"]) for each in elements if isinstance(each, dict) and "value" in each]
        return "".join(values) if len(values) == len(elements) else None
    return next((item[key] for key in WORDS if isinstance(item.get(key), str)), None)


def _start(item: dict[str, Any], unit: float) -> float | None:
    """Return the second it begins at, None where the item has no time; ValueError for a time that is none."""
    given = list(_starts(item))
    if not given:
        return None
    start = given[0]
    if isinstance(start, str):
        clock = seconds(start)
        at = float(start) * unit if clock is None else clock
    elif isinstance(start, int | float) and not isinstance(start, bool):
        at = start * unit
    else:
        raise ValueError(f"no time: {start!r}")
    if not isfinite(at) or at < 0:
        raise ValueError(f"no time: {start!r}")
    return at


def _starts(item: dict[str, Any]) -> Iterator[Any]:
    elements = item.get("elements")
    yield from (item[key]["from"] for key in SPANS if isinstance(item.get(key), dict) and "from" in item[key])
    if isinstance(elements, list):
        yield from (each["ts"] for each in elements if isinstance(each, dict) and "ts" in each)
    yield from (item[key] for key in STARTS if key in item)
