"""Bytes become text without a guess, or the error says how to mend them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.errors import InputError
from workbench.reading.encoding import LARGEST, read_bytes, read_text
from workbench.reading.study_folder import samples_folder


@pytest.fixture
def file(tmp_path):
    def write(content: bytes):
        path = tmp_path / "words.txt"
        path.write_bytes(content)
        return path

    return write


def _problem(path, encoding="utf-8"):
    with pytest.raises(InputError) as caught:
        read_text(path, encoding)
    (problem,) = caught.value.problems
    return problem


@pytest.fixture(scope="session")
def scratch(tmp_path_factory):
    return tmp_path_factory.mktemp("encoding") / "words.txt"


@settings(deadline=None)
@given(text=st.text(min_size=1).filter(lambda text: text.strip("\t\n\v\f\r ") and "\x00" not in text))
def test_utf_8_comes_back_with_line_feeds(scratch, text):
    scratch.write_bytes(("x" + text).encode("utf-8"))
    assert read_text(scratch) == ("x" + text).replace("\r\n", "\n").replace("\r", "\n")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_decides(file, encoding):
    assert read_text(file("é\r\nb\rc".encode(encoding)), "ascii") == "é\nb\nc"


def test_a_byte_order_mark_of_big_ends_decides_too(file):
    assert read_text(file(b"\xfe\xff" + "é".encode("utf-16-be"))) == "é"


def test_a_named_encoding_is_followed(file):
    assert read_text(file("déjà".encode("cp1252")), "cp1252") == "déjà"


def test_bytes_that_are_no_utf_8_are_named_with_their_line_and_what_they_look_like(file):
    words = (samples_folder() / "travel" / "interviews" / "interview-02.txt").read_text("utf-8")
    path = file(words.replace("\u202f", " ").encode("cp1252"))
    problem = _problem(path)
    first = next(i for i, line in enumerate(words.split("\n"), 1) if not line.isascii())
    assert problem.where == f"{path}:{first}"
    assert (problem.what, problem.got) == ("not utf-8 text", "byte 0xE9")
    assert "it looks like Windows-1252" in problem.remedy
    assert "`encoding:`" in problem.remedy


def test_utf_16_without_a_mark_is_told_by_its_zero_bytes(file):
    path = file("plain words".encode("utf-16-le"))
    problem = _problem(path)
    assert (problem.where, problem.what) == (f"{path}:1", "zero bytes in the text")
    assert "UTF-8" in problem.remedy


def test_a_zero_byte_is_named_with_its_line(file):
    path = file(b"one\ntwo\r\nth\x00ree\n")
    assert _problem(path).where == f"{path}:3"


@pytest.mark.parametrize("content", [b"", b" ", b"\n\n\t\r\n"])
def test_an_empty_file_says_so(file, content):
    problem = _problem(file(content))
    assert problem.what == "the file is empty"
    assert problem.remedy


def test_an_encoding_that_does_not_exist_is_named(file):
    problem = _problem(file(b"words"), "utf-9")
    assert (problem.what, problem.got) == ("unknown encoding", "utf-9")


@pytest.mark.parametrize("encoding", ["rot13", "hex", "base64"])
def test_what_is_no_encoding_of_text_is_refused(file, encoding):
    assert _problem(file(b"words"), encoding).what == "unknown encoding"


def test_a_missing_file_says_so(tmp_path):
    path = tmp_path / "absent.txt"
    problem = _problem(path)
    assert (problem.where, problem.what) == (str(path), "cannot be read")


def test_a_folder_is_no_file(tmp_path):
    assert _problem(tmp_path).what == "cannot be read"


def test_a_file_too_large_is_not_even_opened(tmp_path):
    path = tmp_path / "huge.txt"
    with open(path, "wb") as huge:
        huge.truncate(LARGEST + 1)
    with pytest.raises(InputError, match="file too large"):
        read_bytes(path)


def test_the_byte_that_is_wrong_is_named_after_a_byte_order_mark_too(file):
    path = file(b"\xef\xbb\xbfab\n\xe9 cd")
    problem = _problem(path)
    assert (problem.where, problem.got) == (f"{path}:2", "byte 0xE9")


@pytest.mark.parametrize("encoding", ["undefined", "utf\x00"])
def test_any_other_name_that_is_no_encoding_is_refused(file, encoding):
    assert _problem(file(b"words"), encoding)
