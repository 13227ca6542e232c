"""Agreement: how far two coders saw the same thing, code by code, and where they did not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from workbench.analysis.reliability import alpha_of, krippendorff
from workbench.model.codebook import Codebook
from workbench.model.evidence import Coding, Evidence
from workbench.model.transcript import Transcript, Utterance

STANCES = ("absent", "for", "against")
ABSENT, FOR, AGAINST = 0.0, 1.0, 2.0
GOOD, FAIR = 0.8, 0.667
"""Alpha to rely on, and for tentative conclusions (Krippendorff, 2004)."""

Given = dict[str, dict[str, dict[tuple[int, str], str]]]
Undefined = Literal["nobody", "one_coder", "apart", "one_value"]
"""Why there is no alpha: nobody coded, one person alone did, two did but no interview in common, or
every decision came out the same."""


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
    undefined: Undefined | None = None
    """Why alpha is None; None where alpha is a number."""

    @property
    def judged(self) -> Literal["good", "fair", "poor"] | None:
        """Return what to make of alpha, by the lower end of its interval (Krippendorff, 2004); None where undefined."""
        if self.alpha is None:
            return None
        sure = self.interval[0] if self.interval else self.alpha
        return "good" if sure >= GOOD else "fair" if sure >= FAIR else "poor"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one coder made of a turn: the stance on the code at issue (of STANCES), and the other codes given."""

    coder: str
    stance: str
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One turn and one code that its coders did not see alike: to be discussed and settled.

    `start` is the turn's first character, `alpha` the agreement on the code, `verdicts` those of the coders
    who read the interview, by name; `quotes` are the passages that were given the code, as they were said.
    """

    document: str
    start: int
    code: str
    alpha: float | None
    verdicts: tuple[Verdict, ...]
    quotes: tuple[Evidence, ...]
    question: str


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

    >>> from workbench.reading.study_folder import read_material
    >>> material = read_material("travel")
    >>> found = agreement(material.codings, material.transcripts, material.codebook, seed=1)
    >>> round(found.alpha, 2), found.judged, found.coders
    (0.82, 'fair', ('A', 'B'))
    """
    codings = tuple(codings)
    rated = _rated(codings, transcripts, codebook)
    if not rated.documents:
        persons = {c.coder for c in codings if c.origin == "person"}
        reasons: tuple[Undefined, ...] = ("nobody", "one_coder", "apart")
        return Agreement(None, 0, (), (), undefined=reasons[min(len(persons), 2)])
    codes, coders, turns = rated.stances.shape
    table = rated.stances.transpose(1, 0, 2).reshape(coders, codes * turns)
    whole = krippendorff(table, groups=np.tile(np.arange(turns), codes), seed=seed)
    by_code = tuple(
        _met(code.id, stances)
        for code, stances in zip(codebook.codes, rated.stances, strict=True)
        if np.nanmax(stances, initial=ABSENT) > ABSENT
    )
    undefined: Undefined | None = "one_value" if whole.value is None else None
    return Agreement(whole.value, whole.units, rated.documents, rated.coders, whole.interval, by_code, undefined)


def disagreements(
    codings: Iterable[Coding], transcripts: Iterable[Transcript], codebook: Codebook
) -> tuple[Disagreement, ...]:
    """Return every turn and code on which two coders of an interview differ.

    The code with the lowest alpha comes first, those of one code in the order of documents and places.
    """
    codings = tuple(codings)
    rated = _rated(codings, transcripts, codebook)
    quotes = _quotes(codings, {transcript.id: transcript for transcript, _ in rated.turns})
    names = [code.id for code in codebook.codes]
    found = []
    for at, (code, stances) in enumerate(zip(names, rated.stances, strict=True)):
        alpha = alpha_of(stances) if rated.turns else None
        for place, (transcript, turn) in enumerate(rated.turns):
            values = stances[:, place]
            if len(set(values[~np.isnan(values)])) > 1:
                verdicts = _verdicts(rated.stances[:, :, place], at, names, rated.coders)
                given = tuple(quotes[transcript.id, turn.start, code])
                asked = transcript.question_before(turn.start)
                found.append(Disagreement(transcript.id, turn.start, code, alpha, verdicts, given, asked))
    return tuple(sorted(found, key=lambda d: (d.alpha is None, d.alpha or 0.0, d.code, d.document, d.start)))


def _verdicts(
    stances: NDArray[np.float64], at: int, names: Sequence[str], coders: Sequence[str]
) -> tuple[Verdict, ...]:
    """Return the verdicts on code number `at` from the codes x coders of one turn."""
    told = []
    for coder, own in zip(coders, stances.T, strict=True):
        if not np.isnan(own[at]):
            others = tuple(name for i, name in enumerate(names) if i != at and own[i] != ABSENT)
            told.append(Verdict(coder, STANCES[int(own[at])], others))
    return tuple(told)


def _quotes(codings: Iterable[Coding], places: Mapping[str, Transcript]) -> dict[tuple[str, int, str], list[Evidence]]:
    """Return the passages of each turn and code, each place once, in the order they were said."""
    found: dict[tuple[str, int, str], set[Evidence]] = {}
    for c in codings:
        if c.origin == "person" and c.evidence.document in places:
            turn = places[c.evidence.document].utterance_at(c.evidence.start, c.evidence.end)
            unit = c.evidence.document, turn.start if turn else c.evidence.start, c.code
            found.setdefault(unit, set()).add(c.evidence)
    return {unit: sorted(quotes, key=lambda e: (e.start, e.end)) for unit, quotes in found.items()}


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
