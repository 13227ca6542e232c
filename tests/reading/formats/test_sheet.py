"""A workbook's first sheet is a table like any other, and no cell of it is lost."""

from __future__ import annotations

import zipfile
from datetime import date, datetime

import pytest

from workbench.errors import InputError
from workbench.model.brief import Columns
from workbench.model.material import Notice
from workbench.reading.formats.sheet import read_sheet
from workbench.reading.turns import Turn

HEADER = ("participant", "question", "answer")


@pytest.fixture
def read(write_sheet, tmp_path):
    """Read a sheet of these rows."""

    def of(*rows, others=(), **columns):
        path = write_sheet(tmp_path / "all.xlsx", list(rows), others)
        return read_sheet(path, Columns(**({"question": "question"} | columns)))

    return of


@pytest.fixture
def refused(read):
    """Read a sheet and return its one problem, the place from the file's name on."""

    def of(*rows, **columns):
        with pytest.raises(InputError) as caught:
            read(*rows, **columns)
        (problem,) = caught.value.problems
        return problem.where.rsplit("/", 1)[1], problem.what, problem.got

    return of


def test_rows_are_turns_of_their_participant(read):
    spoken, notices = read(HEADER, ("p1", "Why?", "So — l'été."), ("p2", "Why?", "Thus."), ("p1", "And?", "No."))
    assert notices == []
    assert spoken["p1"] == [
        *(Turn("interviewer", "Why?"), Turn("participant", "So — l'été.")),
        *(Turn("interviewer", "And?"), Turn("participant", "No.")),
    ]
    assert list(spoken) == ["p1", "p2"]


def test_rows_are_ordered_by_the_column_a_study_names(read):
    spoken, _ = read((*HEADER, "n"), ("p", "b?", "b", 10), ("p", "a?", "a", 2.0), order="n")
    assert [turn.words for turn in spoken["p"]] == ["a?", "a", "b?", "b"]


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        *((3, "3"), (3.0, "3"), (2.5, "2.5"), (True, "True"), ("NA", "NA"), ("007", "007")),
        *((date(2026, 1, 2), "2026-01-02 00:00:00"), (datetime(2026, 1, 2, 3, 4), "2026-01-02 03:04:00")),
        ("a_x000D_\nb", "a\n\nb"),
    ],
)
def test_a_cell_is_read_as_people_see_it(read, cell, shown):
    assert read(HEADER, ("p", "?", cell))[0]["p"][1].words == shown


def test_empty_rows_and_empty_columns_at_the_end_are_no_rows(read):
    spoken, _ = read((), (*HEADER, " "), (), ("p", "?", "yes", None), (None, " "))
    assert len(spoken["p"]) == 2


def test_sheets_left_out_are_counted(read):
    assert read(HEADER, ("p", "?", "yes"), others=("b", "c"))[1] == [
        Notice("all.xlsx", "other_sheets", {"sheet": "Sheet", "n": 2})
    ]


def test_a_sheet_may_hold_a_person_a_row_with_several_answers(read):
    spoken, notices = read(
        ("Why?", "now"), ("So.", None), ("Thus.", 5), question=None, participant=None, answers=("Why?", "now")
    )
    assert [[turn.words for turn in turns] for turns in spoken.values()] == [
        ["Why?", "So."],
        ["Why?", "Thus.", "now", "5"],
    ]
    assert notices == [Notice("all.xlsx", "empty_answers", {"n": 1, "silent": 0}, 2)]


def test_a_sheet_may_be_without_a_header(read):
    spoken, _ = read(("So.", 1), ("Thus.", 0), question=None, participant=None, answer=1, header=False)
    assert [turns[0].words for turns in spoken.values()] == ["So.", "Thus."]


def test_a_missing_column_is_named_with_its_row(refused):
    where, what, got = refused((), ("who", "question", "answer"), ("p", "?", "yes"))
    assert (where, what, got) == ("all.xlsx:2", "missing column participant", "who, question, answer")


def test_words_outside_the_columns_are_refused(refused):
    assert refused(HEADER, ("p", "?", "yes", "and")) == ("all.xlsx:2", "words outside the columns", "'and'")


def test_a_formula_nobody_calculated_is_refused(refused):
    where, what, got = refused(HEADER, ("p", "?", '="ye" & "s"'))
    assert (where, what, got) == ("all.xlsx:2", "a formula without its result", '="ye" & "s"')


def test_a_row_of_nobodys_and_an_empty_sheet_are_refused(refused):
    assert refused(HEADER, (None, "?", "yes"))[:2] == ("all.xlsx:2", "no participant")
    assert refused()[1] == "the first sheet is empty"


def test_a_cell_at_the_far_corner_costs_no_memory(refused):
    rows = [HEADER, ("p", "?", "yes"), (*[None] * 16383, "far")]
    assert refused(*rows)[:2] == ("all.xlsx:3", "words outside the columns")


def test_a_size_the_file_claims_wrongly_cuts_nothing(read, write_sheet, tmp_path):
    whole = write_sheet(tmp_path / "whole.xlsx", [HEADER, ("p", "?", "yes")])
    path = tmp_path / "claims.xlsx"
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(path, "w") as new:
        for item in old.infolist():
            new.writestr(item.filename, old.read(item).replace(b'ref="A1:C2"', b'ref="A1"'))
    assert len(read_sheet(path, Columns(question="question"))[0]["p"]) == 2


@pytest.mark.parametrize("content", [b"a,b\n1,2\n", b"PK\x03\x04 cut short", b"\xd0\xcf\x11\xe0 an old .xls"])
def test_a_file_that_is_no_workbook_is_refused(tmp_path, content):
    path = tmp_path / "all.xlsx"
    path.write_bytes(content)
    with pytest.raises(InputError, match=r"not a workbook \(\.xlsx\)"):
        read_sheet(path, Columns())


def test_comments_on_cells_are_counted_once_whether_in_threads_or_not(read, write_sheet, tmp_path):
    path = write_sheet(tmp_path / "all.xlsx", [HEADER, ("P1", "How?", "Well.")])
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(
            "xl/comments1.xml", '<comments><commentList><comment ref="A1"/><comment ref="A2"/></commentList></comments>'
        )
        archive.writestr("xl/threadedComments/threadedComment1.xml", '<T><threadedComment ref="A1"/></T>')
    _, notices = read_sheet(path, Columns(question="question"))
    assert notices == [Notice("all.xlsx", "comments", {"n": 2})]


def test_a_sheet_without_rows_is_refused(refused):
    assert refused(HEADER)[1] == "no answers: there is no row below the header"
