"""Who holds which code, and which codes can tell people apart."""

from itertools import permutations

import pytest

from workbench.analysis.variables import behavioural, holders, leading
from workbench.model.codebook import BEHAVIOURAL, Kind


@pytest.fixture
def three_people(interview):
    return [interview("It leaks. It is dear.", document=f"i{n}", participant=f"P-{n}") for n in (1, 2, 3)]


def test_somebody_holds_a_code_given_to_any_of_their_words(three_people, codebook, coding):
    book = codebook("leak", "dear")
    table = holders([coding(three_people[0], "leak"), coding(three_people[1], "dear", "It is dear.")], book)
    assert table.to_dict("index") == {"P-1": {"leak": True, "dear": False}, "P-2": {"leak": False, "dear": True}}


def test_saying_a_thing_twice_counts_once(three_people, codebook, coding):
    one = three_people[0]
    twice = holders([coding(one, "leak", "It leaks."), coding(one, "leak", "It is dear.")], codebook("leak"))
    assert twice["leak"].sum() == 1


def test_speaking_against_a_thing_is_not_holding_it(three_people, codebook, coding):
    table = holders([coding(three_people[0], "leak", stance="against")], codebook("leak"))
    assert table.empty


def test_of_two_readings_of_an_interview_that_of_who_coded_most_leads_in_whatever_order(three_people, coding):
    first = coding(three_people[0], "leak", coder="A")
    second = coding(three_people[0], "dear", coder="B")
    elsewhere = coding(three_people[1], "dear", coder="B")
    for codings in permutations([first, second, elsewhere]):
        assert set(leading(codings)) == {second, elsewhere}
        assert leading(leading(codings)) == leading(codings)


def test_of_two_who_coded_as_many_the_first_by_name_leads(three_people, coding):
    readings = [coding(three_people[0], "leak", coder="B"), coding(three_people[0], "dear", coder="A")]
    assert leading(readings) == readings[1:]


def test_a_second_coders_lone_opinion_does_not_count(three_people, codebook, coding):
    one = three_people[0]
    table = holders([coding(one, "leak", coder="A"), coding(one, "dear", coder="B")], codebook("leak", "dear"))
    assert not table.loc["P-1", "dear"]


@pytest.mark.parametrize("kind", Kind)
def test_only_behavioural_kinds_tell_people_apart(three_people, codebook, coding, kind):
    book = codebook({"id": "leak", "kind": kind}, "dear")
    codings = [coding(person, "dear") for person in three_people]
    codings += [coding(person, "leak") for person in three_people[:2]]
    assert ("leak" in behavioural(holders(codings, book), book)) == (kind in BEHAVIOURAL)


@pytest.mark.parametrize(("holding", "useful"), [(0, False), (1, False), (2, True), (3, False)])
def test_a_code_tells_apart_when_two_hold_it_and_one_does_not(three_people, codebook, coding, holding, useful):
    book = codebook("leak", "dear")
    codings = [coding(person, "dear") for person in three_people]
    codings += [coding(person, "leak") for person in three_people[:holding]]
    assert ("leak" in behavioural(holders(codings, book), book)) is useful
