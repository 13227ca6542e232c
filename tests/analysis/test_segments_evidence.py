"""How far planted groups are found, and no others: counted over many shuffled, thinned and redrawn studies."""

import csv
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from workbench.analysis.partition import adjusted_rand, alone
from workbench.analysis.segmentation import fit_segments
from workbench.analysis.variables import telling
from workbench.walk import variables

KEYS = Path(__file__).parents[1] / "samples" / "answer_keys"
SAMPLES = ("startup", "consulting", "agency", "travel")
NEAR = 0.8


@pytest.fixture(scope="module")
def planted(segmented):
    """Return a sample's table, its codings and the planted group of each participant."""

    def read(name):
        with (KEYS / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            kinds = {row["document"]: row["persona"] for row in csv.DictReader(file)}
        material, codings, _ = segmented(name)
        truth = {person.pseudonym: kinds[person.documents[0]] for person in material.participants}
        return variables(material, codings), material, codings, truth

    return read


def fit(table):
    return fit_segments(table, max_segments=5, resamples=20, seed=1)


def near(found, people, truth, *, all_people):
    """Say whether the groups are nearly the planted ones: over those placed, or over all who belong somewhere."""
    label = {person: i for i, members in enumerate(found.groups.values()) for person in members}
    own = [person for person in people if truth[person] != "none" and (all_people or person in label)]
    kinds = np.unique([truth[person] for person in own], return_inverse=True)[1]
    return found.reason == "found" and adjusted_rand(kinds, alone([label.get(p, -1) for p in own])) >= NEAR


def shuffled(table, seed):
    rng = np.random.default_rng(seed)
    return pd.DataFrame(rng.permuted(table.to_numpy(), axis=0), index=table.index, columns=table.columns)


def thinned(table, seed):
    """Return the table of eight people in ten."""
    return telling(table.iloc[np.sort(np.random.default_rng(seed).choice(len(table), 8, replace=False))])


def redrawn(material, codings, seed):
    """Return the table after each interview's codings were drawn again, as many, with replacement."""
    rng = np.random.default_rng(seed)
    own = {}
    for coding in codings:
        own.setdefault(coding.evidence.document, []).append(coding)
    return variables(material, [one[i] for one in own.values() for i in rng.integers(0, len(one), len(one))])


def test_shuffled_codes_make_no_groups_and_eight_of_ten_people_make_those_planted(planted):
    table, _, _, truth = planted("agency")
    assert sum(fit(shuffled(table, seed)).reason != "found" for seed in range(8)) >= 7
    thin = [thinned(table, seed) for seed in range(8)]
    assert sum(near(fit(own), own.index, truth, all_people=False) for own in thin) >= 7


@pytest.mark.soak
def test_of_a_hundred_shuffled_studies_nearly_all_have_no_groups(planted):
    tables = [planted(name)[0] for name in SAMPLES]
    none = sum(fit(shuffled(table, 5000 + seed)).reason != "found" for table in tables for seed in range(25))
    assert none >= 95


@pytest.mark.soak
def test_in_a_hundred_studies_of_eight_of_ten_people_the_planted_groups_are_found(planted):
    found = 0
    for name in SAMPLES:
        table, _, _, truth = planted(name)
        thin = [thinned(table, 5000 + seed) for seed in range(25)]
        found += sum(near(fit(own), own.index, truth, all_people=False) for own in thin)
    assert found >= 90  # 96 here, 93 with other draws: eight people of the travel sample are too few to be sure


@pytest.mark.soak
def test_redrawn_passages_still_give_the_planted_groups_in_most_of_a_hundred_studies(planted):
    found = 0
    for name in SAMPLES:
        _, material, codings, truth = planted(name)
        tables = [redrawn(material, codings, 5000 + seed) for seed in range(25)]
        found += sum(near(fit(own), own.index, truth, all_people=False) for own in tables)
    assert found >= 70  # 78: redrawing loses a third of the passages, and most of those of travel were said once
