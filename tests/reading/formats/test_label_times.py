"""A time beside a label hides neither, whatever program or person put it there."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.reading.formats.labels import labelled_turns
from workbench.reading.turns import Turn, fold_space, merge


def _turns(*paragraphs):
    turns, before = labelled_turns(paragraphs, ())
    assert before == []
    return merge(turns)


BESIDE = [
    "{name} (0:{s}): {words}",
    "{name} [00:00:{s}]: {words}",
    "{name}: (0:{s}) {words}",
    "{name}: [0:{s}] {words}",
    "**{name}** (00:{s}): {words}",
    "**{name} (00:{s}):** {words}",
    "{name} (00:{s} - 00:59): {words}",
    "00:00:{s} {name}: {words}",
    "00:{s} - {name}: {words}",
    "[00:{s}] {name}: {words}",
    "(00:{s}) {name} : {words}",
    "[00:00:{s}.120 --> 00:00:59.000] {name}: {words}",
    "00:{s} **{name}:** {words}",
    "{name} 0:{s} {words}",
]
ABOVE = [
    "{name} (0:{s}):",
    "{name}: (0:{s})",
    "{name} (00:{s})",
    "{name} - 00:{s}",
    "{name} – 0:{s}",
    "{name} | 00:{s}",
    "{name}   0:{s}",
    "0:{s} - {name}",
    "[00:00:{s}] {name}",
    "00:00:{s} {name}",
    "[00:00:{s}.50] {name}:",
    "**[00:{s}] {name}**",
    "00:00:{s} --> 00:00:59 {name}",
    "**{name}** 00:{s}",
]
SAID = [("Speaker 1", "Why?"), ("Anna Roy", "So: it was 10:30."), ("Speaker 1", "And?"), ("Anna Roy", "One thing: no.")]


def _expected(said):
    return [(who, words, 21 + i) for i, (who, words) in enumerate(said)]


def _short(turns):
    return [(turn.speaker, turn.words, None if turn.at is None else int(turn.at)) for turn in turns]


@pytest.mark.parametrize("form", BESIDE)
def test_a_label_with_its_time_on_the_line_of_the_words_is_known(form):
    lines = [form.format(name=who, words=words, s=21 + i) for i, (who, words) in enumerate(SAID)]
    assert _short(_turns(*lines)) == _expected(SAID)


@pytest.mark.parametrize("form", ABOVE)
def test_a_label_with_its_time_above_the_words_is_known(form):
    lines = [line for i, (who, w) in enumerate(SAID) for line in (form.format(name=who, s=21 + i), w, "")]
    assert _short(_turns(*lines)) == _expected(SAID)


@pytest.mark.parametrize("form", BESIDE[:13])
def test_who_speaks_once_is_known_by_the_time_beside_the_label(form):
    said = [*SAID, ("Bo", "Me too.")]
    lines = [form.format(name=who, words=words, s=21 + i) for i, (who, words) in enumerate(said)]
    assert _short(_turns(*lines)) == _expected(said)


@pytest.mark.parametrize("labels", [("INTERVIEWER", "P1"), ("CLAIRE ROY", "ANNA"), ("Interviewer", "Participant")])
def test_labels_on_lines_of_their_own_are_known_by_their_capitals_or_their_role(labels):
    one, other = labels
    said = _turns(one, "Why?", other, "So: it.", "OK", "", one, "And?", other, "No.")
    assert [(turn.speaker, turn.words) for turn in said] == [
        (one, "Why?"),
        (other, "So: it. OK"),
        (one, "And?"),
        (other, "No."),
    ]


def test_shouting_is_no_label_where_labels_have_colons():
    said = _turns("Anna: so", "YES", "NO", "Bo: and", "YES", "NO", "Anna: no", "Bo: x")
    assert [turn.words for turn in said] == ["so YES NO", "and YES NO", "no", "x"]


def test_one_word_shouted_again_and_again_is_no_label():
    assert labelled_turns(["so it", "YES", "went", "YES", "on"], ()) == ([], ["so it", "YES", "went", "YES", "on"])


def test_short_words_after_a_time_mark_are_words_where_labels_have_colons():
    lines = ["Anna: so", "[00:01] Yes", "Bo: and", "[00:02] Yes", "Anna: no", "[00:03] Right", "Bo: x"]
    assert [turn.words for turn in _turns(*lines)] == ["so Yes", "and Yes", "no Right", "x"]


def test_times_on_lines_of_their_own_are_those_of_the_lines_that_follow():
    said = _turns("00:00:21", "", "Anna: so", "it went", "00:05:00", "Bo: and", "00:10:00", "more", "Anna: no", "Bo: x")
    assert _short(said) == [
        ("Anna", "so it went", 21),
        ("Bo", "and more", 300),
        ("Anna", "no", None),
        ("Bo", "x", None),
    ]


@pytest.mark.parametrize("answers", [("10:30", "so"), ("10:30", "9:15"), ("10:30", "10:30")])
def test_a_time_that_is_an_answer_stays(answers):
    said = _turns("Anna: when", answers[0], "Bo: and", "Anna: then", answers[1], "Bo: x")
    assert [turn.words for turn in said] == [f"when {answers[0]}", "and", f"then {answers[1]}", "x"]


def test_a_time_of_day_before_a_colon_is_no_label():
    said = _turns("Anna: so", "10:30 is when: we met", "Bo: and", "Anna: no", "Bo: x")
    assert said[0].words == "so 10:30 is when: we met"


@pytest.mark.parametrize(("question", "answer"), [("Q", "A"), ("Q", "R"), ("I", "P1"), ("E", "I"), ("INT", "RES")])
def test_letters_are_labels(question, answer):
    said = _turns(f"{question}: Why?", f"{answer} : So.", f"{question}: And?", f"{answer} : No.")
    assert [turn.speaker for turn in said] == [question, answer] * 2


@pytest.mark.parametrize("dash", ["–", "—", "-"])
def test_a_dash_is_no_label(dash):
    assert labelled_turns([f"{dash} Why?", f"{dash} So.", f"{dash} And?"], ())[0] == []


def test_lines_of_a_meeting_program_are_turns():
    lines = ["Claire Roy   0:03", "Why: so?", "Anna Bo   0:09", "No.", "Claire Roy   1:00:03", "And?"]
    assert _turns(*lines)[-1] == Turn("Claire Roy", "And?", 3603.0)


words = st.text("abcdefgé ,.;!?'’“”–", min_size=1, max_size=30).map(lambda text: fold_space("So " + text))


@settings(deadline=None, max_examples=200)
@given(said=st.lists(words, min_size=4, max_size=8), form=st.sampled_from([*BESIDE, *ABOVE]))
def test_any_words_written_with_a_time_beside_the_label_come_back(said, form):
    pairs = [(("Claire", "Anna")[i % 2], each) for i, each in enumerate(said)]
    lines = []
    for i, (who, each) in enumerate(pairs):
        line = form.format(name=who, words=each, s=21 + i)
        lines += [line] if "{words}" in form else [line, each]
    assert _short(_turns(*lines)) == _expected(pairs)
