"""A block of text is as large as its lines."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from workbench.figures.block import block

TEXTS = st.text("abc WM\u00a0\u202féœ,.\n\t", max_size=60)


@given(TEXTS, st.integers(30, 200))
def test_a_block_is_as_large_as_its_lines(text, width):
    made = block(text, width, 12)
    assert made.width <= width
    assert made.height == len(made.lines) * 15
    assert len(made.at(0, 0)) == len(made.lines)
    assert all(made.lines)
