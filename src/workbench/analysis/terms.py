"""Terms: words of a codebook found in speech, whatever their accents, case and inflection."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

import simplemma

from workbench.model.guess import unmarked

WORD = re.compile(r"\w+")
TERM_WORD = re.compile(r"\w+\*?")


def fold(text: str) -> str:
    """Return text in lower case without accents and ligatures."""
    text = unicodedata.normalize("NFD", text.casefold().replace("\u2019", "'"))
    text = "".join(mark for mark in text if not unicodedata.combining(mark))
    return text.replace("œ", "oe").replace("æ", "ae")


@lru_cache(maxsize=200_000)
def lemma(word: str, language: str) -> str:
    """Return the folded dictionary form of a word."""
    return fold(simplemma.lemmatize(word.casefold(), lang=language))


Word = tuple[str, str, str]
"""A spoken word folded, its lemma, and its stem where its accents may have been left out."""
Part = tuple[str, str, str, bool]
"""A word of a term folded, its lemma, its stem where it has an accent to leave out, and whether it is a beginning."""
SHORTEST_PLURAL = 4


def spoken_words(text: str, language: str) -> list[Word]:
    """Return each word of a text, folded, as lemma and as stem; accents may be composed or apart.

    Marks of guesses are looked through: a guessed letter is one of its word.
    """
    return [_forms(word, language) for word in WORD.findall(unicodedata.normalize("NFC", unmarked(text)))]


@dataclass(frozen=True, slots=True)
class Term:
    """A phrase, or several that must all be in the same sentence; `word*` matches a beginning."""

    text: str
    phrases: tuple[tuple[Part, ...], ...]

    @property
    def anchors(self) -> frozenset[str]:
        """Forms of which a sentence must hold one for the term to be in it; empty when any may do.

        They are those of the longest word, which is most likely the rarest.
        """
        whole = [part[:3] for phrase in self.phrases for part in phrase if not part[3]]
        return frozenset(max(whole, key=_length, default=())) - {""}

    def is_in(self, words: list[Word]) -> bool:
        """Say whether all phrases stand in these words."""
        return bool(self.phrases) and all(_contains(words, phrase) for phrase in self.phrases)


def term(text: str, language: str) -> Term:
    """Read a term as the codebook writes it: `leak`, `broke down`, `technici*`, `gas + weak`."""
    phrases = (
        tuple(_part(word.rstrip("*"), language, prefix=word.endswith("*")) for word in TERM_WORD.findall(part))
        for part in unicodedata.normalize("NFC", text).split(" + ")
    )
    return Term(text, tuple(phrase for phrase in phrases if phrase))


@lru_cache(maxsize=200_000)
def _forms(word: str, language: str) -> Word:
    folded = fold(word)
    return folded, lemma(word, language), folded if _has_accent(word) else _stem(folded)


def _part(word: str, language: str, *, prefix: bool) -> Part:
    folded = fold(word)
    return folded, lemma(word, language), _stem(folded) if _has_accent(word) else "", prefix


def _has_accent(word: str) -> bool:
    return fold(word) != word.casefold()


def _stem(folded: str) -> str:
    """Return a folded word without the mark of a plural: no dictionary knows a plural without its accents."""
    return folded[:-1] if len(folded) >= SHORTEST_PLURAL and folded[-1] in "sx" else folded


def _length(forms: Word) -> tuple[int, Word]:
    return len(forms[0]), forms


def _contains(words: list[Word], phrase: tuple[Part, ...]) -> bool:
    size = len(phrase)
    for first in range(len(words) - size + 1):
        for i in range(size):
            if not _same(words[first + i], phrase[i]):
                break
        else:
            return True
    return False


def _same(word: Word, part: Part) -> bool:
    if part[3]:
        return word[0].startswith(part[0])
    return word[0] == part[0] or word[1] == part[1] or word[2] == part[2]
