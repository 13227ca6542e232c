"""Suggested codes of open answers: floors for what is learned, measured as the benchmark measures it."""

import pytest

from benchmarks.suggestion_quality import theme_scores
from benchmarks.suggestion_score import scored
from benchmarks.suggestion_themes import FOLDER, answers, codebook_of, halves


@pytest.mark.real
@pytest.mark.parametrize(("question", "floor"), [("hinderances", 0.8), ("pleasant_aspects", 0.85)])
def test_learned_codes_are_clearly_better_than_a_plain_classifier(question, floor):
    if not FOLDER.is_dir():
        pytest.skip(f"not here: {FOLDER}")
    ours, plain = theme_scores(
        question, ("workbench, learned", "TfidfVectorizer + OneVsRest(LogisticRegression)"), (0,)
    )
    assert ours.f1 >= floor
    assert ours.low > plain.high


@pytest.mark.real
def test_each_answer_is_either_learned_from_or_tested_on():
    if not FOLDER.is_dir():
        pytest.skip(f"not here: {FOLDER}")
    coded = answers("hinderances")
    train, test = halves(len(coded), 1)
    assert sorted(train + test) == list(range(len(coded)))
    assert codebook_of(["development"]).codes[0].terms == ()


def test_micro_f1_counts_codes_over_all_units():
    given, true = [frozenset("ab"), frozenset("a"), frozenset()], [frozenset("a"), frozenset("b"), frozenset("a")]
    score = scored("d", "m", given=given, true=true, units=["1", "2", "3"])
    assert (score.f1, score.precision, score.recall) == (2 / 6, 1 / 3, 1 / 3)
    assert score.low <= score.f1 <= score.high
