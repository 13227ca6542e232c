"""Pieces: parts of words, counted in sentences; each word is taken apart once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from workbench.analysis.terms import fold

TOKEN = re.compile(r"\w+")
SHORTEST, LONGEST = 3, 5
"""Characters of a piece: pieces join inflected forms and misspellings."""


@lru_cache(maxsize=100_000)
def pieces_of(word: str) -> tuple[str, ...]:
    """Return the pieces of a folded word, its ends marked by spaces, as often as they are in it."""
    padded = f" {word} "
    sizes = range(SHORTEST, LONGEST + 1)
    return tuple(padded[i : i + size] for size in sizes for i in range(len(padded) - size + 1))


@dataclass(frozen=True, slots=True)
class Pieces:
    """The pieces found in some sentences, in the order of the alphabet, and their counts in others."""

    names: tuple[str, ...]

    @classmethod
    def of(cls, sentences: Sequence[str], fewest: int) -> Pieces:
        """Return the pieces that at least so many sentences hold."""
        spoken = [{piece for word in set(_words(one)) for piece in pieces_of(word)} for one in sentences]
        held: dict[str, int] = {}
        for own in spoken:
            for piece in own:
                held[piece] = held.get(piece, 0) + 1
        return cls(tuple(sorted(piece for piece, count in held.items() if count >= fewest)))

    def counts(self, sentences: Sequence[str]) -> Any:
        """Return a sparse matrix, sentences x pieces: words in sentences times pieces in words."""
        column = {name: at for at, name in enumerate(self.names)}
        said: dict[str, int] = {}
        spoken = [[said.setdefault(word, len(said)) for word in _words(one)] for one in sentences]
        parts = [[column[piece] for piece in pieces_of(word) if piece in column] for word in said]
        counts = (_matrix(spoken, len(said)) @ _matrix(parts, len(column))).tocsr()
        counts.sort_indices()
        return counts


def _words(sentence: str) -> list[str]:
    return TOKEN.findall(sentence.casefold() if sentence.isascii() else fold(sentence))


def _matrix(rows: Sequence[Sequence[int]], columns: int) -> Any:
    """Return a sparse matrix of how often each row holds each column."""
    from scipy.sparse import csr_matrix

    ends = np.cumsum([0, *(len(row) for row in rows)])
    held = np.array([at for row in rows for at in row], dtype=np.int64)
    matrix = csr_matrix((np.ones(len(held)), held, ends), shape=(len(rows), columns))
    matrix.sum_duplicates()
    return matrix
