"""The words of an OpenDocument text, and nothing that is no word."""

from __future__ import annotations

import zipfile

import pytest

from workbench.errors import InputError
from workbench.model.material import Notice
from workbench.reading.formats.opendocument import read_opendocument


@pytest.fixture
def body(write_opendocument, tmp_path):
    """Read a document of this XML after one paragraph."""

    def read(xml):
        (_, *told), notices = read_opendocument(write_opendocument(tmp_path / "talk.odt", ["first"], body=xml))
        return told, notices

    return read


def test_paragraphs_come_in_their_order(write_opendocument, tmp_path):
    words = ["Interviewer: Why?", "Anna: l'été, « où » & <ça>", "", "Interviewer: And?"]
    assert read_opendocument(write_opendocument(tmp_path / "talk.odt", words)) == (words, [])


def test_headings_lists_and_tables_are_read_in_their_place(body):
    xml = (
        "<text:h>Part</text:h><text:list><text:list-item><text:p>one</text:p></text:list-item></text:list>"
        "<table:table><table:table-row><table:table-cell><text:p>two</text:p></table:table-cell></table:table-row>"
        "</table:table><text:section><text:p>three</text:p></text:section>"
    )
    assert body(xml) == (["Part", "one", "two", "three"], [])


def test_a_table_of_labels_and_words_is_a_transcript(body):
    rows = [("Interviewer", "Why?"), ("Anna", "So."), ("Interviewer", "And?"), ("Anna", "Thus.")]
    cells = "".join(
        "<table:table-row>"
        + "".join(f"<table:table-cell><text:p>{text}</text:p></table:table-cell>" for text in row)
        + "</table:table-row>"
        for row in rows
    )
    assert body(f"<table:table>{cells}</table:table>") == ([f"{who}: {words}" for who, words in rows], [])


def test_words_cut_into_spans_and_spaces_are_joined(body):
    xml = "<text:p>An<text:span>na</text:span>:<text:s text:c='2'/>so<text:tab/>it<text:line-break/>went</text:p>"
    assert body(xml) == (["Anna: so it", "went"], [])


def test_deleted_words_are_left_out_and_inserted_ones_are_read(body):
    xml = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>gone</text:p></text:deletion>"
        "</text:changed-region></text:tracked-changes><text:p>Anna: <text:change-start/>kept<text:change-end/></text:p>"
    )
    assert body(xml) == (["Anna: kept"], [Notice("talk.odt", "deleted", {"n": 1})])


def test_comments_and_footnotes_are_left_out_and_counted(body):
    xml = (
        "<text:p>Anna: so<office:annotation><dc:creator>x</dc:creator><text:p>check</text:p></office:annotation> it"
        "<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>aside</text:p></text:note-body>"
        "</text:note> went</text:p>"
    )
    assert body(xml) == (
        ["Anna: so it went"],
        [Notice("talk.odt", "comments", {"n": 1}), Notice("talk.odt", "footnotes", {"n": 1})],
    )


def test_a_text_box_comes_after_its_paragraph(body):
    xml = "<text:p>one<draw:frame><draw:text-box><text:p>box</text:p></draw:text-box></draw:frame> two</text:p>"
    assert body(xml) == (["one two", "box"], [])


def _refused(path):
    with pytest.raises(InputError) as caught:
        read_opendocument(path)
    (problem,) = caught.value.problems
    assert problem.where == str(path)
    return problem


@pytest.mark.parametrize("content", [b"Interviewer: Why?", b"PK\x03\x04 cut short"])
def test_a_file_that_is_no_zip_is_refused(tmp_path, content):
    path = tmp_path / "talk.odt"
    path.write_bytes(content)
    assert _refused(path).what == "not an OpenDocument text (.odt)"


def test_a_spreadsheet_or_a_document_with_a_doctype_is_refused(write_opendocument, tmp_path):
    assert "spreadsheet" in _refused(write_opendocument(tmp_path / "a.odt", ["x"], kind="spreadsheet")).got
    assert "DOCTYPE" in _refused(write_opendocument(tmp_path / "b.odt", ["x"], doctype="<!DOCTYPE x>")).what


def test_a_document_squeezed_beyond_belief_is_refused(write_opendocument, tmp_path):
    plain = write_opendocument(tmp_path / "plain.odt", ["so " * 2**20])
    path = tmp_path / "talk.odt"
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for item in old.infolist():
            new.writestr(item.filename, old.read(item))
    assert _refused(path).what == "not an OpenDocument text (.odt)"


def test_heads_and_feet_of_pages_that_hold_words_are_counted(write_opendocument, tmp_path):
    path = write_opendocument(tmp_path / "talk.odt", ["Anna: so"])
    styles = (
        '<s:x xmlns:s="urn:style" xmlns:t="urn:text"><s:header-style/><s:header><t:p>Draft</t:p></s:header>'
        "<s:footer><t:p> </t:p></s:footer><s:footer-left><t:p>Page <t:n>1</t:n></t:p></s:footer-left></s:x>"
    )
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("styles.xml", styles)
    assert read_opendocument(path) == (["Anna: so"], [Notice("talk.odt", "page_heads", {"n": 2})])
