"""Text keeps within its width, whole."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.figures.wrapping import text_width, wrapped

TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=80)
SIZES = st.floats(9, 20)


@given(TEXTS, st.floats(30, 400), SIZES, st.booleans())
def test_no_line_is_wider_than_it_may_be(text, width, size, bold):
    for line in wrapped(text, width, size, bold=bold):
        assert text_width(line, size, bold=bold) <= width or len(line) == 1


@given(TEXTS, st.floats(30, 400), SIZES)
def test_nothing_is_lost_but_breaking_spaces(text, width, size):
    kept = "".join(wrapped(text, width, size))
    assert kept.replace(" ", "") == text.replace(" ", "")


@given(TEXTS, TEXTS, SIZES)
def test_a_text_is_as_wide_as_its_parts(one, other, size):
    assert text_width(one + other, size) == pytest.approx(text_width(one, size) + text_width(other, size))


@pytest.mark.parametrize("joined", ["12\u202f%", "«\u00a0oui\u00a0»", "n\u00a0=\u00a03"])
def test_spaces_that_do_not_break_stay_within_a_line(joined):
    width = text_width(joined, 13) + 1
    assert joined in wrapped(f"mot mot {joined} mot", width, 13)


def test_a_word_too_long_for_a_line_is_broken_not_cut():
    assert "".join(wrapped("anticonstitutionnellement", 40, 13)) == "anticonstitutionnellement"
    assert len(wrapped("anticonstitutionnellement", 40, 13)) > 2


def test_no_text_is_one_empty_line():
    assert wrapped("", 100, 13) == [""]


def test_bold_and_larger_text_take_more():
    assert text_width("texte", 13, bold=True) > text_width("texte", 13)
    assert text_width("texte", 14) > text_width("texte", 13)
    assert text_width("é", 13) == text_width("e\u0301", 13) == text_width("e", 13)
