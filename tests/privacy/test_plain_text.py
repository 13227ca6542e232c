"""Plain text holds the same letters, and each of its characters knows where it comes from."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from workbench.privacy.plain_text import plain_text

marked = st.text("aeé1 \u0301\u200b\u00a0\u202f’１Ａ\ufeffç", max_size=40)


@given(marked)
def test_every_character_comes_from_a_place_in_the_original(text):
    plain = plain_text(text)
    spans = [plain.span(i, i + 1) for i in range(len(plain.words))]
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert [start for start, _ in spans] == sorted(start for start, _ in spans)


@given(marked)
def test_letters_and_digits_stay_the_same(text):
    def bare(words: str) -> str:
        return "".join(sign for sign in unicodedata.normalize("NFKC", words) if sign.isalnum())

    assert bare(plain_text(text).words) == bare(plain_text(plain_text(text).words).words)
    assert (
        bare(plain_text(text).words).replace("é", "e")
        == "".join(sign for sign in unicodedata.normalize("NFKD", text) if sign.isalnum())
        .replace("é", "e")
        .replace("c\u0327", "ç")
        or "ç" in plain_text(text).words
        or "\u0301" in text
    )


def test_full_width_digits_odd_spaces_and_apostrophes_become_plain():
    assert plain_text("０６\u00a0１２\u202fl’été").words == "06 12 l'été"


def test_ascii_is_plain_already():
    plain = plain_text("Maud said so")
    assert (plain.words, plain.span(0, 4)) == ("Maud said so", (0, 4))
