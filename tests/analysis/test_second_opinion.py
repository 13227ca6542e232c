"""Other methods find planted groups, find none in noise, and say so for a reason."""

import csv
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from workbench.analysis.behaviour import Behaviour, BehaviouralVariable, Cell, behaviour_of
from workbench.analysis.second_opinion import second_opinions
from workbench.analysis.segmentation import fit_segments
from workbench.model.label import Label
from workbench.walk import variables

KEYS = Path(__file__).parents[1] / "samples" / "answer_keys"
SAMPLES = ("startup", "consulting", "agency", "travel")


def words(text):
    return Label(en=text, fr=text)


def table_of(data):
    data = np.asarray(data, dtype=bool)
    people = [f"P-{i:02}" for i in range(len(data))]
    return pd.DataFrame(data, index=people, columns=[f"code_{i}" for i in range(data.shape[1])])


def behaviour(table, **scales):
    """Return the table as codes that were said or not spoken of, and scales of numbers."""
    found = {name: (BehaviouralVariable(name, "code", words(name)), table[name].where(table[name])) for name in table}
    for name, points in scales.items():
        scale = BehaviouralVariable(name, "scale", words("high"), words("low"), words(name), (), 1.0, 5.0)
        found[name] = scale, pd.Series(points)
    cells = {
        name: tuple(Cell(None if pd.isna(point) else float(point)) for point in points)
        for name, (_, points) in found.items()
    }
    return Behaviour(tuple(table.index), tuple(variable for variable, _ in found.values()), cells)


def opinions(table, most=5, seed=1, **scales):
    main = fit_segments(table, max_segments=most, resamples=40, seed=seed)
    found = second_opinions(table, behaviour(table, **scales), main, max_segments=most, seed=seed)
    return {opinion.method: opinion for opinion in found}


THREE = table_of(np.vstack([np.kron(np.eye(3), np.ones((3, 4))), np.tile([1, 0, 0, 0], 3)]))
METHODS = ("medoids", "factors")


@pytest.fixture(scope="module")
def three():
    return opinions(THREE)


@pytest.mark.parametrize("method", METHODS)
def test_planted_groups_are_found(three, method):
    found = three[method]
    assert found.reason == "found"
    assert found.agreement == 1
    planted = [("P-00", "P-01", "P-02"), ("P-03", "P-04", "P-05"), ("P-06", "P-07", "P-08")]
    assert [tuple(person for person in group if person != "P-09") for group in sorted(found.groups)] == planted


@pytest.mark.parametrize("method", METHODS)
def test_everybody_is_in_one_group_or_left_over(three, method):
    found = three[method]
    assert sorted((*found.left_over, *(person for group in found.groups for person in group))) == sorted(THREE.index)


def test_the_order_of_rows_does_not_matter(three):
    backwards = THREE.iloc[::-1]
    main = fit_segments(backwards, max_segments=5, resamples=40, seed=1)
    again = second_opinions(backwards, behaviour(THREE), main, max_segments=5, seed=1)
    assert {opinion.method: opinion for opinion in again} == three


def test_noise_has_no_groups():
    planted = np.kron(np.eye(2), np.ones((4, 5)))
    tables = [table_of(np.random.default_rng(seed).permuted(planted, axis=0)) for seed in range(12)]
    found = [opinions(table) for table in tables]
    for method in METHODS:
        assert sum(one[method].reason == "no_structure" for one in found) >= 10, method


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (np.ones((10, 4)), {"no_variables", "no_structure"}),
        (np.zeros((10, 4)), {"no_variables", "no_structure"}),
        (np.zeros((10, 0)), {"no_variables"}),
        (np.ones((1, 4)), {"too_few"}),
        (np.zeros((0, 4)), {"too_few"}),
        (np.kron(np.eye(2), np.ones((4, 4)))[:7], {"too_few"}),
    ],
    ids=["alike", "silent", "no_code", "one_person", "nobody", "seven_people"],
)
def test_where_nobody_can_be_told_apart_there_is_one_group_for_a_stated_reason(data, reason):
    for found in opinions(table_of(data)).values():
        assert found.reason in reason
        assert len(found.groups) == (1 if len(data) else 0)
        assert found.left_over == ()
        assert found.agreement is found.agreement_all is None


def test_two_hundred_random_codes_make_no_group_of_eight_people():
    table = table_of(np.random.default_rng(5).random((8, 200)) < 0.4)
    assert {found.reason for found in opinions(table).values()} == {"no_structure"}


def test_asking_for_one_group_is_a_reason_of_its_own():
    assert {opinion.reason for opinion in opinions(THREE, most=1).values()} == {"one_asked"}


def test_ratings_alone_can_tell_people_apart_where_codes_cannot():
    silent = table_of(np.zeros((10, 2)))
    rated = {
        "calm": [1, 2, 1, 1, 2, 5, 4, 5, 5, 4],
        "planned": [1, 1, 2, 1, 1, 5, 5, 4, 5, 5],
        "frugal": [2, 1, 1, 2, 1, 4, 5, 5, 4, 5],
    }
    found = opinions(silent, **rated)
    assert [len(group) for group in found["medoids"].groups] == [5, 5]
    assert found["medoids"].agreement is None
    assert found["factors"].reason != "found"


def test_somebody_placed_elsewhere_is_named(three):
    main = fit_segments(THREE, max_segments=5, resamples=40, seed=1)
    swapped = main.groups | {"p1": main.groups["p1"][:2], "p2": (*main.groups["p2"], main.groups["p1"][2])}
    main = type(main)(swapped, main.left_over, main.reason)
    found = second_opinions(THREE, behaviour(THREE), main, max_segments=5, seed=1)
    assert all(main.groups["p2"][-1] in opinion.elsewhere for opinion in found)
    assert all(opinion.agreement < 1 for opinion in found)


@pytest.mark.parametrize("name", SAMPLES)
def test_people_of_a_sample_whom_both_methods_place_are_placed_as_planted(segmented, name):
    with (KEYS / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        planted = {row["document"]: row["persona"] for row in csv.DictReader(file)}
    material, codings, main = segmented(name)
    table = variables(material, codings)
    matrix = behaviour_of(list(table.index), codings, material.codebook, material.ratings)
    document = {person.pseudonym: person.documents[0] for person in material.participants}
    for opinion in second_opinions(table, matrix, main, max_segments=5, seed=1):
        kinds = [{planted[document[person]] for person in group} - {"none"} for group in opinion.groups]
        assert opinion.reason == "found"
        assert all(len(kind) == 1 for kind in kinds), opinion.method
        assert len(set().union(*kinds)) == len(kinds), opinion.method
        assert opinion.agreement == 1
