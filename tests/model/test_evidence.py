"""A quote is exact words at an exact place, or it is stale."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from workbench.errors import StaleEvidence
from workbench.model.evidence import Coding, Evidence, fingerprint, quote
from workbench.model.transcript import Transcript


def test_a_quote_holds_the_words_at_its_place(transcript, evidence):
    assert evidence.text == "I compared prices"
    assert (evidence.document, evidence.participant) == ("interview-01", "P-7Q2A")
    evidence.verify(transcript)


@settings(deadline=None)
@given(st.text(min_size=1), st.data())
def test_any_words_of_a_transcript_hold_as_evidence(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    transcript = Transcript("d", "P-1", text, (), "d.txt", "", "en")
    quote(transcript, start, end).verify(transcript)


def test_words_that_moved_are_stale(transcript, evidence):
    with pytest.raises(StaleEvidence, match="no longer hold the quoted words"):
        evidence.verify(replace(transcript, text="Oh! " + transcript.text))


def test_words_that_changed_are_stale(transcript, evidence):
    with pytest.raises(StaleEvidence, match=r"got 'I compared prizes', expected 'I compared prices'"):
        evidence.verify(replace(transcript, text=transcript.text.replace("prices", "prizes")))


def test_the_same_words_in_another_interview_are_stale(transcript, evidence):
    with pytest.raises(StaleEvidence):
        evidence.verify(replace(transcript, id="interview-02"))


def test_words_that_were_altered_in_a_file_are_stale(transcript, evidence):
    with pytest.raises(StaleEvidence):
        evidence.model_copy(update={"hash": fingerprint("I compared nothing")}).verify(transcript)


def test_the_name_of_a_quote_comes_from_its_place_alone(evidence):
    same = evidence.model_copy(update={"participant": "P-XXXX", "text": "other", "hash": "0"})
    assert same.id == evidence.id
    assert evidence.model_copy(update={"start": evidence.start + 1}).id != evidence.id
    assert evidence.model_copy(update={"document": "interview-02"}).id != evidence.id


def test_the_name_of_a_quote_is_short_enough_for_a_link(evidence):
    assert evidence.id.startswith("E-")
    assert len(evidence.id) == 10


def test_a_quote_comes_back_from_its_file_with_its_name(evidence):
    content = evidence.model_dump(mode="json")
    assert content["id"] == evidence.id
    assert Evidence.model_validate(content) == evidence


def test_a_name_that_was_altered_in_a_file_is_not_believed(evidence):
    assert Evidence.model_validate(evidence.model_dump() | {"id": "E-00000000"}).id == evidence.id


def test_a_quote_without_words_is_refused(transcript):
    with pytest.raises(ValidationError):
        quote(transcript, 3, 3)


@pytest.mark.parametrize("emotion", [-2, -1, 0, 1, 2, None])
def test_a_coding_may_say_how_it_felt(evidence, emotion):
    assert Coding(evidence=evidence, code="price", coder="A", emotion=emotion).emotion == emotion


@pytest.mark.parametrize(
    "field", [{"emotion": 3}, {"emotion": -3}, {"stance": "unsure"}, {"origin": "oracle"}], ids=str
)
def test_a_coding_outside_the_scales_is_refused(evidence, field):
    with pytest.raises(ValidationError):
        Coding(evidence=evidence, code="price", coder="A", **field)


def test_a_coding_is_a_persons_unless_it_says_otherwise(evidence):
    coding = Coding(evidence=evidence, code="price", coder="A")
    assert (coding.origin, coding.stance) == ("person", "for")


def test_a_quote_that_begins_or_ends_in_a_guess_shows_all_of_it():
    transcript = Transcript("d", "P-1", "soci⟦ét⟧é", (), "d.txt", "", "fr")
    assert quote(transcript, 5, 6).text == "⟦ét⟧"
    assert quote(transcript, 0, 6).text == "soci⟦ét⟧"
