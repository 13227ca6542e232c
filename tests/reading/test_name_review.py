"""names.csv keeps what people decide and says where it cannot be read."""

from __future__ import annotations

import csv

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workbench.errors import InputError
from workbench.model.material import Notice
from workbench.privacy.stand_ins import NameRow, stand_ins
from workbench.reading.name_review import read_review, review_notices, write_review

TEXTS = {"one": "Mme Tharaud habite à Nantes, avec Blurptic.", "two": "Chez Zorvex, Mme Tharaud."}
HEADER = "words,kind,times,documents,decision,stand_in,example\n"


@pytest.fixture
def path(tmp_path):
    return tmp_path / "names.csv"


def _decided(path, words, decision):
    lines = path.read_text("utf-8").splitlines()
    (at,) = [i for i, line in enumerate(lines) if line.startswith(f"{words},")]
    cells = lines[at].split(",")
    cells[4] = decision
    path.write_text("\n".join([*lines[:at], ",".join(cells), *lines[at + 1 :]]) + "\n", "utf-8")


def test_there_are_no_decisions_without_a_file(path):
    assert read_review(path) == []


def test_a_list_written_again_is_the_same(path):
    write_review(path, stand_ins(TEXTS, "fr", []).rows)
    before = path.read_text("utf-8")
    write_review(path, stand_ins(TEXTS, "fr", read_review(path)).rows)
    assert path.read_text("utf-8") == before


def test_decisions_are_kept_when_the_list_is_written_again(path):
    write_review(path, stand_ins(TEXTS, "fr", []).rows)
    _decided(path, "Zorvex", "keep")
    _decided(path, "Blurptic", "replace")
    found = stand_ins(TEXTS, "fr", read_review(path))
    write_review(path, found.rows)
    assert {row.words: row.decision for row in read_review(path) if row.decision} == {
        "Zorvex": "keep",
        "Blurptic": "replace",
    }
    assert "Zorvex" not in found.names
    assert "Blurptic" in found.names


def test_a_decided_name_stays_in_the_list_when_its_interview_is_gone(path):
    write_review(path, stand_ins(TEXTS, "fr", []).rows)
    _decided(path, "Zorvex", "keep")
    write_review(path, stand_ins({"one": TEXTS["one"]}, "fr", read_review(path)).rows)
    assert ("Zorvex", "keep") in {(row.words, row.decision) for row in read_review(path)}


def test_a_number_that_was_given_is_given_again(path):
    first = stand_ins(TEXTS, "fr", [])
    write_review(path, first.rows)
    later = stand_ins({"nought": "M. Vandeput, de Rennes.", **TEXTS}, "fr", read_review(path))
    assert first.names.items() <= later.names.items()


def test_somebody_may_give_two_names_one_stand_in(path):
    path.write_text(HEADER + "Zorvex,firm,1,two,,le client,\nTharaud,person,2,one; two,replace,le client,\n", "utf-8")
    names = stand_ins(TEXTS, "fr", read_review(path)).names
    assert names["Zorvex"] == names["Tharaud"] == "le client"


@pytest.mark.parametrize(
    ("row", "what"),
    [
        ("Zorvex,company,1,two,,,", "unknown kind"),
        ("Zorvex,firm,1,two,maybe,,", "unknown decision"),
        (",firm,1,two,keep,,", "no name"),
        ("…,firm,1,two,keep,,", "no name"),
        ("Zorvex,firm,1,two,,[x],", "brackets"),
        ("Tharaud,person,1,one,,,", "the same name as in line 2"),
    ],
)
def test_a_bad_row_is_told_with_its_line(path, row, what):
    path.write_text(f"{HEADER}Tharaud,person,2,one,,,\n{row}\n", "utf-8")
    with pytest.raises(InputError) as caught:
        read_review(path)
    (problem,) = caught.value.problems
    assert problem.where == f"{path}:3"
    assert what in problem.what


def test_a_list_without_its_columns_is_refused(path):
    path.write_text("name,choice\nZorvex,keep\n", "utf-8")
    with pytest.raises(InputError, match="missing column"):
        read_review(path)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sets(st.text("=+-@'a,\";é ", min_size=1, max_size=8).map(str.strip).filter(lambda w: any(map(str.isalnum, w))))
)
def test_any_words_survive_the_file_and_none_is_a_formula(path, words):
    rows = [NameRow(each, "firm", decision="keep") for each in words]
    write_review(path, rows)
    assert {row.words for row in read_review(path)} == words
    with path.open(encoding="utf-8", newline="") as file:
        assert not any(cell.startswith(("=", "+", "-", "@")) for row in csv.reader(file) for cell in row)


def test_the_reader_tells_what_is_replaced_and_what_waits():
    notices = list(review_notices(stand_ins(TEXTS, "fr", [])))
    assert notices == [
        Notice("names.csv", "names_replaced", {"n": 3, "times": 4}),
        Notice("names.csv", "names_waiting", {"n": 1}),
    ]
