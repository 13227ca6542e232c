"""Suggestion speed: learning from reviewed interviews and suggesting 20,000 utterances."""

from __future__ import annotations

import random
import time

import numpy as np

from benchmarks.alternation import alternate
from benchmarks.measurement import Measurement, Peer, spread
from benchmarks.suggestion_themes import codebook_of, plain_codes
from workbench.analysis.learning import Example, Learner

NAME = "suggestions.20k"
UTTERANCES, REVIEWED, CODES, WORDS, LENGTH = 20_000, 2_000, 12, 3_000, 14
OURS, PLAIN = "workbench", "scikit-learn"
WHAT = "TfidfVectorizer + OneVsRest(LogisticRegression): no held-out cut-offs, no reasons"


def measure(runs: int) -> list[Measurement]:
    """Learn from 2,000 utterances and suggest 20,000 of made-up words, in turns and in this process."""
    words, codes = spoken(UTTERANCES + REVIEWED)
    train, test = words[:REVIEWED], words[REVIEWED:]
    names = [f"code_{at}" for at in range(CODES)]

    def ours(_run: int) -> float:
        start = time.perf_counter()
        examples = [Example(one, str(at // 40), own) for at, (one, own) in enumerate(zip(train, codes, strict=False))]
        Learner().fit(examples, codebook_of(names), "en").judge(test, [()] * len(test))
        return len(test) / (time.perf_counter() - start)

    def plain(_run: int) -> float:
        start = time.perf_counter()
        truth = np.array([[name in own for name in names] for own in codes[:REVIEWED]])
        plain_codes(train, truth, test, names)
        return len(test) / (time.perf_counter() - start)

    found = alternate({OURS: ours, PLAIN: plain}, runs, title="suggestions")
    peer = Peer(WHAT, spread(found[PLAIN]))
    return [Measurement(NAME, "utterances/s", spread(found[OURS]), better="higher", peer=peer)]


def spoken(size: int, seed: int = 1) -> tuple[list[str], list[frozenset[str]]]:
    """Return utterances of made-up words, few of them frequent, and their codes: each has five words of its own."""
    draw = random.Random(seed)
    words = ["".join(draw.choice("abcdefghijklmnoprstu") for _ in range(draw.randint(3, 9))) for _ in range(WORDS)]
    share = [1 / (rank + 10) for rank in range(WORDS)]
    owned = {word: f"code_{at // 5}" for at, word in enumerate(words[60 : 60 + 5 * CODES])}
    said = [draw.choices(words, share, k=LENGTH) for _ in range(size)]
    return [" ".join(own) for own in said], [frozenset(owned[w] for w in own if w in owned) for own in said]
