"""Who speaks is told by labels, and what only looks like one stays speech."""

from __future__ import annotations

import pytest

from workbench.reading.labels import labelled_turns
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
