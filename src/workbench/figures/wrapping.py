"""Wrapping: text broken into lines that keep within a width, whatever its words are."""

from __future__ import annotations

import re
import unicodedata

NARROW = frozenset("iljtfrI.,;:'’|!()[]/·-‐ \u00a0\u202f")
BROAD = frozenset("mwMW@%—…€œŒæÆ")
BREAK = re.compile("[^\\S\u00a0\u202f]+")
"""Where a line may end: any space but those that hold what belongs together."""
BOLD = 1.07
"""What a bold face takes more."""


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Return a width that a text of `size` does not exceed in the page's faces or their stand-ins."""
    return sum(map(_advance, text)) * size * (BOLD if bold else 1.0)


def wrapped(text: str, width: float, size: float, *, bold: bool = False) -> list[str]:
    """Break a text into lines no wider than `width`; nothing is cut, a word too long for a line is broken."""
    lines: list[str] = [""]
    for word in BREAK.split(text.strip()):
        joined = f"{lines[-1]} {word}".strip()
        if text_width(joined, size, bold=bold) <= width:
            lines[-1] = joined
            continue
        pieces = _pieces(word, width, size, bold=bold)
        lines[len(lines) if lines[-1] else 0 :] = pieces
    return lines


def _pieces(word: str, width: float, size: float, *, bold: bool) -> list[str]:
    pieces = [""]
    for letter in word:
        if pieces[-1] and text_width(pieces[-1] + letter, size, bold=bold) > width:
            pieces.append("")
        pieces[-1] += letter
    return pieces


def _advance(letter: str) -> float:
    if unicodedata.combining(letter):
        return 0.0
    if letter in NARROW:
        return 0.31
    if letter in BROAD or letter.isupper():
        return 0.74 if letter.isupper() and letter not in BROAD else 0.92
    if unicodedata.east_asian_width(letter) in "WF" or ord(letter) > 0x2FFF:
        return 1.1
    return 0.55
