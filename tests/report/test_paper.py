"""On paper a report is as wide as its sheets: whatever is wider makes a browser print all of it smaller."""

from __future__ import annotations

import pytest
from conftest import SAMPLES
from test_page import _write

A4, A3 = 688, 1496
"""Pixels between the margins of a sheet: 182 mm upright, and 396 mm across for maps."""
TOO_WIDE = """(most) => [...document.querySelectorAll("main *")]
    .filter(one => one.getBoundingClientRect().right > most + 1 && !(most < 1000 && one.closest(".journey, .across")))
    .map(one => one.tagName)"""
SMALLEST = """() => Math.min(...[...document.querySelectorAll(".map td")].map(
    cell => parseFloat(getComputedStyle(cell).fontSize) * cell.currentCSSZoom))"""


@pytest.mark.browser
@pytest.mark.parametrize("name", SAMPLES)
def test_nothing_is_wider_than_the_sheet_it_is_printed_on_and_maps_stay_legible(walked, chromium, tmp_path, name):
    tab = chromium.new_page(viewport={"width": A4, "height": 900})
    tab.emulate_media(media="print")
    tab.goto(_write(walked(name), tmp_path).as_uri())
    assert tab.evaluate(TOO_WIDE, A4) == []
    tab.set_viewport_size({"width": A3, "height": 900})
    assert tab.evaluate(TOO_WIDE, A3) == []
    assert tab.evaluate(SMALLEST) > 6.5  # 5 pt
    tab.close()


@pytest.mark.browser
def test_what_is_folded_is_not_printed_and_that_is_said(walked, chromium, tmp_path):
    tab = chromium.new_page()
    tab.goto(_write(walked("startup", "en"), tmp_path).as_uri())
    folded = tab.locator("details:not([open]):not(.worklist) > summary")
    assert not tab.locator(".cover .paper").is_visible()
    tab.emulate_media(media="print")
    assert tab.locator(".cover .paper").is_visible()
    assert not any(one.is_visible() for one in folded.all())
    assert all(one.is_visible() for one in tab.locator("details[open] > summary").all())
    tab.close()
