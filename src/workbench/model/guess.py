"""Guess: characters a machine filled in, marked in the text itself so that no quote can hide them.

A guess stands between two marks that no interview uses, `soci⟦é⟧té`, on one line and never one in
another. The marks are part of the text: whatever is cut from it carries them.
"""

from __future__ import annotations

import re

from workbench.errors import InputError, Problem

OPEN, CLOSE = "\u27e6", "\u27e7"
GUESS = re.compile(f"{OPEN}([^{OPEN}{CLOSE}\n]+){CLOSE}")
"""One guess with its marks; its group is what was guessed."""
_MARKS = str.maketrans("", "", OPEN + CLOSE)


def mark(text: str) -> str:
    """Return guessed characters between the marks; ValueError when they are none, or hold a mark or a line end."""
    marked = f"{OPEN}{text}{CLOSE}"
    if not GUESS.fullmatch(marked):
        raise ValueError(f"cannot be marked as a guess: {text!r}")
    return marked


def unmarked(text: str) -> str:
    """Return the text without the marks, for comparing words only: never for showing them."""
    return text.translate(_MARKS) if OPEN in text or CLOSE in text else text


def seen_through(text: str) -> tuple[str, list[int]]:
    """Return the text without the marks, and the place in `text` of each of its characters and of its end."""
    places = [place for place, letter in enumerate(text) if letter not in (OPEN, CLOSE)]
    return unmarked(text), [*places, len(text)]


def guesses(text: str) -> list[tuple[int, int]]:
    """Return the characters `start` to `end` of each guess, marks included."""
    return [found.span() for found in GUESS.finditer(text)]


def whole(text: str, start: int, end: int) -> tuple[int, int]:
    """Return characters `start` to `end`, widened so that no guess is cut through.

    A span that holds any part of a guess, or lies within one, gets all of it with both marks. The
    text must be one of which `fault` says nothing.
    """
    if _inside(text, start) and end > start:
        start = text.rindex(OPEN, 0, start)
    if _inside(text, end) and end > start:
        end = text.index(CLOSE, end) + 1
    return start, end


def fault(text: str) -> int | None:
    """Return the first line, counted from 1, on which marks are not in pairs, cross or are empty; else None."""
    if OPEN not in text and CLOSE not in text:
        return None
    for number, line in enumerate(text.split("\n"), 1):
        rest = GUESS.sub("", line)
        if OPEN in rest or CLOSE in rest:
            return number
    return None


def check_marks(where: str, text: str) -> None:
    """Raise InputError when the marks of guesses in a text do not stand in pairs."""
    line = fault(text)
    if line is not None:
        remedy = "these characters mark guessed letters here: mark each guess whole, or write other brackets"
        raise InputError(
            [Problem(f"{where}:{line}", "marks of guesses not in pairs", allowed=f"{OPEN}é{CLOSE}", remedy=remedy)]
        )


def _inside(text: str, place: int) -> bool:
    """Say whether a place between two characters lies within a guess."""
    return text.rfind(OPEN, 0, place) > text.rfind(CLOSE, 0, place)
