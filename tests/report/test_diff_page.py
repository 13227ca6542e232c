"""The page of a difference says what the command says, in both languages."""

from __future__ import annotations

from dataclasses import replace

import pytest
from axe_playwright_python.sync_playwright import Axe
from bs4 import BeautifulSoup

from workbench.analysis.version_change import Version
from workbench.language.speech import Speech
from workbench.report.diff_page import diff_page
from workbench.report.difference import MARKS
from workbench.report.seal import is_unbroken


@pytest.fixture(scope="module")
def versions(walked):
    """Return two versions: in the newer, p1 has lost a claim, gained support for another, and has another member."""
    found = walked("travel")
    people = frozenset(person.pseudonym for person in found.material.participants)
    new = Version("/somewhere/private/summer", found.personas, found.maps, people)
    first, *others = found.personas
    claims = (first.claims[0].model_copy(update={"holders": first.claims[0].holders - 1}), *first.claims[2:])
    before = first.model_copy(update={"claims": claims, "members": first.members[1:]})
    return Version("/somewhere/private/spring", (before, *others), found.maps, people), new


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_claim_that_changed_is_a_row_in_the_words_of_the_reader(versions, language):
    say = Speech(language)
    page = BeautifulSoup(diff_page(*versions, say), "lxml")
    first = versions[1].personas[0]
    rows = {row.th.get_text(strip=True): row.get_text(" ", strip=True) for row in page.select("tbody tr")}
    assert say("diff_claim_gained") in rows[say.of(first.claims[0].text)]
    assert say("diff_claim_came") in rows[say.of(first.claims[1].text)]
    assert say("diff_what_grew") in page.get_text()
    assert first.members[0] in page.get_text()


def test_two_versions_alike_say_so(versions):
    page = BeautifulSoup(diff_page(versions[1], replace(versions[1], name="again"), Speech("en")), "lxml")
    assert Speech("en")("diff_none") in page.get_text()
    assert not page.select("tbody tr")


def test_the_page_tells_no_path_and_is_sealed(versions):
    page = diff_page(*versions, Speech("fr"))
    assert "private" not in page
    assert is_unbroken(page)


def test_every_change_has_a_mark_and_a_word():
    words = {Speech("en")(f"diff_claim_{what}") for what in MARKS}
    assert len(words) == len(MARKS) == len(set(MARKS.values()))


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_all_can_read_it(versions, chromium, scheme):
    context = chromium.new_context(color_scheme=scheme, bypass_csp=True, viewport={"width": 390, "height": 800})
    tab = context.new_page()
    tab.set_content(diff_page(*versions, Speech("fr")))
    found = Axe().run(tab)
    assert found.response["violations"] == []
    assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")
    context.close()
