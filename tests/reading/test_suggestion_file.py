"""What people decided on suggestions is never lost and never asked again."""

from __future__ import annotations

import csv
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.errors import InputError
from workbench.model.codebook import Codebook
from workbench.model.evidence import Coding, quote
from workbench.model.suggestion import accepted, same_passage
from workbench.model.transcript import Transcript, Utterance
from workbench.reading.suggestion_file import COLUMNS, read_suggestions, write_suggestions

TEXT = {"en": "English", "fr": "français"}
WORDS = "It was dear. =SUM(A1) they said. A friend told me, élégant. Then I left."
TALK = Transcript("i1", "P-1", WORDS, (Utterance("P-1", "participant", 0, len(WORDS)),), "f", "0", "en")
CODES = [{"id": n, "kind": "goal", "label": TEXT, "claim": TEXT, "definition": TEXT} for n in ("price", "friend")]
RENAMED = {"version": "1.1", "date": "2026-01-01", "change": "rename", "codes": ["cost"], "into": ["price"]}
BOOK = Codebook.model_validate({"version": "2", "codes": CODES, "history": [RENAMED]})


def machine(start, end, code="price", score=None):
    return Coding(evidence=quote(TALK, start, end), code=code, coder="machine", origin="machine", score=score)


def read(path):
    return read_suggestions(path, {"i1": TALK}, BOOK)


def decide(path, line, decision, coder="A"):
    """Fill in a decision as a person with a spreadsheet does."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    rows[line - 1][COLUMNS.index("decision")] = decision
    rows[line - 1][COLUMNS.index("coder")] = coder
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)


def test_no_file_is_no_suggestion(tmp_path):
    assert read(tmp_path / "suggestions.csv") == []


def test_what_is_written_is_read_again_with_its_words(tmp_path):
    path = tmp_path / "suggestions.csv"
    written = write_suggestions(path, [machine(13, 33, score=0.25), machine(0, 12)], [])
    assert read(path) == written
    assert [one.evidence.text for one in written] == ["It was dear.", "=SUM(A1) they said. "]
    assert [one.origin for one in written] == ["terms", "learned"]
    for one in written:
        one.evidence.verify(TALK)


def test_no_cell_is_a_formula(tmp_path):
    path = tmp_path / "suggestions.csv"
    write_suggestions(path, [machine(13, 33)], [])
    assert "'=SUM(A1)" in path.read_text("utf-8")


def test_an_accepted_row_is_a_coding_of_its_coder(tmp_path):
    path = tmp_path / "suggestions.csv"
    write_suggestions(path, [machine(0, 12)], [])
    decide(path, 2, "accept", "Ana")
    (coding,) = accepted(read(path), BOOK)
    assert (coding.origin, coding.coder, coding.evidence.text) == ("person", "Ana", "It was dear.")


def test_a_rejected_passage_is_not_proposed_again_when_its_bounds_shift(tmp_path):
    path = tmp_path / "suggestions.csv"
    write_suggestions(path, [machine(0, 12)], [])
    decide(path, 2, "reject")
    again = write_suggestions(path, [machine(3, 12), machine(3, 12, "friend"), machine(34, 60)], read(path))
    assert [(one.code, one.evidence.start, one.decision) for one in again] == [
        ("price", 0, "reject"),
        ("friend", 3, ""),
        ("price", 34, ""),
    ]


def test_a_decision_made_meanwhile_stops_the_writing(tmp_path):
    path = tmp_path / "suggestions.csv"
    write_suggestions(path, [machine(0, 12)], [])
    before = read(path)
    decide(path, 2, "reject")
    kept = path.read_bytes()
    with pytest.raises(InputError, match=r"suggestions.csv:2: this decision was made"):
        write_suggestions(path, [], before)
    assert path.read_bytes() == kept


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("It was dear", "It is dear", "other words stand at this place"),
        ("i1,0,", "i1,zero,", "start and end must be whole numbers"),
        ("i1,0,", "i9,0,", "no interview is called so"),
        ("accept,A", "accept,", "nobody is named who accepted this"),
        ("accept,A", "yes,A", "unknown decision"),
        (",price,", ",prise,", "unknown code"),
        (",terms,", ",guess,", "score or origin does not fit"),
    ],
)
def test_a_decided_row_that_does_not_fit_is_named(tmp_path, old, new, what):
    path = tmp_path / "suggestions.csv"
    write_suggestions(path, [machine(0, 12)], [])
    decide(path, 2, "accept")
    path.write_text(path.read_text("utf-8").replace(old, new, 1), "utf-8")
    with pytest.raises(InputError) as caught:
        read(path)
    (problem,) = caught.value.problems
    assert problem.where == f"{path}:2"
    assert problem.what == what


def test_words_that_moved_are_told_their_new_place(tmp_path):
    path = tmp_path / "suggestions.csv"
    write_suggestions(path, [machine(34, 60)], [])
    decide(path, 2, "reject")
    path.write_text(path.read_text("utf-8").replace("i1,34,60", "i1,0,26", 1), "utf-8")
    with pytest.raises(InputError, match="they are at 34 to 60 now"):
        read(path)


def test_an_undecided_row_that_does_not_fit_is_left_out(tmp_path):
    path = tmp_path / "suggestions.csv"
    write_suggestions(path, [machine(0, 12), machine(34, 60)], [])
    path.write_text(path.read_text("utf-8").replace("It was dear", "It is dear", 1), "utf-8")
    assert [one.evidence.start for one in read(path)] == [34]


def test_a_renamed_code_is_read_as_the_current_one(tmp_path):
    path = tmp_path / "suggestions.csv"
    write_suggestions(path, [machine(0, 12)], [])
    path.write_text(path.read_text("utf-8").replace(",price,", ",cost,", 1), "utf-8")
    assert [one.code for one in read(path)] == ["price"]


PLACES = st.tuples(st.integers(0, len(WORDS) - 2), st.integers(1, 30), st.sampled_from(["price", "friend"])).map(
    lambda drawn: machine(drawn[0], min(len(WORDS), drawn[0] + drawn[1]), drawn[2])
)
ROUNDS = st.lists(st.tuples(st.lists(PLACES, max_size=4), st.sampled_from(["accept", "reject"])), max_size=4)


@given(ROUNDS)
def test_decided_rows_are_never_lost_and_never_proposed_again(rounds):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "suggestions.csv"
        decided = []
        for proposed, decision in rounds:
            rows = write_suggestions(path, proposed, read(path))
            assert [one for one in rows if one.decision] == sorted(decided, key=rows.index)
            fresh = [one for one in rows if not one.decision]
            assert not any(o.code == d.code and same_passage(o.evidence, d.evidence) for o in fresh for d in decided)
            if fresh:
                decide(path, rows.index(fresh[0]) + 2, decision)
            decided = [one for one in read(path) if one.decision]
