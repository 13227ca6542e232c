from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from workbench.forgetting.naming import Naming

NAMING = Naming(("Aurélien Castaing", "Aurélien", "Castaing", "L’Oncle"), ("Aurélien Castaing",), "P-ABCD")
WORDS = st.lists(
    st.sampled_from(["Aurélien", "Castaing", "CASTAING", "le", "dit,", "Castaings", "l'", "ça"]), max_size=12
)


def test_a_whole_name_and_its_parts_are_replaced_as_whole_words_in_any_spelling():
    said = "Aurélien\nCastaing, AURÉLIEN, Aure\u0301lien, L'Oncle et Castaings"
    assert NAMING.out_of(said) == "[person], [name], [name], [name] et Castaings"


def test_a_whole_name_of_a_longer_pseudonym_is_a_name():
    assert Naming(("A B",), ("A B",), "P-ABCDE").out_of("A B") == "[name]"


def test_letters_escaped_in_json_are_names_too(tmp_path):
    text = json.dumps({"segments": [{"text": "Aurélien dit", "start": 0}]}) + "\n"
    assert "\\u00e9" in text
    clean = NAMING.out_of_file(tmp_path / "a.json", text)
    assert json.loads(clean) == {"segments": [{"text": "[name] dit", "start": 0}]}


@given(words=WORDS)
def test_every_character_that_is_no_name_s_goes_where_it_is_found_again(words):
    text = " ".join(words)
    clean, moves = NAMING.out_of(text), NAMING.moved(text)
    inside = {place for start, end, _ in moves.spans for place in range(start, end)}
    for place, letter in enumerate(text):
        if place not in inside:
            assert clean[moves(place)] == letter
            assert clean[moves(place + 1, end=True) - 1] == letter
    assert NAMING.count(clean) == 0
    assert NAMING.out_of(clean) == clean
