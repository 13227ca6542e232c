"""Traces: by what a person is recognised in a text, and where a text has it."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from pydantic import BaseModel, ConfigDict

RUN = 6
"""Words in a row that are taken for the person's own."""
COINCIDENCE = 0.05
"""A document that shares more of the person's runs than this, and over 20, is a copy and no coincidence."""
WORD = re.compile(r"\w+")
SPACE = r"(?:[^\S\r\n]+|[^\S\r\n]*\r?\n[^\S\r\n]*)"


class Traces(BaseModel):
    """Pseudonym, documents and names of a person, and a digest of every six words in a row they said."""

    model_config = ConfigDict(frozen=True)

    pseudonym: str
    documents: tuple[str, ...]
    names: tuple[str, ...]
    runs: frozenset[str]

    def in_text(self, text: str, *, documents: bool = True) -> list[tuple[int, str]]:
        """Return (line, what stands there) for every trace in a text; lines count from 1."""
        text = unicodedata.normalize("NFC", text)
        found = [(text.count("\n", 0, m.start()) + 1, "the pseudonym") for m in self._pseudonym.finditer(text)]
        if self._names:
            found += [(text.count("\n", 0, m.start()) + 1, "the name") for m in self._names.finditer(text)]
        if documents and self._documents:
            found += [(text.count("\n", 0, m.start()) + 1, "the document") for m in self._documents.finditer(text)]
        return sorted({*found, *((line, "the person's words") for line in self.words_in(text))})

    def words_in(self, text: str) -> Iterator[int]:
        """Go through the lines on which six or more of the person's words in a row begin."""
        words = [(m.start(), m[0].casefold()) for m in WORD.finditer(text)] if self.runs else []
        line = done = 0
        last = -RUN
        for place in range(len(words) - RUN + 1):
            if _digest([word for _, word in words[place : place + RUN]]) in self.runs:
                if place > last + 1:
                    start = words[place][0]
                    line += text.count("\n", done, start)
                    done = start
                    yield line + 1
                last = place

    @cached_property
    def _pseudonym(self) -> re.Pattern[str]:
        return re.compile(rf"(?<![\w-]){re.escape(self.pseudonym)}(?!\w)")

    @cached_property
    def _names(self) -> re.Pattern[str] | None:
        return name_pattern(self.names)

    @cached_property
    def _documents(self) -> re.Pattern[str] | None:
        """Whole names of documents; one that could be any word or number counts after `document:` alone."""
        plain = "|".join(re.escape(d) for d in self.documents if telling(d))
        other = "|".join(re.escape(d) for d in self.documents if not telling(d))
        parts = [rf"(?<![\w-])(?:{plain})(?![\w-])"] if plain else []
        parts += [rf"\bdocuments?\W{{1,6}}(?:{other})(?![\w-])"] if other else []
        return re.compile("|".join(parts)) if parts else None


def telling(document: str) -> bool:
    """Say whether a document's name can hardly mean anything else."""
    return len(document) > 3 and any(c.isalpha() for c in document) and any(not c.isalpha() for c in document)


def name_pattern(names: Iterable[str]) -> re.Pattern[str] | None:
    """Return what finds names as whole words, as written or in capitals, over a line's end too; None for no names."""
    forms = {
        unicodedata.normalize(form, written)
        for name in names
        for written in (name, name.upper())
        for form in ("NFC", "NFD")
    }
    written = "|".join(_spelt(form) for form in sorted(forms, key=lambda form: (-len(form), form)))
    return re.compile(rf"(?<!\w)(?:{written})(?![\w\u0300-\u036f])") if written else None


def _spelt(name: str) -> str:
    parts = [re.escape(part) for part in name.split()]
    return re.sub("['\u2019]", "['\u2019]", SPACE.join(parts))


@dataclass(frozen=True, slots=True)
class Said:
    """Words of one document."""

    document: str
    words: str


def runs_of(own: Collection[str], others: Iterable[Said]) -> frozenset[str]:
    """Return digests of the runs in a person's words that nobody else happens to say too."""
    mine = {run for text in own for run in _runs(text)}
    shared: set[str] = set()
    for said in others:
        common = mine.intersection(_runs(said.words))
        if len(common) <= max(20, COINCIDENCE * len(mine)):
            shared |= common
    return frozenset(mine - shared)


def _runs(text: str) -> Iterator[str]:
    words = [word.casefold() for word in WORD.findall(unicodedata.normalize("NFC", text))]
    return (_digest(words[place : place + RUN]) for place in range(len(words) - RUN + 1))


def _digest(words: list[str]) -> str:
    return hashlib.blake2b(" ".join(words).encode(), digest_size=8).hexdigest()
