"""The same words, whichever program wrote them down, in files people published."""

from __future__ import annotations

import json
import re
from collections import Counter
from datetime import datetime
from itertools import groupby
from pathlib import Path

import pytest

from workbench.errors import InputError
from workbench.model.brief import Brief, Columns, Source
from workbench.reading.formats.chat import chat_turns
from workbench.reading.formats.opendocument import read_opendocument
from workbench.reading.interviews import read_interviews
from workbench.reading.letters.encoding import read_text
from workbench.reading.turns import fold_space

INTERVIEWS = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "interviews"
pytestmark = pytest.mark.real
KEITAI, GOODBOY = "Keitai update Spring 2025", "Goodboy Galaxy - Rik Nicol"


@pytest.fixture
def real():
    """Find a real file; the test is skipped where it is not here."""

    def find(name: str) -> Path:
        path = INTERVIEWS / name
        if not path.exists():
            pytest.skip(f"not here: {path}")
        return path

    return find


def _read(path: Path, *interviewers: str, columns: Columns | None = None):
    source = Source(path=path.name, interviewer=interviewers, columns=columns)
    return read_interviews(path.parent, Brief.model_construct(language="en", sources=(source,)))


def _words(path: Path) -> str:
    ((interview,), _) = _read(path)
    return " ".join(turn.words for turn in interview.turns)


@pytest.mark.parametrize("kind", [".srt", ".tsv", ".txt"])
def test_a_talk_has_the_same_words_and_beginning_in_every_format(real, kind):
    (expected,), _ = _read(real(f"formats/{GOODBOY}.vtt"))
    (interview,), _ = _read(real(f"formats/{GOODBOY}{kind}"))
    assert interview.turns == expected.turns
    assert len(expected.turns[0].words.split()) > 5000


@pytest.mark.parametrize("kind", [".json", ".srt", ".tsv", ".vtt"])
def test_a_talk_has_the_words_of_its_plain_text_in_every_format(real, kind):
    words = _words(real(f"formats/{KEITAI}{kind}"))
    assert words == fold_space(read_text(real(f"formats/{KEITAI}.txt")))
    assert len(words.split()) > 10_000


@pytest.mark.parametrize("number", [72, 77, 80, 90, 93, 96])
def test_a_founders_talk_has_exactly_the_speakers_its_labels_name(real, number):
    path = real(f"founders/founders-talk-{number}.md")
    text = re.sub(r"\\\[[\d:.]+\\\]", "", path.read_text("utf-8"))
    labels = Counter(label for label, _ in groupby(re.findall(r"^\*\*([^*:]+):?\*\*:? *[^\s:]", text, re.M)))
    (interview,), notices = _read(path, "Adam Stacoviak")
    speakers = Counter(turn.speaker for turn in interview.turns)
    assert notices == []
    assert len(speakers) == 2
    assert speakers == labels, f"{path.name}: {dict(speakers)} read, {dict(labels)} labels"


@pytest.mark.parametrize("number", [72, 77, 80, 90, 93, 96])
def test_a_founders_talk_keeps_every_word_and_no_time_mark(real, number):
    path = real(f"founders/founders-talk-{number}.md")
    marks = r"^\*\*[^*:]+:?\*\*:?|\\\[[\d:.]+\\\]"
    assert _words(path).split() == re.sub(marks, " ", path.read_text("utf-8"), flags=re.M).split()


def test_a_talk_labelled_by_otter_has_its_speakers_and_times(real):
    (interview,), (notice, _) = _read(real("formats/GigaSword - Interview with Jack Breen.md"), "Jonas Rosland")
    speakers = Counter(turn.speaker for turn in interview.turns)
    assert speakers == {"Jonas Rosland": 42, "Jack Breen": 41, "Unknown Speaker": 1}
    times = [turn.at for turn in interview.turns]
    assert times == sorted(times)
    assert (times[0], times[-1]) == (21.0, 5511.0)
    assert (notice.key, notice.values, notice.line) == ("before_labels", {"n": 6}, 1)


@pytest.mark.parametrize(("name", "count"), [("committee_test", 6), ("product_val", 20)])
def test_every_meeting_is_read_with_its_speakers_and_words(real, name, count):
    path = real(f"meetings/{name}.jsonl")
    interviews, notices = _read(path)
    meetings = [json.loads(line)["meeting_transcripts"] for line in path.read_text("utf-8").splitlines()]
    assert [each.document for each in interviews] == [f"{name}-{n}" for n in range(1, count + 1)]
    for interview, meeting in zip(interviews, meetings, strict=True):
        assert {turn.speaker for turn in interview.turns} == {said["speaker"] for said in meeting}
        assert " ".join(turn.words for turn in interview.turns) == fold_space(" ".join(s["content"] for s in meeting))
    assert (notices[0].key, notices[0].values["n"]) == ("unread_parts", 3)


def test_a_chat_is_read_with_its_writers_and_what_is_left_out_is_counted(real):
    (interview,), notices = _read(real("whatsapp/sample.txt"))
    assert [turn.speaker for turn in interview.turns] == ["Johannes Gruber", "Test", "Johannes Gruber"]
    assert interview.turns[1].words == "It's fun doing text analysis with R isn't it?"
    assert [(n.key, n.values["n"]) for n in notices[:2]] == [("chat_nameless", 2), ("chat_media", 1)]
    turns, _ = chat_turns(Path("sample.txt"), read_text(real("whatsapp/sample.txt")))
    assert Counter(turn.speaker for turn in turns) == {"Johannes Gruber": 5, "Test": 1}


@pytest.mark.parametrize(
    "form", ["{:%m/%d/%y, %H:%M} - {}: {}", "{:%m/%d/%y, %I:%M %p} - {}: {}", "[{:%d/%m/%Y, %H:%M:%S}] {}: {}"]
)
def test_messages_written_in_every_form_come_back_as_they_were(real, form):
    target = json.loads(real("whatsapp/target.json").read_text("utf-8"))
    times = [datetime.fromisoformat(message["timestamp"]) for message in target]
    text = "\n".join(form.format(at, m["author"], m["message"]) for at, m in zip(times, target, strict=True))
    turns, notices = chat_turns(Path("target.txt"), text)
    assert notices == []
    assert [(turn.speaker, turn.words) for turn in turns] == [(m["author"], m["message"]) for m in target]
    assert [turn.at for turn in turns] == [(at - min(times)).total_seconds() for at in times]


def test_a_monologue_in_opendocument_is_read_whole_and_refused_as_an_interview(real):
    paragraphs, notices = read_opendocument(real("qualitative-projects/ID2.odt"))
    assert [paragraph[:22] for paragraph in paragraphs if paragraph] == [
        "I have not studied muc",
        "I really want someone ",
        "The course cost €200.0",
    ]
    assert notices == []
    with pytest.raises(InputError, match=r"ID2\.odt: no speaker label found; got I have not studied"):
        _read(real("qualitative-projects/ID2.odt"))


@pytest.mark.parametrize("name", ["interview-data", "issue-data"])
def test_a_workbook_without_the_columns_is_refused_with_those_it_has(real, name):
    with pytest.raises(InputError, match=rf"{name}\.xlsx:1: missing column participant, question, answer; got ID, "):
        _read(real(f"qualitative-projects/{name}.xlsx"))


@pytest.mark.parametrize(
    ("name", "columns", "count"),
    [
        ("interview-data", Columns(participant="P", question="Section", answer="Frequency"), 8),
        ("issue-data", Columns(participant="ID", answer="Quality Factor 1"), 100),
    ],
)
def test_a_workbook_is_read_by_the_columns_a_study_names(real, name, columns, count):
    interviews, notices = _read(real(f"qualitative-projects/{name}.xlsx"), columns=columns)
    assert len(interviews) == count
    assert notices[0].key == "other_sheets"
