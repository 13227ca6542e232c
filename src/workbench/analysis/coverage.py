"""Coverage: how much of what was said carries a code, whose words it is, and which codes go together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

import pandas as pd

from workbench.model.codebook import Codebook
from workbench.model.evidence import Coding
from workbench.model.transcript import Transcript


@dataclass(frozen=True, slots=True)
class Coverage:
    """Characters of the participant's turns in one interview: how many were `said` and, of them, `coded`."""

    document: str
    coded: int
    said: int

    @property
    def share(self) -> float:
        """Share of the participant's characters that carry a code, 0 to 1 (0 where nothing was said)."""
        return self.coded / self.said if self.said else 0.0


@dataclass(frozen=True, slots=True)
class Pair:
    """Two codes that meet: turns that hold the one, the other and both, and c = both over either."""

    one: str
    other: str
    n_one: int
    n_other: int
    n_both: int
    c: float


def coverage(codings: Iterable[Coding], transcripts: Iterable[Transcript]) -> tuple[Coverage, ...]:
    """Return, for each interview, the characters of the participant that carry at least one code.

    A character counts once however many codes it carries, for or against; the interviewer's never count.
    """
    spans: dict[str, list[tuple[int, int]]] = {}
    for coding in codings:
        spans.setdefault(coding.evidence.document, []).append((coding.evidence.start, coding.evidence.end))
    found = []
    for transcript in transcripts:
        turns = [(u.start, u.end) for u in transcript.utterances if u.role == "participant"]
        joined = _joined(spans.get(transcript.id, []))
        coded = sum(max(0, min(end, b) - max(start, a)) for start, end in turns for a, b in joined)
        found.append(Coverage(transcript.id, coded, sum(end - start for start, end in turns)))
    return tuple(found)


def code_counts(codings: Iterable[Coding], codebook: Codebook) -> pd.DataFrame:
    """Return how often each participant gave each code: a row a code, a column a participant.

    Quotes coded "against" do not count, as in the table personas are built from.
    """
    said = Counter((c.code, c.evidence.participant) for c in codings if c.stance == "for")
    people = sorted({person for _, person in said})
    rows = {code.id: [said[code.id, person] for person in people] for code in codebook.codes}
    return pd.DataFrame.from_dict(rows, orient="index", columns=people)


def co_occurrence(n1: int, n2: int, n12: int) -> float:
    """Return c = n12 / (n1 + n2 - n12), from 0 never to 1 always together: 10, 20 and 5 give 0.2.

    ValueError unless n12 is at most the smaller of both; 0 where neither occurs.
    """
    if not 0 <= n12 <= min(n1, n2):
        raise ValueError(f"co-occurrence needs 0 <= n12 <= n1, n2; got {n1}, {n2} and {n12}")
    return n12 / (n1 + n2 - n12) if n12 else 0.0


def pairs(codings: Iterable[Coding], transcripts: Iterable[Transcript]) -> tuple[Pair, ...]:
    """Return the codes that share a turn, those most often together first.

    Codings for and against count alike: the turn speaks of both. A quote in no turn stands for itself.
    """
    places = {t.id: t for t in transcripts}
    turns: dict[str, set[tuple[str, int]]] = {}
    for coding in codings:
        evidence = coding.evidence
        turn = places[evidence.document].utterance_at(evidence.start, evidence.end)
        turns.setdefault(coding.code, set()).add((evidence.document, turn.start if turn else evidence.start))
    found = []
    for one, other in combinations(sorted(turns), 2):
        n1, n2, both = len(turns[one]), len(turns[other]), len(turns[one] & turns[other])
        if both:
            found.append(Pair(one, other, n1, n2, both, co_occurrence(n1, n2, both)))
    return tuple(sorted(found, key=lambda pair: (-pair.c, -pair.n_both, pair.one, pair.other)))


def _joined(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the same characters as spans that do not overlap."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return joined
