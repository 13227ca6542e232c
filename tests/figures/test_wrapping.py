"""Text broken into lines: nothing is lost, nothing too wide, what belongs together stays together."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.figures.block import block
from workbench.figures.wrapping import text_width, wrapped

TEXTS = st.text("abc WM\u00a0\u202féœ,.\n\t", max_size=60)
WIDTHS = st.integers(30, 200)


@given(TEXTS, WIDTHS)
def test_no_letter_is_lost_and_no_line_is_too_wide(text, width):
    lines = wrapped(text, width, 13)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(text_width(line, 13) <= width for line in lines)


@pytest.mark.parametrize("held", ["4\u00a0of\u00a010", "12\u202f%", "\u00ab\u00a0Oui\u00a0\u00bb"])
def test_no_line_ends_within_what_a_hard_space_holds_together(held):
    for width in range(60, 200, 7):
        assert any(held in line for line in wrapped(f"so many as {held} of them all", width, 12))


@given(TEXTS, WIDTHS)
def test_a_block_is_as_large_as_its_lines(text, width):
    made = block(text, width, 12)
    assert made.width <= width
    assert made.height == len(made.lines) * 15
    assert len(made.at(0, 0)) == len(made.lines)
    assert all(made.lines)
