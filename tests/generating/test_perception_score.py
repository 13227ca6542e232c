"""Perception scores: means, intervals and alphas worked out by hand."""

from __future__ import annotations

import csv
from itertools import pairwise

import pytest

from workbench.cli import main
from workbench.errors import InputError
from workbench.generating.perception import CONSTRUCTS, ITEMS, REVERSED
from workbench.generating.perception_score import cronbach, perception_scores
from workbench.generating.perception_survey import Answer, read_answers, template
from workbench.generating.perception_table import perception_table
from workbench.language.speech import Speech, catalogue

BY_ID = {item.id: item for item in ITEMS}
CLARITY = ("clarity_a", "clarity_b", "clarity_c")


def _clarity(*people: tuple[int | None, int | None, int | None]) -> list[Answer]:
    return [
        Answer(f"R{number}", "p1", BY_ID[item], value)
        for number, own in enumerate(people)
        for item, value in zip(CLARITY, own, strict=True)
    ]


def test_there_are_28_statements_on_8_constructs_and_each_has_one_turned_round():
    assert (len(ITEMS), len(CONSTRUCTS), len(BY_ID)) == (28, 8, 28)
    assert set(BY_ID) >= REVERSED
    assert sorted(BY_ID[name].construct for name in REVERSED) == sorted(CONSTRUCTS)
    assert {f"perception_{item.id}" for item in ITEMS} <= set(catalogue("fr"))


def test_no_construct_is_asked_twice_running():
    assert all(one.construct != other.construct for one, other in pairwise(ITEMS))


def test_a_reversed_answer_counts_eight_minus_itself():
    assert [BY_ID["clarity_c"].points(value) for value in (1, 4, 7)] == [7, 4, 1]
    assert [BY_ID["clarity_a"].points(value) for value in (1, 4, 7)] == [1, 4, 7]


def test_the_mean_is_that_of_the_respondents_means():
    (score,) = perception_scores(_clarity((6, 7, 3), (2, 2, 5)))  # points 6 7 5 and 2 2 3: means 6 and 7/3
    assert (score.n, score.left_out, score.complete) == (2, 0, 2)
    assert score.mean == pytest.approx((6 + 7 / 3) / 2)


def test_alpha_is_cronbachs():
    # items 2 4 6, 3 5 4, 1 5 6: variances 4, 1, 7; sums 6 14 16: variance 28; alpha = 3/2 (1 - 12/28)
    assert cronbach([(2, 3, 1), (4, 5, 5), (6, 4, 6)]) == pytest.approx(1.5 * (1 - 12 / 28))
    (score,) = perception_scores(_clarity((2, 3, 7), (4, 5, 3), (6, 4, 2)))  # the third is turned round
    assert score.alpha == pytest.approx(6 / 7)


def test_statements_that_say_the_same_have_alpha_one():
    assert cronbach([(1, 1), (4, 4), (6, 6)]) == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("people", "why"),
    [([(3, 4, 5)], "few"), ([(3, 4, 5), (3, None, 5)], "few"), ([(3, 4, 5), (4, 3, 5), (3, 4, 5)], "same")],
)
def test_an_undefined_alpha_says_why(people, why):
    (score,) = perception_scores(_clarity(*people))
    assert (score.alpha, score.why) == (None, why)
    assert "undefined" in perception_table([score])


def test_there_is_an_interval_from_eight_people_on():
    people = [(4, 4, 4), (5, 5, 3)] * 4  # means 4 and 5: mean 4.5, standard deviation sqrt(8 * 0.25 / 7)
    (seven,) = perception_scores(_clarity(*people[:7]))
    (eight,) = perception_scores(_clarity(*people))
    assert seven.interval is None
    half = 2.364624 * (2 / 7) ** 0.5 / 8**0.5  # Student's t for 7 degrees of freedom
    assert eight.interval == pytest.approx((4.5 - half, 4.5 + half), abs=1e-5)
    assert "fewer than 8" in perception_table([seven])
    assert "fewer than 8" not in perception_table([eight])


def test_no_interval_leaves_the_scale():
    (score,) = perception_scores(_clarity(*[(7, 7, 1)] * 8, (4, 4, 4)))
    assert score.interval is not None
    assert score.interval[1] == 7.0


def test_what_is_left_out_is_counted_and_the_rest_still_scores():
    (score,) = perception_scores(_clarity((6, None, 2), (None, None, None), (2, 2, 6)))
    assert (score.n, score.left_out, score.complete) == (2, 4, 1)
    assert score.mean == pytest.approx((6 + 2) / 2)


def test_few_people_are_never_a_percentage():
    table = perception_table(perception_scores(_clarity((6, 7, 3), (2, 2, 5))))
    assert "%" not in table.replace("95% interval", "")


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_template_filled_in_is_read_back(persona, tmp_path, language):
    rows = list(csv.DictReader(template([persona], Speech(language)).splitlines()))
    assert [row["item"] for row in rows] == [item.id for item in ITEMS]
    assert not any(row["answer"] or row["respondent"] for row in rows)
    path = tmp_path / "answers.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(row | {"respondent": "R1", "answer": "7"} for row in rows)
    scores = {score.construct: score.mean for score in perception_scores(read_answers(path))}
    assert scores["clarity"] == pytest.approx((7 + 7 + 1) / 3)
    assert scores["credibility"] == pytest.approx((7 + 7 + 7 + 1) / 4)
    assert len(scores) == 8


def test_every_fault_of_a_table_is_told_with_its_line(tmp_path):
    path = tmp_path / "answers.csv"
    lines = ["R1,p1,clarity_a,8", "R1,p1,clarity_a,5", "R1,p1,clearness,5", ",p1,clarity_b,5", "R1,p1,clarity_b,3.5"]
    path.write_text("\n".join(["respondent,persona,item,answer", *lines]) + "\n", "utf-8")
    with pytest.raises(InputError) as caught:
        read_answers(path)
    told = [(problem.where.rsplit(":", 1)[1], problem.what) for problem in caught.value.problems]
    assert told == [
        ("2", "not an answer"),
        ("3", "answered a second time"),
        ("4", "unknown item"),
        ("5", "no respondent is named"),
        ("6", "not an answer"),
    ]


def test_the_command_makes_a_table_that_waits_for_answers(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert main(["perception", "template", "travel", "--language", "fr", "--out", "survey.csv"]) == 0
    assert main(["perception", "score", "survey.csv"]) == 1
    assert "no answers yet" in capsys.readouterr().err
