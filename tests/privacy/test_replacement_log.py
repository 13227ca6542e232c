"""The log says what was replaced, lies apart from the study and forgets whom it is told to."""

from __future__ import annotations

import os
import stat

import pytest

from workbench.errors import WorkbenchError
from workbench.model.transcript import Transcript
from workbench.privacy.redaction import redact
from workbench.privacy.replacement_log import LogRow, log_path, read_log, rows_of, write_log

ROWS = [
    LogRow("one", 0, 10, "[person 1]", "name", "Maud Lenoir"),
    LogRow("one", 20, 27, "[phone]", "phone", "+33 6 12 34 56 78"),
    LogRow("two", 3, 13, "[person 1]", "name", "Maud"),
]


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("WORKBENCH_KEY_FILE", str(tmp_path / "keys" / "pseudonym.key"))
    return tmp_path / "keys"


def test_what_is_written_is_read_back():
    write_log("study", ROWS)
    assert read_log("study") == ROWS


def test_the_log_lies_beside_the_key_for_its_owner_alone(folder):
    path = write_log("study", ROWS)
    assert path is not None
    assert path.parent == folder
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    write_log("study", ROWS[:1])
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_log_is_replaced_whole_or_not_at_all(folder, monkeypatch):
    write_log("study", ROWS)

    def full(*_):
        raise OSError(28, "no space left")

    with monkeypatch.context() as patched:
        patched.setattr(os, "replace", full)
        with pytest.raises(WorkbenchError, match="no space left"):
            write_log("study", ROWS[:1])
    assert read_log("study") == ROWS
    assert [path.name for path in folder.iterdir()] == ["study.replacements.csv"]


def test_no_cell_of_the_log_is_a_formula():
    path = write_log("study", ROWS)
    assert path is not None
    assert ",'+33 6" in path.read_text("utf-8")


def test_an_illustrative_study_has_no_log(folder):
    assert write_log("travel", ROWS, illustrative=True) is None
    assert not folder.exists()


@pytest.mark.parametrize("name", ["../outside", "a/b", "", "A", ".hidden"])
def test_a_log_cannot_be_put_elsewhere(name):
    with pytest.raises(WorkbenchError):
        log_path(name)


def test_each_row_says_which_words_stood_there():
    said = "Maud Lenoir, au 06 12 34 56 78, et encore Maud."
    clean, changes = redact(said, {"Maud Lenoir": "person 1", "Maud": "person 1"})
    transcript = Transcript("one", "P-7Q2A", clean, (), "a.txt", "0", "fr", replacements=changes)
    rows = list(rows_of(transcript, said))
    assert [row.words for row in rows] == ["Maud Lenoir", "06 12 34 56 78", "Maud"]
    assert all(clean[row.start : row.end] == row.stand_in for row in rows)
