"""Plain text: a text without invisible marks and with plain digits and spaces, each place known in the original."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

INVISIBLE = "\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff"
DROPPED = re.compile(rf"[{INVISIBLE}]")
REMADE = re.compile(rf"[^\W\d_](?:[{INVISIBLE}]{{0,8}}[\u0300-\u036f])+|[{INVISIBLE}]+")
"""What has another length in plain text: letters whose accents are stored apart, and invisible marks."""


@dataclass(frozen=True, slots=True)
class PlainText:
    """Words to search in, and the way back: character i stands for characters starts[i] to ends[i] of the original.

    Both are empty where every character stands for itself.
    """

    words: str
    starts: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the characters of the original behind characters `start` to `end`, at least one."""
        return (self.starts[start], self.ends[end - 1]) if self.starts else (start, end)


def plain_text(text: str) -> PlainText:
    """Return the text to search names and numbers in; time grows with its length alone."""
    if text.isascii():
        return PlainText(text)
    words = text.translate(_lookalikes())
    parts: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    done = 0
    for found in REMADE.finditer(words):
        made = unicodedata.normalize("NFC", DROPPED.sub("", found[0]))
        parts += [words[done : found.start()], made]
        starts += [*range(done, found.start()), *[found.start()] * len(made)]
        ends += [*range(done + 1, found.start() + 1), *[found.end()] * len(made)]
        done = found.end()
    if not done:
        return PlainText(words)
    starts += range(done, len(words))
    ends += range(done + 1, len(words) + 1)
    return PlainText("".join([*parts, words[done:]]), tuple(starts), tuple(ends))


@lru_cache(maxsize=1)
def _lookalikes() -> dict[int, str]:
    """Return full-width letters and digits, and every other space, dash and apostrophe, as their plain selves."""
    table = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0xFF01, 0xFF5F)}
    table |= dict.fromkeys([0xA0, 0x202F, 0x3000, *range(0x2000, 0x200B)], " ")
    table |= dict.fromkeys([0x2010, 0x2011, 0x2212], "-")
    return table | dict.fromkeys([0x2018, 0x2019, 0x02BC, 0x00B4, 0xFF07], "'")
