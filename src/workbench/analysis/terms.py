"""Terms: words of a codebook found in speech, whatever their accents, case and inflection."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

import simplemma

WORD = re.compile(r"\w+")
TERM_WORD = re.compile(r"\w+\*?")


def fold(text: str) -> str:
    """Return text in lower case without accents and ligatures."""
    text = unicodedata.normalize("NFD", text.casefold().replace("œ", "oe").replace("\u2019", "'"))
    return "".join(mark for mark in text if not unicodedata.combining(mark))


@lru_cache(maxsize=200_000)
def lemma(word: str, language: str) -> str:
    """Return the folded dictionary form of a word."""
    return fold(simplemma.lemmatize(word.casefold(), lang=language))


Word = tuple[str, str]
"""A spoken word, folded, and its lemma."""


def spoken_words(text: str, language: str) -> list[Word]:
    """Return each word of a text, folded and as lemma."""
    return [(fold(word), lemma(word, language)) for word in WORD.findall(text)]


@dataclass(frozen=True, slots=True)
class Term:
    """A phrase, or several that must all be in the same sentence; `word*` matches a beginning."""

    text: str
    phrases: tuple[tuple[tuple[str, str, bool], ...], ...]

    @property
    def anchors(self) -> frozenset[str]:
        """Forms of which a sentence must hold one for the term to be in it; empty when any may do.

        They are those of the longest word, which is most likely the rarest.
        """
        whole = [(written, lemma_) for phrase in self.phrases for written, lemma_, prefix in phrase if not prefix]
        longest: Word = max(whole, key=_length, default=("", ""))
        return frozenset(longest) if whole else frozenset()

    def is_in(self, words: list[Word]) -> bool:
        """Say whether all phrases stand in these words."""
        return bool(self.phrases) and all(_contains(words, phrase) for phrase in self.phrases)


def term(text: str, language: str) -> Term:
    """Read a term as the codebook writes it: `leak`, `broke down`, `technici*`, `gas + weak`."""
    phrases = (
        tuple(
            (fold(word.rstrip("*")), lemma(word.rstrip("*"), language), word.endswith("*"))
            for word in TERM_WORD.findall(part)
        )
        for part in text.split(" + ")
    )
    return Term(text, tuple(phrase for phrase in phrases if phrase))


def _length(forms: Word) -> tuple[int, Word]:
    return len(forms[0]), forms


def _contains(words: list[Word], phrase: tuple[tuple[str, str, bool], ...]) -> bool:
    size = len(phrase)
    for first in range(len(words) - size + 1):
        for i in range(size):
            if not _same(words[first + i], phrase[i]):
                break
        else:
            return True
    return False


def _same(word: Word, part: tuple[str, str, bool]) -> bool:
    if part[2]:
        return word[0].startswith(part[0])
    return word[0] == part[0] or word[1] == part[1]
