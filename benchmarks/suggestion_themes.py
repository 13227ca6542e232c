"""Suggestion themes: open answers and the theme codes they were given, learned on one half and tested on the other.

The codes of these files follow from a list of keywords their makers published beside them (128 of the 129
keywords used three times or more always bring the same theme): they tell how well such a rule is found
again from examples, not how well a reader's judgement is.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks.suggestion_score import Codes
from workbench.analysis.learning import Example, Learner
from workbench.analysis.pieces import TOKEN
from workbench.analysis.suggestion import suggest
from workbench.analysis.terms import fold
from workbench.model.codebook import Code, Codebook
from workbench.model.label import Label
from workbench.model.transcript import Transcript, Utterance

FOLDER = Path(__file__).resolve().parents[2] / "shared" / "data" / "verbatims" / "jupyter-ux-2015"
QUESTIONS = {
    "hinderances": ("hinderances",),
    "pleasant_aspects": ("pleasant_aspects_1", "pleasant_aspects_2", "pleasant_aspects_3"),
}
TERMS = 12
"""Most words a theme gets in the codebook of terms."""
SAID = 3
OFTENER = 2.0


@dataclass(frozen=True, slots=True)
class Answer:
    """What somebody answered, and the themes it was given."""

    words: str
    themes: frozenset[str]


def answers(question: str, folder: Path = FOLDER) -> list[Answer]:
    """Return the coded answers to a question; several parts of an answer are joined as sentences."""
    with (folder / "survey_short_columns.csv").open(encoding="utf-8", newline="") as file:
        people = {row[""]: row for row in csv.DictReader(file)}
    with (folder / f"{question}_themes.csv").open(encoding="utf-8", newline="") as file:
        coded = list(csv.DictReader(file, delimiter=";"))
    return [
        Answer(
            ". ".join(people[row[""]][part] for part in QUESTIONS[question] if people[row[""]][part]),
            frozenset(filter(None, row[f"{question}_themes"].split(","))),
        )
        for row in coded
    ]


def codebook_of(themes: Sequence[str], terms: dict[str, tuple[str, ...]] | None = None) -> Codebook:
    """Return a codebook of these themes, with terms or without."""
    codes = []
    for theme in themes:
        label = Label(en=theme, fr=theme)
        own = (terms or {}).get(theme, ())
        codes.append(Code(id=theme, kind="context", label=label, claim=label, definition=label, terms=own))
    return Codebook(version="1", codes=tuple(codes))


def learned(train: Sequence[Answer], test: Sequence[Answer], themes: Sequence[str]) -> list[Codes]:
    """Return the themes the workbench's learner gives."""
    examples = [Example(one.words, str(at), one.themes) for at, one in enumerate(train)]
    learner = Learner().fit(examples, codebook_of(themes), "en")
    found = learner.judge([one.words for one in test], [()] * len(test))
    return [frozenset(judgement.code for judgement in own) for own in found]


def lexical(train: Sequence[Answer], test: Sequence[Answer], themes: Sequence[str]) -> list[Codes]:
    """Return the themes whose terms are in an answer.

    Terms of a theme: up to twelve words of three letters or more that three of its training answers hold,
    twice as large a share of them as of the others; those with the largest difference of shares.
    """
    terms = {theme: _terms(train, theme) for theme in themes}
    talks = [_talk(str(at), one.words) for at, one in enumerate(test) if one.words]
    found: dict[str, set[str]] = {}
    for coding in suggest(talks, codebook_of(themes, terms)):
        found.setdefault(coding.evidence.document, set()).add(coding.code)
    return [frozenset(found.get(str(at), ())) for at in range(len(test))]


def plain(train: Sequence[Answer], test: Sequence[Answer], themes: Sequence[str]) -> list[Codes]:
    """Return the themes scikit-learn's default pipeline gives: tf-idf, one logistic regression a theme."""
    truth = np.array([[theme in one.themes for theme in themes] for one in train])
    return plain_codes([one.words for one in train], truth, [one.words for one in test], themes)


def plain_codes(train: Sequence[str], truth: np.ndarray, test: Sequence[str], codes: Sequence[str]) -> list[Codes]:
    """Return the codes of scikit-learn's default pipeline; codes all or none of the training half has are left out."""
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.multiclass import OneVsRestClassifier
    from sklearn.pipeline import make_pipeline

    usable = np.flatnonzero(truth.any(axis=0) & ~truth.all(axis=0))
    pipeline = make_pipeline(TfidfVectorizer(), OneVsRestClassifier(LogisticRegression()))
    given = pipeline.fit(train, truth[:, usable].astype(int)).predict(test)
    return [frozenset(codes[usable[at]] for at in np.flatnonzero(row)) for row in given]


def commonest(train: Sequence[Answer], test: Sequence[Answer], themes: Sequence[str]) -> list[Codes]:
    """Return the most frequent theme of the training half, for every answer."""
    most = max(themes, key=lambda theme: sum(theme in one.themes for one in train))
    return [frozenset({most})] * len(test)


METHODS = {
    "workbench, learned": learned,
    "terms of the training half": lexical,
    "TfidfVectorizer + OneVsRest(LogisticRegression)": plain,
    "most frequent theme": commonest,
}


def halves(size: int, seed: int) -> tuple[list[int], list[int]]:
    """Return the two random halves of so many answers."""
    order = np.random.default_rng(seed).permutation(size).tolist()
    return order[: size // 2], order[size // 2 :]


def _terms(train: Sequence[Answer], theme: str) -> tuple[str, ...]:
    inside = [one for one in train if theme in one.themes]
    outside = [one for one in train if theme not in one.themes]
    here, there = _held(inside), _held(outside)
    gaps = {}
    for word, count in here.items():
        share, other = count / len(inside), there[word] / max(1, len(outside))
        if count >= SAID and share >= OFTENER * other:
            gaps[word] = share - other
    return tuple(sorted(gaps, key=lambda word: (-gaps[word], word))[:TERMS])


def _held(group: Sequence[Answer]) -> Counter[str]:
    return Counter(word for one in group for word in {fold(w) for w in TOKEN.findall(one.words) if len(w) > 2})


def _talk(name: str, words: str) -> Transcript:
    return Transcript(name, name, words, (Utterance(name, "participant", 0, len(words)),), name, "0", "en")
