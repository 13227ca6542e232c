"""What can be undone exactly is; what is guessed shows; the rest stays and is listed."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.reading.ways_of_damage import EXACT, WAYS, with_marks
from workbench.errors import InputError
from workbench.model.guess import fault, guesses
from workbench.reading.letters.repair import repair, repair_file
from workbench.reading.study_folder import samples_folder

REAL = Path(__file__).resolve().parents[3].parent / "shared" / "sources" / "001_ae90be54110a1fa6.txt"
FORMS = {"ç", "û", "ô", "œ", "À", "«", "»"}


def _talks():
    return [path.read_text("utf-8") for path in sorted((samples_folder() / "travel" / "interviews").glob("*.txt"))]


SENTENCES = [line for talk in _talks() for line in talk.split("\n") if len(line) > 20]
some_french = st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=4).map("\n".join)
typed = st.text("abceéèàùâêîôûçœÉÀ ?!.,;:'’«»\u00a0\u202f\n-", max_size=60)
ruined = st.text("ab eé?¨¦¤Ã©Â â€™\ufffd¡¯»鑣颁辞\n\x92⟦", max_size=25).filter(lambda text: fault(text) is None)


@pytest.mark.parametrize("talk", _talks(), ids=range(1, len(_talks()) + 1))
def test_sound_text_comes_back_as_it_was(talk):
    made = repair(talk, "fr")
    assert made.text == talk
    assert not made.restored
    assert not made.guessed
    assert not made.left


@settings(deadline=None)
@given(typed)
def test_typed_french_without_lost_letters_comes_back_as_it_was(text):
    text = text.replace("?", "")
    made = repair(text, "fr")
    assert (made.text, made.restored.total(), made.guessed, made.left) == (text, 0, (), ())


@settings(deadline=None, max_examples=60)
@given(some_french, st.sampled_from(EXACT))
def test_damage_of_bytes_is_undone_to_the_letter(text, way):
    text = text.encode("cp1252", "ignore").decode("cp1252")
    made = repair(WAYS[way](text), "fr")
    assert made.text == text
    assert not made.guessed
    assert made.restored.total() <= sum(not letter.isascii() for letter in text)


@settings(deadline=None, max_examples=60)
@given(some_french, st.sampled_from(sorted(WAYS)))
def test_every_difference_from_the_truth_is_marked_or_listed(text, way):
    text = text.encode("cp1252", "ignore").decode("cp1252")
    made = repair(WAYS[way](text), "fr")
    if made.changed or made.left:
        listed = {entry.line for entry in made.left}
        letters = with_marks(made.text)
        assert len(letters) == len(text)
        silent = [
            (text[i], letter)
            for i, (letter, guess) in enumerate(letters)
            if letter != text[i] and not guess and text.count("\n", 0, i) + 1 not in listed
        ]
        assert silent == []


@settings(deadline=None, max_examples=300)
@given(ruined)
def test_repairing_twice_is_repairing_once_and_marks_stay_in_pairs(text):
    made = repair(text, "fr")
    again = repair(made.text, "fr")
    assert again.text == made.text
    assert not again.changed
    assert fault(made.text) is None
    assert len(guesses(made.text)) >= len(made.guessed)


@settings(deadline=None, max_examples=300)
@given(ruined)
def test_letters_that_are_not_damaged_survive_in_their_order(text):
    sound = [letter for letter in text if letter in "abe\n"]
    kept = iter(letter for letter, guess in with_marks(repair(text, "fr").text) if not guess)
    assert all(letter in kept for letter in sound)


@pytest.mark.parametrize("way", EXACT[:-1])
def test_pictograms_and_letters_of_other_languages_come_back_too(way):
    text = "Très bien 😀 déjà à Łódź, « été » → 5 € 🤓…"
    assert repair(WAYS[way](text), "fr").text == text


def test_one_word_that_fits_is_a_guess_and_two_are_none():
    made = repair("De cette fa?on, les co?ts d'un c?t?.", "fr")
    assert made.text.startswith("De cette fa⟦ç⟧on, les co?ts")
    assert [(guess.line, guess.before, guess.after, guess.certainty) for guess in made.guessed][:1] == [
        (1, "fa?on", "fa⟦ç⟧on", "only word")
    ]
    assert ("co?ts", {"co⟦û⟧ts", "co⟦ï⟧ts"}) in [(left.what, set(left.readings)) for left in made.left]


def test_question_marks_that_ask_stay():
    text = "Vraiment ? Et la fa⟦ç⟧on, qu'en dites-vous ? Rien?"
    assert repair(text, "fr").text == text


def test_lost_quotation_marks_and_the_preposition_are_guesses():
    made = repair("le concept fran?ais de ? parcours client ?.\n? mesure que tout change", "fr")
    assert made.text == "le concept fran⟦ç⟧ais de ⟦«⟧ parcours client ⟦»⟧.\n⟦À⟧ mesure que tout change"


def test_a_talk_typed_with_spaces_before_its_question_marks_is_sound():
    talk = "okay ? you know ? so we start ?\ntu viens ? et après ? oui ?"
    assert repair(talk, "en").text == repair(talk, "fr").text == talk


def test_a_name_no_dictionary_has_is_left():
    made = repair("Nous aimions la Gr?ce et la fa?on d'y vivre.", "fr")
    assert "Gr?ce" in made.text
    assert [left.what for left in made.left] == ["Gr?ce"]


def test_letters_shown_as_chinese_characters_are_read_as_a_guess():
    made = repair("颁辞苍蝉颈诲é谤补迟颈辞苍 : le client", "fr")
    assert made.text == "⟦Consid⟧é⟦ration⟧ : le client"


def test_chinese_characters_within_words_that_are_no_french_letters_are_listed():
    made = repair("tr鑣 bien la Caldeir鉶 Verde", "fr")
    assert made.text == "très bien la Caldeir鉶 Verde"
    assert [left.what for left in made.left] == ["r鉶"]


def test_the_a_whose_second_byte_became_a_plain_space_is_a_guess():
    assert repair("voilÃ  tout", "fr").text == "voil⟦à⟧ tout"


def test_the_real_damaged_file_is_restored_as_counted():
    if not REAL.is_file():
        pytest.skip(f"not here: {REAL}")
    made = repair(REAL.read_text("utf-8"), "fr")
    assert dict(made.restored) == {"é": 283, "à": 61, "è": 41, "ê": 13, "’": 5, "ù": 2, "–": 1}
    assert len(made.guessed) == 19
    assert {entry.line for entry in made.left} == {18, 127}
    assert not FORMS & set("".join(letter for letter, guess in with_marks(made.text) if not guess))


def test_the_copy_and_its_log_are_written_beside_the_original(tmp_path):
    path, out = tmp_path / "words.txt", tmp_path / "words.repaired.txt"
    path.write_text("tr¨¨s co?ts\nfa?on", "utf-8")
    made = repair_file(path, out)
    assert path.read_text("utf-8") == "tr¨¨s co?ts\nfa?on"
    assert out.read_text("utf-8") == made.text == "très co?ts\nfa⟦ç⟧on"
    with (tmp_path / "words.repaired.txt.repair.csv").open(encoding="utf-8", newline="") as log:
        rows = list(csv.reader(log))
    assert rows == [
        ["line", "kind", "before", "after", "certainty"],
        ["", "restored", "", "è x 1", "exact"],
        ["2", "guessed", "fa?on", "fa⟦ç⟧on", "only word"],
        ["1", "left", "co?ts", "co⟦ï⟧ts | co⟦û⟧ts", ""],
    ]


def test_no_file_is_ever_written_over(tmp_path):
    path = tmp_path / "words.txt"
    path.write_text("tr¨¨s", "utf-8")
    with pytest.raises(InputError, match="is there already"):
        repair_file(path, path)
    assert path.read_text("utf-8") == "tr¨¨s"


def test_marks_not_in_pairs_in_the_file_are_refused(tmp_path):
    path = tmp_path / "words.txt"
    path.write_text("a\n⟦b", "utf-8")
    with pytest.raises(InputError, match=":2: marks"):
        repair_file(path, tmp_path / "out.txt")
