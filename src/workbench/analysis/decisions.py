"""Decisions: what was reviewed, and what each sentence of it teaches."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from workbench.analysis.learning import Example
from workbench.model.codebook import Codebook
from workbench.model.evidence import Coding
from workbench.model.suggestion import same_passage, shared
from workbench.model.transcript import Transcript


@dataclass(frozen=True, slots=True)
class Sentence:
    """Characters `start` to `end` of a transcript, and the term of each code that is in them."""

    start: int
    end: int
    hits: Mapping[str, str]


class Decisions:
    """Codings of people and suggestions they rejected, by document; false when there are none."""

    def __init__(self, reviewed: Iterable[Coding], rejected: Iterable[Coding]) -> None:
        self._given = _by_document(coding for coding in reviewed if coding.origin == "person")
        self._refused = _by_document(rejected)

    def __bool__(self) -> bool:
        return bool(self._given or self._refused)

    @property
    def documents(self) -> list[str]:
        """Documents in which something was decided, in order of their names."""
        return sorted(self._given.keys() | self._refused.keys())

    def holds(self, coding: Coding) -> bool:
        """Say whether these words, or words of which half are the same, got or were refused this code."""
        document = coding.evidence.document
        return any(
            one.code == coding.code and same_passage(one.evidence, coding.evidence)
            for one in (*self._given.get(document, ()), *self._refused.get(document, ()))
        )

    def read_whole(self, document: str) -> bool:
        """Say whether a person coded this document by hand, not only by accepting suggestions.

        Accepted suggestions keep their reason. Where a person has read it all, a sentence without a code
        is one that does not deserve it; elsewhere it may just not have been looked at.
        """
        return any(coding.by_hand for coding in self._given.get(document, ()))

    def examples(self, transcript: Transcript, spoken: Iterable[Sentence], codebook: Codebook) -> Iterator[Example]:
        """Yield what each sentence of a transcript teaches; none where nobody has looked at it."""
        given, refused = self._given.get(transcript.id, ()), self._refused.get(transcript.id, ())
        whole = self.read_whole(transcript.id)
        everything = frozenset(code.id for code in codebook.codes)
        for one in spoken:
            place = one.start, one.end
            said = [coding for coding in given if shared(place, _place(coding))]
            codes = frozenset(coding.code for coding in said if coding.stance == "for")
            against = frozenset(coding.code for coding in said) - codes
            no = frozenset(coding.code for coding in refused if shared(place, _place(coding))) - codes
            if whole or codes or no:
                yield Example(
                    words=transcript.text[one.start : one.end],
                    document=transcript.id,
                    codes=codes,
                    refused=no,
                    unclear=against - no if whole else everything - codes - no,
                    hits=frozenset(one.hits),
                )


def _place(coding: Coding) -> tuple[int, int]:
    return coding.evidence.start, coding.evidence.end


def _by_document(codings: Iterable[Coding]) -> dict[str, list[Coding]]:
    found: defaultdict[str, list[Coding]] = defaultdict(list)
    for coding in codings:
        found[coding.evidence.document].append(coding)
    return dict(found)
