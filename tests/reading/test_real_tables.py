"""Tables of surveys, reviews and complaints that were published, read as they are."""

from __future__ import annotations

from pathlib import Path

import pytest

from workbench.errors import InputError
from workbench.model.brief import Brief, Columns, Source
from workbench.reading.interviews import read_interviews

DATA = Path(__file__).resolve().parents[2].parent / "shared" / "data"
pytestmark = pytest.mark.real
REVIEWS = Columns(participant=None, answer="1", header=False)


@pytest.fixture
def read():
    """Read a real table; the test is skipped where it is not here."""

    def of(name: str, columns: Columns, encoding: str = "utf-8"):
        path = DATA / name
        if not path.exists():
            pytest.skip(f"not here: {path}")
        source = Source(path=path.name, kind="survey", columns=columns, encoding=encoding)
        interviews, notices = read_interviews(path.parent, Brief.model_construct(language="en", sources=(source,)))
        return interviews, {notice.key: notice for notice in notices}

    return of


def test_complaints_with_the_customers_words_are_read_and_the_cut_one_is_told(read):
    columns = Columns(participant="Complaint ID", answer="Consumer complaint narrative")
    interviews, notices = read("verbatims/cfpb_complaints.csv", columns)
    assert len(interviews) == 389
    assert all(interview.document.isdigit() for interview in interviews)
    assert (notices["empty_answers"].values["n"], notices["cut_row"].line) == (1678, 3302)
    assert notices["unread_columns"].values["n"] == 16


def test_open_answers_of_a_survey_are_read_a_person_a_row(read):
    columns = Columns(participant=None, answers=("hinderances", "pleasant_aspects_1"))
    interviews, notices = read("verbatims/jupyter-ux-2015/survey_short_columns.csv", columns)
    answers = sum(turn.speaker == "participant" for interview in interviews for turn in interview.turns)
    silent, empty = notices["empty_answers"].values["silent"], notices["empty_answers"].values["n"]
    assert (len(interviews), answers) == (860, 1343)
    assert (len(interviews) + silent, answers + empty) == (1706, 2 * 1706)


@pytest.mark.parametrize(
    ("name", "encoding"),
    [("amazon_cells_labelled_lf.tsv", "utf-8"), ("yelp_labelled_lf.tsv", "utf-8"), ("imdb_labelled_lf.tsv", "cp1252")],
)
def test_a_thousand_reviews_without_a_header_are_read(read, name, encoding):
    interviews, _ = read(f"verbatims/{name}", REVIEWS, encoding)
    assert len(interviews) == 1000
    assert not any("\t" in turn.words for interview in interviews for turn in interview.turns)


def test_reviews_with_old_line_ends_are_the_same(read):
    old, _ = read("verbatims/yelp_labelled_cr_line_ends.txt", REVIEWS)
    new, _ = read("verbatims/yelp_labelled_lf.tsv", REVIEWS)
    assert [list(interview.turns) for interview in old] == [list(interview.turns) for interview in new]


def test_a_table_of_facts_is_no_table_of_answers(read):
    with pytest.raises(InputError, match="missing column participant, answer; got case, Age, gender, interest"):
        read("interviews/qualitative-projects/cases123.csv", Columns())


def test_free_text_of_a_small_survey_is_asked_by_its_column(read):
    columns = Columns(participant="Case", answers=("freetext",))
    interviews, notices = read("interviews/qualitative-projects/survey456.csv", columns)
    assert [interview.document for interview in interviews] == ["ID4", "ID5", "ID6"]
    assert list(notices) == ["unread_columns"]
