"""A place in the words as the file has them finds its place where names are replaced."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.model.transcript import Replacement, Transcript


def test_the_words_of_a_turn_are_its_own(transcript):
    assert [transcript.words(u) for u in transcript.utterances] == transcript.text.split("\n")


def test_a_place_within_one_turn_finds_it(transcript):
    turn = transcript.utterances[1]
    assert transcript.utterance_at(turn.start, turn.end) is turn
    assert transcript.utterance_at(turn.start + 2, turn.end - 2) is turn


def test_a_place_over_two_turns_finds_none(transcript):
    turn = transcript.utterances[1]
    assert transcript.utterance_at(turn.start, turn.end + 1) is None
    assert transcript.utterance_at(turn.start - 1, turn.end) is None


def test_the_question_before_some_words_is_the_last_one_asked(transcript):
    assert transcript.question_before(transcript.text.index("friend")) == "How did it start?"
    assert transcript.question_before(transcript.text.index("prices")) == "And then?"


def test_before_the_first_question_nothing_was_asked(transcript):
    answers_only = Transcript("d", "P-1", transcript.text, transcript.utterances[1:2], "d.txt", "", "en")
    assert answers_only.question_before(transcript.text.index("friend")) == ""


def _transcript(pieces: list[tuple[str, bool]]) -> tuple[str, Transcript, list[tuple[int, int]]]:
    """Join pieces by spaces, hide those marked; return the file's words, the transcript and each piece's place."""
    original, text = "", ""
    changes: list[Replacement] = []
    places: list[tuple[int, int]] = []
    for word, hidden in pieces:
        shown = f"[{'x' * (len(word) % 5)}]" if hidden else word
        if hidden:
            changes.append(Replacement(len(text), len(text) + len(shown), len(word), "name"))
        places.append((len(original), len(original) + len(word)))
        original += word + " "
        text += shown + " "
    return original, Transcript("d", "P-1", text, (), "d.txt", "", "en", tuple(changes)), places


pieces = st.lists(st.tuples(st.text("abcé", min_size=1, max_size=9), st.booleans()), min_size=1, max_size=12)


@settings(deadline=None, max_examples=200)
@given(pieces, st.data())
def test_words_that_touch_no_replaced_word_are_the_same_on_both_sides(spoken, data):
    original, transcript, places = _transcript(spoken)
    first = data.draw(st.integers(0, len(places) - 1))
    last = data.draw(st.integers(first, len(places) - 1))
    start, end = places[first][0], places[last][1]
    found = transcript.text[transcript.from_source(start) : transcript.from_source(end, end=True)]
    spans = spoken[first : last + 1]
    for (word, hidden), part in zip(spans, found.split(" "), strict=True):
        assert (part[0], part[-1]) == ("[", "]") if hidden else part == word
    if not any(hidden for _, hidden in spans):
        assert found == original[start:end]


@settings(deadline=None, max_examples=200)
@given(pieces, st.data())
def test_a_place_inside_a_replaced_word_takes_the_whole_replacement(spoken, data):
    _, transcript, places = _transcript([*spoken, ("secret", True)])
    start, end = places[-1]
    inside = data.draw(st.integers(start + 1, end - 1))
    change = transcript.replacements[-1]
    assert transcript.from_source(start) == transcript.from_source(inside) == change.start
    assert transcript.from_source(inside, end=True) == transcript.from_source(end, end=True) == change.end


@settings(deadline=None, max_examples=200)
@given(pieces, st.data())
def test_any_stretch_that_overlaps_no_replaced_word_is_the_same_on_both_sides(spoken, data):
    original, transcript, places = _transcript(spoken)
    hidden = [place for place, (_, is_hidden) in zip(places, spoken, strict=True) if is_hidden]
    edges = st.sampled_from([0, len(original), *(edge for place in places for edge in place)])
    start, end = sorted((data.draw(edges), data.draw(edges | st.integers(0, len(original)))))
    if not any(start < its_end and its_start < end for its_start, its_end in hidden):
        found = transcript.text[transcript.from_source(start) : transcript.from_source(end, end=True)]
        assert found == original[start:end]


@settings(deadline=None, max_examples=200)
@given(pieces, st.booleans())
def test_places_keep_their_order_and_stay_in_the_text(spoken, end):
    original, transcript, _ = _transcript(spoken)
    found = [transcript.from_source(i, end=end) for i in range(len(original) + 1)]
    assert found == sorted(found)
    assert (found[0], found[-1]) == (0, len(transcript.text))


def test_without_replacements_every_place_is_its_own():
    transcript = Transcript("d", "P-1", "some words", (), "d.txt", "", "en")
    assert [transcript.from_source(i) for i in range(11)] == list(range(11))


@settings(deadline=None, max_examples=200)
@given(pieces)
def test_every_place_in_the_text_leads_into_the_files_words_and_back(spoken):
    original, transcript, _ = _transcript(spoken)
    for place in range(len(transcript.text) + 1):
        inside = next((one for one in transcript.replacements if one.start < place < one.end), None)
        start, end = transcript.to_source(place), transcript.to_source(place, end=True)
        assert 0 <= start <= end <= len(original)
        assert transcript.from_source(start) == (inside.start if inside else place)
        assert transcript.from_source(end, end=True) == (inside.end if inside else place)
