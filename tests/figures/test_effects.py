"""Weights of assumptions: every reading with its interval, ranked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from figures.boxes import outside, touching
from workbench.figures.effects import Influence, Reading, morris_chart, sobol_chart
from workbench.language import Speech


def influences(*values):
    return [
        Influence(f"assumption {i}", (Reading(v, v - 0.1, v + 0.1), Reading(v / 2, v / 3, v)))
        for i, v in enumerate(values)
    ]


VALUES = st.lists(st.floats(0, 50) | st.floats(0, 1e-3), max_size=8)


@pytest.mark.parametrize("chart", [morris_chart, sobol_chart])
@given(values=VALUES)
def test_no_text_lies_over_another_and_none_is_cut(chart, values):
    for language in ("en", "fr"):
        figure = chart(influences(*values), Speech(language))
        assert touching(figure.svg) == []
        assert outside(figure.svg) == []


def test_morris_ranks_by_mu_and_sobol_by_the_total_share(say):
    alone, together = (
        Influence("alone", (Reading(0.6), Reading(0.6))),
        Influence("together", (Reading(0.1), Reading(0.9))),
    )
    assert [row[0] for row in morris_chart([together, alone], say).table[1:]] == ["alone", "together"]
    assert [row[0] for row in sobol_chart([alone, together], say).table[1:]] == ["together", "alone"]
    assert "together" in sobol_chart([alone, together], say).alt


def test_intervals_are_drawn_and_told_and_never_made_up(say):
    with_one = sobol_chart([Influence("a", (Reading(0.4, 0.3, 0.5), Reading(0.5)))], say)
    told = say("from_to", low=say.number(0.3, 3), high=say.number(0.5, 3))
    assert with_one.table[1][1].endswith(f"({told})")
    assert "(" not in with_one.table[1][2]


def test_a_share_below_0_has_a_true_minus_and_stays_in_the_field(say):
    figure = sobol_chart([Influence("a", (Reading(-0.02, -0.1, 0.06), Reading(0.01)))], say)
    assert "\u2212" in figure.table[1][1]
    assert "-" not in figure.table[1][1]


def test_ishigamis_shares_are_ranked_as_published(say):
    rows = [
        Influence(f"x{i}", (Reading(s), Reading(t)))
        for i, (s, t) in enumerate([(0.3139, 0.5576), (0.4424, 0.4424), (0.0, 0.2437)], 1)
    ]
    assert [row[0] for row in sobol_chart(rows, say).table[1:]] == ["x1", "x2", "x3"]


def test_without_rows_there_is_a_finding_that_says_so(say, parsed):
    figure = morris_chart([], say)
    parsed(figure.svg)
    assert figure.alt == say("morris_alt_none")
