"""Speed of suggestions: what is compared, and that cores change nothing but time."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from benchmarks import suggestion_speed

ROOT = Path(__file__).resolve().parents[2]
SUGGEST = """
from benchmarks.suggestion_speed import spoken
from benchmarks.suggestion_themes import codebook_of
from workbench.analysis.learning import Example, Learner
words, codes = spoken(500)
examples = [Example(one, str(at // 40), own) for at, (one, own) in enumerate(zip(words[:400], codes))]
learner = Learner().fit(examples, codebook_of([f"code_{at}" for at in range(4)]), "en")
print([sorted((one.code, one.score, one.words) for one in own) for own in learner.judge(words[400:], [()] * 100)])
"""


def test_the_speed_is_told_beside_that_of_a_plain_pipeline(monkeypatch):
    monkeypatch.setattr(suggestion_speed, "UTTERANCES", 200)
    monkeypatch.setattr(suggestion_speed, "REVIEWED", 200)
    (found,) = suggestion_speed.measure(1)
    assert found.spread.value > 0
    assert found.peer.spread.value > 0


def test_each_code_is_what_its_own_words_bring():
    words, codes = suggestion_speed.spoken(300)
    assert suggestion_speed.spoken(300) == (words, codes)
    assert any(codes)
    assert not all(codes)


def test_suggestions_are_the_same_on_one_core_and_on_two():
    told = [
        subprocess.run(
            [sys.executable, "-c", SUGGEST],
            cwd=ROOT,
            env={**os.environ, "OMP_NUM_THREADS": cores, "OPENBLAS_NUM_THREADS": cores},
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for cores in ("1", "2")
    ]
    assert "code_" in told[0]
    assert told[0] == told[1]
