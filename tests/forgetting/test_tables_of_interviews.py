"""Interviews in tables and JSON lines, from which one person is taken out."""

from __future__ import annotations

import json
import zipfile

import pytest
from openpyxl import Workbook, load_workbook

from workbench.errors import InputError

WHO = {
    "Ann Hollis": "reads the paper every morning before the shop opens",
    "Bo Lind": "never reads anything at all here",
}


def _study(own_study, source: str, rows: str):
    study = own_study("startup", keep=1)
    for path in (study.folder / "interviews").iterdir():
        path.unlink()
    brief = study.folder / "study.yml"
    head = brief.read_text("utf-8").split("sources:")[0]
    brief.write_text(f"{head}sources:\n  - {source}\n", "utf-8")
    (study.folder / "codings.csv").write_text("document,quote,code,step,emotion,stance,coder\n", "utf-8")
    (study.folder / "participants.csv").write_text(f"document,participant,aliases,role,relation\n{rows}", "utf-8")
    return study


def test_a_person_s_rows_of_a_workbook_and_their_words_in_all_its_parts_go(own_study):
    source = "{path: interviews/*, columns: {participant: who, answer: said}}"
    study = _study(own_study, source, "a1,Ann Hollis,,,\nb1,Bo Lind,,,\n")
    book = Workbook()
    for row in (("who", "said"), ("a1", WHO["Ann Hollis"]), ("b1", WHO["Bo Lind"]), ("a1", "and again on the tram")):
        book.active.append(row)
    path = study.folder / "interviews" / "answers.xlsx"
    book.save(path)
    found = study.forget("Ann Hollis")
    assert found.complete
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        content = b"".join(archive.read(name) for name in archive.namelist())
    assert b"paper" not in content
    assert b"tram" not in content
    rows = list(load_workbook(path).active.iter_rows(values_only=True))
    assert [row for row in rows if any(row)] == [("who", "said"), ("b1", WHO["Bo Lind"])]
    assert [t.id for t in study.material.transcripts] == ["b1"]


def test_people_called_by_their_rows_keep_their_numbers(own_study):
    study = _study(own_study, "{path: interviews/*, columns: {participant: null, answer: said}}", "")
    path = study.folder / "interviews" / "survey.csv"
    path.write_text(f"said,age\n{WHO['Ann Hollis']},30\n{WHO['Bo Lind']},40\nquite all right for me,50\n", "utf-8")
    before = study.material
    leaver = next(t.participant for t in before.transcripts if t.id == "survey-1")
    assert study.forget("survey-1").complete
    after = study.material
    assert [(t.id, t.text) for t in after.transcripts] == [(t.id, t.text) for t in before.without(leaver).transcripts]
    assert "30" not in path.read_text("utf-8")


def test_meetings_after_the_one_taken_out_are_renumbered_everywhere_and_told(own_study):
    study = _study(own_study, "{path: interviews/*}", "talks-1,Ann Hollis,,,\ntalks-2,Bo Lind,,,\n")
    talks = [{"meeting_transcripts": [{"speaker": "Interviewee", "content": words}]} for words in WHO.values()]
    path = study.folder / "interviews" / "talks.jsonl"
    path.write_text("".join(json.dumps(talk) + "\n" for talk in talks), "utf-8")
    other = next(t.participant for t in study.material.transcripts if t.id == "talks-2")
    found = study.forget("Ann Hollis")
    assert [(t.id, t.participant) for t in study.material.transcripts] == [("talks-1", other)]
    assert any("talks-2 is now talks-1" in entry.what for entry in found.flagged)
    assert not found.left


def test_a_group_s_file_is_left_to_people_and_told_until_the_words_are_out(own_study):
    study = _study(own_study, "{path: interviews/*, group: true, interviewer: [Host]}", "")
    talk = "\n\n".join(f"{name}: {WHO[name]}\n\nHost: Why?\n\n{name}: Because so it was always" for name in WHO)
    path = study.folder / "interviews" / "table.txt"
    path.write_text(talk + "\n", "utf-8")
    (study.folder / "participants.csv").write_text(
        "document,speaker,participant\ntable,Ann Hollis,Ann Hollis\ntable,Bo Lind,Bo Lind\n", "utf-8"
    )
    found = study.forget("Ann Hollis")
    assert path.read_text("utf-8") == talk + "\n"
    assert any("a group in which 2 turns" in entry.what for entry in found.flagged)
    assert {entry.what for entry in found.left} >= {"the name", "the person's words"}
    assert "Ann" not in (study.folder / "participants.csv").read_text("utf-8")


def test_a_name_two_people_share_must_be_said_more_exactly(own_study):
    study = _study(own_study, "{path: interviews/*}", "a,Ann Hollis,Kit,,\nb,Bo Lind,Kit,,\n")
    for document, words in zip("ab", WHO.values(), strict=True):
        (study.folder / "interviews" / f"{document}.txt").write_text(f"Interviewee: {words}\n", "utf-8")
    with pytest.raises(InputError, match="several people are called so"):
        study.forget("Kit")
