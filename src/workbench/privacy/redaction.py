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


class Redactor:
    """Replaces identifying words; made once for an interview and its names.

    `names` maps a name as it is spoken to what stands for it, for instance "Maud" to "P-7Q2A".
    Names match whole words, as written or in capitals, with either apostrophe and however their
    accents are stored. Of two finds that overlap the second keeps its own rest.
    """

    def __init__(self, names: Mapping[str, str]) -> None:
        self._stand_ins = _forms(names)
        written = "|".join(map(re.escape, self._stand_ins))
        self._names = re.compile(rf"(?<!\w)(?:{written})(?![\w\u0300-\u036f])") if written else None

    def __call__(self, text: str) -> tuple[str, tuple[Replacement, ...]]:
        """Return the text with identifying words in [brackets], and where the changes are."""
        found: list[tuple[int, int, str, str]] = []
        for kind, pattern in RULES:
            found += [(m.start(), m.end(), f"[{kind}]", kind) for m in pattern.finditer(text)]
        if self._names:
            hits = self._names.finditer(text)
            found += [(m.start(), m.end(), f"[{self._stand_ins[m[0]]}]", "name") for m in hits]
        return _apply(text, found)


def redact(text: str, names: Mapping[str, str]) -> tuple[str, tuple[Replacement, ...]]:
    """Replace identifying words of one text; see Redactor."""
    return Redactor(names)(text)


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
