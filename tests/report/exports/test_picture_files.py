"""Pictures that stand alone: no colour or font from elsewhere, and slides of 16:9."""

from __future__ import annotations

import io
from importlib.resources import files

import pytest
from figures.boxes import boxes, xml_of
from fontTools.ttLib import TTFont
from PIL import Image

from workbench.analysis.mind_tree import mind_tree
from workbench.figures.drawing import Figure, canvas, element, words
from workbench.figures.flow import flow_figure
from workbench.figures.mind_map import mind_map
from workbench.figures.style import DARK, LIGHT
from workbench.language.speech import catalogue
from workbench.report.exports.picture_files import png_of, slide_svg, standalone_svg
from workbench.simulation.expected_flow import expected_flows
from workbench.simulation.process import process_of

GUESS = set("⟦⟧")
"""Marks around guessed letters, which no Latin face has."""
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def figures(journey, say):
    return [mind_map(mind_tree(journey), say), flow_figure(expected_flows(process_of(journey)), journey, say)]


@pytest.fixture(scope="module")
def square():
    """Return a figure of one ink square of 100, with the word for it."""
    drawn = element("rect", x=0, y=0, width=100, height=100, fill="var(--accent, #22577a)")
    svg = canvas(100, 100, drawn + words("Été → 4", 4, 50, font_size=20, fill="#ffffff"), alt="A < B & C")
    return Figure(svg, "A < B & C", 'caption "x"', (("a",), ("b",)))


def picture(png):
    return Image.open(io.BytesIO(png)).convert("RGB")


def rgb(colour):
    return tuple(int(colour[i : i + 2], 16) for i in (1, 3, 5))


def test_a_file_asks_for_no_colour_of_a_page_and_fetches_nothing(figures):
    for figure in figures:
        for written in (standalone_svg(figure), slide_svg(figure)):
            assert "var(" not in written
            assert "currentColor" not in written
            assert "http" not in written.replace("http://www.w3.org/2000/svg", "")


def test_title_and_description_are_the_finding_and_the_caption(figures, square):
    for figure in (*figures, square):
        root = xml_of(standalone_svg(figure))
        assert root.find(f"{SVG}title").text == figure.alt
        assert root.find(f"{SVG}desc").text == figure.caption
        assert "sans-serif" in root.get("font-family")


def test_texts_are_as_large_alone_as_on_the_page(figures):
    for figure in figures:
        alone = boxes(standalone_svg(figure, fonts=False))
        sizes = {(box.text, round(box.right - box.left, 1)) for box in alone}
        assert {(box.text, round(box.right - box.left, 1)) for box in boxes(figure.svg)} <= sizes


def test_no_text_is_lost(figures):
    for figure in figures:
        before, after = (
            [part.text for part in xml_of(svg).iter(f"{SVG}text")] for svg in (figure.svg, standalone_svg(figure))
        )
        assert before == after


def test_the_scheme_can_be_dark(square):
    light, dark = picture(png_of(standalone_svg(square))), picture(png_of(standalone_svg(square, dark=True)))
    assert light.getpixel((2, 2)) == rgb(LIGHT["paper"])
    assert dark.getpixel((2, 2)) == rgb(DARK["paper"])
    assert dark.getpixel((30, 30)) == rgb(DARK["accent"])


def test_the_font_is_inside_when_asked_for(square):
    assert "font/woff2" in standalone_svg(square)
    assert "<style>" not in standalone_svg(square, fonts=False)


@pytest.mark.parametrize("scale", [0.5, 1, 2.5])
def test_a_png_has_the_pixels_asked_for(square, scale):
    assert picture(png_of(standalone_svg(square), scale=scale)).size == (round(140 * scale), round(140 * scale))


def test_a_slide_is_16_to_9_and_shows_finding_and_caption(figures):
    for figure in figures:
        assert picture(png_of(slide_svg(figure))).size == (1920, 1080)
        told = " ".join("".join(t.itertext()) for t in xml_of(slide_svg(figure)).iter(f"{SVG}text"))
        assert " ".join(figure.alt.split()) in " ".join(told.split())
        assert " ".join(figure.caption.split()) in " ".join(told.split())


def test_the_picture_of_a_slide_lies_within_it_and_keeps_its_shape(figures):
    for figure in figures:
        inner = xml_of(slide_svg(figure)).find(f"{SVG}svg")
        x, y, width, height = (float(inner.get(name)) for name in ("x", "y", "width", "height"))
        assert x >= 0
        assert y >= 0
        assert x + width <= 1920
        assert y + height <= 1080
        own = [float(side) for side in inner.get("viewBox").split()[2:]]
        assert width / height == pytest.approx(own[0] / own[1], rel=0.01)


def test_letters_and_arrows_are_drawn_without_fonts_of_the_machine(square):
    shown = picture(png_of(standalone_svg(square, fonts=False), scale=4))
    ink = [x for x in range(shown.width) for y in range(200, 300, 3) if shown.getpixel((x, y)) == (255, 255, 255)]
    reach = max(ink) - min(ink)
    assert reach > 4 * 50  # all seven signs, the arrow and the figure after it among them


def test_the_same_picture_gives_the_same_bytes(square):
    assert png_of(slide_svg(square)) == png_of(slide_svg(square))


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_face_for_slides_has_every_sign_of_our_own_texts(language):
    known = set(TTFont(files("workbench.report") / "template" / "fonts" / "workbench-sans.ttf").getBestCmap())
    lacking = {sign for text in catalogue(language).values() for sign in text if sign.isprintable()} - GUESS
    assert {sign for sign in lacking if ord(sign) not in known} == set()
