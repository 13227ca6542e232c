"""Agreement of two and more coders, against values worked out by hand and from the coincidence matrix."""

from collections import Counter
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.analysis.agreement import agreement


def coincidence_alpha(units):
    """Krippendorff's nominal alpha from the coincidence matrix, straight from its definition."""
    pairs = Counter()
    for values in units:
        for one, other in permutations(values, 2):
            pairs[one, other] += 1 / (len(values) - 1)
    total = sum(pairs.values())
    own = Counter()
    for (one, _), weight in pairs.items():
        own[one] += weight
    seen = sum(weight for (one, other), weight in pairs.items() if one != other)
    expected = sum(own[one] * own[other] for one, other in permutations(own, 2)) / (total - 1)
    return 1 - seen / expected


def test_two_coders_on_four_turns_have_the_value_worked_out_by_hand(interview, codebook, coding):
    # 8 values, 3 given and 5 not; one of 4 units differs: Do = 2/8, De = 2*3*5/(8*7), alpha = 1 - 0.25*56/30.
    talk = interview("first", "second", "third", "fourth")
    codings = [coding(talk, "leak", "first", coder="A"), coding(talk, "leak", "second", coder="A")]
    codings.append(coding(talk, "leak", "first", coder="B"))
    found = agreement(codings, [talk], codebook("leak"))
    assert found.alpha == pytest.approx(1 - 0.25 * 56 / 30)
    assert found.alpha == pytest.approx(0.533333, abs=5e-7)
    assert (found.units, found.documents, found.coders) == (4, ("i1",), ("A", "B"))


GIVEN = st.sets(st.tuples(st.integers(0, 4), st.sampled_from(["leak", "dear"])), min_size=1, max_size=9)


@given(st.lists(GIVEN, min_size=2, max_size=3), st.lists(GIVEN, min_size=2, max_size=3))
@settings(deadline=None, max_examples=40)
def test_alpha_is_that_of_the_coincidence_matrix_also_when_coders_read_different_interviews(
    interview, codebook, coding, one, other
):
    talks = [interview(*(f"turn {i}" for i in range(5)), document=name) for name in ("i1", "i2")]
    readings = dict(zip("ABC", one, strict=False)), dict(zip("CBA", other, strict=False))
    codings = [
        coding(talk, code, f"turn {i}", coder=coder)
        for talk, coders in zip(talks, readings, strict=True)
        for coder, given_codes in coders.items()
        for i, code in sorted(given_codes)
    ]
    units = [
        [(i, code) in given_codes for given_codes in coders.values()]
        for coders in readings
        for i in range(5)
        for code in ("leak", "dear")
    ]
    assert agreement(codings, talks, codebook("leak", "dear")).alpha == pytest.approx(coincidence_alpha(units))


def test_coders_who_see_the_same_agree_fully(interview, codebook, coding):
    talk = interview("first", "second")
    codings = [coding(talk, "leak", "first", coder=coder) for coder in "AB"]
    assert agreement(codings, [talk], codebook("leak", "dear")).alpha == 1


def test_agreement_is_undefined_when_only_one_value_was_used(interview, codebook, coding):
    talk = interview("first")
    found = agreement([coding(talk, "leak", coder=coder) for coder in "AB"], [talk], codebook("leak"))
    assert found.alpha is None
    assert found.units == 1


def test_agreement_is_unknown_when_nobody_coded_twice(interview, codebook, coding):
    talks = [interview("first", document="i1"), interview("first", document="i2")]
    codings = [coding(talks[0], "leak", coder="A"), coding(talks[1], "leak", coder="B")]
    found = agreement(codings, talks, codebook("leak", "dear"))
    assert (found.alpha, found.units, found.documents, found.coders) == (None, 0, (), ())


def test_the_machine_is_no_second_coder(interview, codebook, coding):
    talk = interview("first", "second")
    codings = [coding(talk, "leak", "first"), coding(talk, "leak", "second", coder="machine", origin="machine")]
    assert agreement(codings, [talk], codebook("leak")).documents == ()


def test_the_interviewers_turns_are_no_units(interview, codebook, coding):
    talk = interview("? why", "first", "? and then", "second")
    codings = [coding(talk, "leak", "first", coder=coder) for coder in "AB"]
    assert agreement(codings, [talk], codebook("leak")).units == 2


def test_two_passages_of_one_turn_are_one_decision(interview, codebook, coding):
    talk = interview("it leaks and drips", "second")
    codings = [coding(talk, "leak", "it leaks", coder="A"), coding(talk, "leak", "and drips", coder="B")]
    assert agreement(codings, [talk], codebook("leak")).alpha == 1


def test_one_who_codes_for_and_one_who_codes_against_do_not_agree(interview, codebook, coding):
    talk = interview("first", "second")
    codings = [coding(talk, "leak", "first", coder="A"), coding(talk, "leak", "first", coder="B", stance="against")]
    assert agreement(codings, [talk], codebook("leak")).alpha < 1


def test_against_and_nothing_are_not_the_same_value(interview, codebook, coding):
    talk = interview("first", "second")
    codings = [
        *(coding(talk, "leak", "first", coder=coder) for coder in "AB"),
        coding(talk, "leak", "second", coder="B", stance="against"),
    ]
    assert agreement(codings, [talk], codebook("leak")).alpha < 1
    codings.append(coding(talk, "leak", "second", coder="A", stance="against"))
    assert agreement(codings, [talk], codebook("leak")).alpha == 1


def test_the_order_of_codings_does_not_matter(interview, codebook, coding):
    talk = interview("first", "second", "third")
    codings = [coding(talk, "leak", "first", coder="A"), coding(talk, "leak", "second", coder="B")]
    codings.append(coding(talk, "dear", "third", coder="B"))
    book = codebook("leak", "dear")
    assert agreement(codings, [talk], book) == agreement(codings[::-1], [talk], book)
