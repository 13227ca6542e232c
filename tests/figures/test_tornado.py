"""Bars around an outcome: largest swing first, ends where the numbers are."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from figures.boxes import outside, touching, xml_of
from workbench.figures.tornado import Bar, ordered, tornado
from workbench.language import Speech

SVG = "{http://www.w3.org/2000/svg}"
VALUES = st.floats(0, 1)
BARS = st.lists(st.tuples(VALUES, VALUES), max_size=8)


def bars(*pairs):
    return [Bar(f"assumption {i}", low, high, "0.1", "0.9", "assumed") for i, (low, high) in enumerate(pairs)]


def drawn(own, say, base=0.5):
    return tornado(own, say, outcome="Conversion", base=base, shown=lambda value: say.percent(value, 1))


@given(BARS)
def test_the_largest_swing_comes_first_and_equal_ones_keep_their_order(pairs):
    found = ordered(bars(*pairs))
    assert [bar.swing for bar in found] == sorted((bar.swing for bar in found), reverse=True)
    for one, other in pairwise(found):
        assert one.swing > other.swing or one.label < other.label


def test_bars_are_as_long_as_their_swings(say):
    svg = drawn(bars((0.4, 0.6), (0.1, 0.9)), say).svg
    widths = [float(bar.get("width")) for bar in xml_of(svg).iter(f"{SVG}rect")]
    assert widths[0] == pytest.approx(4 * widths[1])


def test_the_low_end_is_hollow_wherever_it_lies(say):
    svg = drawn(bars((0.8, 0.2)), say).svg
    hollow, filled, *_ = xml_of(svg).iter(f"{SVG}circle")
    assert "paper" in hollow.get("fill")
    assert float(hollow.get("cx")) > float(filled.get("cx"))


@given(BARS, VALUES)
def test_no_text_lies_over_another_and_none_is_cut(pairs, base):
    for language in ("en", "fr"):
        figure = drawn(bars(*pairs), Speech(language), base)
        assert touching(figure.svg) == []
        assert outside(figure.svg) == []


def test_the_finding_names_the_first_bar_and_both_ends(say):
    alt = drawn(bars((0.4, 0.6), (0.9, 0.1)), say).alt
    assert "assumption 1" in alt
    assert say.percent(0.1, 1) in alt
    assert say.percent(0.9, 1) in alt
    assert drawn([], say).alt == drawn(bars((0.5, 0.5)), say).alt == say("tornado_alt_none", outcome="Conversion")


def test_the_table_has_the_range_its_basis_and_the_outcomes(say):
    header, row = drawn(bars((0.2, 0.7)), say).table
    assert len(header) == len(row)
    assert row[1:] == [say("from_to", low="0.1", high="0.9"), *(say.percent(v, 1) for v in (0.2, 0.7, 0.5)), "assumed"]
