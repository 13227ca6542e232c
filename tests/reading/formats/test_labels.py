"""Who speaks is told by labels, and what only looks like one stays speech."""

from __future__ import annotations

import pytest

from workbench.reading.formats.labels import labelled_turns
from workbench.reading.turns import Turn, merge


def _merged(*paragraphs, interviewers=()):
    turns, before = labelled_turns(paragraphs, interviewers)
    return [(turn.speaker, turn.words) for turn in merge(turns)], before


@pytest.mark.parametrize(
    "written",
    ["Anna: yes", "Anna : yes", "Anna\u00a0: yes", "Anna\u202f: yes", "**Anna:** yes", "**Anna**: yes", "[Anna] yes"],
)
def test_a_label_is_known_however_it_is_typed(written):
    assert _merged("Interviewer: Why?", written, "Interviewer: And?", written)[0][1] == ("Anna", "yes")


def test_a_label_in_brackets_may_have_its_time():
    turns, _ = labelled_turns(["[Anna] (0:01:02 - 0:01:05) yes", "[Anna] no"], ())
    assert turns == [Turn("Anna", "yes", 62.0), Turn("Anna", "no", None)]


def test_a_paragraph_without_a_label_continues_the_turn():
    said, _ = _merged("Interviewer: Why?", "Anna: one", "two", "", "three", "Interviewer: And?", "Anna: four")
    assert said == [("Interviewer", "Why?"), ("Anna", "one two three"), ("Interviewer", "And?"), ("Anna", "four")]


def test_a_colon_in_speech_is_no_label():
    said, _ = _merged("Interviewer: Why?", "Anna: well", "One thing: it broke", "Interviewer: And?", "Anna: so")
    assert said[1] == ("Anna", "well One thing: it broke")


@pytest.mark.parametrize("written", ["at 9:30 sharp", "https://x.org", "2: two", "a" * 60 + ": yes"])
def test_times_addresses_and_numbers_are_no_labels(written):
    said, _ = _merged("Anna: well", written, written, "Anna: so")
    assert said == [("Anna", f"well {written} {written} so")]


def test_an_interviewer_who_speaks_once_is_known():
    assert _merged("Claire: Why?", "Anna: one", "Anna: two", interviewers=["Claire"])[0][0] == ("Claire", "Why?")
    assert _merged("ENQUÊTRICE : Pourquoi ?", "Anna : un", "Anna : deux")[0][0] == ("ENQUÊTRICE", "Pourquoi ?")


def test_what_comes_before_the_first_label_is_given_back():
    said, before = _merged(
        "Interview 3", "", "12 May", "Interviewer: Why?", "Anna: so", "Interviewer: And?", "Anna: no"
    )
    assert before == ["Interview 3", "12 May"]
    assert said[0] == ("Interviewer", "Why?")


def test_without_any_label_all_comes_before_the_first():
    assert _merged("some words", "others") == ([], ["some words", "others"])


def test_a_participant_who_answers_once_is_known():
    said, _ = _merged("Interviewer: Tell me all.", "Anna: It was like this.")
    assert said == [("Interviewer", "Tell me all."), ("Anna", "It was like this.")]


def test_a_remark_in_brackets_is_no_label():
    said, _ = _merged(
        "Interviewer: Why?", "Anna: so", "Interviewer: Really?", "[laughs] Why not?", "Anna: no", "[laughs] yes"
    )
    assert {speaker for speaker, _ in said} == {"Interviewer", "Anna"}


def test_a_label_may_have_a_line_of_its_own():
    said, _ = _merged("Interviewer: Why?", "Anna:", "so", "Interviewer: And?", "Anna:", "no")
    assert said == [("Interviewer", "Why?"), ("Anna", "so"), ("Interviewer", "And?"), ("Anna", "no")]


@pytest.mark.parametrize("mark", ["Anna:", "**Anna:**", "**Anna**:", "**Anna**", "[Anna]"])
def test_a_label_on_a_line_of_its_own_is_known_however_it_is_typed(mark):
    said, _ = _merged("Interviewer: Why?", mark, "so", "Interviewer: And?", mark, "no")
    assert said == [("Interviewer", "Why?"), ("Anna", "so"), ("Interviewer", "And?"), ("Anna", "no")]


def test_a_heading_in_bold_that_comes_once_is_no_label():
    said, before = _merged("**Part one**", "Interviewer: Why?", "Anna: so", "Interviewer: And?", "Anna: no")
    assert before == ["**Part one**"]
    assert {speaker for speaker, _ in said} == {"Interviewer", "Anna"}


@pytest.mark.parametrize("mark", ["  0:21  ", " 00:21", "\u00a0 1:00:21"])
def test_a_name_before_a_time_on_a_line_of_its_own_is_a_label(mark):
    said, _ = _merged(f"Claire Roy{mark}", "Why?", "", f"Speaker 2{mark}", "Well: so", "", f"Claire Roy{mark}", "And?")
    assert said == [("Claire Roy", "Why?"), ("Speaker 2", "Well: so"), ("Claire Roy", "And?")]


def test_a_name_before_a_time_may_be_followed_by_words():
    turns, _ = labelled_turns(["Claire 00:21 Why?", "Anna 00:24 so", "Claire 1:00:00 And?", "Anna 1:00:02 no"], ())
    assert turns[0] == Turn("Claire", "Why?", 21.0)
    assert [(turn.speaker, turn.words) for turn in turns[1:]] == [("Anna", "so"), ("Claire", "And?"), ("Anna", "no")]
    assert turns[-1].at == 3602.0


def test_words_on_the_line_below_a_label_have_its_time():
    turns, _ = labelled_turns(["Claire  0:21", "", "Why?", "Anna  0:24", "So."], ())
    assert [turn.at for turn in merge(turns)] == [21.0, 24.0]


def test_a_time_of_day_in_speech_is_no_label_where_names_have_colons():
    said, _ = _merged("Interviewer: Why?", "Anna: so", "Monday 10:30 we met", "Monday 10:30 again", "Anna: no")
    assert said[1] == ("Anna", "so Monday 10:30 we met Monday 10:30 again no")


def test_a_colon_in_speech_is_no_label_where_names_have_times():
    said, _ = _merged("Claire  0:01", "One thing: a", "Anna  0:02", "One thing: b", "Claire  0:03", "so")
    assert said == [("Claire", "One thing: a"), ("Anna", "One thing: b"), ("Claire", "so")]


@pytest.mark.parametrize("mark", [r"\[04:04\]", "[04:04]", r"\[00:04:04.00\]"])
@pytest.mark.parametrize("form", ["{} Anna: one two", "Anna: {} one two", "**Anna:** {}one two"])
def test_a_time_mark_is_taken_off_and_used(mark, form):
    turns, _ = labelled_turns(["Interviewer: Why?", form.format(mark), "Interviewer: And?", "Anna: no"], ())
    assert merge(turns)[1] == Turn("Anna", "one two", 244.0)


def test_a_time_mark_inside_words_is_taken_off_and_no_word_with_it():
    turns, _ = labelled_turns([r"Anna: called \[33:20\] so, [laughs] \[unintelligible 00:04:15\] [x]"], ["Anna"])
    assert [(turn.words.strip(), turn.at) for turn in turns] == [
        ("called", None),
        (r"so, [laughs] \[unintelligible 00:04:15\] [x]", 2000.0),
    ]


def test_a_label_with_a_time_mark_and_no_words_says_nothing():
    said, _ = _merged(
        "Anna: so", r"**Break**: \[24:52\]", "Claire: And?", "Anna: no", r"**Break**: \[42:10\]", "Claire: x"
    )
    assert {speaker for speaker, _ in said} == {"Anna", "Claire"}


def test_who_speaks_once_is_known_where_labels_are_bold():
    opening = ["**Anna:** so", "**Claire:** And?", "**Bo:** me too"]
    said, _ = _merged(*opening, "**Anna:** no", "**one thing:** x", "**Claire:** x")
    assert [speaker for speaker, _ in said] == ["Anna", "Claire", "Bo", "Anna", "Claire"]
    assert said[3] == ("Anna", "no **one thing:** x")
