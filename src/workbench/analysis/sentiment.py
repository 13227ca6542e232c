"""Sentiment: the feeling that words seem to carry, from -2 to 2, for a person to confirm.

A suggestion to a coder and nothing else: no persona and no map is computed from it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median_low
from typing import Any

import numpy as np

from workbench.analysis.wording import Wording
from workbench.model.codebook import Codebook

FEWEST = 60
"""Reviewed emotions needed before they are learned from."""
FEWEST_SIDE = 10
"""How many of them at least must be negative, and how many positive."""
SURE = 0.6
"""Weight that one side, negative, neutral or positive, must have."""
SHOWN = 3
VALUES = (-2, -1, 0, 1, 2)
SEED = 0


@dataclass(frozen=True, slots=True)
class Felt:
    """A reviewed emotion: the words, the code they were given ("" for none), and the feeling, -2 to 2."""

    words: str
    code: str
    emotion: int


@dataclass(frozen=True, slots=True)
class Sentiment:
    """A suggested feeling, -2 to 2, with the words or the code it comes from."""

    value: int
    reason: str


@dataclass(slots=True)
class SentimentLearner:
    """Suggests feelings from reviewed ones, or from what a code usually carries where these are few.

    The values are ordered, so one model says for each how likely the feeling is above it (Frank & Hall,
    2001); the middle of what they say is suggested.
    """

    codebook: Codebook
    language: str
    _usual: dict[str, int] = field(default_factory=dict, repr=False)
    _wording: Wording = field(default_factory=lambda: Wording(""), repr=False)
    _models: dict[int, Any] = field(default_factory=dict, repr=False)
    _codes: tuple[str, ...] = field(default=(), repr=False)

    @property
    def learned(self) -> bool:
        """Whether there were enough reviewed feelings to learn from."""
        return bool(self._models)

    def fit(self, reviewed: Sequence[Felt]) -> SentimentLearner:
        """Learn from reviewed feelings; the same ones teach the same."""
        by_code: dict[str, list[int]] = {}
        for one in reviewed:
            by_code.setdefault(one.code, []).append(one.emotion)
        usual = {code.id: code.emotion for code in self.codebook.codes if code.emotion is not None}
        self._usual = {code: median_low(sorted(felt)) for code, felt in by_code.items() if code} | usual
        self._models = {}
        sides = Counter(np.sign(one.emotion) for one in reviewed)
        if len(reviewed) >= FEWEST and min(sides[-1], sides[1]) >= FEWEST_SIDE:
            self._codes = tuple(sorted(by_code.keys() - {""}))
            self._wording = Wording(self.language).fit([one.words for one in reviewed])
            found = self._features([one.words for one in reviewed], [one.code for one in reviewed])
            felt = np.array([one.emotion for one in reviewed])
            self._models = {
                value: _model().fit(found, felt > value)
                for value in VALUES[:-1]
                if 0 < (felt > value).sum() < len(felt)
            }
        return self

    def suggest(self, words: str, code: str = "") -> Sentiment | None:
        """Return the feeling of some words given a code ("" for none), or None when it is not sure."""
        if not self._models:
            usual = self._usual.get(code)
            return None if usual is None else Sentiment(usual, code)
        found = self._features([words], [code])
        above = {value: float(model.predict_proba(found)[0, 1]) for value, model in self._models.items()}
        value = min(self._models) + sum(share >= 0.5 for share in above.values())
        positive, negative = above.get(0, 0.0), 1 - above.get(-1, 1.0)
        weight = {1: positive, -1: negative, 0: 1 - positive - negative}[int(np.sign(value))]
        if weight < SURE:
            return None
        heavy = self._heaviest(found, words, up=value > 0) if value else ()
        return Sentiment(value, ", ".join(f"“{word}”" for word in heavy[:SHOWN]) or code)

    def _features(self, words: Sequence[str], codes: Sequence[str]) -> Any:
        from scipy.sparse import csr_matrix, hstack

        given = csr_matrix(np.array([[code == own for own in self._codes] for code in codes], dtype=np.float64))
        return hstack([self._wording.views(words)[2], given]).tocsr() if self._codes else self._wording.views(words)[2]

    def _heaviest(self, found: Any, words: str, *, up: bool) -> tuple[str, ...]:
        model = self._models[min(self._models, key=lambda value: abs(value - (0 if up else -1)))]
        names = self._wording.names
        weights = {
            names[column]: float(value * model.coef_[0][column]) * (1 if up else -1)
            for column, value in zip(found.indices, found.data, strict=True)
            if column < len(names)
        }
        return self._wording.heaviest(weights, words)


def _model() -> Any:
    from sklearn.linear_model import LogisticRegression

    return LogisticRegression(C=5.0, solver="liblinear", random_state=SEED, max_iter=1000)
