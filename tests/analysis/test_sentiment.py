"""A feeling is suggested from reviewed ones, from its code where these are few, and not at all when unsure."""

from pathlib import Path

import numpy as np
import pytest

from workbench.analysis.sentiment import FEWEST, Felt, SentimentLearner
from workbench.reading.letters.encoding import read_text

VERBATIMS = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "verbatims"


def test_few_reviewed_feelings_leave_the_codes_usual_one(codebook):
    learner = SentimentLearner(codebook({"id": "leak", "emotion": -2}, "other"), "en").fit(
        [Felt("It was wet", "leak", 1)]
    )
    found = learner.suggest("anything", "leak")
    assert (found.value, found.reason, learner.learned) == (-2, "leak", False)
    assert learner.suggest("anything", "other") is None
    assert learner.suggest("anything") is None


def test_a_code_without_a_usual_feeling_has_that_of_its_reviewed_quotes(codebook):
    learner = SentimentLearner(codebook("leak"), "en").fit([Felt("wet", "leak", value) for value in (-2, -1, 1)])
    assert learner.suggest("wet", "leak").value == -1


def test_reviewed_feelings_teach_their_words_and_their_order(codebook):
    felt = [
        Felt(f"{who} {what}", "", value)
        for who in "abcdefghijklmno"
        for what, value in (
            ("truly awful day", -2),
            ("bad day", -1),
            ("plain day", 0),
            ("good day", 1),
            ("truly lovely day", 2),
        )
    ]
    learner = SentimentLearner(codebook("x"), "en").fit(felt)
    assert learner.learned
    assert len(felt) >= FEWEST
    awful, lovely = learner.suggest("a truly awful thing"), learner.suggest("a truly lovely thing")
    assert awful.value < 0 < lovely.value
    assert "awful" in awful.reason
    assert "lovely" in lovely.reason
    assert SentimentLearner(codebook("x"), "en").fit(felt).suggest("a truly awful thing") == awful


@pytest.mark.real
@pytest.mark.parametrize("name", ["amazon_cells_labelled_lf.tsv", "yelp_labelled_cr_line_ends.txt"])
def test_review_sentences_learned_from_one_half_are_told_apart_in_the_other(codebook, name):
    if not (VERBATIMS / name).is_file():
        pytest.skip(f"not here: {VERBATIMS / name}")
    rows = [line.rsplit("\t", 1) for line in read_text(VERBATIMS / name).split("\n") if "\t" in line]
    felt = [Felt(words, "", 1 if label.strip() == "1" else -1) for words, label in rows]
    order = np.random.default_rng(0).permutation(len(felt))
    learner = SentimentLearner(codebook("x"), "en").fit([felt[at] for at in order[:500]])
    told = [(felt[at].emotion, learner.suggest(felt[at].words)) for at in order[500:]]
    given = [(true, found.value) for true, found in told if found]
    assert len(given) >= 0.75 * len(told)
    assert sum(true * value > 0 for true, value in given) >= 0.8 * len(given)
