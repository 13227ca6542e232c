"""A run is held against what its own process makes expected."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from workbench.simulation.sampler import total
from workbench.simulation.self_check import self_check

SAMPLES = ("startup", "consulting", "agency", "travel")


@pytest.mark.parametrize("name", SAMPLES)
def test_a_run_lies_as_near_its_expectations_as_luck_allows(of_sample, name):
    check = self_check(total(of_sample(name), n_journeys=50_000, seed=2))
    assert check.compared > 20
    assert check.likely > 1e-4, check


@pytest.mark.parametrize("name", SAMPLES)
def test_without_a_horizon_means_are_compared_too(of_sample, name):
    totals = total(replace(of_sample(name), horizon=float("inf")), n_journeys=50_000, seed=2)
    short = self_check(replace(totals, process=replace(totals.process, horizon=1.0)))
    assert self_check(totals).compared > short.compared
    assert self_check(totals).likely > 1e-4


def test_a_run_of_another_process_is_told(of_sample):
    process = of_sample("travel")
    moved = process.matrix.copy()
    step = int(np.argmax(process.start))
    first, second = np.flatnonzero(moved[step])[:2]
    moved[step, first], moved[step, second] = moved[step, first] - 0.05, moved[step, second] + 0.05
    totals = total(replace(process, matrix=moved), n_journeys=50_000, seed=2)
    check = self_check(replace(totals, process=process))
    assert check.worst > 6
    assert check.likely < 1e-6
    assert process.steps[step] in check.at


def test_where_every_move_is_certain_there_is_nothing_to_compare(chain):
    check = self_check(total(chain([[0.0]], [[1.0]], horizon=1.0), n_journeys=100, seed=1))
    assert (check.compared, check.worst) == (0, 0.0)
