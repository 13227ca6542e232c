"""Colours and marks that everything shown shares."""

import pytest

from workbench.figures.style import DARK, INSIDE, LIGHT, MARKS, colour, mark, persona_colour, sheet
from workbench.model.evidence import Status

INKS = ("ink", "soft", "accent", "p1", "p2", "p3", "p4", "p5", "p6", "low", "high")


def luminance(code):
    parts = [int(code[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("ground", ["paper", "card"])
@pytest.mark.parametrize("ink", INKS)
def test_every_ink_can_be_read_on_paper_and_card(scheme, ground, ink):
    assert contrast(scheme[ink], scheme[ground]) >= 4.5


def test_both_schemes_name_the_same_colours_and_the_page_defines_them_all():
    assert LIGHT.keys() == DARK.keys()
    for scheme in (LIGHT, DARK):
        assert all(f"--{name}:{value};" in sheet() for name, value in scheme.items())


def test_a_colour_follows_the_page_and_is_right_without_one():
    assert colour("ink") == f"var(--ink, {LIGHT['ink']})"


def test_six_personas_have_six_colours_and_then_they_come_again():
    colours = [persona_colour(f"p{i}") for i in range(1, 13)]
    assert len(set(colours[:6])) == 6
    assert colours[6:] == colours[:6]


def test_every_status_has_a_mark_that_can_be_told_without_colour(parsed):
    assert set(MARKS) == set(Status)
    assert len({mark(status) for status in Status}) == len(Status)
    assert all(parsed(mark(status)).get("aria-hidden") == "true" for status in Status)
    assert set(INSIDE) == {Status.OBSERVED, Status.REPORTED}
