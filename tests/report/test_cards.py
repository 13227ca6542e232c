"""Cards: a persona a page, whole at every length of its words."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pytest
from axe_playwright_python.sync_playwright import Axe
from bs4 import BeautifulSoup
from conftest import REAL, SAMPLES
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from workbench.language import Speech
from workbench.model.label import Label
from workbench.report.card_room import TYPES
from workbench.report.cards import ROOM, SIZES, card_page, sheet_of, shortened, write_cards
from workbench.report.sections import Report

STUDIES = [*SAMPLES, *(pytest.param(name, marks=pytest.mark.real) for name in REAL)]
LANGUAGES = ("en", "fr")
POINTS = {"posters": (595, 842), "slides": (960, 540)}
OVER = """() => [...document.querySelectorAll('.sheet, .sheet *')]
  .filter(e => !e.closest('svg') && getComputedStyle(e).display != 'inline')
  .filter(e => e.scrollWidth > e.clientWidth + 1
    || e.matches('.sheet, .left, .kinds, .doubts') && e.scrollHeight > e.clientHeight + 1)
  .map(e => e.outerHTML.slice(0, 90))"""
COVERED = """() => [...document.querySelectorAll('.sheet')].flatMap(sheet => {
  const parts = [...sheet.querySelectorAll('header, .left .banner, .side, .kinds > *, .doubts, footer')]
  const boxes = parts.map(e => [e.className || e.tagName, e.getBoundingClientRect()])
  const meet = (p, q) => p.left < q.right - 1 && q.left < p.right - 1 && p.top < q.bottom - 1 && q.top < p.bottom - 1
  return boxes.flatMap(([a, p], i) => boxes.slice(i + 1).filter(([, q]) => meet(p, q)).map(([b]) => a + '/' + b))
})"""


def parsed(results, size):
    return BeautifulSoup(card_page(results, size), "html.parser")


def told(tag):
    return " ".join(tag.get_text(" ").split())


def lengthened(results, label=60, text=200, quote=900, **changed):
    """Give a study words as long as nobody writes them."""

    def words(most):
        return ("the longest of all words are written incomprehensibly and uncharacteristically here " * 12)[
            :most
        ].strip()

    def named(most):
        return Label(en=words(most), fr=words(most))

    codes = [
        c.model_copy(update={"label": named(label), "claim": named(text)}) for c in results.material.codebook.codes
    ]
    book = results.material.codebook.model_copy(update={"codes": tuple(codes)})

    def long(evidence):
        return evidence.model_copy(update={"text": words(quote)})

    personas = []
    for persona in results.personas:
        claims = [
            claim.model_copy(
                update={
                    "text": named(text),
                    "reviewed": False,
                    "evidence": tuple(map(long, claim.evidence)),
                    "against": tuple(map(long, claim.against or claim.evidence)),
                }
            )
            for claim in persona.claims
        ]
        gaps = tuple(gap.model_copy(update={"ask": named(text)}) for gap in persona.gaps)
        identity = persona.identity.model_copy(
            update={"name": "Maximilienne-Alexandrine de la Rochefoucauld-Montmorency"}
        )
        update = {"claims": tuple(claims), "gaps": gaps, "identity": identity, "summary": named(text)} | changed
        personas.append(persona.model_copy(update=update))
    brief = results.material.brief.model_copy(update={"title": named(text)})
    return replace(results, personas=tuple(personas), material=replace(results.material, codebook=book, brief=brief))


def faults(chromium, results, size, folder):
    """Return what runs over, what is covered, and the pages of the printed file."""
    path = folder / f"{size}.html"
    path.write_text(card_page(results, size), "utf-8")
    tab = chromium.new_page(viewport={"width": 1400, "height": 1200})
    tab.goto(path.as_uri())
    tab.emulate_media(media="print")
    over, covered = tab.evaluate(OVER), tab.evaluate(COVERED)
    pages = PdfReader(BytesIO(tab.pdf(prefer_css_page_size=True))).pages
    tab.close()
    return over, covered, [tuple(round(float(x)) for x in page.mediabox[2:]) for page in pages]


@pytest.mark.browser
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", STUDIES)
def test_every_persona_fills_one_printed_page_and_nothing_runs_over(walked, chromium, tmp_path, name, language, size):
    results = walked(name, language)
    over, covered, pages = faults(chromium, results, size, tmp_path)
    assert (over, covered) == ([], [])
    assert pages == [POINTS[size]] * len(results.personas)


@pytest.mark.browser
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("label", [8, 34, 60])
@pytest.mark.parametrize(("name", "quote"), [("travel", 900), ("consulting", 100)])
def test_the_longest_words_stay_on_their_page(walked, chromium, tmp_path, name, quote, label, size):
    results = lengthened(walked(name, "fr"), label=label, text=label * 3, quote=quote, level="proto")
    over, covered, pages = faults(chromium, results, size, tmp_path)
    assert (over, covered) == ([], [])
    assert pages == [POINTS[size]] * len(results.personas)
    for persona in results.personas:
        assert len(sheet_of(persona, Report(results), size).fields) >= 4


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
def test_axe_finds_no_violation_and_a_telephone_does_not_scroll_sideways(walked, chromium, tmp_path, size, scheme):
    write_cards(walked("startup", "en"), tmp_path)
    context = chromium.new_context(color_scheme=scheme, bypass_csp=True, viewport={"width": 1400, "height": 900})
    tab = context.new_page()
    tab.goto((tmp_path / f"{size}.html").as_uri())
    found = Axe().run(tab).response["violations"]
    assert [(v["id"], v["nodes"][0]["target"], v["nodes"][0]["failureSummary"][:300]) for v in found] == []
    for width in (320, 390, 1000):
        tab.set_viewport_size({"width": width, "height": 800})
        assert tab.evaluate("document.documentElement.scrollWidth") <= width
    context.close()


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", STUDIES)
def test_a_card_says_who_it_is_how_many_and_how_known(walked, name, language, size):
    results, say = walked(name, language), Speech(language)
    brief = results.material.brief
    for card, persona in zip(parsed(results, size).select(".sheet"), results.personas, strict=True):
        words = told(card)
        assert persona.identity.name in told(card.h2)
        assert say("status_synthetic") in told(card.select_one(".made"))
        assert " ".join(say("participants_of", x=persona.size, n=persona.of).split()) in words
        assert (" ".join(say("illustrative_note").split()) in words) == brief.illustrative
        foot = told(card.footer)
        assert all(say(f"status_{status}") in foot for status in ("observed", "reported", "inferred", "assumed"))
        assert brief.id in foot
        assert not brief.fieldwork or " ".join(say.day(brief.fieldwork.end).split()) in foot
        assert " ".join(say.day(persona.provenance.review_due).split()) in foot


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", STUDIES)
def test_every_claim_on_a_card_has_its_status_and_its_n_and_those_left_out_are_counted(walked, name, size):
    results = walked(name, "en")
    report = Report(results)
    for card, persona in zip(parsed(results, size).select(".sheet"), results.personas, strict=True):
        sheet = sheet_of(persona, report, size)
        shown = [claim for _, own in sheet.fields for claim in own]
        known = [told(tag) for tag in card.select(".known")]
        assert len(shown) + sheet.more_claims == len(persona.claims)
        assert len(known) == len(shown)
        for claim, text in zip(shown, known, strict=True):
            assert text.startswith(f"{claim.status} · {claim.holders} of {claim.size}")
        rest = card.select_one(".kinds > .rest")
        assert (str(sheet.more_claims) in told(rest)) if sheet.more_claims else rest is None


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", SAMPLES)
def test_words_of_samples_are_never_cut(walked, name, size):
    for language in LANGUAGES:
        assert "…" not in "".join(tag.get_text() for tag in parsed(walked(name, language), size).select(".kinds, .who"))


@pytest.mark.parametrize("size", SIZES)
def test_a_proto_persona_says_so_across_its_card_and_in_words(walked, size):
    results = lengthened(walked("startup", "en"), level="proto")
    for card in parsed(results, size).select(".sheet"):
        assert "proto" in card["class"]
        assert card["data-mark"] == Speech("en")("card_proto")
        assert card["data-mark"] in told(card.select_one(".banner"))
    assert not parsed(walked("startup", "en"), size).select(".proto")


def test_a_persona_without_claims_and_quotes_still_has_its_card(walked):
    results = walked("startup", "en")
    bare = replace(results, personas=(results.personas[0].model_copy(update={"claims": ()}),))
    for size in SIZES:
        card = parsed(bare, size).select_one(".sheet")
        assert Speech("en")("card_no_against") in told(card)
        assert not card.select(".voice")


def test_hostile_words_stay_words(walked):
    results = walked("startup", "en")
    identity = results.personas[0].identity.model_copy(update={"name": "<script>alert(1)</script>"})
    changed = replace(results, personas=(results.personas[0].model_copy(update={"identity": identity}),))
    for size in SIZES:
        assert not parsed(changed, size).select("script")


@given(st.text(max_size=300), st.integers(2, 200))
def test_a_shortened_text_keeps_its_beginning_and_its_limit(text, most):
    short = shortened(text, most)
    assert len(short) <= most
    assert short == text or (short.endswith("…") and text.startswith(short[:-1]))


def test_larger_type_holds_fewer_lines_and_letters():
    for size in SIZES:
        letters = [kind.letters for kind in TYPES[size]]
        lines = [kind.lines for kind in TYPES[size]]
        assert letters == sorted(letters)
        assert lines == sorted(lines)
    assert ROOM["posters"].quote > ROOM["slides"].quote
