"""Plots as SVG that is the same every time and follows the page."""

import matplotlib as mpl
import pytest

from workbench.figures.plotting import as_svg, plot
from workbench.figures.style import LIGHT


def labelled(text="words", alt="finding"):
    figure, axes = plot(3, 2)
    axes.set_xlabel(text, parse_math=False)
    return as_svg(figure, alt)


def test_the_same_plot_has_the_same_bytes():
    assert labelled() == labelled()


def test_text_stays_text(parsed):
    texts = [
        "".join(text.itertext()) for text in parsed(labelled("said & done")).iter("{http://www.w3.org/2000/svg}text")
    ]
    assert "said & done" in texts


def test_the_alternative_text_is_escaped(parsed):
    assert parsed(labelled(alt='a "<b>" & c')).get("aria-label") == 'a "<b>" & c'


@pytest.mark.parametrize("name", ["card", "ink", "soft"])
def test_colours_follow_the_page_and_are_right_without_one(name):
    svg = labelled()
    assert f"var(--{name}, {LIGHT[name]})" in svg
    assert svg.count(LIGHT[name]) == svg.count(f"var(--{name}, {LIGHT[name]})")


def test_plotting_changes_no_setting_of_matplotlib():
    before = dict(mpl.rcParams)
    labelled()
    assert dict(mpl.rcParams) == before
