"""Agreement of two and more coders, against values worked out by hand and from the coincidence matrix."""

from collections import Counter
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.analysis.agreement import Verdict, agreement, disagreements


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
    assert (found.alpha, found.undefined) == (None, "one_value")
    assert found.units == 1


def test_agreement_is_unknown_when_nobody_coded_twice(interview, codebook, coding):
    talks = [interview("first", document="i1"), interview("first", document="i2")]
    codings = [coding(talks[0], "leak", coder="A"), coding(talks[1], "leak", coder="B")]
    found = agreement(codings, talks, codebook("leak", "dear"))
    assert (found.alpha, found.units, found.documents, found.coders) == (None, 0, (), ())
    assert found.undefined == "apart"


def test_why_agreement_is_undefined_is_told(interview, codebook, coding):
    talk = interview("first", "second")
    book = codebook("leak", "dear")
    assert agreement([], [talk], book).undefined == "nobody"
    assert agreement([coding(talk, "leak", coder="machine", origin="machine")], [talk], book).undefined == "nobody"
    assert agreement([coding(talk, "leak")], [talk], book).undefined == "one_coder"
    assert agreement([coding(talk, "leak", coder=coder) for coder in "AB"], [talk], book).undefined is None


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


def test_alpha_has_an_interval_and_holds_it_for_the_same_seed(interview, codebook, coding):
    talk = interview(*(f"turn {i:02}" for i in range(30)))
    codings = [coding(talk, "leak", f"turn {i:02}", coder="A") for i in range(15)]
    codings += [coding(talk, "leak", f"turn {i:02}", coder="B") for i in range(3, 17)]
    found = agreement(codings, [talk], codebook("leak"), seed=4)
    low, high = found.interval
    assert -1 < low < found.alpha < high < 1
    assert agreement(codings, [talk], codebook("leak"), seed=4) == found


def test_a_turn_is_drawn_with_all_its_codes(interview, codebook, coding):
    talk = interview(*(f"turn {i:02}" for i in range(30)))

    def given(*codes):
        first = [coding(talk, c, f"turn {i:02}", coder="A") for c in codes for i in range(15)]
        return first + [coding(talk, c, f"turn {i:02}", coder="B") for c in codes for i in range(3, 17)]

    one = agreement(given("leak"), [talk], codebook("leak")).interval
    four = agreement(given(*"abcd"), [talk], codebook(*"abcd")).interval
    assert four == pytest.approx(one, abs=0.02)


def test_no_interval_is_given_for_fewer_than_ten_turns(interview, codebook, coding):
    talk = interview("first", "second", "third")
    codings = [coding(talk, "leak", "first", coder="A"), coding(talk, "leak", "second", coder="B")]
    assert agreement(codings, [talk], codebook("leak")).interval is None


def test_each_code_has_its_alpha_and_its_counts(interview, codebook, coding):
    talk = interview("first", "second", "third", "fourth", "fifth")
    codings = [
        *(coding(talk, "leak", "first", coder=coder) for coder in "AB"),
        coding(talk, "leak", "second", coder="A"),
        coding(talk, "leak", "third", coder="B", stance="against"),
        coding(talk, "leak", "fourth", coder="A"),
        coding(talk, "leak", "fourth", coder="B", stance="against"),
        *(coding(talk, "dear", "fifth", coder=coder) for coder in "AB"),
    ]
    dear, leak = agreement(codings, [talk], codebook("dear", "unused", "leak")).by_code
    assert (leak.code, leak.units, leak.both, leak.opposed, leak.only_first, leak.only_second) == (
        "leak",
        5,
        1,
        1,
        1,
        1,
    )
    units = [("for", "for"), ("for", ""), ("", "against"), ("for", "against"), ("", "")]
    assert leak.alpha == pytest.approx(coincidence_alpha(units))
    assert (dear.code, dear.alpha, dear.both, dear.only_first) == ("dear", 1, 1, 0)


def test_a_code_that_every_turn_has_is_undefined_by_itself(interview, codebook, coding):
    talk = interview("first", "second")
    codings = [coding(talk, "leak", words, coder=coder) for words in ("first", "second") for coder in "AB"]
    (leak,) = agreement(codings, [talk], codebook("leak", "dear")).by_code
    assert (leak.alpha, leak.both) == (None, 2)


def test_three_coders_are_counted_two_by_two_where_both_read(interview, codebook, coding):
    talks = [interview("first", document="i1"), interview("first", document="i2")]
    codings = [coding(talks[0], "leak", coder=coder) for coder in "ABC"]
    codings += [coding(talks[1], "leak", coder="B"), coding(talks[1], "dear", coder="C")]
    leak, dear = agreement(codings, talks, codebook("leak", "dear")).by_code
    assert (leak.units, leak.both, leak.only_first, leak.only_second) == (2, 3, 1, 0)
    assert (dear.units, dear.both, dear.only_first, dear.only_second) == (2, 0, 0, 1)


def test_what_the_coders_saw_differently_is_listed_by_code_with_its_words(interview, codebook, coding):
    talks = [interview("? why", "it leaks", "it is dear", document=name) for name in ("i1", "i2")]
    codings = [
        coding(talks[1], "leak", "leaks", coder="A"),
        coding(talks[1], "dear", "dear", coder="B"),
        *(coding(talks[0], "leak", "leaks", coder=coder) for coder in "AB"),
        coding(talks[0], "dear", "dear", coder="A", stance="against"),
        coding(talks[0], "dear", "dear", coder="B"),
        coding(talks[0], "dear", "dear", coder="C"),
        coding(talks[0], "leak", "leaks", coder="C"),
    ]
    found = disagreements(codings, talks, codebook("leak", "dear"))
    told = [(d.document, d.code, [(v.coder, v.stance) for v in d.verdicts]) for d in found]
    assert told == [
        ("i1", "dear", [("A", "against"), ("B", "for"), ("C", "for")]),
        ("i2", "dear", [("A", "absent"), ("B", "for")]),
        ("i2", "leak", [("A", "for"), ("B", "absent")]),
    ]
    assert [[e.text for e in d.quotes] for d in found] == [["dear"], ["dear"], ["leaks"]]
    assert [d.start for d in found] == [talks[0].text.index("it is")] * 2 + [talks[0].text.index("it leaks")]
    assert {d.question for d in found} == {"why"}


def test_the_code_with_the_lowest_alpha_comes_first_then_the_place(interview, codebook, coding):
    talks = [interview(*(f"turn {i}" for i in range(6)), document=name) for name in ("i1", "i2")]
    codings = []
    for talk in talks:
        codings += [coding(talk, "clear", f"turn {i}", coder=coder) for i in range(4) for coder in "AB"]
        codings.append(coding(talk, "clear", "turn 5", coder="A"))
        codings += [coding(talk, "vague", f"turn {i}", coder="AB"[i % 2]) for i in (3, 1, 2)]
    found = disagreements(codings, talks, codebook("clear", "vague"))
    alphas = {c.code: c.alpha for c in agreement(codings, talks, codebook("clear", "vague")).by_code}
    assert alphas["vague"] < alphas["clear"]
    assert [d.code for d in found] == ["vague"] * 6 + ["clear"] * 2
    assert {d.code: d.alpha for d in found} == alphas
    assert [(d.document, d.start) for d in found[:6]] == sorted((d.document, d.start) for d in found[:6])


def test_a_verdict_tells_what_else_the_coder_gave_to_the_turn(interview, codebook, coding):
    talk = interview("it leaks and is dear", "second")
    codings = [coding(talk, "leak", "it leaks", coder="A"), coding(talk, "dear", "is dear", coder="B")]
    found = disagreements(codings, [talk], codebook("leak", "dear"))
    assert [(d.code, d.verdicts) for d in found] == [
        ("dear", (Verdict("A", "absent", ("leak",)), Verdict("B", "for"))),
        ("leak", (Verdict("A", "for"), Verdict("B", "absent", ("dear",)))),
    ]


def test_a_passage_that_two_coders_quote_is_told_once(interview, codebook, coding):
    talk = interview("it leaks and drips", "second")
    codings = [
        coding(talk, "leak", "it leaks", coder="A"),
        coding(talk, "leak", "it leaks", coder="B", stance="against"),
        coding(talk, "leak", "drips", coder="B", stance="against"),
    ]
    (found,) = disagreements(codings, [talk], codebook("leak", "dear"))
    assert [e.text for e in found.quotes] == ["it leaks", "drips"]


def test_who_did_not_read_an_interview_does_not_disagree_on_it(interview, codebook, coding):
    talk = interview("first", "second")
    assert disagreements([coding(talk, "leak", coder="A")], [talk], codebook("leak")) == ()
    same = [coding(talk, "leak", coder=coder) for coder in "AB"]
    assert disagreements(same, [talk], codebook("leak")) == ()


@pytest.mark.parametrize("name", ["startup", "consulting", "agency", "travel"])
def test_there_are_as_many_disagreements_as_the_counts_by_code_say(sample, name):
    material = sample(name)
    given_to = material.codings, material.transcripts, material.codebook
    counts = [c.opposed + c.only_first + c.only_second for c in agreement(*given_to).by_code]
    assert len(disagreements(*given_to)) == sum(counts) > 0
