"""Groups a person decided are measured as the method's are, and the method's stay beside them."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from workbench.analysis.decided import decided
from workbench.analysis.segmentation import Segmentation, fit_segments

PEOPLE = [f"P-{i:02}" for i in range(9)]


@pytest.fixture(scope="module")
def table():
    """Three groups of three with four codes of their own each."""
    data = np.kron(np.eye(3), np.ones((3, 4))).astype(bool)
    return pd.DataFrame(data, index=PEOPLE, columns=[f"code_{i}" for i in range(12)])


@pytest.fixture(scope="module")
def found(table):
    return fit_segments(table, max_segments=4, resamples=40, seed=1)


def decide(found, groups, table) -> Segmentation:
    return decided(found, groups, table, max_segments=4, resamples=40, seed=1)


def test_the_methods_own_groups_decided_are_as_clear_and_as_stable(table, found):
    again = decide(found, found.groups.values(), table)
    assert again.groups == found.groups
    assert again.silhouette == pytest.approx(found.silhouette)
    assert min(again.stability.values()) > 0.9
    assert (again.reason, again.found) == ("decided", found)


def test_groups_that_cut_across_likeness_are_told_as_unclear(table, found):
    across = decide(found, [PEOPLE[0::3], PEOPLE[1::3], PEOPLE[2::3]], table)
    assert across.silhouette < 0
    assert max(across.stability.values()) < 0.6


def test_who_is_in_no_group_is_left_over_and_the_largest_group_is_first(table, found):
    own = decide(found, [PEOPLE[6:8], PEOPLE[:3]], table)
    assert own.groups == {"p1": tuple(PEOPLE[:3]), "p2": tuple(PEOPLE[6:8])}
    assert own.left_over == (*PEOPLE[3:6], PEOPLE[8])


def test_one_group_and_a_table_that_tells_nobody_apart_have_no_silhouette(table, found):
    assert decide(found, [PEOPLE], table).silhouette is None
    bare = decide(found, [PEOPLE[:4], PEOPLE[4:]], table[[]])
    assert (bare.silhouette, bare.stability) == (None, None)
    assert list(bare.groups) == ["p1", "p2"]
