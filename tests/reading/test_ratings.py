"""Ratings are read with their quotes, and every row that does not fit is told with its line."""

from __future__ import annotations

import pytest

from workbench.errors import InputError
from workbench.reading.ratings import FILE

SCALES = """\
scales:
  - id: calm
    label: {en: Calm, fr: Calme}
    low: {en: hurried, fr: pressé}
    high: {en: calm, fr: calme}
  - id: planning
    label: {en: Planning, fr: Préparation}
    low: {en: on impulse, fr: sur un coup de tête}
    high: {en: long before, fr: longtemps avant}
    points: 3
"""


@pytest.fixture
def rated(study, material):
    """Read the study with two scales and these rows of ratings."""
    book = study / "codebook.yml"

    def read(*rows, header="document,scale,value,coder,quote", scales=SCALES):
        book.write_text(book.read_text("utf-8") + scales, "utf-8")
        (study / FILE).write_text("\n".join([header, *rows]) + "\n", "utf-8")
        return material()

    return read


def test_a_study_without_the_file_has_no_ratings(material):
    assert material().ratings == ()


def test_a_rating_knows_whom_it_places_and_its_quote(rated):
    read = rated("interview-01,calm,2,A,I looked at the price first", "interview-01,calm,4,B,")
    first, second = read.ratings
    assert {rating.participant for rating in read.ratings} == {read.participants[0].pseudonym}
    assert [(rating.value, rating.coder) for rating in read.ratings] == [(2, "A"), (4, "B")]
    assert first.evidence.text == "I looked at the price first"
    first.evidence.verify(read.transcripts[0])
    assert second.evidence is None


def test_the_file_is_among_those_whose_state_is_recorded(rated):
    assert FILE in rated("interview-01,calm,2,A,").digests


def test_the_ratings_go_with_the_person(rated):
    read = rated("interview-01,calm,2,A,")
    assert read.without(read.participants[0].pseudonym).ratings == ()


@pytest.mark.parametrize(
    ("row", "what", "allowed"),
    [
        ("interview-09,calm,2,A,", "no interview is called so", "interview-01"),
        ("interview-01,calmness,2,A,", "unknown scale", "calm, planning"),
        ("interview-01,calm,6,A,", "not a point", "1 to 5"),
        ("interview-01,calm,0,A,", "not a point", "1 to 5"),
        ("interview-01,planning,4,A,", "not a point", "1 to 3"),
        ("interview-01,calm,2.5,A,", "not a point", "1 to 5"),
        ("interview-01,calm,²,A,", "not a point", "1 to 5"),
        ("interview-01,calm,,A,", "not a point", "1 to 5"),
        ("interview-01,calm,2,,", "nobody is named", "a name"),
        ("interview-01,calm,2,A,words nobody said", "not in this interview", "occur once"),
        ("interview-01,calm,2,A,How did you come to us?", "interviewer's words", ""),
    ],
)
def test_a_row_that_does_not_fit_is_told_with_its_line(rated, row, what, allowed):
    with pytest.raises(InputError) as caught:
        rated("interview-01,calm,3,Z,", row)
    (problem,) = caught.value.problems
    assert problem.where.endswith(f"{FILE}:3")
    assert what in problem.what
    assert allowed in problem.allowed


def test_a_coder_rates_a_person_on_a_scale_once(rated):
    with pytest.raises(InputError, match="line 2"):
        rated("interview-01,calm,2,A,", "interview-01,calm,3,A,")


def test_without_scales_a_rating_says_where_to_declare_one(rated):
    with pytest.raises(InputError, match="declare it under `scales:`"):
        rated("interview-01,calm,2,A,", scales="")


@pytest.mark.parametrize(("old", "new"), [("id: planning", "id: calm"), ("id: planning", "id: price")])
def test_a_scale_has_a_name_of_its_own(rated, old, new):
    with pytest.raises(InputError, match="scales named as"):
        rated(scales=SCALES.replace(old, new))


@pytest.mark.parametrize("points", ["2", "10"])
def test_a_scale_has_three_to_nine_points(rated, points):
    with pytest.raises(InputError, match="points"):
        rated(scales=SCALES.replace("points: 3", f"points: {points}"))


def test_all_rows_that_do_not_fit_are_told_at_once(rated):
    with pytest.raises(InputError) as caught:
        rated("interview-01,calm,9,A,", "interview-01,nothing,1,A,")
    assert len(caught.value.problems) == 2
