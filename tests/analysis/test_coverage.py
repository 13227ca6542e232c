"""How much is coded, by whom said, and what goes together."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.analysis.coverage import Coverage, co_occurrence, code_counts, coverage, pairs
from workbench.analysis.variables import holders

SAMPLES = ("startup", "consulting", "agency", "travel")


def test_only_the_participants_characters_count(interview, coding):
    talk = interview("? tell me of it", "it leaks", "? and", "no more")
    found = coverage([coding(talk, "leak", "leaks")], [talk])
    assert found == (Coverage("i1", 5, 15),)
    assert found[0].share == pytest.approx(1 / 3)


def test_a_character_with_many_codes_counts_once(interview, coding):
    talk = interview("it leaks and drips")
    codings = [
        coding(talk, "leak", "it leaks"),
        coding(talk, "dear", "leaks and"),
        coding(talk, "leak", "leaks", stance="against"),
    ]
    assert coverage(codings, [talk])[0].coded == len("it leaks and")


def test_interviews_without_codings_or_words_have_no_coverage(interview):
    assert coverage([], [interview("first")])[0].share == 0
    assert coverage([], [interview("? first")]) == (Coverage("i1", 0, 0),)
    assert Coverage("i1", 0, 0).share == 0


@given(st.lists(st.tuples(st.integers(0, 19), st.integers(1, 20)), max_size=8))
def test_coverage_is_that_of_marking_every_character(interview, coding, spans):
    talk = interview("abcdefghijklmnopqrst", "uvwxyz")
    marked = set()
    codings = []
    for start, length in spans:
        words = talk.text[start : min(start + length, 20)]
        codings.append(coding(talk, "leak", words))
        marked |= set(range(start, start + len(words)))
    assert coverage(codings, [talk]) == (Coverage("i1", len(marked), 26),)


@pytest.mark.parametrize("name", SAMPLES)
def test_every_coded_character_of_a_sample_is_the_participants(segmented, name):
    material, codings, _ = segmented(name)
    for found in coverage(codings, material.transcripts):
        marked = {
            place
            for c in codings
            if c.evidence.document == found.document
            for place in range(c.evidence.start, c.evidence.end)
        }
        assert 0 < found.coded == len(marked) < found.said


def test_each_code_is_counted_for_each_participant(interview, codebook, coding):
    one, two = interview("leaks, leaks", participant="P-1"), interview("dear", document="i2", participant="P-2")
    codings = [
        coding(one, "leak", "leaks"),
        coding(one, "leak", ", leaks"),
        coding(two, "dear"),
        coding(two, "leak", stance="against"),
    ]
    table = code_counts(codings, codebook("leak", "dear", "unused"))
    assert table.to_dict("index") == {
        "leak": {"P-1": 2, "P-2": 0},
        "dear": {"P-1": 0, "P-2": 1},
        "unused": {"P-1": 0, "P-2": 0},
    }


@pytest.mark.parametrize("name", SAMPLES)
def test_who_counts_at_least_once_holds_the_code(segmented, name):
    material, codings, _ = segmented(name)
    table = code_counts(codings, material.codebook).T > 0
    assert (table == holders(codings, material.codebook)).all(axis=None)


def test_10_and_20_with_5_together_co_occur_by_a_fifth():
    assert co_occurrence(10, 20, 5) == 0.2


def test_codes_never_or_always_together_co_occur_by_0_and_1():
    assert (co_occurrence(3, 4, 0), co_occurrence(0, 0, 0), co_occurrence(4, 4, 4)) == (0, 0, 1)


@pytest.mark.parametrize("counts", [(3, 4, 5), (3, 1, 2), (3, 4, -1)])
def test_more_together_than_each_alone_is_refused(counts):
    with pytest.raises(ValueError, match="co-occurrence needs"):
        co_occurrence(*counts)


def test_codes_co_occur_in_a_turn_and_the_closest_come_first(interview, coding):
    talk = interview("leaks and is dear", "leaks", "dear again", "late and loud")
    codings = [
        coding(talk, "leak", "leaks"),
        coding(talk, "dear", "is dear"),
        coding(talk, "leak", "leaks"),
        coding(talk, "dear", "dear again"),
        coding(talk, "late", "late"),
        coding(talk, "loud", "loud", stance="against"),
    ]
    late, dear = pairs(codings, [talk])
    assert (late.one, late.other, late.n_one, late.n_other, late.n_both, late.c) == ("late", "loud", 1, 1, 1, 1)
    assert (dear.one, dear.other, dear.n_one, dear.n_other, dear.n_both, dear.c) == ("dear", "leak", 2, 1, 1, 0.5)
