"""Chat: WhatsApp exports as Android and iOS write them, told by their first lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from workbench.errors import InputError, Problem
from workbench.model.material import Notice
from workbench.reading.turns import Turn

HEADER = re.compile(
    r"^[\u200e\ufeff]*(?P<open>\[)?(?P<first>\d{1,4})(?P<mark>[/.-])(?P<second>\d{1,2})(?P=mark)(?P<third>\d{1,4})"
    r"(?:,|\sà)?\s+(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?:[:.](?P<second_of>\d{2}))?(?:\s*(?P<half>[ap])\.?\s?m\.?)?"
    r"(?(open)\]\s*|\s+[-\u2013]\s+)(?P<rest>.*)$",
    re.I,
)
NAMED = re.compile(r"^\u200e?(?P<name>[^:\n]{1,80}?)[ \u00a0\u202f]?:(?:\s(?P<words>.*)|$)", re.S)
FROM_THE_APP = re.compile(r"^\s*(?:\u200e[^\n]*|<[^<>\n]*>)\s*$")
DAY, MONTH, YEAR = "day first", "month first", "year first"


class Message(NamedTuple):
    """One message: the line it begins on, the date's three numbers, hour, minute, second, the rest."""

    line: int
    date: tuple[int, int, int]
    clock: tuple[int, int, int]
    rest: str


def is_chat(text: str) -> bool:
    """Say whether a text opens with a message's date, and has another among its first twenty lines."""
    lines = [line for line in text.split("\n") if line.strip()][:20]
    dated = [bool(HEADER.match(line)) for line in lines]
    return bool(dated) and dated[0] and (len(lines) == 1 or sum(dated) > 1)


def chat_turns(path: Path, text: str) -> tuple[list[Turn], list[Notice]]:
    """Return the messages as turns, `at` in seconds after the earliest, and notices.

    Lines without a date continue the message. Left out and counted are lines without a name
    and what the application puts for media. Whether the day or the month comes first is told by
    the numbers over 12 of the whole file; where none is, the day is taken for the first, with a
    notice. InputError names dates that fit no order, and lines before the first message.
    """
    messages = _messages(path, text)
    order, notices = _order(path, messages)
    times = [_when(path, message, order) for message in messages]
    begins = min(times)
    turns: list[Turn] = []
    nameless: list[int] = []
    from_the_app: list[int] = []
    for message, time in zip(messages, times, strict=True):
        found = NAMED.match(message.rest)
        words = (found["words"] or "") if found else ""
        if not found:
            nameless.append(message.line)
        elif FROM_THE_APP.match(words):
            from_the_app.append(message.line)
        else:
            turns.append(Turn(found["name"].strip(), words, (time - begins).total_seconds()))
    if nameless:
        notices.append(Notice(path.name, "chat_nameless", {"n": len(nameless)}, nameless[0]))
    if from_the_app:
        notices.append(Notice(path.name, "chat_media", {"n": len(from_the_app)}, from_the_app[0]))
    return turns, notices


def _messages(path: Path, text: str) -> list[Message]:
    messages: list[Message] = []
    for number, line in enumerate(text.split("\n"), 1):
        found = HEADER.match(line)
        if found:
            day = (int(found["first"]), int(found["second"]), int(found["third"]))
            messages.append(Message(number, day, _clock(found), found["rest"]))
        elif messages:
            messages[-1] = messages[-1]._replace(rest=f"{messages[-1].rest}\n{line}")
        elif line.strip():
            raise InputError([Problem(f"{path}:{number}", "words before the first message", repr(line[:60]))])
    if not messages:
        raise InputError([Problem(str(path), "no message found", "", "`31/12/2021, 10:15 - Name: words` lines")])
    return messages


def _clock(found: re.Match[str]) -> tuple[int, int, int]:
    hour, half = int(found["hour"]), (found["half"] or "").lower()
    if half and 1 <= hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    return hour, int(found["minute"]), int(found["second_of"] or 0)


def _order(path: Path, messages: Sequence[Message]) -> tuple[str, list[Notice]]:
    """Decide what the first number of a date is, from all of them."""
    if all(message.date[0] > 31 for message in messages):
        return YEAR, []
    by_day = next((message for message in messages if message.date[0] > 12), None)
    by_month = next((message for message in messages if message.date[1] > 12), None)
    if by_day and by_month:
        got = f"{_shown(by_day)} and, on line {by_month.line}, {_shown(by_month)}"
        remedy = "export the chat again on one telephone"
        raise InputError([Problem(f"{path}:{by_day.line}", "dates of two orders", got, f"{DAY} or {MONTH}", remedy)])
    if by_day or by_month:
        return (DAY if by_day else MONTH), []
    return DAY, [Notice(path.name, "chat_dates", {"date": _shown(messages[0])}, messages[0].line)]


def _when(path: Path, message: Message, order: str) -> datetime:
    first, second, third = message.date
    year, month, day = {YEAR: (first, second, third), DAY: (third, second, first), MONTH: (third, first, second)}[order]
    try:
        return datetime(year + 2000 if year < 100 else year, month, day, *message.clock)
    except ValueError as error:
        got = f"{_shown(message)} {message.clock[0]:02}:{message.clock[1]:02}"
        raise InputError([Problem(f"{path}:{message.line}", "no such day or time", got, order)]) from error


def _shown(message: Message) -> str:
    return "/".join(str(number) for number in message.date)
