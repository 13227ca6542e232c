"""Decoding: words hidden in a text by base64, hexadecimal or percent signs, data: addresses included."""

from __future__ import annotations

import base64
import re
import string
from collections.abc import Iterator
from functools import lru_cache
from urllib.parse import unquote

from workbench.report.dress import font_data

RUN = re.compile(r"[A-Za-z0-9+/_-]{8,}={0,2}")
HEX = re.compile(r"(?<![0-9A-Za-z])(?:[0-9a-fA-F]{2}){5,}(?![0-9A-Za-z])")
PERCENT = re.compile(r"%[0-9A-Fa-f]{2}")
SPOKEN = re.compile(r"[^\W\d_][\w .,:;@'’/=&<>\"-]{3,}")
"""Words among bytes that are no text."""
PRINTABLE = frozenset(string.printable)
BLOB = 64
"""Bytes from which words are looked for among others: in digests, chance would make some."""


def decoded(text: str) -> Iterator[tuple[str, str]]:
    """Yield (how it was hidden, what it says) of everything readable in a text that is not readable as it stands."""
    for found in RUN.finditer(text):
        if found[0].rstrip("=") not in _fonts() and (said := _said(_from_base64(found[0]))):
            yield "base64", said
    for found in HEX.finditer(text):
        if said := _said(bytes.fromhex(found[0])):
            yield "hexadecimal", said
    if PERCENT.search(text):
        yield "percent signs", unquote(text, errors="replace")


@lru_cache(maxsize=1)
def _fonts() -> frozenset[str]:
    return frozenset(data.rstrip("=") for data in font_data())


def _from_base64(written: str) -> bytes:
    plain = written.rstrip("=").replace("-", "+").replace("_", "/")
    return base64.b64decode(plain[: len(plain) - (len(plain) % 4 == 1)] + "=" * (-len(plain) % 4))


def _said(content: bytes) -> str:
    """Return bytes as the text they are, or the words among them; empty where there are none."""
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        text = content.decode("latin-1")
    else:
        if sum(mark in PRINTABLE or mark.isalpha() for mark in text) > 0.9 * len(text):
            return text
    return " ".join(SPOKEN.findall(text)) if len(content) >= BLOB else ""
