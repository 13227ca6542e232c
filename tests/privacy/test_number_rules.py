"""Numbers that lead to a person go; prices, years and quantities stay."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.privacy.number_rules import iban_size, luhn_size, nir_size
from workbench.privacy.redaction import redact


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("fr76 3000 6000 0112 3456 7890 189", "IBAN"),
        ("FR76-3000-6000-0112-3456-7890-189", "IBAN"),
        ("fr7630006000011234567890189", "IBAN"),
        ("184127645108946", "NIR"),
        ("2 69 05 49 588 157 80", "NIR"),
        ("4111 1111 1111 1111", "card"),
        ("4111111111111111", "card"),
        ("73282932000074", "SIRET"),
        ("0033 6 12 34 56 78", "phone"),
        ("+33 (0)6 12 34 56 78", "phone"),
        ("06-12-34-56-78", "phone"),
        ("06\u00a012\u00a034\u00a056\u00a078", "phone"),
        ("06\u202f12\u202f34\u202f56\u202f78", "phone"),
        ("０６ １２ ３４ ５６ ７８", "phone"),
        ("06\u200b12\u200b34\u200b56\u200b78", "phone"),
        ("(212) 867-5309", "phone"),
        ("212-867-5309", "phone"),
        ("+1 212 867 5309", "phone"),
        ("07700 900123", "phone"),
        ("020 7946 0958", "phone"),
        ("0161 496 0123", "phone"),
        ("+265 999 12 34 56", "phone"),
        ("+265 1 234 567", "phone"),
        ("0999 123 456", "phone"),
        ("AB-123-CD", "plate"),
        ("https://example.org/people/maud?x=1", "web"),
        ("www.example.org/maud", "web"),
        ("@maud_lenoir", "web"),
        ("012345678901234567", "number"),
    ],
)
def test_a_number_that_leads_to_a_person_is_replaced_whole(text, kind):
    clean, changes = redact(f"Voilà, {text}, c'est ça.", {})
    assert clean == f"Voilà, [{kind}], c'est ça."
    assert [change.length for change in changes] == [len(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("né le 12 mars 1980 à midi", "né le [birth] à midi"),
        ("née le 1er mai 1975", "née le [birth]"),
        ("born on March 3rd, 1975", "born on [birth]"),
        ("date of birth: 03/04/1975", "date of birth: [birth]"),
        ("SIREN 732 829 320 merci", "SIREN [SIRET] merci"),
        ("le code postal c'est 69003", "le code postal c'est [postcode]"),
        ("IBAN FR76 3000 6000 0112 3456 7890 189 merci bien", "IBAN [IBAN] merci bien"),
    ],
)
def test_the_words_that_announce_a_number_stay(text, expected):
    assert redact(text, {})[0] == expected


@pytest.mark.parametrize(
    "text",
    [
        *(
            "12 500 000 €",
            "1 001 200 300 400 euros",
            "1 500 à 2 000 euros",
            "10.000.000",
            "3,5 à 10 000",
            "1,250,000 dollars",
        ),
        *("de 2010 à 2014", "2021-2022", "le 12/03/2021", "01 02 2021", "9:30-10:45", "24/7", "version 3.11.2"),
        *("00 12 24 36", "ref AB12 3456", "le 12 mars 1980", "50-60 000", "K200,000", "100 000 000", "a 12 345 678 b"),
        *("600 000 mille", "3 000 000", "5 * 4 = 20", "1 2 3 4 5 6 7 8 9 10", "#1234", "99,99 %", "2 069,05 euros"),
    ],
)
def test_prices_years_and_quantities_stay(text):
    assert redact(f"On dit {text} en tout.", {}) == (f"On dit {text} en tout.", ())


@pytest.mark.parametrize(
    "wrong", ["FR77 3000 6000 0112 3456 7890 189", "XX76 3000 6000 0112 3456 7890 189", "FR76 3000"]
)
def test_what_only_looks_like_an_account_is_none(wrong):
    assert iban_size(wrong) == 0


def test_a_card_whose_check_digit_is_wrong_is_no_card():
    assert (luhn_size("4111 1111 1111 1111"), luhn_size("4111 1111 1111 1112"), luhn_size("0000 0000")) == (19, 0, 0)


@pytest.mark.parametrize(
    ("number", "expected"), [("255081416802538", 15), ("255081416802539", 0), ("2 55 08 14 168 025 39", 21)]
)
def test_the_key_of_a_social_security_number_decides_unless_it_is_grouped_as_on_the_card(number, expected):
    assert nir_size(number) == expected


@pytest.mark.parametrize("department", ["2A", "2B"])
def test_corsicans_have_a_number_too(department):
    body = int(f"1 85 05 {department} 004 036".replace(" ", "").replace("2A", "19").replace("2B", "18"))
    number = f"18505{department}004036{97 - body % 97:02d}"
    assert nir_size(number) == 15
    assert redact(f"mon numéro {number}.", {})[0] == "mon numéro [NIR]."


@settings(deadline=None)
@given(st.integers(0, 9_999_999), st.sampled_from([" ", "\u202f", "\u00a0"]))
def test_no_price_is_taken_for_somebodys_number(value, space):
    text = f"{value:,} euros".replace(",", space)
    assert redact(text, {}) == (text, ())


@settings(deadline=None)
@given(st.text("0123456789 .-+@aF/", max_size=60))
def test_replacing_numbers_twice_changes_nothing_more(text):
    once, _ = redact(text, {})
    assert redact(once, {})[0] == once
