"""A line is a meeting, and every turn of it is somebody's."""

from __future__ import annotations

import json

import pytest

from workbench.errors import InputError
from workbench.model.material import Notice
from workbench.reading.formats.meeting import read_meetings
from workbench.reading.turns import Turn


def _meeting(*turns, **other):
    return json.dumps({**other, "meeting_transcripts": [{"speaker": who, "content": words} for who, words in turns]})


@pytest.fixture
def write(tmp_path):
    """Write lines and return the path."""

    def put(*lines):
        path = tmp_path / "weekly.jsonl"
        path.write_text("\n".join(lines), "utf-8")
        return path

    return put


def test_each_line_is_a_document_of_its_own(write):
    path = write(_meeting(("Anna", "Où ?"), ("Bo", "Là.")), "", _meeting(("Bo", "{vocalsound} So .")))
    assert read_meetings(path, "utf-8") == (
        {"weekly-1": [Turn("Anna", "Où ?"), Turn("Bo", "Là.")], "weekly-2": [Turn("Bo", "{vocalsound} So .")]},
        [],
    )


def test_parts_that_are_not_speech_are_counted(write):
    _, (notice,) = read_meetings(write(_meeting(("Anna", "So."), topic_list=[], notes="x")), "utf-8")
    assert notice == Notice("weekly.jsonl", "unread_parts", {"n": 2, "parts": "notes, topic_list"})


def test_every_line_that_is_no_meeting_is_named(write):
    lines = ["{", "[]", '{"text": "x"}', _meeting(("Anna", "So.")), '{"meeting_transcripts": [{"speaker": "Bo"}, 3]}']
    with pytest.raises(InputError) as caught:
        read_meetings(write(*lines), "utf-8")
    assert [(p.where.rsplit("/", 1)[1], p.what) for p in caught.value.problems] == [
        ("weekly.jsonl:1", "not JSON"),
        ("weekly.jsonl:2", "not a meeting"),
        ("weekly.jsonl:3", "not a meeting"),
        ("weekly.jsonl:5", "turn 1 cannot be read"),
        ("weekly.jsonl:5", "turn 2 cannot be read"),
    ]
