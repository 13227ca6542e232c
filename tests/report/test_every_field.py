"""Every field of every card: its status, its n and its words, or why it is empty and what to ask."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from conftest import SAMPLES

from workbench.analysis.profiling import EXPECTED
from workbench.language import Speech
from workbench.report.sections import Report


def words(tag):
    return " ".join(tag.get_text(" ").split())


def part(full, title):
    """Return the list under a heading, None where there is no such heading."""
    head = next((h for h in full.select("h4") if words(h) == " ".join(title.split())), None)
    return head and head.find_next_sibling("ul")


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("name", SAMPLES)
def test_every_expected_field_is_filled_or_says_why_not(walked, name, language):
    results, say = walked(name, language), Speech(language)
    html = BeautifulSoup(Report(results).section("people").html, "html.parser")
    statuses = {say(f"status_{status}") for status in ("observed", "reported", "inferred", "assumed")}
    for persona in results.personas:
        full = html.find(id=f"full-{persona.id}")
        gaps = part(full, say("gaps"))
        for kind in EXPECTED:
            title = say(f"kind_{kind}")
            found = part(full, title)
            if found is None:
                gap = next(li for li in gaps.select("li") if words(li.strong) == " ".join(title.split()))
                reason = {" ".join(say(f"gap_{why}").split()) for why in ("uncoded", "unsupported")}
                assert any(why in words(gap) for why in reason), (persona.id, kind)
                assert " ".join(say("ask_next").split()) in words(gap)
                assert " ".join(say(f"ask_{kind}").split()) in words(gap)
                continue
            own = persona.claims_of(kind)
            assert len(found.select("li.claim")) == len(own) > 0
            for line, claim in zip(found.select("li.claim"), own, strict=True):
                facts = line.select_one("p.small:has(.status)")
                assert words(facts.select_one(".status")) in statuses
                assert " ".join(say("x_of_n", x=claim.holders, n=claim.size).split()) in words(facts)
                assert " ".join(say.of(claim.text).split()).lower() in words(line.strong).lower()
                assert line.select("blockquote q, p.small")


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("name", SAMPLES)
def test_every_field_of_the_first_glance_counts_people_or_says_that_nothing_is_known(walked, name, language):
    results, say = walked(name, language), Speech(language)
    html = BeautifulSoup(Report(results).section("people").html, "html.parser")
    for card, persona in zip(html.select("article.card"), results.personas, strict=True):
        fields = card.select("dl.fields dd")
        assert len(fields) == 6
        for field in fields:
            if field.select_one(".empty"):
                assert words(field) == " ".join(say("no_support").split())
            else:
                assert f"\u00a0{'sur' if language == 'fr' else 'of'}\u00a0{persona.size}" in field.get_text()


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("name", SAMPLES)
def test_every_field_of_an_empathy_map_has_entries_with_their_n_or_says_what_to_ask(walked, name, language):
    results, say = walked(name, language), Speech(language)
    html = BeautifulSoup(Report(results).section("people").html, "html.parser")
    links = {li["id"] for li in BeautifulSoup(Report(results).section("evidence").html, "html.parser").select("li[id]")}
    for persona in results.personas:
        fields = html.find(id=f"empathy-{persona.id}").select(".field")
        assert [words(field.h5) for field in fields] == [
            say(f"empathy_{field}") for field in ("says", "thinks", "does", "feels")
        ]
        for field in fields:
            for entry in field.select("li"):
                assert f"\u00a0{'sur' if language == 'fr' else 'of'}\u00a0{persona.size}" in entry.get_text()
                assert entry.select_one(".status")
                assert entry.a["href"].removeprefix("#") in links
            if not field.select("li"):
                assert " ".join(say("ask_next").split()) in words(field)
