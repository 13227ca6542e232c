"""Leaving out one participant or one code tells what the groups hang on."""

import numpy as np
import pandas as pd
import pytest

from workbench.analysis.sensitivity import MOST_TRIED, sensitivity


def table_of(data):
    data = np.asarray(data, dtype=bool)
    people = [f"P-{i:02}" for i in range(len(data))]
    return pd.DataFrame(data, index=people, columns=[f"code_{i}" for i in range(data.shape[1])])


def test_clear_groups_hang_on_nobody_and_on_no_code():
    found = sensitivity(table_of(np.kron(np.eye(3), np.ones((4, 5)))), max_segments=5)
    assert {omission.agreement for omission in found.omissions} == {1.0}
    assert not any(omission.moved for omission in found.omissions)
    assert (len(found.of("participant")), len(found.of("code"))) == (12, 15)


def test_the_one_code_that_holds_a_group_together_is_named():
    planted = np.kron(np.eye(2), np.ones((5, 4)))
    planted[:5, :3] = np.eye(5)[:, :3]
    planted[:5, 3] = 1
    found = sensitivity(table_of(planted), max_segments=2)
    worst = found.of("code")[0]
    assert worst.left_out == "code_3"
    assert worst.agreement < 1
    assert worst.moved


def test_a_twin_without_whom_the_other_fits_nowhere_is_named():
    rows = np.vstack([np.kron(np.eye(3), np.ones((4, 4)))[:, :12], np.zeros((2, 12))])
    own = np.vstack([np.zeros((12, 3)), np.ones((2, 3))])
    found = sensitivity(table_of(np.hstack([rows, own])), max_segments=5)
    worst = found.of("participant")[0]
    assert worst.left_out in {"P-12", "P-13"}
    assert set(worst.moved) == {"P-12", "P-13"} - {worst.left_out}
    assert worst.groups == 3


def test_nobody_left_out_is_among_those_who_move():
    data = np.random.default_rng(4).random((10, 14)) < 0.4
    found = sensitivity(table_of(data), max_segments=5)
    assert not any(omission.left_out in omission.moved for omission in found.of("participant"))


def test_the_greatest_changes_come_first():
    found = sensitivity(table_of(np.random.default_rng(2).random((10, 14)) < 0.4), max_segments=5)
    agreements = [omission.agreement for omission in found.omissions]
    assert agreements == sorted(agreements)
    assert agreements[0] < 1


@pytest.mark.parametrize(
    "data", [np.zeros((0, 4)), np.ones((1, 4)), np.ones((10, 4)), np.zeros((10, 4)), np.zeros((10, 0)), np.eye(2)],
    ids=["nobody", "one_person", "alike", "silent", "no_code", "two_people"],
)  # fmt: skip
def test_where_there_are_no_groups_nothing_hangs_on_anybody(data):
    assert sensitivity(table_of(data), max_segments=5).omissions == ()


def test_of_many_participants_and_codes_a_limited_number_is_left_out_and_it_is_told():
    table = table_of(np.kron(np.eye(4), np.ones((20, 20))))
    found = sensitivity(table, max_segments=5)
    assert len(found.of("participant")) == len(found.of("code")) == MOST_TRIED
    assert (found.participants, found.codes) == (80, 80)
