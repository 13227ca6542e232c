"""Words of a codebook found in speech."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.analysis.terms import fold, spoken_words, term

WORDS = st.lists(st.sampled_from(["leak", "gas", "weak", "cat", "sun", "river"]), min_size=1, max_size=6)


def is_said(text, words, language="en"):
    return term(text, language).is_in(spoken_words(words, language))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("rétention", "la RETENTION d’eau"),
        ("retention", "une rétention"),
        ("cœur", "au coeur du sujet"),
        ("coeur", "au cœur du sujet"),
        ("l’alerte", "j’ai l'alerte"),
        ("Éte", "ÉTE"),
        ("garçon", unicodedata.normalize("NFC", "GARÇON")),
    ],
)
def test_accents_case_ligatures_and_apostrophes_do_not_matter(text, words):
    assert is_said(text, words, "fr")


def test_the_ligature_ae_does_not_matter():
    assert is_said("ex æquo", "arrivés ex aequo", "fr")


def test_a_decomposed_accent_inside_a_word_does_not_matter():
    assert is_said("rétention", unicodedata.normalize("NFD", "la rétention d’eau"), "fr")


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("en", "leak", "it leaked all night"),
        ("en", "child", "the children came"),
        ("en", "children", "one child came"),
        ("fr", "cheval", "des chevaux"),
        ("fr", "payer", "nous payons trop"),
        ("fr", "petit départ", "de petits départs"),
    ],
)
def test_inflection_does_not_matter(language, text, words):
    assert is_said(text, words, language)


def test_only_a_term_with_an_accent_forgives_a_plural_that_no_dictionary_knows():
    assert is_said("rétention", "des RETENTIONS", "fr")
    assert is_said("rétentions", "une retention", "fr")
    assert not is_said("prix", "il a pris", "fr")


def test_the_words_of_a_phrase_stand_side_by_side_and_in_order():
    assert is_said("broke down", "then it broke down again")
    assert not is_said("broke down", "it broke and went down")
    assert not is_said("broke down", "down it broke")


def test_a_word_is_not_found_inside_another():
    assert not is_said("cat", "a category")


def test_a_star_matches_a_beginning_and_nothing_shorter():
    assert is_said("technici*", "two TECHNICIANS came")
    assert is_said("technici*", "the technici")
    assert not is_said("technici*", "a technical matter")
    assert not is_said("tech*", "some biotech")


def test_a_star_stands_for_letters_of_one_word_inside_a_phrase():
    assert is_said("gas tech*", "the gas technician")
    assert not is_said("gas tech*", "the gas was technical")


def test_plus_asks_for_both_in_any_order():
    assert is_said("gas + weak", "weak, the gas")
    assert is_said("gas + weak", "the gas is weak")
    assert not is_said("gas + weak", "the gas is strong")


@pytest.mark.parametrize("text", ["", "*", " + ", "…"])
def test_a_term_without_words_is_never_said(text):
    assert not is_said(text, "anything at all")


@given(WORDS, WORDS)
def test_a_phrase_is_found_wherever_it_is_put(phrase, around):
    assert is_said(" ".join(phrase), " ".join([*around, *phrase, *around]))


@given(WORDS, WORDS)
def test_plus_is_found_exactly_when_each_part_is(parts, words):
    said = " ".join(words)
    assert is_said(" + ".join(parts), said) == all(is_said(part, said) for part in parts)


@given(WORDS, st.sampled_from(["leak", "gas weak", "riv*", "cat + sun", "sun* + leak river"]))
def test_a_sentence_with_a_term_holds_one_of_its_anchors(words, text):
    anchors = term(text, "en").anchors
    spoken = spoken_words(" ".join(words), "en")
    if anchors and term(text, "en").is_in(spoken):
        assert anchors & {form for word in spoken for form in word}


@given(st.text())
def test_folding_twice_changes_nothing_more(text):
    assert fold(fold(text)) == fold(text)
