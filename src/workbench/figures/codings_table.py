"""Codings table: how often each coder gave each code, what is seen of a coding desk where nothing can be touched."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from workbench.figures.tables import Table
from workbench.language.speech import Speech
from workbench.model.codebook import Codebook
from workbench.model.evidence import Coding


def codings_table(codings: Iterable[Coding], codebook: Codebook, say: Speech) -> Table:
    """Return the number of codings by code and coder, in the codebook's order, codes nobody gave left out."""
    given = Counter((coding.code, coding.coder) for coding in codings if coding.origin == "person")
    coders = sorted({coder for _, coder in given})
    rows: list[Sequence[str]] = [(say("codings_code"), *coders, say("codings_all"))]
    for code in codebook.codes:
        counts = [given[code.id, coder] for coder in coders]
        if any(counts):
            rows.append((say.of(code.label), *map(say.number, counts), say.number(sum(counts))))
    return Table(say("codings_given", n=say.number(given.total())), tuple(rows))
