"""No cell is a formula, and none is changed for good."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.disk.spreadsheet_cell import guarded, unguarded

cells = st.text("=+-@\t\r\n' a1(", max_size=8)


@given(cells)
def test_a_cell_comes_back_as_it_was(cell):
    assert unguarded(guarded(cell)) == cell


@given(cells)
def test_no_guarded_cell_begins_like_a_formula(cell):
    assert not guarded(cell).lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r"))


@pytest.mark.parametrize("cell", ["Maud", "'quoted'", "l’été", "", "a=b"])
def test_ordinary_text_is_left_alone(cell):
    assert guarded(cell) == cell
