"""Redaction: identifying words in a text, found by rule and replaced in [brackets]."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

from workbench.model.transcript import Replacement

# Order matters: the longer, more certain kinds claim their characters first.
RULES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("e-mail", re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")),
    ("IBAN", re.compile(r"\b[A-Z]{2}\d{2}(?:[ ]?[A-Z0-9]{4}){3,7}(?:[ ]?[A-Z0-9]{1,3})?\b")),
    ("NIR", re.compile(r"\b[12][ ]?\d{2}[ ]?(?:0[1-9]|1[0-2]|20)[ ]?(?:\d{2}|2[AB])[ ]?\d{3}[ ]?\d{3}[ ]?\d{2}\b")),
    ("phone", re.compile(r"(?<![\d\w])(?:\+33[ .]?[1-9]|0[1-9])(?:[ .-]?\d{2}){4}(?!\d)")),
    ("phone", re.compile(r"(?<![\d\w])(?:\+1[ .-]?)?(?:\(\d{3}\)[ ]?|\d{3}[ .-])?555[ .-]\d{4}(?!\d)")),
    ("phone", re.compile(r"(?<![\d\w])(?:\+\d{1,3}[ .-]?)(?:\(?\d{2,4}\)?[ .-]?){2,4}\d{2,4}(?!\d)")),
)


def redact(text: str, names: Mapping[str, str]) -> tuple[str, tuple[Replacement, ...]]:
    """Replace identifying words of `text`; return the new text and where the changes are.

    `names` maps a name as it is spoken to what stands for it, for instance "Maud" to "P-7Q2A".
    Names match whole words, as written or in capitals, with either apostrophe and however their
    accents are stored. Of two finds that overlap the second keeps its own rest.
    """
    found: list[tuple[int, int, str, str]] = []
    for kind, pattern in RULES:
        found += [(m.start(), m.end(), f"[{kind}]", kind) for m in pattern.finditer(text)]
    for written, stand_in in _forms(names).items():
        pattern = re.compile(rf"(?<!\w){re.escape(written)}(?![\w\u0300-\u036f])")
        found += [(m.start(), m.end(), f"[{stand_in}]", "name") for m in pattern.finditer(text)]
    return _apply(text, found)


def _forms(names: Mapping[str, str]) -> dict[str, str]:
    """Return every way a name may be written, the longest first."""
    forms: dict[str, str] = {}
    for name, stand_in in names.items():
        for apostrophe in ("'", "\u2019"):
            own = re.sub("['\u2019]", apostrophe, name)
            for written in (own, own.upper()):
                forms[unicodedata.normalize("NFC", written)] = stand_in
                forms[unicodedata.normalize("NFD", written)] = stand_in
    return dict(sorted(forms.items(), key=lambda item: (-len(item[0]), item[0])))


def _apply(text: str, found: list[tuple[int, int, str, str]]) -> tuple[str, tuple[Replacement, ...]]:
    parts: list[str] = []
    changes: list[Replacement] = []
    done = length = 0
    for start, end, stand_in, kind in sorted(found, key=lambda hit: (hit[0], -hit[1])):
        if end <= done:
            continue
        begin = max(start, done)
        parts += [text[done:begin], stand_in]
        length += begin - done
        changes.append(Replacement(length, length + len(stand_in), end - begin, kind))
        length += len(stand_in)
        done = end
    return "".join([*parts, text[done:]]), tuple(changes)
