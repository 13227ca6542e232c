"""Codings the machine proposes: where, from whose words, and that it says so."""

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.analysis.suggestion import MACHINE, sentences, suggest, uncoded

SAMPLES = ("startup", "consulting", "agency", "travel")


def suggested(talk, book):
    return [(found.code, found.evidence.text) for found in suggest([talk], book)]


def test_the_sentence_that_holds_a_term_gets_the_code(interview, codebook):
    talk = interview("It was fine. Then the pipe leaked! I called.")
    book = codebook({"id": "leak", "terms": ["leak"]})
    assert suggested(talk, book) == [("leak", "Then the pipe leaked!")]


def test_accents_case_and_inflection_do_not_matter_in_french(interview, codebook):
    book = codebook({"id": "held", "terms": ["rétention"]})
    assert suggested(interview("Les RÉTENTIONS nous coûtent cher.", language="fr"), book)
    assert suggested(interview("La RETENTION nous coûte cher.", language="fr"), book)


def test_an_inflected_word_written_without_its_accent_is_found_too(interview, codebook):
    talk = interview("Les RETENTIONS nous coûtent cher.", language="fr")
    assert suggested(talk, codebook({"id": "held", "terms": ["rétention"]}))


@pytest.mark.parametrize(
    ("term", "words", "found"),
    [
        ("technici*", "Two technicians came.", True),
        ("technici*", "A technical matter.", False),
        ("gas + weak", "Weak, the gas.", True),
        ("gas + weak", "The gas came. It was weak.", False),
    ],
)
def test_a_star_matches_a_beginning_and_plus_asks_for_both_in_one_sentence(interview, codebook, term, words, found):
    assert bool(suggested(interview(words), codebook({"id": "found", "terms": [term]}))) is found


def test_a_word_of_unless_forbids_the_suggestion(interview, codebook):
    book = codebook({"id": "leak", "terms": ["leak"], "unless": ["never"]})
    assert suggested(interview("It leaks. It never leaks."), book) == [("leak", "It leaks.")]


def test_when_asked_needs_the_word_in_the_question_just_before(interview, codebook):
    book = codebook({"id": "price", "terms": ["fifty"], "when_asked": ["cost"]})
    assert suggested(interview("? What did it cost?", "Fifty."), book) == [("price", "Fifty.")]
    assert suggested(interview("? How old is it?", "Fifty."), book) == []
    assert suggested(interview("? What did it cost?", "A lot.", "? And its age?", "Fifty."), book) == []
    assert suggested(interview("Fifty."), book) == []


def test_a_question_does_not_carry_over_to_the_next_interview(interview, codebook):
    book = codebook({"id": "price", "terms": ["fifty"], "when_asked": ["cost"]})
    asked = interview("? What did it cost?", "A lot.", "? What did it cost?", document="i1")
    assert suggest([asked, interview("Fifty.", document="i2")], book) == []


def test_only_the_participants_words_are_coded(interview, codebook):
    talk = interview("? Did it leak?", "Yes.", "? A leak!", "It leaked.")
    assert suggested(talk, codebook({"id": "leak", "terms": ["leak"]})) == [("leak", "It leaked.")]


def test_a_sentence_gets_a_code_once_and_each_code_that_fits(interview, codebook):
    book = codebook({"id": "leak", "terms": ["leak", "pipe"]}, {"id": "dear", "terms": ["pipe"]}, "never_suggested")
    assert [code for code, _ in suggested(interview("The pipe leaks."), book)] == ["leak", "dear"]


def test_a_suggestion_says_it_is_the_machines_and_why(interview, codebook):
    (found,) = suggest([interview("It leaks.")], codebook({"id": "leak", "terms": ["drip", "leak"]}))
    assert (found.coder, found.origin, found.stance) == (MACHINE, "machine", "for")
    assert "leak" in found.reason
    assert "drip" not in found.reason


def test_a_suggestion_takes_step_and_feeling_from_its_code(interview, codebook):
    (found,) = suggest(
        [interview("It leaks.")], codebook({"id": "leak", "terms": ["leak"], "step": "use", "emotion": -2})
    )
    assert (found.step, found.emotion) == ("use", -2)


def test_each_interview_is_read_in_its_own_language(interview, codebook):
    talks = [interview("Des chevaux.", document=name, language=name) for name in ("fr", "en")]
    found = suggest(talks, codebook({"id": "horse", "terms": ["cheval"]}))
    assert [coding.evidence.document for coding in found] == ["fr"]


@pytest.mark.parametrize("name", SAMPLES)
def test_every_suggested_quote_of_a_sample_stands_at_its_place_in_a_participants_turn(sample, name):
    material = sample(name)
    found = suggest(material.transcripts, material.codebook)
    assert found
    for coding in found:
        transcript = material.transcript(coding.evidence.document)
        coding.evidence.verify(transcript)
        turn = transcript.utterance_at(coding.evidence.start, coding.evidence.end)
        assert turn.role == "participant"
        assert coding.evidence.participant == transcript.participant
        assert (coding.origin, coding.coder) == ("machine", MACHINE)


def test_the_same_words_are_suggested_the_same_way_again(sample):
    material = sample("travel")
    assert suggest(material.transcripts, material.codebook) == suggest(material.transcripts, material.codebook)


def test_interviews_in_which_a_person_coded_are_left_to_that_person(interview, coding):
    by_person, by_machine, untouched = (interview("It leaks.", document=name) for name in ("i1", "i2", "i3"))
    codings = [coding(by_person, "leak"), coding(by_machine, "leak", origin="machine", coder=MACHINE)]
    assert uncoded([by_person, by_machine, untouched], codings) == [by_machine, untouched]


SPEECH = st.lists(
    st.sampled_from(
        ["Oui.", "M. Dupont", "3,5 km", "«", "»", "?", "…", "et", "A.", "!", "e.g.", "“no”", "Mme", "l’été"]
    ),
    max_size=12,
).map(lambda parts: " ".join(["Bon", *parts]))


@given(SPEECH, st.sampled_from(["fr", "en"]))
@settings(deadline=None)
def test_sentences_hold_every_word_of_a_turn_once_and_in_order(interview, speech, language):
    talk = interview("? Yes?", speech, language=language)
    places = list(sentences(talk, talk.utterances[1]))
    parts = [talk.text[start:end] for start, end in places]
    assert "".join("".join(parts).split()) == "".join(speech.split())
    assert all(part == part.strip() != "" for part in parts)
    assert all(end <= start for (_, end), (start, _) in pairwise(places))


def test_a_no_break_space_before_a_full_stop_stops_nothing(interview):
    talk = interview("Le plan A\u00a0.", language="fr")
    assert list(sentences(talk, talk.utterances[0]))


def test_words_the_splitter_stops_at_are_split_at_the_ends_of_sentences(interview):
    words = "Bon ! Le plan A\u00a0. Il coûtait 3.50, trop… non ?"
    talk = interview(words, language="fr")
    found = [talk.text[start:end] for start, end in sentences(talk, talk.utterances[0])]
    assert found == ["Bon !", "Le plan A\u00a0.", "Il coûtait 3.50, trop…", "non ?"]


def test_a_quote_found_in_decomposed_words_stays_as_it_was_said(interview, codebook):
    words = unicodedata.normalize("NFD", "Voilà. La rétention coûte cher. Après, rien.")
    talk = interview(words, language="fr")
    (found,) = suggest([talk], codebook({"id": "held", "terms": ["rétention"]}))
    assert found.evidence.text == unicodedata.normalize("NFD", "La rétention coûte cher.")
    found.evidence.verify(talk)
