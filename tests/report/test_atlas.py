"""An atlas shows every kind of map of a journey on one page, or says what is missing."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

import pytest
from axe_playwright_python.sync_playwright import Axe
from bs4 import BeautifulSoup
from maps import mapped_sample

from workbench.analysis.profiling import profile
from workbench.errors import InputError, ParameterError
from workbench.language import Speech
from workbench.reading.journey_files import sector_journey, sectors
from workbench.reading.study_folder import samples_folder
from workbench.report.atlas import atlas_page, chapters, printed, write_atlas
from workbench.report.atlas_plates import BESIDE, KINDS, plates_of
from workbench.report.journey_subject import Subject, is_asked, read_subject
from workbench.study import Study
from workbench.walk import code, segment

LANGUAGES = ("en", "fr")


@cache
def alone(sector):
    return read_subject(sector) if sector == "bank" else Subject(sector, sector_journey(sector))


@cache
def asked(name="travel"):
    """Return a sample study with its personas; nothing is read or written but the sample."""
    material, _, maps = mapped_sample(name)
    codings = code(material)
    personas = profile(material, codings, segment(material, codings, Study(study=name)), seed=1)
    return Subject(name, material.journey, material, codings, personas, maps)


@cache
def html(sector, language, people=False):
    return atlas_page(asked(sector) if people else alone(sector), Speech(language))


def parsed(page):
    return BeautifulSoup(page, "html.parser")


PAGES = [(sector, language, False) for sector in sectors() for language in LANGUAGES] + [("travel", "fr", True)]


@pytest.mark.parametrize(("sector", "language", "people"), PAGES)
def test_a_page_needs_nothing_else_and_shows_every_kind_or_says_what_is_missing(sector, language, people):
    page = html(sector, language, people)
    soup = parsed(page)
    assert soup.html["lang"] == language
    assert soup.head.find(True)["http-equiv"] == "Content-Security-Policy"
    assert "default-src 'none'" in soup.head.find(True)["content"]
    assert not soup.find_all(["script", "link", "img", "iframe", "object", "form"])
    outside = page.replace("http://www.w3.org/2000/svg", "")
    assert not re.search(
        r"https?://|url\((?!data:font)|@import| on\w+=", re.sub(r"<text.*?</text>|<td>.*?</td>", "", outside)
    )
    names = [tag["id"] for tag in soup.find_all(id=True)]
    assert len(names) == len(set(names))
    assert all(re.fullmatch(r"[A-Za-z][\w.:-]*", name) for name in names)
    for link in soup.find_all("a"):
        assert link["href"].removeprefix("#") in names
    for kind in KINDS:
        section = soup.find(id=f"k-{kind.replace('_', '-')}")
        if kind == BESIDE and sector != "bank":
            assert section is None
            continue
        told = section.find("p", class_="empty")
        assert bool(section.find("svg")) != bool(told)
        assert section.find("figure") or len(told.get_text()) > 20


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_journey_nobody_was_asked_about_is_called_a_hypothesis_and_made_up_ones_illustrative(language):
    say = Speech(language)
    text = parsed(html("retail", language)).get_text(" ")
    assert say("atlas_hypothesis") in text
    assert say("atlas_illustrative_note") in text
    real = Subject("own", alone("retail").journey.model_copy(update={"illustrative": False}))
    assert say("atlas_illustrative_note") not in parsed(atlas_page(real, say)).get_text(" ")


def test_a_study_shows_a_map_for_each_persona_and_every_quote_it_leads_to():
    soup = parsed(html("travel", "fr", people=True))
    assert Speech("fr")("atlas_hypothesis") not in soup.get_text(" ")
    for persona in asked().personas:
        figure = soup.find(id=f"current-state-{persona.id}")
        assert persona.identity.name in figure.get_text(" ")
        assert figure.find("details").find("table").find_all("tr")
    assert soup.find(id="comparison").find("svg")
    quotes = soup.find(id="quotes").find_all("li")
    assert len(quotes) > 20
    transcripts = {t.id: t.text for t in asked().material.transcripts}
    assert all(any(li.find("q").get_text() in text for text in transcripts.values()) for li in quotes)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_life_cycle_beside_a_journey_stands_on_its_page_with_every_state_and_move(language):
    say, lifecycle = Speech(language), alone("bank").lifecycle
    section = parsed(html("bank", language)).find(id="k-life-cycle")
    told = section.get_text(" ")
    for one in (*lifecycle.states, *lifecycle.exits):
        assert say.of(one.label) in told
    assert len(section.find("table").find_all("tr")) == 1 + sum(way.p > 0 for way in lifecycle.transitions)


def test_a_faulty_life_cycle_beside_a_journey_is_told_and_not_left_out(tmp_path):
    source = samples_folder() / "bank"
    (tmp_path / "journey.yml").write_text((source / "journey.yml").read_text("utf-8"), "utf-8")
    (tmp_path / "lifecycle.yml").write_text("id: bank\nstates: []\n", "utf-8")
    with pytest.raises(InputError, match=r"lifecycle\.yml"):
        read_subject(str(tmp_path))


def test_a_persona_asked_for_is_the_only_point_of_view():
    page = parsed(atlas_page(asked(), Speech("en"), persona="p2"))
    assert page.find(id="current-state-p2")
    assert not page.find(id="current-state-p1")
    assert page.find(id="expected-flow-p2")
    with pytest.raises(ParameterError, match="no persona p9; personas: p1, p2"):
        atlas_page(asked(), Speech("en"), persona="p9")


def test_parts_a_journey_lacks_are_said_with_what_to_add():
    journey = alone("retail").journey
    steps = tuple(step.model_copy(update={"blueprint": None}) for step in journey.steps)
    bare = Subject("bare", journey.model_copy(update={"day": None, "future": None, "steps": steps}))
    missing = {chapter.kind: chapter.missing for chapter in chapters(bare, Speech("en")) if chapter.missing}
    assert set(missing) == {"comparison", "future_state", "service_blueprint", "day_in_life"}
    assert "add a day" in missing["day_in_life"]
    soup = parsed(atlas_page(bare, Speech("en")))
    assert soup.find(id="k-day-in-life").find("p", class_="empty")


def test_one_persona_alone_is_compared_with_nobody():
    one = replace(asked(), personas=asked().personas[:1], maps=asked().maps[:1])
    told = next(chapter for chapter in chapters(one, Speech("en")) if chapter.kind == "comparison")
    assert told.missing == Speech("en")("atlas_no_comparison_one")


def test_a_folder_counts_as_asked_only_with_interviews(tmp_path):
    assert not is_asked(tmp_path)
    (tmp_path / "study.yml").write_text("nonsense: true\n", "utf-8")
    assert is_asked(tmp_path)  # the study is read, and its faults are told


def test_the_page_is_written_whole_under_one_name(tmp_path):
    path = write_atlas(alone("bank"), tmp_path / "new", Speech("fr"))
    assert path == tmp_path / "new" / "maps.html"
    assert path.read_text("utf-8") == html("bank", "fr")


def test_names_of_pictures_are_names_of_files_once_each():
    subject = asked()
    names = [plate.id for kind in KINDS for plate in plates_of(kind, subject, Speech("en"))]
    assert len(names) == len(set(names))
    assert all(re.fullmatch(r"[a-z0-9-]+", name) for name in names)


LIGHT, DARK = ("light", 1280), ("dark", 390)


@pytest.mark.browser
@pytest.mark.parametrize(
    ("sector", "language", "people", "looks"),
    [
        ("travel", "fr", True, (DARK,)),
        pytest.param("retail", "en", False, (LIGHT, DARK), marks=pytest.mark.soak),
        pytest.param("bank", "fr", False, (LIGHT, DARK), marks=pytest.mark.soak),
    ],
)
def test_in_a_browser_nothing_is_asked_for_nothing_scrolls_sideways_and_all_can_use_it(
    chromium, tmp_path, sector, language, people, looks
):
    path = tmp_path / "maps.html"
    path.write_text(html(sector, language, people), "utf-8")
    for scheme, width in looks:
        context = chromium.new_context(color_scheme=scheme, bypass_csp=True, viewport={"width": width, "height": 900})
        tab = context.new_page()
        requests = []
        tab.on("request", lambda request, own=requests: own.append(request.url))
        tab.goto(path.as_uri())
        assert [url for url in requests if not url.startswith("data:font")] == [path.as_uri()]
        assert tab.evaluate("document.documentElement.scrollWidth") <= width
        violations = Axe().run(tab).response["violations"]
        assert [(v["id"], v["nodes"][0]["target"], v["nodes"][0]["failureSummary"][:200]) for v in violations] == []
        context.close()


@pytest.mark.browser
def test_on_paper_each_map_has_its_sheets_of_a3(chromium, tmp_path):
    from io import BytesIO

    from pypdf import PdfReader

    path = tmp_path / "maps.html"
    path.write_text(html("retail", "en"), "utf-8")
    tab = chromium.new_page()
    tab.goto(path.as_uri())
    pages = PdfReader(BytesIO(tab.pdf(prefer_css_page_size=True))).pages
    tab.close()
    sizes = [tuple(round(float(side)) for side in page.mediabox[2:]) for page in pages]
    wide = [text for size, text in zip(sizes, (page.extract_text() for page in pages), strict=True) if size[0] > 1100]
    assert sizes[0][0] < 600
    subject, say = alone("retail"), Speech("en")
    plates = [plate for chapter in chapters(subject, say) for plate in chapter.plates]
    leaves = sum(len(printed(plate, say)) for plate in plates)
    assert len(wide) == leaves
    assert all(text.strip() for text in wide)
