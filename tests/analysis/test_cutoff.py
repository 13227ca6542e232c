"""A cut-off gives the best F1 that scores allow, drawn to everybody's where there is little to go by."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.analysis.cutoff import best_cutoff, cutoffs, f1

CASES = st.lists(st.tuples(st.integers(0, 10), st.booleans()), min_size=1, max_size=20)


@given(CASES)
def test_no_other_cutoff_gives_a_higher_f1(cases):
    scores = np.array([score / 10 for score, _ in cases])
    truth = np.array([true for _, true in cases])
    best = f1(truth, scores >= best_cutoff(scores, truth))
    assert best == pytest.approx(max(f1(truth, scores >= other) for other in {*scores.tolist()}))


def test_few_positives_follow_everybodys_cutoff_and_many_their_own():
    high, low = np.array([0.9, 0.7] * 200), np.array([0.4, 0.2] * 5)
    many, few = cutoffs([high, low], [high > 0.8, low > 0.3])
    assert many == pytest.approx(0.8, abs=0.02)
    assert few > 0.5


def test_no_codes_have_no_cutoffs():
    assert cutoffs([], []) == []
