"""Reasons: the words of a sentence whose features weigh most for a code."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from workbench.analysis.pieces import TOKEN, pieces_of
from workbench.analysis.terms import fold, lemma

PIECE = "~"
"""Stands before a piece of a word in the name of its feature."""
FAINT = 0.2
"""Share of the heaviest word's weight below which a word is no reason."""


@dataclass(slots=True)
class Reasons:
    """Weights of features, by their names: words, pairs of words, ~pieces of words; each word is added up once."""

    language: str
    weights: Mapping[str, float]
    _known: dict[str, float] = field(default_factory=dict, repr=False)

    def heaviest(self, sentence: str) -> tuple[str, ...]:
        """Return the words of a sentence, as written there, whose features weigh most, the heaviest first."""
        words, pairs = _spoken(sentence, self.language)
        own = [self._known[word] if word in self._known else self._weight(word) for word in words]
        beside = [self.weights.get(pair, 0.0) for pair in pairs]
        total: dict[str, float] = {}
        for at, word in enumerate(words):
            weight = own[at] + (beside[at - 1] if at else 0.0) + (beside[at] if at < len(beside) else 0.0)
            if weight > 0:
                total[word] = max(total.get(word, 0.0), weight)
        ranked = sorted(total, key=lambda word: (-total[word], word))
        return tuple(word for word in ranked if total[word] > FAINT * total[ranked[0]])

    def _weight(self, word: str) -> float:
        names = _names(word, self.language)
        weight = sum(self.weights[name] for name in names if name in self.weights)
        self._known[word] = weight
        return weight


@lru_cache(maxsize=1000)
def _spoken(sentence: str, language: str) -> tuple[list[str], list[str]]:
    """Return the words of a sentence, and each pair of neighbours in dictionary form."""
    words = TOKEN.findall(sentence)
    return words, [f"{one} {other}" for one, other in pairwise([lemma(word, language) for word in words])]


@lru_cache(maxsize=100_000)
def _names(word: str, language: str) -> tuple[str, ...]:
    pieces = {f"{PIECE}{piece}" for own in TOKEN.findall(fold(word)) for piece in pieces_of(own)}
    return (lemma(word, language), *sorted(pieces))
