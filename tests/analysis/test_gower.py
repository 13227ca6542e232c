import numpy as np
import pytest

from analysis.surveys import table_of
from workbench.analysis.gower import gower, medoid_labels
from workbench.model.respondents import Variable

VARIABLES = [
    Variable("age", "numeric"),
    Variable("shop", "nominal", ("web", "store")),
    Variable("y", "binary", ("n", "y")),
]


def test_the_published_distance_comes_out():
    table = table_of({"age": [30, 45, 80], "shop": [0, 1, 0], "y": [1, 1, 0]}, VARIABLES)
    assert gower(table, VARIABLES)[0, 1] == pytest.approx(0.43333, abs=1e-5)


def test_a_question_one_did_not_answer_is_skipped():
    table = table_of({"age": [30, 80, np.nan], "shop": [0, 1, 0], "y": [np.nan, np.nan, 1]}, VARIABLES)
    square = gower(table, VARIABLES)
    assert square[0, 2] == 0.0
    assert square[0, 1] == 1.0


def test_groups_far_apart_are_told():
    place = np.array([0.0, 0.1, 0.2, 5.0, 5.1, 5.2])
    labels = medoid_labels(abs(place[:, None] - place), np.ones(6), 2, rng=np.random.default_rng(1))
    assert len(set(labels[:3])) == len(set(labels[3:])) == 1
    assert labels[0] != labels[3]
