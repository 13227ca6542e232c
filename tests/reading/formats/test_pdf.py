"""The words of a PDF, and nothing that only its pages needed."""

from __future__ import annotations

import zlib
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import FreeText
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, TextStringObject

from workbench.errors import InputError
from workbench.model.material import Notice
from workbench.reading.formats.pdf import MOST_PAGES, read_pdf

TALK = ["Interviewer: How did you come to us?", "Anna: A friend told me, in", "summer, over 5 years ago."]


@pytest.fixture
def pdf(write_pdf, tmp_path):
    """Read a PDF of these pages, each a list of lines."""
    return lambda *pages: read_pdf(write_pdf(tmp_path / "talk.pdf", list(pages)))


def _refused(path):
    with pytest.raises(InputError) as caught:
        read_pdf(path)
    (problem,) = caught.value.problems
    assert problem.where == str(path)
    assert problem.remedy or problem.allowed
    return problem


def test_lines_come_in_their_order_page_after_page(pdf):
    assert pdf(TALK[:2], TALK[2:]) == (TALK, [])


def test_accents_and_quotation_marks_are_kept(pdf):
    assert pdf(["Anna : l'été, « où » — ça (oui) \\ 5 %"])[0] == ["Anna : l'été, « où » — ça (oui) \\ 5 %"]


def test_what_stands_on_most_pages_is_left_out_and_counted(pdf):
    pages = [["Study of 2026", f"Anna: answer {'abcd'[i]}", f"Page {i + 1} of 4"] for i in range(4)]
    lines, notices = pdf(*pages)
    assert lines == [f"Anna: answer {letter}" for letter in "abcd"]
    assert notices == [Notice("talk.pdf", "page_heads", {"n": 8})]


def test_a_line_that_begins_two_pages_alone_is_kept(pdf):
    lines, notices = pdf(["Anna: yes", "a"], ["Anna: yes", "b"])
    assert lines == ["Anna: yes", "a", "Anna: yes", "b"]
    assert notices == []


def test_a_label_alone_at_the_top_of_every_page_is_kept(pdf):
    lines, notices = pdf(*(["Anna:", f"so {letter} it", "went", "on", f"end {letter}"] for letter in "abcd"))
    assert lines.count("Anna:") == 4
    assert [notice.key for notice in notices] == []


def test_what_a_speaker_says_at_the_top_of_every_page_is_kept(pdf):
    lines, notices = pdf(
        *(["Study: 3", "Interviewer: And?", f"Anna: {a}", "Interviewer: So?", f"end {a}"] for a in "abcd")
    )
    assert lines[:4] == ["Interviewer: And?", "Anna: a", "Interviewer: So?", "end a"]
    assert notices == [Notice("talk.pdf", "page_heads", {"n": 4})]


def test_a_word_broken_at_the_end_of_a_line_is_joined_and_counted(pdf):
    lines, notices = pdf(["Anna: my experi-", "ence was good", "and so"])
    assert lines == ["Anna: my experience was good", "and so"]
    assert notices == [Notice("talk.pdf", "hyphens_joined", {"n": 1})]


def test_a_word_written_with_a_hyphen_elsewhere_keeps_it(pdf):
    lines, _ = pdf(["Anna: a well-known shop, and a well-", "known one"])
    assert lines == ["Anna: a well-known shop, and a well-known one"]


@pytest.mark.parametrize("lines", [["Anna: so -", "and"], ["Anna: post-", "Brexit"], ["Anna: 5-", "and"]])
def test_a_dash_that_breaks_no_word_stays(pdf, lines):
    assert pdf(lines) == (lines, [])


def test_comments_and_filled_fields_beside_the_words_are_counted(write_pdf, tmp_path):
    writer = PdfWriter(clone_from=write_pdf(tmp_path / "open.pdf", [TALK]))
    writer.add_annotation(0, FreeText(text="check this", rect=(10, 10, 90, 40)))
    field = {
        *((NameObject("/FT"), NameObject("/Tx")), (NameObject("/T"), TextStringObject("name"))),
        *((NameObject("/V"), TextStringObject("Yes, twice")), (NameObject("/Subtype"), NameObject("/Widget"))),
    }
    form = writer._add_object(DictionaryObject(dict(field)))
    writer.root_object[NameObject("/AcroForm")] = DictionaryObject({NameObject("/Fields"): ArrayObject([form])})
    writer.write(tmp_path / "talk.pdf")
    lines, notices = read_pdf(tmp_path / "talk.pdf")
    assert lines == TALK
    assert notices == [Notice("talk.pdf", "comments", {"n": 1}), Notice("talk.pdf", "form_fields", {"n": 1})]


def test_a_page_without_words_is_told(pdf):
    assert pdf(TALK, [], TALK[2:])[1] == [Notice("talk.pdf", "wordless_pages", {"n": 1, "page": 2})]


def test_a_pdf_of_pictures_is_refused_with_what_to_do(write_pdf, tmp_path):
    problem = _refused(write_pdf(tmp_path / "scan.pdf", [[], []]))
    assert problem.what == "no words: it is a picture"
    assert "readable" in problem.remedy


def test_a_pdf_locked_with_a_password_is_refused(write_pdf, tmp_path):
    writer = PdfWriter(clone_from=write_pdf(tmp_path / "open.pdf", [TALK]))
    writer.encrypt("secret", algorithm="RC4-128")
    writer.write(tmp_path / "talk.pdf")
    assert _refused(tmp_path / "talk.pdf").what == "the PDF is locked with a password"


def test_a_pdf_that_only_forbids_printing_is_read(write_pdf, tmp_path):
    writer = PdfWriter(clone_from=write_pdf(tmp_path / "open.pdf", [TALK]))
    writer.encrypt("", "owner", algorithm="RC4-128")
    writer.write(tmp_path / "talk.pdf")
    assert read_pdf(tmp_path / "talk.pdf") == (TALK, [])


@pytest.mark.parametrize("content", [b"Interviewer: Why?", b"%PDF-1.4 cut short", b"%PDF-1.7\n%%EOF\n", b"PK\x03\x04"])
def test_a_file_that_is_no_pdf_is_refused(tmp_path, content):
    path = tmp_path / "talk.pdf"
    path.write_bytes(content)
    assert _refused(path).what in ("not a PDF", "a damaged PDF")


def test_a_pdf_of_too_many_pages_is_refused(tmp_path):
    writer = PdfWriter()
    for _ in range(MOST_PAGES + 1):
        writer.add_blank_page(100, 100)
    writer.write(tmp_path / "talk.pdf")
    assert _refused(tmp_path / "talk.pdf").what == "too many pages"


def test_a_page_squeezed_beyond_belief_is_refused(write_pdf, tmp_path):
    path: Path = write_pdf(tmp_path / "talk.pdf", [["x"]], content=zlib.compress(b" " * 300_000_000), packed=True)
    assert path.stat().st_size < 2**20
    assert _refused(path).what in ("a damaged PDF", "no words: it is a picture")


def test_the_pdfs_of_these_tests_are_pdfs(write_pdf, tmp_path):
    content = write_pdf(tmp_path / "talk.pdf", [TALK, TALK]).read_bytes()
    assert len(PdfReader(BytesIO(content), strict=True).pages) == 2
