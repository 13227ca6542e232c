"""Bytes of any kind give turns or a refusal with the file's name, never anything else."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hostile.packages import TALK, cells, opendocument_parts, package, paragraphs, portable, sheet_parts, word_parts
from workbench.errors import InputError
from workbench.model.brief import Brief, Columns, Source
from workbench.reading.guard.contained import contained
from workbench.reading.interviews import read_interviews
from workbench.reading.yaml_file import YamlFile, plain

CUES = "00:01.000 --> 00:02.000\n<v Anna>Yes &amp; no.\n\n00:03.000 --> 00:04.000\nBen: a --> b\n"
TEXTS = {
    "vtt": "WEBVTT\n\n" + CUES,
    "srt": "1\n00:00:01,000 --> 00:00:02,000\nAnna: Yes.\n\n2\n00:00:03,000 --> 00:00:04,000\nBen: No.\n",
    "txt": "\n".join(TALK) + "\n[00:12] Où ça ?\n",
    "csv": 'participant,question,answer\nP1,How?,"a, ""b"""\nP2,How?,c\n',
    "json": '{"text": "a b", "segments": [{"start": 0.5, "text": "a", "speaker": "A"}, {"start": 2, "text": "b"}]}',
    "jsonl": '{"meeting_transcripts": [{"speaker": "A", "content": "b"}]}\n' * 2,
    "tsv": "start\tend\ttext\n0\t1000\tYes.\n1000\t2000\tNo.\n",
    "md": "**Interviewer:** Well?\n\n**Anna:** Yes.\n\n**Anna:** No.\n",
    "chat.txt": "31/12/2021, 10:15 - Anna: Yes.\n31/12/2021, 10:16 - Ben: No.\n",
}
STREAM = b"BT /F 12 Tf 72 700 Td (Interviewer: Well?) Tj 0 -20 Td (Anna: Yes.) Tj ET"
PDF = [
    *(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>"),
    b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
    b"<</Length %d>>stream\n%s\nendstream" % (len(STREAM), STREAM),
    b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
]
MANY = pytest.mark.parametrize("examples", [100, pytest.param(3000, marks=pytest.mark.soak)])


def _settings(examples: int) -> settings:
    return settings(max_examples=examples, suppress_health_check=[HealthCheck.function_scoped_fixture])


@st.composite
def mutated(draw, sound: bytes) -> bytes:
    """Draw a file: any bytes, or a sound one with bytes changed, cut out, doubled, or its end missing."""
    if draw(st.integers(0, 9)) == 0:
        return draw(st.binary(max_size=200))
    raw = bytearray(sound)
    for _ in range(draw(st.integers(1, 4))):
        place = draw(st.integers(0, max(len(raw) - 1, 0)))
        length = draw(st.integers(1, 40))
        match draw(st.sampled_from(("change", "insert", "cut", "double", "end"))):
            case "change":
                raw[place : place + 1] = bytes([draw(st.integers(0, 255))])
            case "insert":
                raw[place:place] = draw(st.binary(max_size=8))
            case "cut":
                del raw[place : place + length]
            case "double":
                raw[place:place] = raw[place : place + length]
            case "end":
                del raw[place:]
    return bytes(raw)


def _refusal_names(error: InputError, path: Path) -> None:
    assert error.problems
    assert all(problem.where.startswith(str(path)) and problem.what for problem in error.problems)


def _reader_refused(error: InputError) -> None:
    assert not any("failed on it" in problem.what for problem in error.problems), str(error)


@pytest.mark.parametrize("kind", TEXTS)
@MANY
def test_a_text_file_of_any_bytes_is_read_or_refused(kind, examples, tmp_path):
    path = tmp_path / f"talk.{kind}"
    brief = Brief.model_construct(language="en", sources=(Source(path=path.name),))

    @_settings(examples)
    @given(content=mutated(TEXTS[kind].encode()))
    def read(content):
        path.write_bytes(content)
        try:
            interviews, _ = read_interviews(tmp_path, brief)
        except InputError as error:
            _refusal_names(error, path)
        else:
            assert all(turn.words for interview in interviews for turn in interview.turns)

    read()


def _sound(kind: str, folder: Path) -> bytes:
    if kind == "pdf":
        return portable(PDF)
    rows = cells(1, "participant", "question", "answer") + cells(2, "P1", "How?", "Well.")
    parts = {
        "word": word_parts(paragraphs(*TALK)),
        "opendocument": opendocument_parts("".join(f"<text:p>{line}</text:p>" for line in TALK)),
        "sheet": sheet_parts(rows),
    }
    return package(folder / "sound", parts[kind]).read_bytes()


@pytest.mark.parametrize("kind", ["word", "opendocument", "sheet", "pdf"])
@MANY
def test_an_office_file_of_any_bytes_is_read_or_refused(kind, examples, tmp_path):
    path = tmp_path / "talk.office"
    more = (Columns(),) if kind == "sheet" else ()
    sound = _sound(kind, tmp_path)

    with contained() as run:
        path.write_bytes(sound)
        assert run(kind, path, *more)

        @_settings(examples)
        @given(content=mutated(sound))
        def read(content):
            path.write_bytes(content)
            try:
                run(kind, path, *more)
            except InputError as error:
                _refusal_names(error, path)
                _reader_refused(error)

        read()


@MANY
def test_a_yaml_file_of_any_bytes_is_read_or_refused(examples, tmp_path):
    path = tmp_path / "fuzzed.yml"

    @_settings(examples)
    @given(content=mutated(b"id: tiny\ntitle: {en: Tiny, fr: Petit}\nsources:\n  - {path: 'a*', interviewer: [I]}\n"))
    def read(content):
        path.write_bytes(content)
        try:
            file = YamlFile(path)
        except InputError as error:
            _refusal_names(error, path)
        else:
            assert isinstance(plain(file.content), dict)

    read()
