"""What a reader needs to judge the coding: where coders differ, who said what, and what was noticed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from bs4 import BeautifulSoup
from conftest import REAL, SAMPLES
from pages import page

from workbench.language import Speech
from workbench.model.material import Notice
from workbench.report.sections import FIRST_ROWS, Report

LANGUAGES = ("en", "fr")
STUDIES = [*SAMPLES, *(pytest.param(name, marks=pytest.mark.real) for name in REAL)]


def section(results, name):
    return BeautifulSoup(Report(results).section(name).html, "lxml")  # lxml: crosstabs leave end tags out


def told(tag):
    return " ".join(tag.get_text(" ").split())


def set_(text):
    return " ".join(text.split())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", SAMPLES)
def test_the_worklist_has_every_disagreement_the_lowest_alpha_first(walked, name, language):
    results, say = walked(name, language), Speech(language)
    work = section(results, "know").select_one("details.worklist")
    assert not work.has_attr("open")
    rows = work.select("tbody tr")
    assert len(rows) == len(results.disagreements) > 0
    alphas = [d.alpha for d in results.disagreements]
    assert alphas == sorted(alphas)
    for row, d in zip(rows, results.disagreements, strict=True):
        assert told(row.th).startswith(set_(say.of(results.material.codebook[d.code].label)))
        assert all(set_(quote.text) in told(row.select_one(".passage")) for quote in d.quotes)
        for cell, verdict in zip(row.select("td")[1:], d.verdicts, strict=True):
            assert told(cell).startswith(set_(say(f"disagreed_{verdict.stance}")))


@pytest.mark.parametrize("name", SAMPLES)
def test_a_passage_of_the_worklist_leads_to_its_evidence_where_that_is_shown(walked, name):
    results = walked(name, "en")
    shown = {tag["id"] for tag in page(results).select(".exhibits > li")}
    cited = {quote.id for d in results.disagreements for quote in d.quotes}
    links = {a["href"].removeprefix("#") for a in section(results, "know").select("details.worklist a")}
    assert links == cited & shown != set()
    assert cited - shown


def test_the_worklist_names_no_participant_but_by_pseudonym(walked):
    results = walked("startup", "en")
    heads = {told(th) for th in section(results, "know").select("details.worklist thead th")}
    assert heads == {"Code", "Passage", "Coder A", "Coder B"}
    assert {q.participant for d in results.disagreements for q in d.quotes} <= {
        p.pseudonym for p in results.material.participants
    }


def test_without_disagreements_there_is_no_worklist(walked):
    assert not section(replace(walked("startup", "en"), disagreements=()), "know").select(".worklist")


@pytest.mark.browser
def test_on_paper_the_worklist_shows_its_first_rows_unasked(walked, chromium, tmp_path):
    from test_page import _write

    tab = chromium.new_page()
    tab.goto(_write(walked("startup", "en"), tmp_path).as_uri())
    rows = tab.locator("details.worklist tbody tr")
    assert rows.count() > FIRST_ROWS
    seen = "rows => rows.filter(row => row.checkVisibility({contentVisibilityAuto: true})).length"
    assert rows.evaluate_all(seen) == 0
    tab.emulate_media(media="print")
    assert rows.evaluate_all(seen) == FIRST_ROWS
    assert tab.locator("details.worklist .paper").is_visible()
    tab.close()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", STUDIES)
def test_crosstabs_count_the_codings_and_the_participants_of_the_study(walked, name, language):
    results, say = walked(name, language), Speech(language)
    people = len(results.material.participants)
    passages, together = section(results, "know").select("table.cross")
    rows = [[told(cell) for cell in row.select("th, td")] for row in passages.select("tbody tr")]
    assert len(rows) == len(results.material.codebook.codes) + 1
    assert {len(row) for row in rows} == {people + 3}
    assert int(rows[-1][-2]) == sum(c.stance == "for" for c in results.codings)
    held = {row[0]: int(row[-1].split()[0]) for row in rows[:-1]}
    pairs = [[told(cell) for cell in row.select("th, td")] for row in together.select("tbody tr")]
    assert {row[0]: int(row[i + 1].split()[0]) for i, row in enumerate(pairs)} == {k: n for k, n in held.items() if n}
    assert set_(say("together_cells")) in told(section(results, "know"))


@pytest.mark.parametrize("name", SAMPLES)
def test_crosstabs_of_few_people_have_no_percentages(walked, name):
    for block in section(walked(name, "en"), "know").select(".kept"):
        assert "%" not in block.get_text()


@pytest.mark.browser
@pytest.mark.parametrize("width", [320, 1280])
def test_the_name_of_a_code_stays_in_sight_while_its_table_scrolls(walked, chromium, tmp_path, width):
    from test_page import _write

    tab = chromium.new_page(viewport={"width": width, "height": 900})
    tab.goto(_write(walked("startup", "en"), tmp_path).as_uri())
    tab.evaluate("document.querySelectorAll('#know details').forEach(d => { d.open = true })")
    for table in tab.locator("table.cross, table.pinned").all():
        region = table.locator("xpath=..")
        assert region.get_attribute("tabindex") == "0"
        assert region.get_attribute("aria-label")
        region.evaluate("region => { region.scrollLeft = 9999 }")
        left = table.locator("tbody th").first.bounding_box()["x"]
        assert abs(left - region.bounding_box()["x"]) < 1.5
    assert tab.evaluate("document.documentElement.scrollWidth") <= width
    tab.close()


@pytest.mark.parametrize("language", LANGUAGES)
def test_notices_are_counted_on_the_cover_and_numbered_in_the_limits(walked, language):
    results, say = walked("startup", language), Speech(language)
    notices = tuple(Notice(f"file-{i}.txt", "no_speaker", line=i) for i in range(1, 15))
    noted = replace(results, material=replace(results.material, notices=notices))
    link = section(noted, "cover").select_one('a[href="#notices"]')
    assert told(link) == set_(say("notices_read", n=14))
    limits = section(noted, "limits")
    items = limits.select("#notices ~ details ol li")
    assert [told(item) for item in items] == [set_(say.notice(notice)) for notice in notices]
    assert not limits.select("ol[lang]")
    assert limits.select_one("#notices").get_text().count("14") == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_suggested_codings_nobody_reviewed_are_counted_beside_the_notices(walked, language):
    results, say = walked("startup", language), Speech(language)
    machine = tuple(c.model_copy(update={"origin": "machine"}) for c in results.codings[:3])
    changed = replace(results, codings=(*machine, *results.codings[3:]))
    for name in ("cover", "limits"):
        assert set_(say("suggested", n=3)) in told(section(changed, name))
        assert set_(say("suggested", n=0)) in told(section(results, name))
