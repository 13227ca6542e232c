"""Wording: sentences as numbers, in the views that codes are learned from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, Protocol

import numpy as np

from workbench.analysis.pieces import TOKEN, Pieces
from workbench.analysis.reasons import PIECE, Reasons
from workbench.analysis.terms import lemma

RARE_WORD = 2
"""A word or pair of words said in fewer sentences is nothing to learn from."""
RARE_PIECE = 3


class Embedder(Protocol):
    """What a study may add to the words: a model of its own that runs on this machine.

    The workbench brings none. `vectors` returns a sentences x dimensions array, the same for the same
    sentences, whatever else is asked for.
    """

    def vectors(self, sentences: Sequence[str]) -> np.ndarray[Any, np.dtype[np.float64]]:
        """Return one row a sentence."""
        ...


@dataclass(slots=True)
class Wording:
    """Words, as their dictionary forms, and pieces of words of the sentences it was fitted to.

    `views` gives three sparse matrices, sentences x features: which words are there; which words, pairs
    of words and pieces of words are there; the same weighed by how rare they are and how often they come
    (tf-idf, Spärck Jones, 1972).
    """

    language: str
    embedder: Embedder | None = None
    names: tuple[str, ...] = ()
    """Word, pair of words or ~piece of a word of each column of the second and third view."""
    _counter: Any = field(default=None, repr=False)
    _pieces: Pieces = field(default_factory=lambda: Pieces(()), repr=False)
    _weighers: list[Any] = field(default_factory=list, repr=False)
    _single: Any = field(default=None, repr=False)

    def fit(self, sentences: Sequence[str]) -> Wording:
        """Learn which words there are; ValueError when no word is said in two sentences."""
        from sklearn.feature_extraction.text import CountVectorizer, TfidfTransformer

        self._counter = CountVectorizer(analyzer=self._words, min_df=RARE_WORD, dtype=np.float64)
        self._pieces = Pieces.of(sentences, RARE_PIECE)
        counts = [self._counter.fit_transform(sentences), self._pieces.counts(sentences)]
        self._weighers = [TfidfTransformer(sublinear_tf=True).fit(count) for count in counts]
        words = self._counter.get_feature_names_out()
        self._single = np.array([" " not in name for name in words])
        self.names = (*map(str, words), *(f"{PIECE}{name}" for name in self._pieces.names))
        return self

    def views(self, sentences: Sequence[str]) -> list[Any]:
        """Return the three views of some sentences, and a fourth where there is an embedder."""
        from scipy.sparse import csr_matrix, hstack

        counts = [self._counter.transform(sentences), self._pieces.counts(sentences)]
        there = [_presence(count) for count in counts]
        weighed = [weigher.transform(count) for weigher, count in zip(self._weighers, counts, strict=True)]
        found = [there[0][:, self._single].tocsr(), hstack(there).tocsr(), hstack(weighed).tocsr()]
        if self.embedder is not None:
            found.append(csr_matrix(self.embedder.vectors(sentences)))
        return found

    def heaviest(self, weights: Mapping[str, float], sentence: str) -> tuple[str, ...]:
        """Return the words of a sentence, as written there, whose features weigh most, the heaviest first."""
        return Reasons(self.language, weights).heaviest(sentence)

    def _words(self, sentence: str) -> list[str]:
        return _word_grams(sentence, self.language)


def _presence(counts: Any) -> Any:
    there = counts.copy()
    there.data[:] = 1.0
    return there


def _word_grams(sentence: str, language: str) -> list[str]:
    words = [lemma(word, language) for word in TOKEN.findall(sentence)]
    return [*words, *(f"{one} {other}" for one, other in pairwise(words))]
