"""Everybody on every behavioural variable: what was said, its contrary, and silence, each with its evidence."""

import pytest

from workbench.analysis.behaviour import BOTH, CONTRARY, SAID, behaviour_of
from workbench.model.codebook import Codebook
from workbench.model.label import Label
from workbench.model.rating import Rating, Scale

PEOPLE = ("P-1", "P-2", "P-3", "P-4")


def words(text):
    return Label(en=text, fr=text)


CALM = Scale(id="calm", label=words("Calm"), low=words("hurried"), high=words("calm"))


@pytest.fixture
def said(interview, coding):
    """Give a code to a person's one turn."""

    def say(person, code, **fields):
        return coding(interview("words of mine", document=f"i-{person}", participant=person), code, **fields)

    return say


@pytest.fixture
def values():
    def of(behaviour, variable):
        return [cell.value for cell in behaviour.cells[variable]]

    return of


def test_saying_nothing_is_not_saying_the_contrary(said, codebook, values):
    codings = [said("P-1", "a"), said("P-2", "a", stance="against"), said("P-3", "b")]
    found = behaviour_of(PEOPLE, codings, codebook("a", "b"))
    assert values(found, "a") == [SAID, CONTRARY, None, None]


def test_a_cell_knows_its_quotes(said, codebook):
    coding = said("P-1", "a")
    found = behaviour_of(PEOPLE, [coding], codebook("a"))
    assert [cell.evidence for cell in found.cells["a"]] == [(coding.evidence.id,), (), (), ()]


@pytest.mark.parametrize("namer", [0, 1])
def test_opposite_codes_are_one_scale_whichever_names_the_other(said, codebook, values, namer):
    entries = ["a", "b"]
    entries[namer] = {"id": entries[namer], "opposite": entries[1 - namer]}
    codings = [said("P-1", "a"), said("P-2", "b"), said("P-3", "a"), said("P-3", "b")]
    found = behaviour_of(PEOPLE, codings, codebook(*entries))
    assert [(variable.kind, variable.codes) for variable in found.variables] == [("pair", ("a", "b"))]
    assert values(found, "a") == [CONTRARY, SAID, BOTH, None]


def test_denying_one_end_of_a_pair_speaks_for_the_other(said, codebook, values):
    codings = [said("P-1", "a", stance="against"), said("P-2", "a"), said("P-3", "b")]
    found = behaviour_of(PEOPLE, codings, codebook({"id": "a", "opposite": "b"}, "b"))
    assert values(found, "a") == [SAID, CONTRARY, SAID, None]


def test_a_pair_of_which_one_end_was_never_voiced_stays_codes(said, codebook):
    found = behaviour_of(PEOPLE, [said("P-1", "a"), said("P-2", "a")], codebook({"id": "a", "opposite": "b"}, "b"))
    assert [variable.kind for variable in found.variables] == ["code", "code"]


def test_what_only_describes_is_no_variable(said, codebook):
    book = codebook("a", {"id": "pain", "kind": "pain_point"}, {"id": "where", "kind": "context"})
    assert [variable.id for variable in behaviour_of(PEOPLE, [said("P-1", "pain")], book).variables] == ["a"]


def test_two_coders_ratings_give_their_median_and_both_stay(codebook, values):
    book = Codebook(version="1.0", codes=codebook("a").codes, scales=(CALM,))
    ratings = [Rating("i1", "P-1", "calm", 2, "A"), Rating("i1", "P-1", "calm", 5, "B")]
    found = behaviour_of(PEOPLE, [], book, ratings)
    assert values(found, "calm") == [3.5, None, None, None]
    assert found.cells["calm"][0].ratings == (("A", 2), ("B", 5))


def test_only_variables_on_which_people_differ_tell(said, codebook):
    codings = [said(person, "all") for person in PEOPLE]
    codings += [said("P-1", "one"), said("P-1", "two"), said("P-2", "two"), said("P-3", "split")]
    codings += [said("P-4", "split", stance="against")]
    found = behaviour_of(PEOPLE, codings, codebook("all", "one", "two", "split", "nobody")).telling()
    assert [variable.id for variable in found.variables] == ["two", "split"]


def test_somebody_silent_about_everything_stays_in_the_matrix(said, codebook, values):
    found = behaviour_of(PEOPLE, [said("P-1", "a")], codebook("a"))
    assert found.people == PEOPLE
    assert values(found, "a")[3] is None
