"""Customers who bring customers."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from workbench.errors import WorkbenchError
from workbench.simulation.arrivals import arrivals, generation_seed
from workbench.simulation.expectations import expectations
from workbench.simulation.ledger import blank


@pytest.fixture
def bringing(chain):
    """A journey of two steps, at the second of which each customer brings so many."""

    def make(brought):
        process = chain([[0, 0.5], [0, 0]], [[0.5], [1]])
        ledger = replace(blank(2), referrals=np.array([0.0, brought]))
        return replace(process, ledger=ledger)

    return make


@pytest.mark.parametrize("brought", [0.4, 1.0, 1.4])
def test_customers_in_all_are_those_of_galton_and_watson(bringing, brought):
    process = bringing(brought)
    found = arrivals(process, "s0", n_journeys=50_000, seed=1)
    k = expectations(process).referrals
    assert k == pytest.approx(brought / 2)
    assert found.ended
    spread = 0.5 * brought**2 * 0.5 + 0.25
    error = math.sqrt(spread / (1 - k) ** 3 / 50_000)
    assert abs(found.growth - 1 / (1 - k)) < 4 * error


def test_those_who_are_brought_start_at_the_entry(bringing):
    found = arrivals(bringing(0.8), "s1", n_journeys=10_000, seed=1)
    assert found.generations[1].reached.tolist() == [0, found.generations[1].n]


def test_each_generation_has_luck_of_its_own():
    assert len({generation_seed(seed, generation) for seed in range(50) for generation in range(50)}) == 2_500
    assert generation_seed(7, 0) == 7


def test_where_nobody_brings_anybody_there_is_one_generation(bringing):
    found = arrivals(bringing(0.0), "s0", n_journeys=500, seed=1)
    assert (len(found.generations), found.customers, found.growth, found.ended) == (1, 500, 1.0, True)


def test_a_number_that_never_ends_growing_is_cut_and_told(bringing):
    found = arrivals(bringing(2.4), "s0", n_journeys=500, seed=1, most=5)
    assert (len(found.generations), found.ended) == (5, False)
    with pytest.raises(WorkbenchError, match="never ends growing"):
        arrivals(bringing(4e6), "s0", n_journeys=5_000, seed=1)


def test_an_entry_that_is_no_step_is_refused(bringing):
    with pytest.raises(WorkbenchError, match="start at nowhere; steps are s0, s1"):
        arrivals(bringing(0.4), "nowhere", n_journeys=500, seed=1)
