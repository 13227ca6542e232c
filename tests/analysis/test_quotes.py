"""Which words stand for many."""

import pytest

from workbench.analysis.quotes import LONG, SHORT, typical_quotes

LEAK = "the kitchen pipe leaked all over the floor that night"


@pytest.fixture(scope="module")
def said(interview, coding):
    """Make codings of one code from (participant, words) pairs."""

    def make(*pairs, **fields):
        talks = [interview(words, document=f"i{n}", participant=who) for n, (who, words) in enumerate(pairs)]
        return [coding(talk, "leak", **fields) for talk in talks]

    return make


def test_each_participant_is_quoted_once(said):
    found = typical_quotes(said(("P-1", LEAK), ("P-1", f"{LEAK} again"), ("P-2", LEAK)), "en")
    assert sorted(quote.participant for quote in found) == ["P-1", "P-2"]


def test_nothing_said_gives_no_quotes():
    assert typical_quotes([], "en") == ()


def test_the_words_most_shared_with_the_others_come_first(said):
    odd = "my neighbour sang an aria about the moon"
    found = typical_quotes(said(("P-1", odd), ("P-2", LEAK), ("P-3", f"yes {LEAK}")), "en")
    assert [quote.participant for quote in found][-1] == "P-1"


def test_inflection_does_not_keep_quotes_apart(said):
    pairs = ("P-1", "les chevaux mangent des pommes rouges"), ("P-2", "le cheval mange une pomme rouge")
    odd = ("P-0", "nous partons demain vers la grande mer")
    assert typical_quotes(said(odd, *pairs), "fr")[-1].participant == "P-0"


def test_what_a_person_coded_comes_before_what_the_machine_found(said):
    machine = said(("P-1", LEAK), ("P-2", LEAK), origin="machine", coder="machine")
    person = said(("P-3", "quite another matter of some length here"))
    assert typical_quotes([*machine, *person], "en")[0].participant == "P-3"


@pytest.mark.parametrize("words", [" ".join(["leak"] * (SHORT - 1)), " ".join(["leak"] * (LONG + 1))])
def test_very_short_and_very_long_quotes_come_last(said, words):
    found = typical_quotes(
        said(("P-1", words), ("P-2", words), ("P-3", "a matter of some other length altogether")), "en"
    )
    assert found[0].participant == "P-3"


def test_equal_quotes_stand_in_the_order_of_documents_whatever_order_they_come_in(said):
    codings = said(("P-1", LEAK), ("P-2", LEAK), ("P-3", LEAK))
    assert typical_quotes(codings, "en") == typical_quotes(codings[::-1], "en")
    assert [quote.document for quote in typical_quotes(codings, "en")] == ["i0", "i1", "i2"]


def test_saying_the_same_thing_many_times_makes_it_no_more_typical(said):
    loud = [("P-1", "my neighbour sang an aria about the moon")] * 5
    found = typical_quotes(said(*loud, ("P-2", LEAK), ("P-3", f"yes {LEAK}")), "en")
    assert found[0].participant != "P-1"
