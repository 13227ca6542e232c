"""A table holds what people said: one answer a row, or one person a row."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from workbench.errors import InputError
from workbench.model.brief import Columns
from workbench.model.material import Notice
from workbench.reading.formats.answers import clean_cell, read_answers
from workbench.reading.turns import Turn


@pytest.fixture
def table(tmp_path):
    def write(text: str, name: str = "table.csv"):
        path = tmp_path / name
        path.write_text(text, "utf-8", newline="")
        return path

    return write


def _read(path, **columns):
    return read_answers(path, Columns(**columns), "utf-8")


def _said(path, **columns):
    return _read(path, **columns)[0]


def test_answers_become_turns_of_their_participant(table):
    path = table("participant,question,answer\np1,Why?,So.\np2,Why?,Thus.\np1,And?,Well.\n")
    assert _read(path, question="question") == (
        {
            "p1": [
                *(Turn("interviewer", "Why?"), Turn("participant", "So.")),
                *(Turn("interviewer", "And?"), Turn("participant", "Well.")),
            ],
            "p2": [Turn("interviewer", "Why?"), Turn("participant", "Thus.")],
        },
        [],
    )


def test_answers_alone_are_the_participants(table):
    assert _said(table("participant,answer\np1,So.\n")) == {"p1": [Turn("participant", "So.")]}


def test_rows_are_put_in_the_order_of_their_number_and_not_of_its_digits(table):
    path = table("who,n,said\np1,10,last\np2,1,other\np1,9,middle\np1,1.5,first\n")
    spoken = _said(path, participant="who", order="n", answer="said")
    assert [turn.words for turn in spoken["p1"]] == ["first", "middle", "last"]


def test_an_order_that_is_no_number_is_named(table):
    path = table("participant,n,answer\np1,1,a\np1,second,b\n")
    with pytest.raises(InputError) as caught:
        _read(path, order="n")
    (problem,) = caught.value.problems
    assert (problem.where, problem.what, problem.got) == (f"{path}:3", "column n is not a number", "'second'")


def test_columns_the_study_names_must_be_there(table):
    with pytest.raises(InputError, match="missing column asked, said"):
        _read(table("participant,answer\np1,a\n"), question="asked", answer="said")


def test_an_answer_of_nobody_is_refused(table):
    with pytest.raises(InputError):
        _read(table("participant,answer\n,So.\np1,Well.\n"))


def test_every_column_of_open_answers_is_asked_by_its_name(table):
    path = table("id,Why us?,age,What now?\n7,So.,40,Wait.\n")
    spoken, notices = _read(path, participant="id", answers=["Why us?", "What now?"])
    assert spoken == {
        "7": [
            *(Turn("interviewer", "Why us?"), Turn("participant", "So.")),
            *(Turn("interviewer", "What now?"), Turn("participant", "Wait.")),
        ]
    }
    assert notices == [Notice("table.csv", "unread_columns", {"n": 1, "columns": "age"})]


def test_answers_that_are_empty_are_left_out_with_their_question_and_counted(table):
    path = table("id,a,b\n1,so, \n2,,\n3,,thus\n")
    spoken, notices = _read(path, participant="id", answers=["a", "b"])
    assert {name: [turn.words for turn in turns] for name, turns in spoken.items()} == {
        "1": ["a", "so"],
        "3": ["b", "thus"],
    }
    assert notices == [Notice("table.csv", "empty_answers", {"n": 4, "silent": 1}, 2)]


def test_a_table_in_which_nobody_says_anything_keeps_its_people_to_be_refused(table):
    assert list(_said(table("participant,answer\np1,\np2, \n"))) == ["p1", "p2"]


def test_without_participants_each_row_is_one_called_by_its_number(table):
    spoken = _said(table("answer\nSo.\n\nThus.\n"), participant=None)
    assert spoken == {"table-1": [Turn("participant", "So.")], "table-2": [Turn("participant", "Thus.")]}


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("name", ["reviews.tsv", "reviews.txt"])
def test_a_table_without_a_header_is_read_by_the_numbers_of_its_columns(table, ending, name):
    path = table(ending.join(['"Good, for ""us"""\t1', 'He said "no\t0', ""]), name)
    spoken = _said(path, participant=None, answer=1, header=False)
    assert [turns[0].words for turns in spoken.values()] == ['Good, for "us"', 'He said "no']


@pytest.mark.parametrize("last", ['3,"cut in the mid', "3"])
def test_a_last_row_the_file_cuts_is_left_out_and_told(table, last):
    spoken, notices = _read(table(f"participant,answer\n1,a\n2,b\n{last}"))
    assert list(spoken) == ["1", "2"]
    assert notices == [Notice("table.csv", "cut_row", line=4)]


@pytest.mark.parametrize("rows", ['3,"open\n4,c', "3\n4,c", '3,"open\n', "3\n", "3,a,b", '3,"a"b'])
def test_another_ragged_row_is_no_cut_row(table, rows):
    with pytest.raises(InputError):
        _read(table(f"participant,answer\n1,a\n2,b\n{rows}"))


@pytest.mark.parametrize("word", ["None", "NA", "N/A", "null", "NaN", "TRUE", "010", "1.10", "=1+1", "-", "0"])
def test_an_answer_stays_the_word_it_was(table, word):
    assert _said(table(f"participant,answer\n{word},{word}\n"))[word][0].words == word


def test_marks_taken_off_are_counted_with_their_first_line(table):
    spoken, notices = _read(table("participant,answer\n1,plain\n1,**bold**\n1,it\\'s\n"))
    assert [turn.words for turn in spoken["1"]] == ["plain", "bold", "it's"]
    assert notices == [Notice("table.csv", "cell_marks", {"n": 2}, 3)]


def test_many_columns_that_are_not_read_are_counted_and_only_some_named(table):
    names = ",".join(f"c{i}" for i in range(20))
    _, (notice,) = _read(table(f"participant,answer,{names}\n1,a{',x' * 20}\n"))
    assert (notice.values["n"], notice.values["columns"]) == (20, "c0, c1, c2, c3, c4, c5, c6, c7, …")


def test_answers_and_an_answer_are_two_ways_of_asking():
    with pytest.raises(ValidationError, match="take `answer` and `question` out"):
        Columns(answers=("a",), question="b")


cells = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00\r*\\"), max_size=20)


@pytest.fixture(scope="session")
def scratch(tmp_path_factory):
    return tmp_path_factory.mktemp("answers") / "table.tsv"


@settings(deadline=None)
@given(rows=st.lists(st.tuples(cells, cells), min_size=1, max_size=6))
def test_answers_with_tabs_quotes_and_line_ends_come_back_in_their_column(scratch, rows):
    def quoted(cell):
        return '"' + cell.replace('"', '""') + '"'

    lines = [f"{quoted(one)}\t{quoted(other)}" for one, other in rows]
    scratch.write_text("\n".join(["why\tnow", *lines, ""]), "utf-8", newline="")
    if not any(cell.strip() for row in rows for cell in row):
        with pytest.raises(InputError, match="no answers"):
            _said(scratch, participant=None, answers=["why", "now"])
        return
    spoken = _said(scratch, participant=None, answers=["why", "now"])
    told = {name: [turn.words for turn in turns if turn.speaker == "participant"] for name, turns in spoken.items()}
    kept = [row for row in rows if any(cell.strip() for cell in row)]
    expected = {f"table-{i}": [clean_cell(cell) for cell in row if cell.strip()] for i, row in enumerate(kept, 1)}
    assert {name: [words for words in said if words.strip()] for name, said in told.items() if any(said)} == {
        name: said for name, said in expected.items() if kept
    }


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("**Interviewer**: Why?", "Why?"),
        ("**Interviewee** : So.", "So."),
        ("interviewee: So.", "So."),
        (r"It\'s 5\. **Really**\!", "It's 5. Really!"),
        ("The interviewer: a kind man", "The interviewer: a kind man"),
        ("2 * 3 = 6", "2 * 3 = 6"),
    ],
)
def test_marks_of_the_transcriber_are_taken_off(cell, words):
    assert clean_cell(cell) == words
