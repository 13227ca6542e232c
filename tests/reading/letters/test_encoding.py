"""Bytes become text without a guess, or the error says how to mend them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.errors import InputError
from workbench.reading.letters.encoding import LARGEST, decoded, read_bytes, read_text
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
    expected = ("x" + text).replace("\r\n", "\n").replace("\r", "\n").replace("\ufeff", "")
    if "\n" not in expected:
        expected = re.sub("[\x85\u2028\u2029]", "\n", expected)
    assert read_text(scratch) == expected


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
    assert "it looks like cp1252, and would read: « " in problem.remedy
    assert "`encoding: cp1252`" in problem.remedy


def test_utf_16_without_a_mark_is_told_by_its_zero_bytes(file):
    path = file("plain words".encode("utf-16-le"))
    problem = _problem(path)
    assert (problem.where, problem.what) == (f"{path}:1", "zero bytes in the text")
    assert "`encoding: utf-16-le`" in problem.remedy
    assert "« plain words »" in problem.remedy


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


FRENCH = "Inès : À l’été, où ça, le cœur coûte 5 € déjà.\nKarim : Très bien, c’était près de chez ma sœur.\n"
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "iso8859-15", "mac_roman")
SOUND = ("utf-8", "utf-8-sig", "utf-16")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["lf", "crlf", "cr"])
@pytest.mark.parametrize("encoding", ENCODINGS)
def test_text_is_the_same_or_the_error_names_its_encoding(file, encoding, end):
    words = FRENCH.replace("’", "'") if encoding == "iso8859-15" else FRENCH
    path = file(words.replace("\n", end).encode(encoding))
    if encoding in SOUND:
        assert read_text(path, "utf-8") == words
    else:
        problem = _problem(path)
        assert f"`encoding: {encoding}`" in problem.remedy
        assert "ça, le cœur" in problem.remedy
        assert problem.where == f"{path}:1"
        assert read_text(path, encoding) == words


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"], ids=["lf", "crlf", "cr"])
def test_the_line_of_a_wrong_byte_is_counted_with_any_line_end(file, end):
    path = file(b"one" + end + b"two" + end + b"\xe9t\xe9")
    assert _problem(path).where == f"{path}:3"


def test_dos_text_is_told_by_its_letters(file):
    problem = _problem(file("Très bien, déjà près de l'été, à côté.".encode("cp850")))
    assert "`encoding: cp850`" in problem.remedy
    assert "« Très bien, déjà" in problem.remedy


def test_a_file_of_the_study_itself_is_told_to_be_saved_as_utf_8_only(file):
    problem = _problem(file("déjà".encode("cp1252")), None)
    assert "save it as UTF-8" in problem.remedy
    assert "encoding:" not in problem.remedy


@pytest.mark.parametrize("named", ["utf-16", "utf-32"])
def test_two_byte_text_without_a_mark_is_never_read_by_the_machine_s_own_order(file, named):
    problem = _problem(file("déjà vu".encode(f"{named}-be")), named)
    assert problem.allowed == f"{named}-le or {named}-be"
    assert f"`encoding: {named}-be`" in problem.remedy


@pytest.mark.parametrize("encoding", ["utf-32-le", "utf-32-be"])
def test_four_byte_text_is_read_by_its_mark(file, encoding):
    assert read_text(file("\ufeffdéjà".encode(encoding))) == "déjà"


def test_a_mark_wins_over_a_name_and_says_so(file):
    read = decoded(file("é".encode("utf-8-sig")), "cp1252")
    (notice,) = read.notices
    assert read.text == "é"
    assert (notice.key, notice.values) == ("byte_order_mark", {"named": "cp1252", "found": "utf-8"})


@pytest.mark.parametrize(("encoding", "named"), [("utf-8-sig", "utf-8-sig"), ("utf-16", "utf-16"), ("utf-16", "utf-8")])
def test_a_mark_that_contradicts_nobody_says_nothing(file, encoding, named):
    assert decoded(file("é".encode(encoding)), named).notices == ()


def test_utf_8_sig_may_be_named_without_a_mark(file):
    assert read_text(file("é".encode()), "utf-8-sig") == "é"


def test_marks_within_joined_files_are_left_out_and_counted(file):
    read = decoded(file(b"\xef\xbb\xbf\xef\xbb\xbfone\n\xef\xbb\xbftwo"))
    (notice,) = read.notices
    assert read.text == "one\ntwo"
    assert (notice.key, notice.values, notice.line) == ("inner_byte_order_marks", {"n": 2}, 1)


@pytest.mark.parametrize("end", ["\x85", "\u2028", "\u2029"])
def test_rare_line_ends_count_only_where_there_are_no_others(file, end):
    read = decoded(file(f"one{end}two{end}three".encode()))
    assert read.text == "one\ntwo\nthree"
    assert [(notice.key, notice.values) for notice in read.notices] == [("line_separators", {"n": 2})]
    assert decoded(file(f"one{end}two\nthree".encode())).text == f"one{end}two\nthree"


def test_a_form_feed_is_kept(file):
    assert read_text(file(b"one\n\x0ctwo")) == "one\n\x0ctwo"


def test_a_lone_half_of_a_character_is_refused(file):
    problem = _problem(file(b"\xff\xfe" + "ab".encode("utf-16-le") + b"\x00\xd8c\x00"))
    assert problem.what == "not utf-16-le text"


def test_utf_7_is_told(file):
    read = decoded(file(b"D+AOk-j+AOA- vu"))
    assert [(notice.key, notice.line) for notice in read.notices] == [("looks_like_old_mail", 1)]
    assert read_text(file(b"D+AOk-j+AOA- vu"), "utf-7") == "Déjà vu"
    assert decoded(file(b"1+A2-B+Aa-, C+ABC-D")).notices == ()


def test_a_wrong_name_that_does_not_fit_is_named_in_the_error(file):
    problem = _problem(file("Très bien, déjà".encode("mac_roman")), "cp1252")
    assert problem.what == "not cp1252 text"
    assert "`encoding: mac_roman`" in problem.remedy


@pytest.mark.parametrize(
    ("encoding", "named"), [("mac_roman", "latin-1"), ("cp850", "cp1252"), ("cp1252", "mac_roman")]
)
def test_a_wrong_name_that_fits_every_byte_is_doubted(file, encoding, named):
    words = "Très bien, c'était déjà près de chez ma mère."
    (notice,) = decoded(file(words.encode(encoding)), named).notices
    assert notice.key == "encoding_doubtful"
    assert notice.values == {"named": named, "looks": encoding, "line": words}


@pytest.mark.parametrize("encoding", ["cp1252", "mac_roman", "cp850", "iso8859-15", "latin-1"])
def test_a_right_name_is_not_doubted(file, encoding):
    words = "Très bien, c'était déjà près de chez ma mère.\n« Oui »"
    assert decoded(file(words.encode(encoding, "ignore")), encoding).notices == ()


@pytest.mark.parametrize(("words", "encoding"), [("Привет, как дела", "cp1251"), ("Zażółć gęślą jaźń", "cp1250")])
def test_a_right_name_of_another_language_is_not_doubted(file, words, encoding):
    assert decoded(file(words.encode(encoding)), encoding).notices == ()
