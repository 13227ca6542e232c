"""No cell of a table slips into another column, and none is lost."""

from __future__ import annotations

import csv
from io import StringIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.errors import InputError
from workbench.reading.table import read_rows


@pytest.fixture
def table(tmp_path):
    def write(text: str):
        path = tmp_path / "table.csv"
        path.write_text(text, "utf-8", newline="")
        return path

    return write


def _problems(path, needed=("a", "b")):
    with pytest.raises(InputError) as caught:
        read_rows(path, needed)
    return caught.value.problems


@pytest.fixture(scope="session")
def scratch(tmp_path_factory):
    return tmp_path_factory.mktemp("table") / "table.csv"


cells = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00\r"), max_size=12)


@settings(deadline=None)
@given(rows=st.lists(st.tuples(cells, cells), max_size=6), delimiter=st.sampled_from(",;"))
def test_every_cell_comes_back_in_its_column(scratch, rows, delimiter):
    out = StringIO()
    csv.writer(out, delimiter=delimiter).writerows([("a", "b"), *rows])
    scratch.write_text(out.getvalue(), "utf-8", newline="")
    kept = [row for row in rows if any(cell.strip() for cell in row)]
    assert [tuple(row.values()) for _, row in read_rows(scratch, ("a", "b"))] == kept


def test_rows_know_their_line(table):
    assert read_rows(table("a,b\n1,2\n\n3,4\n"), ("a",)) == [(2, {"a": "1", "b": "2"}), (4, {"a": "3", "b": "4"})]


def test_a_table_saved_by_a_spreadsheet_is_read(table):
    assert read_rows(table("\ufeffa;b\r\n1;2,5\r\n"), ("a", "b")) == [(2, {"a": "1", "b": "2,5"})]


@pytest.mark.parametrize("word", ["None", "NA", "null", "NaN", "TRUE", "010", "1.10", "=1+1", "-"])
def test_a_cell_stays_the_words_it_was(table, word):
    assert read_rows(table(f"a,b\n{word},x\n"), ("a",))[0][1]["a"] == word


def test_a_table_without_rows_is_empty(table):
    assert read_rows(table("a,b\n"), ("a",)) == []


def test_a_missing_column_is_named_with_those_found_and_needed(table):
    path = table("a,c\n1,2\n")
    (problem,) = _problems(path)
    assert problem.where == f"{path}:1"
    assert (problem.what, problem.got, problem.allowed) == ("missing column b", "a, c", "needed are a, b")


def test_every_ragged_row_is_named(table):
    path = table("a,b\n1,2\n3\n4,5\n6,7,8\n")
    problems = _problems(path)
    assert [p.where for p in problems] == [f"{path}:3", f"{path}:5"]
    assert [(p.what, p.got, p.allowed) for p in problems] == [
        ("wrong number of cells", "1", "2"),
        ("wrong number of cells", "3", "2"),
    ]
    assert all("quote cells with commas" in p.remedy for p in problems)


def test_an_unclosed_quote_does_not_swallow_the_rest(table):
    path = table('a,b\n1,"2\n3,4\n')
    (problem,) = _problems(path)
    assert problem.what == "not a table"
    assert problem.where.startswith(f"{path}:")


def test_an_unclosed_quote_is_named_with_the_line_where_it_opens(table):
    path = table('a,b\n1,2\n3,"4\n' + "5,6\n" * 40)
    (problem,) = _problems(path)
    assert problem.where == f"{path}:3"


def test_a_ragged_row_over_several_lines_is_named_with_its_first(table):
    path = table('a,b\n"one\ntwo\nthree"\n')
    (problem,) = _problems(path)
    assert problem.where == f"{path}:2"


def test_two_columns_of_one_name_are_refused(table):
    assert _problems(table("a,b,b\n1,2,3\n"))


def test_a_table_of_a_byte_order_mark_alone_is_refused(table):
    assert _problems(table("\ufeff"))


@pytest.mark.parametrize("text", ["a,b\n1,2\n3", 'a,b\n1,2\n3,"4'])
def test_a_table_of_the_study_itself_must_be_whole_to_its_last_row(table, text):
    assert [p.where.rsplit(":", 1)[1] for p in _problems(table(text))] == ["3"]


def test_columns_without_a_name_may_be_several(table):
    assert read_rows(table("a,b,,\n1,2,,\n"), ("a", "b"))[0][1]["b"] == "2"


def test_tabs_separate_cells_where_there_are_more_of_them(table):
    assert read_rows(table('a\tb, c\n1\t2, "3\n'), ("a",)) == [(2, {"a": "1", "b, c": '2, "3'})]


def test_a_tab_table_with_line_ends_in_its_cells_is_read(table):
    assert read_rows(table('a\tb\n1\t"2\n3"\n'), ("a",)) == [(2, {"a": "1", "b": "2\n3"})]
