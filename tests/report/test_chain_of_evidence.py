"""From every claim of every report back to the words in the source file."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import REAL, SAMPLES, SHARED
from pages import REPLACED, is_said, page, source_words

from workbench.reading.study_folder import find_study
from workbench.study import Study
from workbench.walk import build_personas, code, results_from, segment

STUDIES = [*SAMPLES, *(pytest.param(name, marks=pytest.mark.real) for name in REAL)]


def _files(name: str) -> dict[str, Path]:
    folder = SHARED / name if name in REAL else find_study(name) / "interviews"
    return {path.name: path for path in folder.iterdir()}


@pytest.mark.parametrize("name", STUDIES)
def test_every_claim_of_the_report_leads_to_words_in_the_source_file(walked, name):
    results = walked(name)
    html = page(results)
    sources = {t.id: t.source for t in results.material.transcripts}
    files = _files(name)
    read: dict[str, str] = {}
    claims = html.select("li.claim")
    assert len(claims) == sum(len(persona.claims) for persona in results.personas) > 0
    for claim in claims:
        links = [a["href"][1:] for a in claim.select("a[href^='#E-']")]
        assert links, f"claim {claim['id']} cites nothing"
        for link in links:
            exhibit = html.find(id=link)
            assert exhibit is not None, f"{claim['id']} cites {link}, which the page does not hold"
            document = exhibit.find_parent("ul").find_previous("h3").select_one("small").get_text(strip=True)
            if sources[document] not in read:
                read[sources[document]] = source_words(files[sources[document]])
            quote = exhibit.q.get_text()
            assert is_said(quote, read[sources[document]]), f"{link}: {quote!r} is not in {sources[document]}"


@pytest.mark.parametrize("name", STUDIES)
def test_every_quote_of_the_map_leads_to_words_in_the_source_file(walked, name):
    html = page(walked(name))
    quotes = html.select("table.map a.quote")
    assert quotes
    for link in quotes:
        exhibit = html.find(id=link["href"][1:])
        assert exhibit.q.get_text() == link.q.get_text()


@pytest.mark.parametrize("name", STUDIES)
def test_every_piece_of_evidence_verifies_against_its_transcript(walked, name):
    results = walked(name)
    for persona in results.personas:
        for claim in persona.claims:
            for evidence in (*claim.evidence, *claim.against):
                evidence.verify(results.material.transcript(evidence.document))
                assert evidence.participant in persona.members


@pytest.mark.parametrize("name", STUDIES)
def test_every_claim_says_x_of_n_and_its_status(walked, name):
    results = walked(name)
    html = page(results)
    for persona in results.personas:
        for claim in persona.claims:
            line = html.find(id=f"c-{claim.id}").select_one("p.small")
            assert line.select_one(".status").get_text(strip=True)
            between = "sur" if results.language == "fr" else "of"
            assert f"{claim.holders}\u00a0{between}\u00a0{claim.size}" in line.get_text()


@pytest.mark.parametrize("name", SAMPLES)
def test_a_removed_participant_leaves_no_quote_behind(walked, name, tmp_path):
    results = walked(name)
    gone = results.personas[0].members[0]
    quotes = {c.evidence.text for c in results.codings if c.evidence.participant == gone}
    material = results.material.without(gone)
    study = Study(study=name, persona_files=str(tmp_path))
    codings = code(material)
    segments = segment(material, codings, study)
    personas = build_personas(material, codings, segments, study)
    html = str(page(results_from(study, material, codings, segments=segments, personas=personas)))
    assert quotes
    assert gone not in html
    assert not [quote for quote in quotes if quote in html]


@pytest.mark.parametrize("name", SAMPLES)
def test_no_name_of_a_participant_is_in_the_report(walked, name):
    text = page(walked(name)).get_text(" ")
    table = (find_study(name) / "participants.csv").read_text("utf-8").splitlines()[1:]
    names = [row.split(",")[1].strip('"') for row in table]
    assert len(names) == 10
    assert not [full for full in names if full in text]


def test_the_independent_reader_would_notice_other_words(walked):
    words = source_words(find_study("travel") / "interviews" / "interview-01.txt")
    assert is_said("le téléphone vibre : Nantes-Porto", words)
    assert not is_said("le téléphone vibre : Nantes-Lisbonne", words)
    assert REPLACED.split("a [P-ABCD] b") == ["a ", " b"]
