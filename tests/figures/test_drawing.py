"""SVG elements, lines of text, and the figure as a notebook shows it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.figures.drawing import Figure, canvas, element, lines_of, words

TEXT = st.text(st.characters(exclude_categories=("Cc", "Cs", "Cn"), exclude_characters="\u2028\u2029"), min_size=1)
WORDS = st.lists(st.text("abcdé’", min_size=1, max_size=12), max_size=20).map(" ".join)


@given(TEXT)
def test_a_line_of_text_is_read_back_as_it_was(parsed, text):
    assert "".join(parsed(words(text, 1, 2.5)).itertext()) == text


@given(TEXT)
def test_an_attribute_is_read_back_as_it_was(parsed, text):
    assert parsed(element("rect", fill=text)).get("fill") == text


@given(TEXT)
def test_the_alternative_text_is_read_back_as_it_was(parsed, text):
    assert parsed(canvas(10, 20, "", alt=text)).get("aria-label") == text


def test_an_attribute_that_is_none_is_left_out():
    assert element("rect", x=1, fill=None) == '<rect x="1"/>'


def test_an_underscore_stands_for_a_hyphen_and_a_last_one_for_nothing():
    assert element("g", stroke_width=2, class_="halo") == '<g stroke-width="2" class="halo"/>'


@pytest.mark.parametrize(
    ("value", "written"),
    [(1.0, "1"), (1.5, "1.5"), (0.126, "0.13"), (100.0, "100"), (0.0, "0"), (20, "20"), (1e6, "1000000")],
)
def test_numbers_are_written_short(value, written):
    assert element("rect", x=value) == f'<rect x="{written}"/>'


@given(WORDS, st.integers(1, 30), st.integers(1, 5))
def test_lines_hold_the_words_in_order_and_say_when_some_are_cut(text, width, most):
    lines = lines_of(text, width, most)
    assert len(lines) <= most
    shown = " ".join(lines)
    if shown.endswith(" …"):
        shown = shown.removesuffix(" …")
        assert text != shown
        assert text.startswith(shown)
    else:
        assert shown == text


@given(WORDS, st.integers(1, 30))
def test_a_line_is_no_longer_than_its_width_unless_one_word_is(text, width):
    assert all(len(line) <= width or " " not in line for line in lines_of(text, width, 100))


def test_a_figure_in_a_notebook_shows_picture_finding_and_caption_escaped():
    shown = Figure("<svg/>", "a < b", "n & m", (("h",),))._repr_html_()
    assert shown == '<figure class="wb"><svg/><figcaption>a &lt; b n &amp; m</figcaption></figure>'
