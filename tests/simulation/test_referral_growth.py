"""Customers who bring customers: the line they start, against one drawn person by person."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.simulation.referral_growth import (
    expected_total,
    extinction,
    generations,
    referral_growth,
    reproduction,
)


def drawn_totals(k, lines, rng, most=2_000):
    """Return the totals of lines drawn a generation at a time; those above `most` have no end in sight."""
    alive, totals = np.ones(lines, dtype=int), np.ones(lines, dtype=int)
    while alive.any():
        alive = np.where(totals > most, 0, rng.poisson(k * alive))
        totals += alive
    return totals


def test_k_is_invitations_by_their_conversion():
    assert reproduction(4, 0.2) == pytest.approx(0.8)
    assert referral_growth(4, 0.2).total == pytest.approx(5)


@pytest.mark.parametrize("k", [0.2, 0.5, 0.8])
def test_a_drawn_line_comes_to_the_expected_total(k):
    totals = drawn_totals(k, 100_000, np.random.default_rng(1))
    growth = referral_growth(1 / 0.9 * k, 0.9)
    assert abs(totals.mean() - growth.total) <= 4 * math.sqrt(growth.variance / len(totals))
    assert totals.var() == pytest.approx(growth.variance, rel=0.1)


@pytest.mark.parametrize("k", [1.2, 1.5, 2.5])
def test_drawn_lines_end_as_often_as_extinction_says(k):
    lines = 5_000
    ended = (drawn_totals(k, lines, np.random.default_rng(2)) <= 2_000).mean()
    q = extinction(k)
    assert abs(ended - q) <= 4 * math.sqrt(q * (1 - q) / lines)


def test_poisson_lines_of_two_end_with_the_known_chance():
    assert extinction(2.0) == pytest.approx(0.2031878699799799)


def test_from_k_1_on_there_is_no_total():
    assert expected_total(1.0) is None
    growth = referral_growth(10, 0.3)
    assert (growth.total, growth.variance) == (None, None)
    assert growth.extinction < 1


def test_nobody_brought_is_one_customer_for_sure():
    growth = referral_growth(0, 0.5)
    assert (growth.total, growth.variance, growth.extinction) == (1, 0, 1)


@pytest.mark.parametrize(("invitations", "conversion"), [(-1, 0.5), (1, 1.2), (1, -0.1), (math.nan, 0.1)])
def test_what_is_no_number_of_invitations_or_share_is_refused(invitations, conversion):
    with pytest.raises(ValueError, match="K needs"):
        reproduction(invitations, conversion)


@given(k=st.floats(0, 0.95))
def test_generations_sum_to_the_total(k):
    assert generations(k, 600).sum() == pytest.approx(expected_total(k))


@given(k=st.floats(0, 20))
def test_extinction_is_a_fixed_point_and_certain_up_to_1(k):
    q = extinction(k)
    assert 0 < q <= 1
    assert q == pytest.approx(math.exp(k * (q - 1)), rel=1e-6, abs=1e-9)
    assert (q == 1) == (k <= 1) or k == pytest.approx(1, abs=1e-6)
