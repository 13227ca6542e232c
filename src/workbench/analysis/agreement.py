"""Agreement: how far two coders saw the same thing, code by code, and where they did not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from workbench.analysis.reliability import alpha_of, krippendorff
from workbench.model.codebook import Codebook
from workbench.model.evidence import Coding
from workbench.model.transcript import Transcript, Utterance

STANCES = ("absent", "for", "against")
ABSENT, FOR, AGAINST = 0.0, 1.0, 2.0

Given = dict[str, dict[str, dict[tuple[int, str], str]]]


@dataclass(frozen=True, slots=True)
class CodeAgreement:
    """Agreement on one code: over `units` turns, alpha (None undefined) and how the coders met.

    Counted over each two coders of an interview, in the order of their names: turns that `both` gave the
    code with one stance, those that one gave it "for" and the other "against" (`opposed`), and those that
    only the first or only the second gave it.
    """

    code: str
    units: int
    alpha: float | None
    both: int
    opposed: int
    only_first: int
    only_second: int


@dataclass(frozen=True, slots=True)
class Agreement:
    """Krippendorff's nominal alpha over "this turn has this code": 1 full, 0 chance, None undefined.

    `interval` holds 95 % of resamples of turns; None where there are too few turns or no disagreement.
    `by_code` has the codes in the codebook's order, those that nobody gave left out.
    """

    alpha: float | None
    units: int
    documents: tuple[str, ...]
    coders: tuple[str, ...]
    interval: tuple[float, float] | None = None
    by_code: tuple[CodeAgreement, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One turn and one code that its coders did not see alike: to be discussed and settled."""

    document: str
    start: int
    """First character of the turn."""
    code: str
    coders_for: tuple[str, ...]
    coders_against: tuple[str, ...]
    coders_absent: tuple[str, ...]
    words: str


@dataclass(frozen=True, slots=True)
class _Ratings:
    """What each coder said of each turn and code, in one table a code."""

    documents: tuple[str, ...]
    coders: tuple[str, ...]
    turns: tuple[tuple[Transcript, Utterance], ...]
    stances: NDArray[np.float64]
    """Codes x coders x turns; NaN where the coder did not read the interview."""


def agreement(
    codings: Iterable[Coding], transcripts: Iterable[Transcript], codebook: Codebook, *, seed: int = 0
) -> Agreement:
    """Return the agreement on the interviews that at least two persons coded (Krippendorff, 2004).

    A unit is one participant's turn and one code; its value is "for", "against" or "absent". Who
    gave a code both ways in one turn gave it: what was said at least once counts. The interval is drawn
    over turns with all their codes, since what is said in one turn hangs together.
    """
    rated = _rated(codings, transcripts, codebook)
    if not rated.documents:
        return Agreement(None, 0, (), ())
    codes, coders, turns = rated.stances.shape
    table = rated.stances.transpose(1, 0, 2).reshape(coders, codes * turns)
    whole = krippendorff(table, groups=np.tile(np.arange(turns), codes), seed=seed)
    by_code = tuple(
        _met(code.id, stances)
        for code, stances in zip(codebook.codes, rated.stances, strict=True)
        if np.nanmax(stances, initial=ABSENT) > ABSENT
    )
    return Agreement(whole.value, whole.units, rated.documents, rated.coders, whole.interval, by_code)


def disagreements(
    codings: Iterable[Coding], transcripts: Iterable[Transcript], codebook: Codebook
) -> tuple[Disagreement, ...]:
    """Return every turn and code on which two coders of an interview differ, by code, document and place."""
    rated = _rated(codings, transcripts, codebook)
    found = []
    for code, stances in zip(codebook.codes, rated.stances, strict=True):
        for (transcript, turn), values in zip(rated.turns, stances.T, strict=True):
            if len(set(values[~np.isnan(values)])) > 1:
                who = dict(zip(rated.coders, values.tolist(), strict=True))
                positive, negative, absent = (
                    tuple(name for name, value in who.items() if value == stance) for stance in (FOR, AGAINST, ABSENT)
                )
                words = transcript.words(turn)
                found.append(Disagreement(transcript.id, turn.start, code.id, positive, negative, absent, words))
    return tuple(sorted(found, key=lambda d: (d.code, d.document, d.start)))


def _met(code: str, stances: NDArray[np.float64]) -> CodeAgreement:
    """Return the agreement on one code from its coders x turns."""
    both = opposed = first = second = 0
    for one, other in combinations(stances, 2):
        read = ~np.isnan(one) & ~np.isnan(other)
        a, b = one[read], other[read]
        both += int(((a == b) & (a != ABSENT)).sum())
        opposed += int(((a != b) & (a != ABSENT) & (b != ABSENT)).sum())
        first += int(((a != ABSENT) & (b == ABSENT)).sum())
        second += int(((a == ABSENT) & (b != ABSENT)).sum())
    return CodeAgreement(code, stances.shape[1], alpha_of(stances), both, opposed, first, second)


def _rated(codings: Iterable[Coding], transcripts: Iterable[Transcript], codebook: Codebook) -> _Ratings:
    """Return the stances of all coders in the interviews that at least two of them read."""
    places = {t.id: t for t in transcripts}
    given = _given(codings, places)
    double = {document: given[document] for document in sorted(given) if len(given[document]) > 1}
    names = tuple(sorted({coder for coders in double.values() for coder in coders}))
    turns = tuple(
        (places[document], turn)
        for document in double
        for turn in places[document].utterances
        if turn.role == "participant"
    )
    column = {(transcript.id, turn.start): at for at, (transcript, turn) in enumerate(turns)}
    row = {code.id: at for at, code in enumerate(codebook.codes)}
    stances = np.full((len(row), len(names), len(turns)), np.nan)
    for document, coders in double.items():
        own = [at for (name, _), at in column.items() if name == document]
        for coder, said in coders.items():
            person = names.index(coder)
            stances[:, person, own] = ABSENT
            for (start, code), stance in said.items():
                if code in row and (document, start) in column:
                    stances[row[code], person, column[document, start]] = STANCES.index(stance)
    return _Ratings(tuple(double), names, turns, stances)


def _given(codings: Iterable[Coding], places: Mapping[str, Transcript]) -> Given:
    """Return, by document and coder, the stance given to each turn and code."""
    found: Given = {}
    for c in codings:
        if c.origin == "person":
            turn = places[c.evidence.document].utterance_at(c.evidence.start, c.evidence.end)
            unit = turn.start if turn else c.evidence.start, c.code
            own = found.setdefault(c.evidence.document, {}).setdefault(c.coder, {})
            own[unit] = "for" if "for" in (c.stance, own.get(unit)) else c.stance
    return found
