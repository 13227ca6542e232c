"""What is shown follows the typography of its language, and words stay as they are."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.language import Speech
from workbench.model.label import Label

LANGUAGES = ("en", "fr")
NARROW, NO_BREAK = "\u202f", "\u00a0"
FREE = re.compile(r"[\s'\"’“”]")
typed = st.text() | st.text("ab '\"«»:;!?%\u00a0\u202f\n’“”.", max_size=30)


@pytest.fixture
def english():
    return Speech("en")


@pytest.fixture
def french():
    return Speech("fr")


@settings(deadline=None, max_examples=300)
@given(typed, st.sampled_from(LANGUAGES))
def test_setting_a_text_changes_only_spaces_quotes_and_apostrophes(text, language):
    assert FREE.sub("", Speech(language).set(text)) == FREE.sub("", text)


@settings(deadline=None, max_examples=300)
@given(st.lists(st.text("abcé", min_size=1, max_size=5), max_size=8), st.sampled_from(LANGUAGES))
def test_setting_a_text_joins_or_parts_no_words(words, language):
    text = " ".join(words)
    assert Speech(language).set(text) == text


def test_french_keeps_high_marks_with_the_word_before(french):
    assert french.set("Pourquoi ? Oui ! Bien ; 5 %") == f"Pourquoi{NARROW}? Oui{NARROW}! Bien{NARROW}; 5{NARROW}%"
    assert french.set("Voici : cela") == f"Voici{NO_BREAK}: cela"


def test_french_quotation_marks_keep_their_words(french):
    assert french.set("« oui »") == french.set("«oui»") == f"«{NO_BREAK}oui{NO_BREAK}»"


def test_a_colon_within_a_word_is_no_french_colon(french):
    assert french.set("à 9:30, https://x.org") == "à 9:30, https://x.org"


def test_english_quotation_marks_are_curled(english):
    assert english.set('the "step" and "stage"') == "the “step” and “stage”"


@pytest.mark.parametrize("language", LANGUAGES)
def test_apostrophes_are_curled(language):
    assert Speech(language).set("l'eau, it's") == "l’eau, it’s"


def test_words_as_said_stay_as_said_between_marks(english, french):
    assert english.quoted('it\'s "so" !') == '“it\'s "so" !”'
    assert french.quoted('it\'s "so" !') == f'«{NO_BREAK}it\'s "so" !{NO_BREAK}»'


def test_a_label_is_set_in_the_language(english, french):
    label = Label(en="it's so", fr="oui !")
    assert (english.of(label), french.of(label)) == ("it’s so", f"oui{NARROW}!")


def test_numbers_are_written_as_the_language_does(english, french):
    assert (english.number(12345.678, 1), french.number(12345.678, 1)) == ("12,345.7", f"12{NARROW}345,7")
    assert (english.number(1234), french.number(1234)) == ("1,234", f"1{NARROW}234")
    assert (english.number(0.5, 2), french.number(0.5, 2)) == ("0.50", "0,50")


def test_shares_are_written_as_percentages(english, french):
    assert (english.percent(0.123, 1), french.percent(0.123, 1)) == ("12.3%", f"12,3{NARROW}%")
    assert (english.percent(0), english.percent(1)) == ("0%", "100%")


def test_a_sign_is_always_written_and_a_minus_is_a_minus(english, french):
    assert [english.signed(x) for x in (1.25, -1.25, 0)] == ["+1.2", "\u22121.2", "0.0"]
    assert french.signed(-1234.5) == f"\u22121{NARROW}234,5"


@pytest.mark.parametrize(
    ("call", "text"), [(("signed", 0.04), "0.0"), (("signed", -0.04), "0.0"), (("number", -0.4), "0")]
)
def test_what_rounds_to_nothing_has_no_sign(english, call, text):
    assert getattr(english, call[0])(call[1]) == text


def test_small_counts_are_words_and_others_digits(english, french):
    assert [english.count(n) for n in (0, 3, 9, 10, 1200)] == ["zero", "three", "nine", "10", "1,200"]
    assert [french.count(n) for n in (0, 3, 9, 10, 1200)] == ["zéro", "trois", "neuf", "10", f"1{NARROW}200"]


def test_a_day_is_written_in_words(english, french):
    assert english.day(date(2026, 3, 20)) == "March 20, 2026"
    assert french.day(date(2026, 3, 20)) == "20 mars 2026"


def test_a_list_is_joined_as_in_a_sentence(english, french):
    assert [english.listed(list("abc")[:n]) for n in range(4)] == ["", "a", "a and b", "a, b and c"]
    assert french.listed(["a", "b", "c"]) == "a, b et c"


def test_a_text_is_filled_and_set(english, french):
    assert english("sure_feeling_interval", low=1, high=2) == "95% interval 1 to 2"
    assert NARROW in french("sure_feeling_interval", low=1, high=2)


def test_a_text_that_does_not_exist_is_an_error(english):
    with pytest.raises(KeyError):
        english("no_such_text")


def test_a_text_whose_place_is_not_filled_is_an_error(english):
    with pytest.raises(KeyError):
        english("from_to", low=1)


@pytest.mark.parametrize(
    ("n", "en", "fr"),
    [
        (1, "1 point", "1 point"),
        (2, "2 points", "2 points"),
        (0, "0 points", "0 point"),
        ("+1.7", "+1.7 points", None),
        ("+1,7", None, "+1,7 point"),
        ("\u22120,5", None, "\u22120,5 point"),
        ("12", "12 points", "12 points"),
        ("1,234", "1,234 points", None),
        ("1\u202f234", None, "1\u202f234 points"),
    ],
)
def test_words_agree_with_their_number_as_each_language_has_it(english, french, n, en, fr):
    assert en is None or english("points", value=n).replace(NO_BREAK, " ") == en
    assert fr is None or french("points", value=n).replace(NO_BREAK, " ") == fr


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_of_many_has_its_verb_in_the_singular(language):
    say = Speech(language)
    assert say("unknown_left_over", x=1, n=10) != say("unknown_left_over", x=2, n=10).replace("2", "1")
    assert "|" not in say("unknown_left_over", x=1, n=10)


@pytest.mark.parametrize(
    ("name", "told"), [("Elliot Smith", "d’Elliot Smith"), ("Guy Mary", "de Guy Mary"), ("Hélène", "d’Hélène")]
)
def test_a_french_de_loses_its_e_before_a_vowel(french, name, told):
    assert french("journey_of", name=name) == f"Le parcours {told}"
