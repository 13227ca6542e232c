"""Damage: what went wrong with the letters of a text before it came here, counted by kind."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from workbench.reading.letters.holes import LOST, holes
from workbench.reading.letters.mojibake import Kind, found, reverse

NAMES: dict[Kind, str] = {
    "gbk_as_latin1": "GBK → Latin-1",
    "latin1_as_gbk": "Latin-1 → GBK",
    "utf8_as_cp1252": "UTF-8 → Windows-1252",
    "utf8_twice": "UTF-8 → Windows-1252, × 2",
    "utf8_as_mac": "UTF-8 → Mac Roman",
    "utf8_as_dos": "UTF-8 → CP850",
    "c1_controls": "Windows-1252 → Latin-1",
    "question_marks": "é → ?",
    "lost_characters": "é → �",
    "letters_as_hanzi": "a → 补",
}
"""Each kind as a reader of any language is told it."""
EXAMPLE = 24
"""Characters shown at most on either side of damage."""


@dataclass(frozen=True, slots=True)
class Damage:
    """One kind of damage: how many places, the first line from 1, and the words there."""

    kind: Kind
    count: int
    first_line: int
    example: str


def damage_in(text: str, language: str = "fr") -> list[Damage]:
    """Return the damage of a text by kind, in the order of its first place; nothing for sound text.

    `language` is that of the dictionary which tells a lost letter from a question mark.
    """
    counts: Counter[Kind] = Counter()
    first: dict[Kind, tuple[int, int]] = {}
    for start, end, kind in sorted([*_exact(text), *_lost(text, language)]):
        counts[kind] += 1
        first.setdefault(kind, (start, end))
    return [
        Damage(kind, counts[kind], text.count("\n", 0, at[0]) + 1, _around(text, *at)) for kind, at in first.items()
    ]


def _exact(text: str) -> list[tuple[int, int, Kind]]:
    """Return the places of damage that can be undone; UTF-8 read wrongly twice is a kind of its own."""
    places = [(start, end, kind) for start, end, _, kind in found(text)]
    if not any(kind.startswith("utf8") for _, _, kind in places):
        return places
    again, _, _ = reverse(text)
    if any(kind.startswith("utf8") for *_, kind in found(again)):
        return [(start, end, "utf8_twice" if kind.startswith("utf8") else kind) for start, end, kind in places]
    return places


def _lost(text: str, language: str) -> list[tuple[int, int, Kind]]:
    """Return the places of letters that are gone: question marks for letters, and U+FFFD."""
    lost: list[tuple[int, int, Kind]] = [(*hit.span(), "lost_characters") for hit in re.finditer(LOST, text)]
    marks: list[tuple[int, int, Kind]] = [
        (hole.start, hole.end, "question_marks")
        for hole in holes(text, language)
        if LOST not in text[hole.start : hole.end]
    ]
    return lost + marks


def _around(text: str, start: int, end: int) -> str:
    """Return the words at a place of one line, at most so many characters to either side."""
    left = max(text.rfind(" ", 0, start), text.rfind("\n", 0, start), start - EXAMPLE - 1) + 1
    ends = [place for place in (text.find(" ", end), text.find("\n", end)) if place >= 0]
    return text[left : min([*ends, len(text), end + EXAMPLE])]
