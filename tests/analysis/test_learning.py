"""What people decide teaches the next suggestions; without decisions nothing changes."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.analysis.learning import FEWEST, Example, Learner
from workbench.analysis.suggestion import suggest, uncoded
from workbench.model.suggestion import same_passage

WHO = ("My neighbour", "The plumber", "A friend", "Our cousin", "The baker", "Somebody")
DEAR = ("said the quote was too dear", "found the quote dear", "called the quote far too dear")
ELSE = ("came on a Monday", "likes the garden", "went to the sea", "told us about rain")


@pytest.fixture(scope="module")
def talks(interview):
    """Six interviews of seven sentences, three of them on a dear quote."""
    return [
        interview(*(f"{who} {what}." for what in (*DEAR, *ELSE)), document=f"i{at}", participant=f"P-{at}")
        for at, who in enumerate(WHO)
    ]


@pytest.fixture(scope="module")
def reviewed(talks, coding):
    """The dear quotes of the first five interviews, coded by hand."""
    return [
        coding(talk, "money", f"{who} {what}.") for talk, who in list(zip(talks, WHO, strict=True))[:5] for what in DEAR
    ]


def test_what_was_coded_elsewhere_is_suggested_with_score_and_words(talks, reviewed, codebook):
    found = suggest(talks[5:], codebook("money"), reviewed, read=talks[:5])
    assert [one.evidence.text for one in found] == [f"Somebody {what}." for what in DEAR]
    for one in found:
        assert 0 < one.score <= 1
        assert {"quote", "dear"} & set(one.reason.replace("“", "").replace("”", "").split(", "))
        assert (one.origin, one.coder) == ("machine", "machine")
        one.evidence.verify(talks[5])


def test_a_code_with_too_few_reviewed_sentences_stays_with_its_terms(talks, reviewed, codebook):
    book = codebook({"id": "money", "terms": ["Monday"]})
    found = suggest(talks[5:], book, reviewed[: FEWEST - 1], read=talks[:5])
    assert [(one.evidence.text, one.score) for one in found] == [("Somebody came on a Monday.", None)]


def test_a_code_whose_terms_find_everything_keeps_them(talks, reviewed, codebook):
    found = suggest(talks[5:], codebook({"id": "money", "terms": ["dear"]}), reviewed, read=talks[:5])
    assert [(one.reason, one.score) for one in found] == [("“dear”", None)] * 3


def test_without_decisions_suggestions_are_those_of_the_terms(talks, codebook):
    book = codebook({"id": "money", "terms": ["dear"]})
    assert suggest(talks, book, [], read=talks) == suggest(talks, book)


def test_what_was_decided_is_not_suggested_again(talks, coding, codebook):
    book = codebook({"id": "money", "terms": ["dear"]})
    yes, no = (coding(talks[5], "money", f"Somebody {what}.", reason="“dear”") for what in DEAR[:2])
    refused = no.model_copy(update={"origin": "machine", "coder": "machine"})
    found = suggest(talks[5:], book, [yes], [refused])
    assert [one.evidence.text for one in found] == [f"Somebody {DEAR[2]}."]


def test_rejections_teach_what_a_code_is_not(talks, reviewed, coding, codebook):
    refused = [coding(talk, "money", f"{who} {ELSE[1]}.") for talk, who in zip(talks[:5], WHO, strict=False)]
    found = suggest(talks[5:], codebook("money"), reviewed, refused, read=talks[:5])
    assert f"Somebody {ELSE[1]}." not in [one.evidence.text for one in found]


def test_the_same_decisions_teach_the_same_in_any_order_of_decisions(talks, reviewed, codebook):
    book = codebook("money")
    forwards = suggest(talks[5:], book, reviewed, read=talks[:5])
    assert suggest(talks[5:], book, reviewed[::-1], read=talks[:5][::-1]) == forwards


def test_a_sentence_nobody_looked_at_is_no_example_against(talks, codebook, coding):
    accepted = [
        coding(talk, "money", f"{who} {DEAR[0]}.", reason="“dear”") for talk, who in zip(talks, WHO, strict=True)
    ]
    assert suggest(talks, codebook("money"), accepted) == []


def test_a_code_nobody_could_tell_from_words_is_not_learned(codebook):
    words = [f"{one} {other}" for one, other in product(WHO, ELSE)]
    examples = [Example(text, f"i{at}", frozenset({"x"} if at % 2 else ())) for at, text in enumerate(words * 2)]
    assert Learner().fit(examples, codebook("x"), "en").lessons.keys() <= {"x"}
    assert Learner().fit(examples[:4], codebook("x"), "en").lessons == {}


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 6), st.booleans()), max_size=12, unique=True))
@settings(max_examples=15)
def test_a_rejected_passage_is_never_proposed_again_and_every_quote_stands(talks, codebook, coding, decisions):
    book = codebook({"id": "money", "terms": ["the"]})
    made = [
        (coding(talks[i], "money", f"{WHO[i]} {(*DEAR, *ELSE)[k]}.", reason="“the”"), yes) for i, k, yes in decisions
    ]
    reviewed = [one for one, yes in made if yes]
    rejected = [one for one, yes in made if not yes]
    for found in suggest(talks, book, reviewed, rejected):
        found.evidence.verify(next(talk for talk in talks if talk.id == found.evidence.document))
        assert not any(same_passage(found.evidence, one.evidence) for one in (*reviewed, *rejected))


def test_samples_are_coded_by_people_so_nothing_is_learned_there(sample):
    material = sample("travel")
    assert uncoded(material.transcripts, material.codings) == []
