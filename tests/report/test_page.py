"""The report as one file, opened in a browser."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from bs4 import BeautifulSoup
from conftest import REAL, SAMPLES
from pages import page

from workbench.report.clean_markup import clean_ours
from workbench.report.dress import page_style
from workbench.report.sections import NAMES, Report

STUDIES = [*SAMPLES, *(pytest.param(name, marks=pytest.mark.real) for name in REAL)]


def _write(results, folder: Path) -> Path:
    """Write the page as the exporter lays it out, without executing a notebook."""
    import nbformat

    from workbench.report.page import write_page

    cells = []
    for section in Report(results):
        data = {"text/html": section._repr_html_()} | section._repr_mimebundle_()
        output = nbformat.v4.new_output("display_data", data)
        cells.append(nbformat.v4.new_code_cell("section", outputs=[output]))
    path = folder / "report.html"
    write_page(nbformat.v4.new_notebook(cells=cells), path)
    return path


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("name", STUDIES)
def test_every_link_of_the_page_has_its_place(walked, name, language):
    html = page(walked(name, language))
    ids = [tag["id"] for tag in html.select("[id]")]
    assert len(ids) == len(set(ids)), "an id is used twice"
    missing = {a["href"] for a in html.select("a[href]")} - {f"#{name}" for name in ids}
    assert not missing


@pytest.mark.browser
@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("name", STUDIES)
def test_the_page_asks_nobody_for_anything_and_runs_nothing(walked, chromium, tmp_path, name, language):
    path = _write(walked(name, language), tmp_path)
    context = chromium.new_context(java_script_enabled=True)
    tab = context.new_page()
    asked, said = [], []
    tab.on("request", lambda request: asked.append(request.url))
    tab.on("console", lambda message: said.append(message.text))
    tab.on("pageerror", lambda error: said.append(str(error)))
    tab.goto(path.as_uri())
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
    assert said == []
    assert tab.locator("script").count() == 0
    assert tab.evaluate("document.documentElement.lang") == language
    context.close()


SAME = """([made, cleaned]) => {
  const parsed = text => new DOMParser().parseFromString(text, 'text/html').body;
  return parsed(made).isEqualNode(parsed(cleaned));
}"""


@pytest.mark.browser
@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("name", STUDIES)
def test_cleaning_leaves_every_element_of_our_sections_as_it_is(walked, chromium, name, language):
    tab = chromium.new_page()
    for section in Report(walked(name, language)):
        made = section._repr_html_()
        cleaned = clean_ours(made)
        assert tab.evaluate(SAME, [made, cleaned])
        assert not tab.evaluate(SAME, [made, cleaned.replace("<p", "<p lang=xx", 1)]), "the comparison sees nothing"
        assert clean_ours(cleaned) == cleaned
    tab.close()


@pytest.mark.browser
@pytest.mark.parametrize("width", [320, 390, 1280, 2560])
def test_the_page_never_scrolls_sideways(walked, chromium, tmp_path, width):
    path = _write(walked("consulting"), tmp_path)
    tab = chromium.new_page(viewport={"width": width, "height": 900})
    tab.goto(path.as_uri())
    assert tab.evaluate("document.documentElement.scrollWidth") <= width
    tab.close()


OVERLAPS = """() => [...document.querySelectorAll(".card")].flatMap(card => {
  const boxes = [...card.children].map(part => part.getBoundingClientRect());
  return boxes.slice(1).filter((box, i) => box.top < boxes[i].bottom - 1);
}).length"""


@pytest.mark.browser
@pytest.mark.parametrize(("name", "width"), [("agency", 1280), ("agency", 390), ("biogas", 1280)])
def test_no_part_of_a_card_lies_over_another(walked, chromium, tmp_path, name, width):
    tab = chromium.new_page(viewport={"width": width, "height": 900})
    tab.goto(_write(walked(name), tmp_path).as_uri())
    assert tab.locator(".card").count() > 1
    assert tab.evaluate(OVERLAPS) == 0
    tab.close()


@pytest.mark.browser
@pytest.mark.parametrize(
    ("name", "language", "scheme"),
    [
        pytest.param(
            *every, marks=() if every in (("travel", "fr", "light"), ("agency", "en", "dark")) else pytest.mark.soak
        )
        for every in product(SAMPLES, ("fr", "en"), ("light", "dark"))
    ],
)
def test_axe_finds_no_violation(walked, chromium, tmp_path, name, language, scheme):
    path = _write(walked(name, language), tmp_path)
    # The page's own policy would keep axe out too: bypassing it changes nothing that axe looks at.
    context = chromium.new_context(color_scheme=scheme, bypass_csp=True)
    tab = context.new_page()
    tab.goto(path.as_uri())
    found = Axe().run(tab).response["violations"]
    assert [(v["id"], v["nodes"][0]["target"], v["nodes"][0]["failureSummary"][:300]) for v in found] == []
    context.close()


@pytest.mark.browser
def test_the_page_reads_without_scripts(walked, chromium, tmp_path):
    path = _write(walked("startup"), tmp_path)
    context = chromium.new_context(java_script_enabled=False)
    tab = context.new_page()
    tab.goto(path.as_uri())
    link = tab.locator("li.claim a.cite").first
    target = link.get_attribute("href")
    link.click()
    assert tab.url.endswith(target)
    assert tab.locator(target).is_visible()
    context.close()


def test_the_policy_comes_before_anything_it_governs(walked, tmp_path):
    html = BeautifulSoup(_write(walked("startup"), tmp_path).read_text("utf-8"), "html.parser")
    first = html.head.find(True)
    assert (first.name, first["http-equiv"]) == ("meta", "Content-Security-Policy")
    assert first["content"].startswith("default-src 'none';")


def test_words_of_an_interview_never_become_markup(walked, tmp_path):
    from dataclasses import replace

    results = walked("startup")
    persona = results.personas[0]
    claim = persona.claims[0]
    hostile = claim.evidence[0].model_copy(update={"text": '<img src=x onerror=alert(1)> & "quotes"'})
    claims = (claim.model_copy(update={"evidence": (hostile,)}), *persona.claims[1:])
    changed = replace(results, personas=(persona.model_copy(update={"claims": claims}), *results.personas[1:]))
    text = _write(changed, tmp_path).read_text("utf-8")
    assert "<img src=x" not in text
    assert "&lt;img src=x onerror=alert(1)&gt;" in text


def test_an_illustrative_study_says_so_on_its_cover(walked):
    for name in SAMPLES:
        assert page(walked(name, "en")).select_one("#top .banner").get_text().startswith("Illustrative example.")


def test_nothing_about_fewer_than_ten_people_is_a_percentage(walked):
    for name in SAMPLES:
        people = page(walked(name, "en")).select_one("#people").get_text()
        assert "%" not in people


def test_the_answer_comes_first():
    assert NAMES[:2] == ("cover", "answer")


def test_fonts_travel_with_the_page_and_stay_small():
    assert len(page_style(embed_fonts=True)) - len(page_style(embed_fonts=False)) < 80_000
