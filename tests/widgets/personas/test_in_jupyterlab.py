"""The persona desk in a real JupyterLab: worked by keys alone, and what was done is what a batch run makes."""

from __future__ import annotations

import subprocess
import sys

from axe_playwright_python.sync_playwright import Axe

from workbench.reading.persona_files import read_persona

CELL = """\
from workbench.study import Study
from workbench.widgets.personas import persona_desk
desk = persona_desk(Study(study="trip", language="{language}", n_journeys=100))
desk
"""
DESK = ".wb-personas"
KEY = "document.activeElement?.dataset?.key ?? ''"


def tab_to(page, key: str) -> str:
    """Press Tab until something whose key begins so has the focus; a keyboard that cannot get there fails."""
    for _ in range(200):
        page.keyboard.press("Tab")
        found = page.evaluate(KEY)
        if found.startswith(key):
            return found
    raise AssertionError(f"no Tab leads to {key}")


def told(page, words: str) -> str:
    page.locator(f"{DESK} .told", has_text=words).wait_for()
    return page.locator(f"{DESK} .told").inner_text()


def violations(page) -> list[str]:
    found = Axe().run(page, context=DESK).response["violations"]
    return [f"{one['id']}: {one['nodes'][0]['target']} {one['nodes'][0]['failureSummary'][:200]}" for one in found]


def test_claims_quotes_and_groups_are_decided_by_keys_and_a_batch_run_makes_the_same_personas(lab):
    study = lab.study("trip")
    lab.notebook("personas-fr", CELL.format(language="fr"))
    with lab.page("personas-fr", viewport={"width": 1000, "height": 900}) as page:
        lab.run(page)
        page.locator(f"{DESK} .claim").first.wait_for()
        page.locator(f'{DESK} [data-key="open|p2"]').focus()
        page.keyboard.press("Enter")
        tab_to(page, "reword|")
        page.keyboard.press("Enter")
        page.keyboard.press("Control+A")
        page.keyboard.type("réserve des mois avant")
        page.keyboard.press("Tab")
        page.keyboard.press("Control+A")
        page.keyboard.type("books months before")
        tab_to(page, "save")
        page.keyboard.press("Enter")
        told(page, "Reformulé")
        assert page.evaluate(KEY).startswith("reword|")
        tab_to(page, "move|")
        page.keyboard.press("Enter")
        page.keyboard.press("ArrowDown")
        tab_to(page, "save")
        page.keyboard.press("Enter")
        told(page, "Citation déplacée")
        assert page.evaluate(KEY).startswith("move|")
        tab_to(page, "pin|")
        page.keyboard.press("Enter")
        told(page, "Épinglée")
        assert violations(page) == []
        page.locator(f'{DESK} [data-key="open|p2"]').focus()
        tab_to(page, "merge")
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        page.keyboard.type("le même voyage")
        page.keyboard.press("Tab")
        page.keyboard.type("Ada")
        assert violations(page) == []
        page.keyboard.press("Enter")
        assert "stabilité" in told(page, "Fusionnés")
        assert page.locator(f"{DESK} .claim").first.inner_text().count("épinglée par une personne") == 1
        assert page.locator(".jp-Notebook .jp-Cell").count() == 1
    folder = lab.folder / "personas" / "travel"
    (decided,) = [read_persona(path) for path in folder.glob("p*.yml")]
    text = (folder / "p1.yml").read_text("utf-8")
    assert (len(decided.members), len(decided.moved), decided.claims[0].pinned) == (8, 1, True)
    assert "books months before" in {claim.text.en for claim in decided.claims}
    command = [sys.executable, "-m", "workbench.cli", "run", str(study), "-p", "n_journeys=100", "-p", "language=en"]
    subprocess.run(command, cwd=lab.folder, check=True, capture_output=True)
    assert [path.name for path in folder.glob("p*.yml")] == ["p1.yml"]
    assert (folder / "p1.yml").read_text("utf-8") == text
    page_text = (lab.folder / "reports" / "travel" / "report.html").read_text("utf-8")
    assert "Groups decided by Ada on" in page_text
    assert "The method found groups of 4 + 4" in page_text


def test_the_desk_is_for_everybody_in_english_on_a_phone_and_in_the_dark(lab):
    lab.study("trip-en")
    lab.notebook("personas-en", CELL.format(language="en").replace('"trip"', '"trip-en"'))
    with lab.page("personas-en") as page:
        lab.run(page)
        page.locator(f"{DESK} .claim").first.wait_for()
        page.set_viewport_size({"width": 360, "height": 900})
        page.locator(f'{DESK} [data-key="show_all"]').click()
        assert violations(page) == []
        assert page.evaluate(f"(d => d.scrollWidth <= d.clientWidth)(document.querySelector('{DESK}'))")
        page.evaluate("document.body.dataset.jpThemeLight = 'false'")
        page.evaluate("document.body.style.setProperty('--jp-layout-color0', '#111')")
        page.evaluate("document.body.style.setProperty('--jp-content-font-color0', '#fff')")
        page.locator(f'{DESK} [data-key="add"]').click()
        assert violations(page) == []
        for width in (320, 2560):
            page.set_viewport_size({"width": width, "height": 1000})
            assert violations(page) == []
            assert page.evaluate(f"(d => d.scrollWidth <= d.clientWidth)(document.querySelector('{DESK}'))")
