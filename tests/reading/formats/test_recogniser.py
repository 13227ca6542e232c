"""What a recogniser heard, when, and from whom where it knows."""

from __future__ import annotations

import json

import pytest

from workbench.errors import InputError
from workbench.model.material import Notice
from workbench.reading.formats.recogniser import is_timed_text, read_json, read_tsv, timed_text_turns
from workbench.reading.turns import Turn


@pytest.fixture
def write(tmp_path):
    """Write a file and return its path."""

    def put(name, text):
        path = tmp_path / name
        path.write_text(text, "utf-8")
        return path

    return put


@pytest.fixture
def heard(write):
    """Read a JSON file of this content."""
    return lambda content: read_json(write("talk.json", json.dumps(content)), "utf-8")


def _problems(read, path):
    with pytest.raises(InputError) as caught:
        read(path, "utf-8")
    return [(problem.where.rsplit("/", 1)[1], problem.what, problem.got) for problem in caught.value.problems]


def test_segments_are_turns_with_their_seconds(heard):
    segments = [{"start": 0, "end": 1.5, "text": " Où ?"}, {"start": 1.5, "end": 2, "text": " Là."}]
    assert heard({"text": " Où ? Là.", "segments": segments}) == (
        [Turn("", " Où ?", 0.0), Turn("", " Là.", 1.5)],
        [],
    )


def test_a_segment_may_have_its_speaker(heard):
    segments = [
        {"start": 0, "text": "Why?", "speaker": "SPEAKER_00"},
        {"start": 1, "text": "So.", "speaker": None},
    ]
    assert [turn.speaker for turn in heard({"segments": segments})[0]] == ["SPEAKER_00", ""]


def test_a_whole_text_that_holds_other_words_is_told(heard):
    assert heard({"text": "Why? So.", "segments": [{"start": 0, "text": "Why?"}]})[1] == [
        Notice("talk.json", "text_apart")
    ]


def test_every_segment_that_cannot_be_read_is_named(write):
    segments = [{"start": 0, "text": "a"}, {"start": 0}, {"start": [], "text": "b"}, {"start": True, "text": "c"}, "d"]
    path = write("talk.json", json.dumps({"segments": segments}))
    assert [what for _, what, _ in _problems(read_json, path)] == [f"segment {n} cannot be read" for n in (2, 3, 4, 5)]


@pytest.mark.parametrize("start", ["NaN", "Infinity", "-1", '"soon"', "null", "[0]"])
def test_a_time_that_is_none_is_refused(write, start):
    path = write("talk.json", f'{{"segments": [{{"start": {start}, "text": "a"}}]}}')
    assert _problems(read_json, path)[0][1] == "segment 1 cannot be read"


@pytest.mark.parametrize("text", ["[1, 2]", "{}", '"words"', '{"segments": {}}', '{"transcription": []}'])
def test_other_json_is_refused(write, text):
    assert _problems(read_json, write("talk.json", text))[0][:2] == ("talk.json", "not a recogniser's file")


def test_broken_json_is_refused_at_its_line(write):
    assert _problems(read_json, write("talk.json", '{"segments":\n[{]}'))[0][:2] == ("talk.json:2", "not JSON")
    assert _problems(read_json, write("deep.json", "[" * 100_000))[0][0] == "deep.json:1"


def test_rows_are_turns_with_milliseconds_as_seconds(write):
    path = write("talk.tsv", 'start\tend\ttext\n43810\t47850\tHello, "you\n\n48350\t54570\t\n')
    assert read_tsv(path, "utf-8") == [Turn("", 'Hello, "you', 43.81), Turn("", "", 48.35)]


def test_columns_are_told_by_their_names(write):
    path = write("talk.tsv", "speaker\ttext\tstart\tend\nAnna\tso\t1000\t2000\n")
    assert read_tsv(path, "utf-8") == [Turn("Anna", "so", 1.0)]


def test_every_row_that_is_ragged_or_has_no_start_is_named(write):
    path = write("talk.tsv", "start\tend\ttext\n0\t1\ta\tb\n1.5\t2\tc\n2\t3\td\n4\n")
    assert _problems(read_tsv, path) == [
        ("talk.tsv:2", "wrong number of cells", "4"),
        ("talk.tsv:3", "column start is not a number", "'1.5'"),
        ("talk.tsv:5", "wrong number of cells", "1"),
    ]


def test_a_missing_column_is_named(write):
    assert _problems(read_tsv, write("talk.tsv", "question\tanswer\nWhy?\tSo.\n")) == [
        ("talk.tsv:1", "missing column start, end, text", "question, answer")
    ]


def test_timed_text_is_turns_and_may_have_labels():
    text = "[00:01.000 --> 00:02.500]  Anna: so\nit went\n[1:00:03.000 --> 1:00:04.000]  Anna: no\n"
    assert is_timed_text(text)
    turns = [turn for turn in timed_text_turns(text, ()) if turn.words]
    assert turns == [Turn("Anna", "so", 1.0), Turn("Anna", "it went"), Turn("Anna", "no", 3603.0)]


@pytest.mark.parametrize("text", ["", "Anna: so", "[00:01] Anna: so", "[Anna] so"])
def test_other_text_is_no_timed_text(text):
    assert not is_timed_text(text)


def test_two_values_under_one_key_are_refused(write):
    with pytest.raises(InputError, match="the key 'text' is there twice"):
        read_json(write("talk.json", '{"segments": [{"start": 0, "text": "a", "text": "b"}]}'), "utf-8")


@pytest.mark.parametrize("half", [r"\ud83d", r"\uDE00", r"\ude00\ud83d", r"\ud83d\n"])
def test_half_a_character_is_refused_at_its_line(write, half):
    path = write("talk.json", f'{{"segments":\n[{{"start": 0,\n"text": "so {half}"}}]}}')
    with pytest.raises(InputError, match="half a character") as caught:
        read_json(path, "utf-8")
    assert caught.value.problems[0].where == f"{path}:3"


@pytest.mark.parametrize(
    ("written", "said"), [(r"\ud83d\ude00", "😀"), (r"\\ud83d", r"\ud83d"), (r"\\\\ud83d", r"\\ud83d")]
)
def test_a_whole_character_and_a_backslash_are_words(write, written, said):
    turns, _ = read_json(write("talk.json", f'{{"segments": [{{"start": 0, "text": "{written}"}}]}}'), "utf-8")
    assert [turn.words for turn in turns] == [said]
