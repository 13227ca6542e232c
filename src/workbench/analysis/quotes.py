"""Quotes: which words stand for many, by a rule that is stated."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from workbench.analysis.terms import spoken_words
from workbench.model.evidence import Coding, Evidence

SHORT, LONG = 6, 40
"""Quotes of this many words read well alone; others come after them."""


def typical_quotes(codings: Iterable[Coding], language: str) -> tuple[Evidence, ...]:
    """Return one quote a participant, the most typical first.

    Typical is the quote whose words are shared most with other participants' quotes (mean Jaccard
    of their lemmas in the `language` spoken), reviewed before machine-coded, of readable length
    before very short or long ones; equal quotes are ordered by speaker, place and words, whatever their
    files are called. The loudest never wins by being loud.
    """
    ordered = sorted(codings, key=_place)
    people = [c.evidence.participant for c in ordered]
    lemmas = [frozenset(lemma for _, lemma, _ in spoken_words(c.evidence.text, language)) for c in ordered]
    ranked = sorted(range(len(ordered)), key=lambda i: (_rank(ordered[i]), -_typicality(i, lemmas, people), i))
    chosen: dict[str, Evidence] = {}
    for i in ranked:
        chosen.setdefault(ordered[i].evidence.participant, ordered[i].evidence)
    return tuple(chosen.values())


def _place(coding: Coding) -> tuple[str, int, int, str, str]:
    quote = coding.evidence
    return quote.participant, quote.start, quote.end, quote.text, quote.document


def _rank(coding: Coding) -> tuple[bool, bool]:
    words = len(coding.evidence.text.split())
    return coding.origin == "machine", not SHORT <= words <= LONG


def _typicality(i: int, lemmas: Sequence[frozenset[str]], people: Sequence[str]) -> float:
    others = [
        len(lemmas[i] & other) / max(len(lemmas[i] | other), 1)
        for other, person in zip(lemmas, people, strict=True)
        if person != people[i]
    ]
    return sum(others) / len(others) if others else 0.0
