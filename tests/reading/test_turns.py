"""Turns keep every word, and a transcript is its turns with names replaced."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.reading.turns import (
    INTERVIEWERS,
    Turn,
    as_transcript,
    fold_space,
    merge,
    original_text,
    role_of,
    seconds,
)

turns = st.lists(
    st.builds(Turn, st.sampled_from(["Interviewer", "Anna", ""]), st.text(" \n\t\u00a0abcé.", max_size=12))
)


@settings(deadline=None)
@given(st.text())
def test_folding_white_space_again_changes_nothing(text):
    folded = fold_space(text)
    assert fold_space(folded) == folded
    assert folded.split() == text.split()


@settings(deadline=None)
@given(turns)
def test_merging_turns_again_changes_nothing(spoken):
    merged = merge(spoken)
    assert merge(merged) == merged


@settings(deadline=None)
@given(turns)
def test_merging_turns_loses_no_word_and_moves_none_to_another_speaker(spoken):
    def words(each):
        return [(turn.speaker, word) for turn in each for word in turn.words.split()]

    assert words(merge(spoken)) == words(spoken)


@settings(deadline=None)
@given(turns)
def test_merged_turns_alternate_and_are_never_empty(spoken):
    merged = merge(spoken)
    assert all(turn.words for turn in merged)
    assert all(one.speaker != other.speaker for one, other in pairwise(merged))


def test_a_merged_turn_begins_when_its_first_words_do():
    assert merge([Turn("Anna", "one", 3.0), Turn("Anna", "two", 9.0)]) == [Turn("Anna", "one two", 3.0)]


@pytest.mark.parametrize("label", sorted(INTERVIEWERS))
def test_usual_labels_of_interviewers_are_known_in_any_case(label):
    assert role_of(label.upper(), ()) == "interviewer"


def test_a_study_that_names_its_interviewers_means_them_alone():
    assert role_of("CLAIRE", ["Claire"]) == "interviewer"
    assert role_of("Anna", ["Claire"]) == "participant"


def _transcript(spoken, names):
    return as_transcript(
        spoken,
        document="d",
        participant="P-7Q2A",
        names=names,
        interviewers=(),
        source=("d.txt", "0" * 64),
        language="en",
    )


words = st.lists(
    st.sampled_from(["abc", "d", "Maud", "MAUD", "Bo", "maudlin", "é,", "a@b.org"]), min_size=1, max_size=8
)
NAMES = {"Maud": "P-7Q2A", "Bo": "name"}
HIDDEN = {"Maud", "MAUD", "Bo", "a@b.org"}


@settings(deadline=None, max_examples=200)
@given(st.lists(words, min_size=1, max_size=6), st.data())
def test_words_of_a_turn_are_found_again_where_names_are_replaced(said, data):
    spoken = [Turn("Interviewer" if i % 2 == 0 else "Anna", " ".join(own)) for i, own in enumerate(said)]
    transcript, original = _transcript(spoken, NAMES), original_text(spoken)
    chosen = data.draw(st.integers(0, len(said) - 1))
    first = data.draw(st.integers(0, len(said[chosen]) - 1))
    last = data.draw(st.integers(first, len(said[chosen]) - 1))
    start = sum(len(turn.words) + 1 for turn in spoken[:chosen]) + len("".join(f"{w} " for w in said[chosen][:first]))
    quote = " ".join(said[chosen][first : last + 1])
    assert original[start : start + len(quote)] == quote
    found = (transcript.from_source(start), transcript.from_source(start + len(quote), end=True))
    assert transcript.utterance_at(*found) is transcript.utterances[chosen]
    for word, part in zip(said[chosen][first : last + 1], transcript.text[slice(*found)].split(" "), strict=True):
        assert part == ({"a@b.org": "[e-mail]", "Bo": "[name]"}.get(word, "[P-7Q2A]") if word in HIDDEN else word)


@settings(deadline=None)
@given(st.lists(words, min_size=1, max_size=6))
def test_a_transcript_without_names_to_hide_is_the_words_of_the_file(said):
    spoken = [Turn("Anna", " ".join(word for word in own if word != "a@b.org") or "x") for own in said]
    transcript = _transcript(spoken, {})
    assert transcript.text == original_text(spoken)
    assert [transcript.words(u) for u in transcript.utterances] == [turn.words for turn in spoken]


def test_a_transcript_names_its_participant_by_pseudonym_alone():
    transcript = _transcript([Turn("Interviewer", "Hello Maud"), Turn("Maud Berg", "Maud, yes.", 4.5)], NAMES)
    assert [(u.speaker, u.role, u.at) for u in transcript.utterances] == [
        ("interviewer", "interviewer", None),
        ("P-7Q2A", "participant", 4.5),
    ]
    assert "Maud" not in repr(transcript)


@pytest.mark.parametrize(
    ("clock", "time"),
    [
        ("1:02:03.5", 3723.5),
        ("02:03", 123.0),
        ("2:03", 123.0),
        ("00:00:01,200", 1.2),
        ("100:00:00", 360_000.0),
        ("", None),
        ("3", None),
        ("1:2:3", None),
        ("noon", None),
    ],
)
def test_clock_times_are_seconds_from_the_start(clock, time):
    assert seconds(clock) == (None if time is None else pytest.approx(time))
