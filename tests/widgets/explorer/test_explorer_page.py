"""The explorer in JupyterLab, by keys alone."""

import os

import pytest

from workbench.reading.scenario_file import read_scenarios
from workbench.reading.study_folder import read_journey

CELL = """\
from workbench.study import Study
from workbench.walk import results
from workbench.widgets.explorer import journey_explorer
journey_explorer(results(Study(study="explored", language="{language}", n_journeys=10_000)))
"""


SPILLS = """explorer => [...explorer.querySelectorAll("*")].filter((node) => node.scrollWidth > node.clientWidth + 1
  && !node.closest(".scroll, .unseen, select, .result") && getComputedStyle(node).overflow !== "visible")
  .map((node) => node.className)"""


@pytest.mark.browser
def test_a_map_is_walked_and_a_scenario_kept_by_keys(lab):
    from axe_playwright_python.sync_playwright import Axe

    study = lab.study("explored")
    lab.notebook("explore", CELL.format(language="fr"))
    with lab.page("explore") as page:
        lab.run(page)
        explorer = page.locator(".wb-explorer")
        explorer.locator(".cell").first.wait_for()
        explorer.locator(".result p").wait_for()
        explorer.locator(".cell[tabindex='0']").focus()
        for key in ("ArrowRight", "ArrowDown", "ArrowRight"):
            page.keyboard.press(key)
        here = explorer.locator(".cell:focus")
        assert here.get_attribute("aria-current") == "true"
        lane, _, step = here.get_attribute("aria-label").partition(":")[0].partition(", ")
        assert explorer.locator(".detail h3").text_content() == f"{step} · {lane}"
        explorer.locator("fieldset input").first.focus()
        page.keyboard.press("Space")
        explorer.locator(".result tbody tr").first.wait_for()
        explorer.locator(".keeper input").focus()
        page.keyboard.type("Prix d'abord")
        page.keyboard.press("Enter")
        explorer.locator(".saved button").first.wait_for()
        for theme in ("Dark", "Light"):
            page.evaluate(f"jupyterapp.commands.execute('apputils:change-theme', {{theme: 'JupyterLab {theme}'}})")
            page.wait_for_timeout(1500)
            for width in (320, 1280, 2560):
                page.set_viewport_size({"width": width, "height": 900})
                found = Axe().run(page, context=".wb-explorer")
                assert found.violations_count == 0, (theme, width, found.generate_report())
                assert explorer.evaluate(SPILLS) == []
                if kept := os.environ.get("WALK_PICTURES"):
                    explorer.screenshot(path=f"{kept}/explorer-{theme}-{width}.png")
    journey = read_journey(study / "journey.yml")
    (kept,) = read_scenarios(study / "scenarios.yml", journey)
    assert (kept.name, kept.interventions) == ("Prix d'abord", (journey.interventions[0].id,))
