"""Groups are found where they were planted, and nowhere else."""

import csv
from collections import Counter
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from sklearn.metrics import adjusted_rand_score

from workbench.analysis.segmentation import fit_segments
from workbench.analysis.stability import DOUBTFUL
from workbench.analysis.variables import behavioural, holders
from workbench.study import Study
from workbench.walk import segment

KEYS = Path(__file__).parents[1] / "samples" / "answer_keys"
SAMPLES = ("startup", "consulting", "agency", "travel")


def fit(table, *, seed=1, most=5):
    return fit_segments(table, max_segments=most, resamples=40, seed=seed)


def table_of(data):
    data = np.asarray(data, dtype=bool)
    people = [f"P-{i:02}" for i in range(len(data))]
    return pd.DataFrame(data, index=people, columns=[f"code_{i}" for i in range(data.shape[1])])


@pytest.fixture(scope="module")
def three_groups():
    """Three groups of three with four codes of their own each, and one person holding a code of every group."""
    everybody = np.vstack([np.kron(np.eye(3), np.ones((3, 4))), np.tile([1, 0, 0, 0], 3)])
    return table_of(everybody)


@pytest.fixture(scope="module")
def found(three_groups):
    return fit(three_groups)


def labels(found, people):
    group = {person: name for name, members in found.groups.items() for person in members}
    return [group.get(person, "none") for person in people]


def test_planted_groups_are_found_and_the_odd_one_is_left_over(three_groups, found):
    planted = [*"aaabbbccc", "odd"]
    assert found.reason == "found"
    assert adjusted_rand_score(planted, labels(found, three_groups.index)) == 1
    assert found.left_over == ("P-09",)


def test_somebody_who_holds_no_code_is_left_over(three_groups):
    table = three_groups.copy()
    table.loc["P-09"] = False
    assert fit(table).left_over == ("P-09",)


def test_everybody_is_in_one_group_or_left_over(three_groups, found):
    placed = Counter([*found.left_over, *(person for members in found.groups.values() for person in members)])
    assert placed == Counter(three_groups.index)


def test_groups_are_named_from_the_largest_down():
    sizes = (3, 5, 4)
    rows = [np.repeat(np.eye(3)[kind], 4) for kind, size in enumerate(sizes) for _ in range(size)]
    found = fit(table_of(rows))
    assert [(name, len(members)) for name, members in found.groups.items()] == [("p1", 5), ("p2", 4), ("p3", 3)]


def test_a_group_that_is_kept_holds_when_people_are_left_out(found):
    assert min(found.stability.values()) >= DOUBTFUL
    assert min(found.silhouettes[person] for members in found.groups.values() for person in members) > 0


def test_shuffled_columns_have_no_structure():
    planted = np.kron(np.eye(2), np.ones((4, 5)))
    assert fit(table_of(planted)).reason == "found"
    shuffled = [table_of(np.random.default_rng(seed).permuted(planted, axis=0)) for seed in range(20)]
    reasons = Counter(fit(table).reason for table in shuffled)
    assert reasons["no_structure"] >= 17, reasons


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (np.ones((10, 4)), "no_structure"),
        (np.zeros((10, 4)), "no_structure"),
        (np.zeros((10, 0)), "no_variables"),
        (np.eye(10)[:, :1], "no_variables"),
        (np.zeros((0, 4)), "too_few"),
        (np.ones((1, 4)), "too_few"),
        (np.eye(2), "too_few"),
        (np.kron(np.eye(2), np.ones((4, 4)))[:7], "too_few"),
    ],
    ids=["alike", "silent", "no_code", "one_code", "nobody", "one_person", "two_people", "seven_people"],
)
def test_where_no_groups_can_be_told_apart_everybody_is_one_group_for_a_stated_reason(data, reason):
    table = table_of(data)
    found = fit(table)
    assert found.reason == reason
    assert found.groups == ({"p1": tuple(table.index)} if len(table) else {})
    assert found.left_over == ()


def test_eight_people_are_enough_for_two_groups():
    assert len(fit(table_of(np.kron(np.eye(2), np.ones((4, 4))))).groups) == 2


def test_people_who_hold_exactly_the_same_codes_stop_nothing(monkeypatch, interview, codebook, coding):
    monkeypatch.setattr("workbench.analysis.segmentation.SHUFFLES", 2)
    book = codebook(*(f"code_{i}" for i in range(22)))
    for seed in range(20):
        different = np.random.default_rng(seed).random((8, 22)) < 0.35
        twins = np.vstack([different, different[:4]])
        codings = [
            coding(interview("words", document=f"i{row:02}", participant=f"P-{row:02}"), f"code_{column}")
            for row, column in np.argwhere(twins)
        ]
        assert fit(behavioural(holders(codings, book), book)).groups


def test_asking_for_one_group_is_not_called_too_few_people(three_groups):
    found = fit(three_groups, most=1)
    assert found.reason == "one_asked"
    assert found.groups == {"p1": tuple(sorted(three_groups.index))}
    assert fit(three_groups.iloc[:7], most=1).reason == "too_few"


def test_no_more_groups_are_made_than_asked_for(three_groups):
    found = fit(three_groups, most=2)
    assert len(found.groups) <= 2
    assert set(found.scores) <= {2}


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_rows_does_not_matter(three_groups, found, seed):
    order = np.random.default_rng(seed).permutation(len(three_groups))
    assert fit(three_groups.iloc[order]) == found


def test_the_order_of_codes_changes_no_group(three_groups, found):
    backwards = fit(three_groups.iloc[:, ::-1])
    assert backwards.groups == found.groups
    assert backwards.left_over == found.left_over


def test_the_table_given_is_not_changed(three_groups):
    before = three_groups.copy(deep=True)
    fit(three_groups)
    pd.testing.assert_frame_equal(three_groups, before)


@pytest.mark.parametrize("name", SAMPLES)
def test_the_personas_planted_in_a_sample_are_found_again(segmented, name):
    with (KEYS / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        planted = {row["document"]: row["persona"] for row in csv.DictReader(file)}
    material, _, found = segmented(name)
    document = {person.pseudonym: person.documents[0] for person in material.participants}
    people = sorted(document)
    truth = [planted[document[person]] for person in people]
    assert adjusted_rand_score(truth, labels(found, people)) >= 0.9
    assert {document[person] for person in found.left_over} == {d for d, kind in planted.items() if kind == "none"}


@pytest.mark.parametrize("name", SAMPLES)
def test_another_seed_changes_no_group_of_a_sample(segmented, name):
    material, codings, first = segmented(name)
    second = segment(material, codings, Study(study=name, seed=20_260_501))
    assert first.groups == second.groups
    assert first.left_over == second.left_over
