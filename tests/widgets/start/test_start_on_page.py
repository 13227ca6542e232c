"""The first page in JupyterLab, in both schemes."""

import os
import re

import pytest

from workbench.reading.study_folder import samples_folder

CELL = "from workbench.widgets.start import start_page\nstart_page('{language}')"

COLOURS = """p => [getComputedStyle(p).color,
  getComputedStyle(document.documentElement).getPropertyValue("--jp-layout-color0")]"""


def light(colour):
    """Return how light a colour is, 0 to 255, however it is written."""
    if colour.strip().startswith("#"):
        digits = colour.strip()[1:]
        digits = digits if len(digits) == 6 else "".join(2 * digit for digit in digits)
        parts = [int(digits[i : i + 2], 16) for i in (0, 2, 4)]
    else:
        parts = [float(part) for part in re.findall(r"[0-9.]+", colour)[:3]] or [255.0 * (colour.strip() == "white")]
    return sum(parts) / len(parts)


@pytest.mark.browser
def test_a_study_is_begun_on_a_page_everybody_can_use(lab):
    from axe_playwright_python.sync_playwright import Axe

    lab.notebook("begin", CELL.format(language="en"))
    with lab.page("begin") as page:
        lab.run(page)
        form = page.locator(".wb-form")
        form.locator("input").first.fill("Begun here")
        form.get_by_role("button", name="Make the study").click()
        drop = form.locator(".wb-drop input")
        drop.wait_for()
        bad = lab.folder / "notes.exe"
        bad.write_bytes(b"x")
        drop.set_input_files([bad])
        form.locator("[role=alert]", has_text="notes.exe").wait_for()
        drop.set_input_files(sorted((samples_folder() / "startup" / "interviews").iterdir())[:2])
        page.get_by_role("link", name="1 ·").wait_for()
        assert form.locator("[role=status]", has_text="2 interviews").count()
        for theme in ("Dark", "Light"):
            page.evaluate(f"jupyterapp.commands.execute('apputils:change-theme', {{theme: 'JupyterLab {theme}'}})")
            page.wait_for_timeout(1500)
            ink, paper = form.locator("[role=status] p").first.evaluate(COLOURS)
            assert abs(light(ink) - light(paper)) > 120, (theme, ink, paper)
            for width in (320, 1280, 2560):
                page.set_viewport_size({"width": width, "height": 1600})
                found = Axe().run(page, context=".wb-form")
                assert found.violations_count == 0, (theme, width, found.generate_report())
                if kept := os.environ.get("WALK_PICTURES"):
                    form.screenshot(path=f"{kept}/start-{theme}-{width}.png")
