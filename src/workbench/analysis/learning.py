"""Learning: what reviewed codings teach about the wording of each code."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from workbench.analysis.cutoff import Floats, Truths, cutoffs, f1
from workbench.analysis.reasons import Reasons
from workbench.analysis.wording import Embedder, Wording
from workbench.model.codebook import Codebook

FEWEST = 5
"""Reviewed sentences a code needs before its wording is learned.

Chosen on one data set, the open answers of the benchmark: with 40 of them reviewed micro-F1 was 0.50 with 5,
0.43 with 8 and 0.41 with 10; fewer than 5 were no better there. Another study may be better off with another.
"""
WORTH = 0.3
"""F1 on held-out sentences below which nothing has been learned."""
GAIN = 0.1
"""By how much the F1 on held-out sentences must be above that of the code's terms alone: with few sentences
the better one is mostly luck, and terms can be read."""
FOLDS, ENOUGH = 5, 3
"""Parts the sentences are dealt to, each held out once; fewer are enough where there are MANY sentences."""
MANY = 1000
REFUSED = 3.0
"""How many times a rejected suggestion weighs as a sentence that was merely not coded."""
HINT = 2.0
"""Weight of a term of the codebook among the features."""
SHOWN = 3
"""Most words a reason holds."""
SEED = 0


@dataclass(frozen=True, slots=True)
class Example:
    """A reviewed sentence.

    `codes` were given to it, `refused` were suggested and rejected, `unclear` were coded against and teach
    nothing; `hits` are the codes whose terms are in it. Sentences of one `document` are held out together.
    """

    words: str
    document: str
    codes: frozenset[str] = frozenset()
    refused: frozenset[str] = frozenset()
    unclear: frozenset[str] = frozenset()
    hits: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Judgement:
    """A code a sentence should get.

    `score` goes from 0 to 1 and ranks the sentences of one code: it is the mean of what three models say,
    and no probability. `words` weighed most for it in the sparse model of words and pieces, or in the dense
    one where that names none; the heaviest come first.
    """

    code: str
    score: float
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lesson:
    """What was learned of one code: weights a view, the cut-off, and how good it was on held-out sentences.

    The last weight of a view is that of the codebook's terms.
    """

    code: str
    weights: tuple[Floats, ...] = field(repr=False)
    intercepts: tuple[float, ...]
    cutoff: float
    positives: int
    held_out_f1: float
    terms_f1: float


@dataclass(slots=True)
class Learner:
    """Suggests codes from wording, for the codes with enough reviewed sentences; `lessons` holds those.

    One logistic regression a code and view (see `Wording`), sparse on the first two views (Tibshirani, 1996)
    and dense on the third, averaged. A code is learned only when it is better, on interviews held out, than
    the terms of the codebook alone.
    """

    embedder: Embedder | None = None
    lessons: dict[str, Lesson] = field(default_factory=dict)
    _wording: Wording = field(default_factory=lambda: Wording(""), repr=False)

    def fit(self, examples: Sequence[Example], codebook: Codebook, language: str) -> Learner:
        """Learn from reviewed sentences of one language (ISO 639-1); the same examples teach the same."""
        self.lessons = {}
        ready = [code.id for code in codebook.codes if sum(code.id in one.codes for one in examples) >= FEWEST]
        if not ready:
            return self
        self._wording = Wording(language, self.embedder).fit([one.words for one in examples])
        views = self._wording.views([one.words for one in examples])
        tried = [(code, _Task.of(code, examples)) for code in ready]
        held = [task.held_out(views) for _, task in tried]
        kept = [task.known for _, task in tried]
        cuts = cutoffs(
            [score[known] for score, known in zip(held, kept, strict=True)],
            [task.truth[known] for (_, task), known in zip(tried, kept, strict=True)],
        )
        for (code, task), score, cut in zip(tried, held, cuts, strict=True):
            reached = f1(task.truth[task.known], score[task.known] >= cut)
            alone = f1(task.truth[task.known], task.hits[task.known])
            if reached >= WORTH and reached >= alone + GAIN:
                models = task.models([_with_hint(view, task.hits) for view in views], task.known)
                self.lessons[code] = Lesson(
                    code=code,
                    weights=tuple(model.coef_[0] for model in models),
                    intercepts=tuple(float(model.intercept_[0]) for model in models),
                    cutoff=cut,
                    positives=int(task.truth.sum()),
                    held_out_f1=reached,
                    terms_f1=alone,
                )
        return self

    def judge(self, sentences: Sequence[str], hits: Sequence[Iterable[str]]) -> list[list[Judgement]]:
        """Return, for each sentence, the codes it should get; `hits` holds the codes whose terms are in it."""
        found: list[list[Judgement]] = [[] for _ in sentences]
        if not self.lessons or not sentences:
            return found
        views = self._wording.views(sentences)
        lessons = list(self.lessons.values())
        hinted = HINT * np.array([[lesson.code in own for lesson in lessons] for own in hits], dtype=np.float64)
        scores = np.mean([_said(view, hinted, lessons, at) for at, view in enumerate(views)], axis=0)
        given = scores >= np.array([lesson.cutoff for lesson in lessons])
        reasons = [self._reasons(lesson.weights[1]) for lesson in lessons]
        for at, column in zip(*map(np.ndarray.tolist, np.nonzero(given)), strict=True):
            words = reasons[column].heaviest(sentences[at]) or self._dense(lessons[column], views[2], at, sentences[at])
            found[at].append(Judgement(lessons[column].code, round(float(scores[at, column]), 3), words[:SHOWN]))
        return found

    def _reasons(self, weights: Floats) -> Reasons:
        """Return the reasons of a sparse model, whose features are there or not."""
        told = np.flatnonzero(weights[:-1]).tolist()
        return Reasons(self._wording.language, {self._wording.names[at]: float(weights[at]) for at in told})

    def _dense(self, lesson: Lesson, view: Any, at: int, sentence: str) -> tuple[str, ...]:
        """Return the words that spoke most for a code in the dense model, where a feature counts by how rare it is."""
        own = slice(view.indptr[at], view.indptr[at + 1])
        spoken = view.data[own] * lesson.weights[2][view.indices[own]]
        names = (self._wording.names[column] for column in view.indices[own].tolist())
        return self._wording.heaviest(dict(zip(names, spoken.tolist(), strict=True)), sentence)


@dataclass(frozen=True, slots=True)
class _Task:
    """One code over all examples: who has it, whom the terms hit, what counts how much, who is held out when."""

    truth: Truths
    hits: Truths
    known: Truths
    weights: Floats
    folds: np.ndarray[Any, np.dtype[np.int64]]

    @classmethod
    def of(cls, code: str, examples: Sequence[Example]) -> _Task:
        truth = np.array([code in one.codes for one in examples])
        return cls(
            truth=truth,
            hits=np.array([code in one.hits for one in examples]),
            known=truth | ~np.array([code in one.unclear for one in examples]),
            weights=np.array([REFUSED if code in one.refused else 1.0 for one in examples]),
            folds=_folds(truth, [one.document for one in examples]),
        )

    def models(self, hinted: Sequence[Any], rows: Truths) -> list[Any]:
        """Return a model of some rows for each view, which holds the hints of the codebook's terms."""
        from sklearn import config_context

        truth, weights = self.truth[rows], self.weights[rows]
        with config_context(assume_finite=True, skip_parameter_validation=True):  # both are made here; a fifth faster
            return [_model(at).fit(view[rows], truth, weights) for at, view in enumerate(hinted)]

    def held_out(self, views: Sequence[Any]) -> Floats:
        """Return the score each sentence gets from models that have not seen the codes of its document.

        Which words there are, and how rare, was counted over all of them: that tells nothing of their codes.
        """
        hinted = [_with_hint(view, self.hits) for view in views]
        scores = np.zeros(len(self.truth))
        for fold_ in range(_parts(len(self.truth))):
            held, rows = self.folds == fold_, self.known & (self.folds != fold_)
            if held.any() and self.truth[rows].any() and not self.truth[rows].all():
                models = self.models(hinted, rows)
                found = [model.predict_proba(view[held])[:, 1] for model, view in zip(models, hinted, strict=True)]
                scores[held] = np.mean(found, axis=0)
        return scores


def _said(view: Any, hinted: Floats, lessons: Sequence[Lesson], at: int) -> Floats:
    """Return what the models of one view say, sentences x codes, from 0 to 1."""
    from scipy.special import expit

    weights = np.column_stack([lesson.weights[at] for lesson in lessons])
    intercepts = np.array([lesson.intercepts[at] for lesson in lessons])
    return np.asarray(expit(view @ weights[:-1] + hinted * weights[-1] + intercepts), dtype=np.float64)


def _model(view: int) -> Any:
    from sklearn.linear_model import LogisticRegression

    fixed: dict[str, Any] = {"solver": "liblinear", "random_state": SEED, "max_iter": 1000, "tol": 1e-2}
    if view == 0:
        return LogisticRegression(C=3.0, l1_ratio=1.0, **fixed)
    if view == 1:
        return LogisticRegression(C=1.0, l1_ratio=1.0, **fixed)
    # There are far more pieces than sentences: the dual problem has the same answer and a tenth of the work.
    return LogisticRegression(C=8.0, class_weight="balanced", dual=True, **fixed)


def _with_hint(view: Any, hits: Truths) -> Any:
    from scipy.sparse import csr_matrix, hstack

    return hstack([view, csr_matrix(HINT * hits[:, None].astype(np.float64))]).tocsr()


def _folds(truth: Truths, documents: Sequence[str]) -> np.ndarray[Any, np.dtype[np.int64]]:
    """Deal documents out to folds, those with most positives first; sentences where documents are too few."""
    first = {name: at for at, name in reversed(list(enumerate(documents)))}
    parts = _parts(len(documents))
    units: Sequence[str | int] = documents if len(first) >= parts else range(len(documents))
    count: dict[str | int, int] = {}
    for unit, positive in zip(units, truth, strict=True):
        count[unit] = count.get(unit, 0) + int(positive)
    dealt = {unit: at % parts for at, unit in enumerate(sorted(count, key=lambda unit: -count[unit]))}
    return np.array([dealt[unit] for unit in units])


def _parts(sentences: int) -> int:
    return ENOUGH if sentences >= MANY else FOLDS
