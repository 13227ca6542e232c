"""Everybody on a plane, near those who hold the same codes."""

import numpy as np
import pandas as pd
import pytest

from workbench.analysis.segmentation import Segmentation
from workbench.figures.participants import participants_map
from workbench.language import Speech

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def drawn(say):
    """Draw people with these codes; all but the last are p1, called Ann."""

    def draw(data):
        data = np.asarray(data, dtype=bool)
        people = [f"P-{i}" for i in range(len(data))]
        table = pd.DataFrame(data, index=people, columns=[f"code_{i}" for i in range(data.shape[1])])
        segments = Segmentation({"p1": tuple(people[:-1] or people)}, tuple(people[1:][-1:]), "found")
        return participants_map(table, segments, {"p1": "Ann"}, say)

    return draw


def test_everybody_is_named_in_picture_and_table(drawn, parsed):
    figure = drawn(np.eye(4))
    texts = {"".join(text.itertext()) for text in parsed(figure.svg).iter(f"{SVG}text")}
    assert {"P-0", "P-1", "P-2", "P-3", "Ann"} <= texts
    assert [row[0] for row in figure.table[1:]] == ["P-0", "P-1", "P-2", "P-3"]


def test_somebody_left_over_is_under_no_personas_name(drawn, say):
    rows = dict(drawn(np.eye(4)).table[1:])
    assert rows["P-0"] == "Ann"
    assert rows["P-3"] == say("fits_none")


@pytest.mark.parametrize(
    "data", [np.ones((3, 4)), np.zeros((3, 4)), np.zeros((3, 0)), np.eye(2), np.ones((30, 3))],
    ids=["alike", "silent", "no_code", "two_people", "many"],
)  # fmt: skip
def test_people_who_cannot_be_told_apart_can_be_drawn(drawn, parsed, data):
    figure = drawn(data)
    parsed(figure.svg)
    assert "nan" not in figure.svg


def test_one_person_alone_can_be_drawn(drawn):
    assert drawn(np.ones((1, 3))).table[1][0] == "P-0"


def test_rows_in_another_order_give_the_same_picture(study):
    table = pd.DataFrame(np.eye(4, dtype=bool), index=["P-2", "P-0", "P-3", "P-1"], columns=[*"abcd"])
    segments, names = Segmentation({"p1": ("P-0", "P-1")}, ("P-2", "P-3"), "found"), {"p1": "Ann"}
    one, other = (participants_map(t, segments, names, Speech("en")) for t in (table, table.sort_index()))
    assert one == other
