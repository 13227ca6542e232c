"""Damage is found by kind with its first line, and sound text has none."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.reading.ways_of_damage import WAYS
from workbench.reading.letters.damage import NAMES, damage_in
from workbench.reading.study_folder import samples_folder

SHARED = Path(__file__).resolve().parents[3].parent / "shared"
WORDS = "Bonjour à tous.\nOn a créé la société près de l’église, où j’étais déjà très gêné par le bruit."
KINDS = {name: "utf8_as_cp1252" if name == "utf8_as_latin1" else name for name in WAYS}


@pytest.mark.parametrize("way", WAYS)
def test_each_kind_of_damage_is_named(way):
    kinds = {damage.kind: damage for damage in damage_in(WAYS[way](WORDS))}
    assert KINDS[way] in kinds
    assert kinds[KINDS[way]].count > 0
    assert kinds[KINDS[way]].example


def test_damage_has_its_count_its_first_line_and_the_words_there():
    (damage,) = damage_in("Bonjour\nUne rencontr¨¦ et l'¨¦t¨¦.")
    assert (damage.kind, damage.count, damage.first_line, damage.example) == ("gbk_as_latin1", 3, 2, "rencontr¨¦")


@pytest.mark.parametrize(
    "text",
    [
        "Vraiment ? Oui. Et toi ? non. Pourquoi? parce que. Qui?",
        "voir https://exemple.org/page?motif=a&b?c et www.exemple.org?x",
        "« la vie à Orléans », dit-elle : « déjà\u00a0» …",
        "café\u00a0» et à\u00a0» et É», BÂ», TÂCHE",
        "le mot 中文 et T恤, 你好吗？ et サッカー",
        "¿Qué? ¡Ánimo! ¡Ésa! Ñandú, Straße, København, Łódź, Привет",
        "¨ seul, § 3, 5 € ± 2 °C, 3√2 ≈ 4, ├─ arbre",
        "quoi?oui why?because ??? ?! …?",
        "NÃO, São, Ãgua, Å, Äpfel",
    ],
)
def test_sound_text_has_no_damage(text):
    assert damage_in(text) == []


@settings(deadline=None)
@given(st.text("abcdeéèàùâêîôûçœÉÀ ?!.,;:'’«»\u00a0\u202f\n-", max_size=60).filter(lambda text: "?" not in text))
def test_french_without_question_marks_has_no_damage(text):
    assert damage_in(text) == []


@pytest.mark.parametrize(
    "path", sorted(samples_folder().glob("*/interviews/*.[tsv][xrt]t")), ids=lambda path: path.stem
)
def test_the_samples_have_no_damage(path):
    assert damage_in(path.read_text("utf-8")) == []


@pytest.mark.parametrize("folder", ["interviews/founders", "interviews/formats", "interviews/meetings", "verbatims"])
def test_published_files_have_no_damage(folder):
    files = [
        path
        for path in sorted((SHARED / "data" / folder).glob("*"))
        if path.suffix in (".md", ".txt", ".tsv", ".jsonl")
    ]
    if not files:
        pytest.skip(f"not here: {SHARED / 'data' / folder}")
    sound = {}
    for path in files:
        try:
            sound[path.name] = damage_in(path.read_bytes().decode("utf-8"), "en")
        except UnicodeDecodeError:
            continue
    assert sound
    assert not any(sound.values())


def test_every_kind_has_a_name_readers_of_any_language_understand():
    assert len(set(NAMES.values())) == len(NAMES)
