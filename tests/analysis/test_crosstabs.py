"""Crosstabs of codes, participants and codes: what is counted, and that the counts hang together."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.analysis.crosstabs import held_together, passages, said_together
from workbench.analysis.variables import holders

CODES = ("leak", "dear", "slow")
PEOPLE = ("P-1", "P-2", "P-3", "P-4")
GIVEN = st.lists(
    st.tuples(st.integers(0, 2), st.integers(0, 3), st.sampled_from(CODES), st.sampled_from(["for", "against"])),
    max_size=25,
)


@pytest.fixture(scope="module")
def talks(interview):
    """Interviews of three of four people, four turns each."""
    return [interview(*(f"turn {i}" for i in range(4)), document=f"i{n}", participant=PEOPLE[n - 1]) for n in (1, 2, 3)]


@pytest.fixture(scope="module")
def coded(talks, coding):
    """Turn (interview, turn, code, stance) into codings."""

    def make(given_codes):
        return [coding(talks[i], code, f"turn {turn}", stance=stance) for i, turn, code, stance in given_codes]

    return make


@given(GIVEN)
def test_passages_add_up_to_the_codings_that_say_so(coded, codebook, given_codes):
    codings = coded(given_codes)
    table = passages(codings, codebook(*CODES), PEOPLE)
    said = [c for c in codings if c.stance == "for"]
    assert table.shape == (len(CODES), len(PEOPLE))
    assert int(table.to_numpy().sum()) == len(said)
    assert table.sum().to_dict() == {p: sum(c.evidence.participant == p for c in said) for p in PEOPLE}
    assert table.sum(axis=1).to_dict() == {code: sum(c.code == code for c in said) for code in CODES}


@given(GIVEN)
def test_a_code_has_as_many_participants_as_personas_are_built_from(coded, codebook, given_codes):
    codings, book = coded(given_codes), codebook(*CODES)
    held = (passages(codings, book, PEOPLE) > 0).sum(axis=1)
    assert held.to_dict() == holders(codings, book).sum().to_dict()


@given(GIVEN)
def test_codes_held_together_are_symmetric_and_the_diagonal_has_the_holders(coded, codebook, given_codes):
    counts = passages(coded(given_codes), codebook(*CODES), PEOPLE)
    both = held_together(counts)
    assert (both == both.T).all(axis=None)
    for one in CODES:
        assert both.loc[one, one] == (counts.loc[one] > 0).sum()
        for other in CODES:
            assert both.loc[one, other] == sum(counts.loc[one, p] > 0 < counts.loc[other, p] for p in PEOPLE)


@given(GIVEN)
def test_codes_said_together_are_symmetric_and_counted_turn_by_turn(coded, codebook, talks, given_codes):
    both = said_together(coded(given_codes), talks, codebook(*CODES))
    said = {(i, turn, code) for i, turn, code, stance in given_codes if stance == "for"}
    expected = Counter((a[2], b[2]) for a in said for b in said if a[:2] == b[:2])
    assert (both == both.T).all(axis=None)
    assert {(a, b): both.loc[a, b] for a in CODES for b in CODES if both.loc[a, b]} == dict(expected)


def test_who_said_nothing_has_a_column_and_a_code_nobody_gave_has_a_row(coded, codebook):
    table = passages(coded([(0, 0, "leak", "for")]), codebook(*CODES), PEOPLE)
    assert list(table.columns) == list(PEOPLE)
    assert table.loc["slow"].sum() == table["P-4"].sum() == 0
    assert list(held_together(table).index) == list(CODES)


def test_two_passages_of_one_turn_are_two_passages_and_one_turn(interview, codebook, coding):
    talk = interview("it leaks and drips", "second")
    codings = [coding(talk, "leak", "it leaks"), coding(talk, "leak", "and drips"), coding(talk, "dear", "drips")]
    book = codebook("leak", "dear")
    assert passages(codings, book, ["P-1"]).loc["leak", "P-1"] == 2
    turns = said_together(codings, [talk], book)
    assert turns.loc["leak", "leak"] == turns.loc["leak", "dear"] == 1


@pytest.mark.parametrize("name", ["startup", "consulting", "agency", "travel"])
def test_in_a_sample_what_is_said_together_is_held_together(segmented, name):
    material, codings, _ = segmented(name)
    counts = passages(codings, material.codebook, [p.pseudonym for p in material.participants])
    turns = said_together(codings, material.transcripts, material.codebook)
    assert not ((turns > 0) & (held_together(counts) == 0)).any(axis=None)
    assert int(counts.to_numpy().sum()) == sum(c.stance == "for" for c in codings)
