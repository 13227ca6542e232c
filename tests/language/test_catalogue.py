"""French and English say the same things."""

from __future__ import annotations

import ast
import re
from collections import Counter
from importlib.resources import files
from pathlib import Path
from string import Formatter

import pytest

from workbench.language import Speech, catalogue

LANGUAGES = ("en", "fr")
KEYS = sorted(catalogue("en"))


def _places(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def test_both_languages_have_the_same_texts():
    assert set(catalogue("en")) == set(catalogue("fr"))


def test_both_languages_have_the_same_files():
    english, french = ({path.name for path in files("workbench.language").joinpath(own).iterdir()} for own in LANGUAGES)
    assert english == french


def test_both_languages_keep_the_same_order():
    assert list(catalogue("en")) == list(catalogue("fr"))


def test_both_languages_fill_the_same_places():
    differing = {key: (_places(catalogue("en")[key]), _places(catalogue("fr")[key])) for key in KEYS}
    assert {key: places for key, places in differing.items() if places[0] != places[1]} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_place_has_a_name(language):
    assert [key for key, text in catalogue(language).items() if not all(map(str.isidentifier, _places(text)))] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_is_empty_or_ends_in_white_space(language):
    assert [key for key, text in catalogue(language).items() if not text.strip() or text != text.rstrip()] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_is_given_twice(language):
    catalogues = files("workbench.language").joinpath(language).iterdir()
    lines = [line for path in catalogues for line in path.read_text("utf-8").splitlines()]
    keys = Counter(found[1] for line in lines if (found := re.match(r"([a-z_0-9-]+):", line)))
    assert keys.total() == len(catalogue(language))
    assert [key for key, times in keys.items() if times > 1] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_is_a_word_for_each_digit(language):
    assert len(set(catalogue(language)["numbers"].split())) == 10


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_can_be_filled_and_set(language):
    speech = Speech(language)
    for key, text in catalogue(language).items():
        filled = speech(key, **dict.fromkeys(_places(text), "x"))
        assert not re.search(r"[{}']", filled), f"{key}: {filled}"


def test_every_french_text_is_set_without_breakable_spaces_before_marks():
    speech = Speech("fr")
    loose = {key: speech(key) for key in KEYS if re.search(r" [;:?!%»]|« ", speech(key))}
    assert loose == {}


def _told() -> dict[str, set[str]]:
    """Find the notices of the source: their keys with the names of their values."""
    told = {}
    for path in Path(str(files("workbench"))).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Notice":
                assert isinstance(node.args[1], ast.Constant), f"{path.name}:{node.lineno}: a key to be worked out"
                values = node.args[2] if len(node.args) > 2 else ast.Dict([], [])
                if isinstance(values, ast.Dict):
                    told[node.args[1].value] = {key.value for key in values.keys}
                else:
                    told.setdefault(node.args[1].value, None)
    return told


def test_every_notice_of_a_reader_has_a_text_and_every_text_a_notice():
    assert {f"notice_{key}" for key in _told()} == {key for key in KEYS if key.startswith("notice_")}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_of_a_notice_has_a_place_for_each_of_its_values(language):
    told = {key: names for key, names in _told().items() if names is not None}
    assert {key: _places(catalogue(language)[f"notice_{key}"]) for key in told} == told


def test_a_catalogue_cannot_be_changed():
    with pytest.raises(TypeError):
        catalogue("en")["and"] = "or"
