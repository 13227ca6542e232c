"""Looks: which encoding bytes look like, and how they would read in it, so that a person can judge."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import chardet

CANDIDATES = ("cp1252", "iso8859-15", "mac_roman", "cp850")
"""One-byte encodings of French and English files, the likeliest first."""
SHOWN = 60
SAMPLE = 200_000
"""Bytes looked at."""
EXPECTED = frozenset("àâäçéèêëîïôöùûüÿœæÀÂÄÇÉÈÊËÎÏÔÖÙÛÜŸŒÆ«»’‘“”–—…€°\u00a0ñáíóúßåø•·§²©®™")
RARE = frozenset("Øøåñáíóúß·§²©®™")
GOOD = 0.85
"""Least share of expected characters, or of zero bytes, at which an encoding is named."""
DOUBTFUL = 0.5
"""Share of expected characters under which the name of an encoding is doubted."""


@dataclass(frozen=True, slots=True)
class Look:
    """An encoding that bytes look like, by the name Python knows, and the first telling line read so."""

    encoding: str
    line: str


def look(raw: bytes) -> Look | None:
    """Return what the bytes look like, or None; a help for a person, never used to read a file.

    UTF-16 and UTF-32 are told by where their zero bytes stand; one-byte encodings by how many of
    the other characters are those of French and English; else chardet is asked, which is weak on
    short texts.
    """
    raw = raw[:SAMPLE]
    encoding = zero_bytes(raw) or _one_byte(raw) or _asked(raw)
    if encoding is None:
        return None
    width = 4 if "32" in encoding else 2 if "16" in encoding else 1
    return Look(encoding, _telling(raw[: len(raw) // width * width].decode(encoding, "replace")))


def better(raw: bytes, named: str) -> Look | None:
    """Return what bytes that fit a named one-byte encoding look much more like, or None.

    Every byte fits a one-byte encoding, so that a wrong name gives other letters and no error.
    """
    raw = raw[:SAMPLE]
    seen, text = _one_byte(raw), _decoded(raw, named)
    if seen is None or text is None or len(text) != len(raw) or _score(text) >= DOUBTFUL:
        return None
    return Look(seen, _telling(raw.decode(seen)))


def zero_bytes(raw: bytes) -> str | None:
    """Return the UTF-16 or UTF-32 without a byte-order mark that zero bytes speak for, or None."""
    raw = raw[: len(raw) // 4 * 4] or raw
    if not raw.count(0):
        return None
    share = [raw[place::4].count(0) / max(len(raw[place::4]), 1) for place in range(4)]
    if min(share[1:]) > GOOD:
        return "utf-32-le"
    if min(share[:3]) > GOOD:
        return "utf-32-be"
    little, big = (share[1] + share[3]) / 2, (share[0] + share[2]) / 2
    if max(little, big) < 1 / 2 or min(little, big) > max(little, big) / 4:
        return None
    return "utf-16-le" if little > big else "utf-16-be"


def _one_byte(raw: bytes) -> str | None:
    scores = {name: _score(text) for name in CANDIDATES if (text := _decoded(raw, name)) is not None}
    best = max(scores, key=lambda name: scores[name], default=None)
    return best if best is not None and scores[best] >= GOOD else None


def _score(text: str) -> float:
    """Return the share of the characters beyond ASCII that French or English has, in a place where it has them."""
    others = list(re.finditer(r"[^\x00-\x7f]", text))
    return sum(map(_weight, others)) / len(others) if others else 0


def _weight(hit: re.Match[str]) -> float:
    letter, text, place = hit[0], hit.string, hit.start()
    if letter not in EXPECTED:
        return 0
    before, after = text[max(place - 1, 0) : place], text[place + 1 : place + 2]
    if letter.isupper() and before.islower():
        return 0
    if not letter.isalpha() and letter not in "’‘" and before.isalpha() and after.isalpha():
        return 0
    return 0.8 if letter in RARE else 0.9 if letter.isupper() else 1


def _decoded(raw: bytes, name: str) -> str | None:
    try:
        return raw.decode(name)
    except UnicodeDecodeError:
        return None


def _asked(raw: bytes) -> str | None:
    name = chardet.detect(raw)["encoding"]
    try:
        raw.decode(name or "utf-8")
    except (UnicodeDecodeError, LookupError):
        return None
    return name


def _telling(text: str) -> str:
    """Return the words around the first character beyond ASCII, or the first words."""
    lines = [line.strip() for line in re.split(r"[\r\n]+", text) if line.strip()]
    line = next((line for line in lines if not line.isascii()), lines[0] if lines else "")
    place = next((i for i, letter in enumerate(line) if not letter.isascii()), 0)
    first = max(place - SHOWN // 2, 0)
    return "".join(letter if letter.isprintable() else " " for letter in line[first : first + SHOWN]).strip()


def utf7_letters(text: str) -> Iterator[re.Match[str]]:
    """Yield what UTF-7 makes of French letters, such as `+AOk-` for é."""
    return re.finditer(r"\+A(?:[KLMNOP][A-Za-z0-9+/]|[A-Za-z0-9+/]{6,})-", text)
