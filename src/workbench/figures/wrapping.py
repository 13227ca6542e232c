"""Wrapping: text broken into lines that keep within a width, whatever its words are."""

from __future__ import annotations

import re
import unicodedata

ADVANCES: dict[str, float] = {
    letter: width
    for letters, width in (
        ("ijl|'’", 0.25),
        ("I.,;:!/ \u00a0·", 0.3),
        ("\u202f", 0.25),
        ("rtf()[]-‐", 0.35),
        ("ckszvxyJ", 0.51),
        ("ABEFKLPSTVXYZ&", 0.68),
        ("CDHNRU", 0.73),
        ("w", 0.74),
        ("GOQ", 0.79),
        ("mM", 0.85),
        ("WœŒæÆ@%—…€", 1.01),
    )
    for letter in letters
}
"""Widest advance of a letter, in ems, in the page's face and its stand-ins; others take ORDINARY or CAPITAL."""
ORDINARY, CAPITAL, IDEOGRAPH = 0.57, 0.79, 1.1
BOLD = 1.08
"""What a bold face takes more."""


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Return a width that a text of `size` does not exceed in the page's faces or their stand-ins."""
    return sum(map(_advance, text)) * size * (BOLD if bold else 1.0)


def wrapped(text: str, width: float, size: float, *, bold: bool = False) -> list[str]:
    """Break a text into lines no wider than `width`; nothing is cut, a word too long for a line is broken.

    Spaces that do not break stay with the words they join.
    """
    lines: list[str] = [""]
    for word in re.split(r"[ \t\r\n]+", text.strip(" \t\r\n")):
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
    bare = unicodedata.normalize("NFD", letter)[0]
    if bare in ADVANCES:
        return ADVANCES[bare]
    if unicodedata.east_asian_width(letter) in "WF" or ord(letter) > 0x2FFF:
        return IDEOGRAPH
    return CAPITAL if bare.isupper() else ORDINARY
