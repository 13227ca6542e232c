"""The words of a Word document, and nothing that is no word."""

from __future__ import annotations

import zipfile

import pytest

from workbench.errors import InputError
from workbench.model.material import Notice
from workbench.reading.formats.word import Comment, read_word, read_word_comments
from workbench.reading.guard.archive import LARGEST_UNPACKED


def _run(text):
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


@pytest.fixture
def body(write_word, tmp_path):
    """Read a document of this XML after one paragraph."""
    return lambda xml: read_word(write_word(tmp_path / "talk.docx", ["first"], body=xml))[0][1:]


def test_paragraphs_come_in_their_order(write_word, tmp_path):
    words = ["Interviewer: Why?", "Anna: l'été, « où » & <ça>", "", "Interviewer: And?"]
    assert read_word(write_word(tmp_path / "talk.docx", words)) == (words, [])


def test_tracked_insertions_are_read_and_deletions_are_not(body):
    xml = (
        f'<w:p>{_run("Anna: ")}<w:ins w:id="1" w:author="x">{_run("kept")}</w:ins>'
        '<w:del w:id="2" w:author="x"><w:r><w:delText>gone</w:delText></w:r></w:del></w:p>'
    )
    assert body(xml) == ["Anna: kept"]


def test_words_cut_into_runs_are_joined(body):
    assert body(f"<w:p>{_run('An')}<w:r><w:rPr><w:b/></w:rPr><w:t>na: so</w:t></w:r></w:p>") == ["Anna: so"]


def test_tables_are_read_cell_by_cell(body):
    row = "".join(f"<w:tc><w:p>{_run(text)}</w:p></w:tc>" for text in ("Anna: so", "and so"))
    assert body(f"<w:tbl><w:tr>{row}</w:tr></w:tbl>") == ["Anna: so", "and so"]


def _refused(path):
    with pytest.raises(InputError) as caught:
        read_word(path)
    (problem,) = caught.value.problems
    assert problem.where == str(path)
    return problem


@pytest.mark.parametrize("content", [b"Interviewer: Why?", b"PK\x03\x04 cut short", b"\xd0\xcf\x11\xe0 an old .doc"])
def test_a_file_that_is_no_zip_is_no_word_document(tmp_path, content):
    path = tmp_path / "talk.docx"
    path.write_bytes(content)
    assert _refused(path).what == "not a Word document (.docx)"


def test_a_zip_of_something_else_is_no_word_document(tmp_path):
    path = tmp_path / "talk.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("_rels/.rels", "<Relationships/>")
        archive.writestr("xl/workbook.xml", "<workbook/>")
    with pytest.raises(InputError, match="not a Word document"):
        read_word(path)


def test_a_document_that_unpacks_too_large_is_not_unpacked(tmp_path):
    path = tmp_path / "talk.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("word/document.xml", "w") as part:
        for _ in range(LARGEST_UNPACKED // 2**20 + 1):
            part.write(b" " * 2**20)
    assert path.stat().st_size < 2**20
    assert _refused(path).what == "unpacks too large"


def test_a_document_of_broken_xml_is_refused(write_word, tmp_path):
    assert _refused(write_word(tmp_path / "talk.docx", [], body="<w:p>")).what == "not a Word document (.docx)"


def test_a_document_of_damaged_bytes_is_refused(tmp_path):
    path = tmp_path / "talk.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in ("[Content_Types].xml", "_rels/.rels", "word/document.xml"):
            archive.writestr(name, "<w:document>" + "".join(map(str, range(2000))) + "</w:document>")
        start = archive.getinfo("_rels/.rels").header_offset + 100
    content = bytearray(path.read_bytes())
    content[start : start + 40] = b"\xff" * 40
    path.write_bytes(content)
    assert _refused(path).what == "not a Word document (.docx)"


@pytest.mark.parametrize("entity", ['"some words"', 'SYSTEM "file:///etc/hostname"'])
def test_a_document_with_entities_of_its_own_is_refused(write_word, tmp_path, entity):
    doctype = f"<!DOCTYPE w [<!ENTITY x {entity}>]>"
    path = write_word(tmp_path / "talk.docx", [], body=f"<w:p>{_run('Anna: &x;')}</w:p>", doctype=doctype)
    assert _refused(path)


@pytest.mark.parametrize(
    "xml",
    [
        f"<w:p>{_run('Anna: so')}<w:r><w:footnoteReference w:id='2'/></w:r></w:p>",
        "<w:p><w:pPr><w:numPr><w:ilvl w:val='0'/><w:numId w:val='1'/></w:numPr></w:pPr>" + _run("Anna: so") + "</w:p>",
    ],
    ids=["a footnote", "a list"],
)
def test_marks_of_the_document_are_no_words(body, xml):
    assert body(xml) == ["Anna: so"]


def test_a_link_is_its_words(write_word, tmp_path):
    path = write_word(
        tmp_path / "talk.docx", [], body=f'<w:p><w:hyperlink r:id="r9">{_run("Anna: our site")}</w:hyperlink></w:p>'
    )
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(
            "word/_rels/document.xml.rels",
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r9" '
            'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink" '
            'Target="https://example.org" TargetMode="External"/></Relationships>',
        )
    assert read_word(path) == (["Anna: our site"], [])


def test_a_hyphen_that_must_not_break_is_a_hyphen(body):
    (words,) = body("<w:p><w:r><w:t>Anna: well</w:t><w:noBreakHyphen/><w:t>known</w:t></w:r></w:p>")
    assert words.replace("\u2011", "-") == "Anna: well-known"


def test_moved_words_are_read_once(body):
    xml = (
        f'<w:p><w:moveFrom w:id="1" w:author="x">{_run("Anna: so")}</w:moveFrom></w:p>'
        f'<w:p><w:moveTo w:id="2" w:author="x">{_run("Anna: so")}</w:moveTo></w:p>'
    )
    assert [words for words in body(xml) if words] == ["Anna: so"]


def test_words_stored_for_two_kinds_of_programs_are_read_once(body):
    compatible = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    box = f"<w:txbxContent><w:p>{_run('Anna: so')}</w:p></w:txbxContent>"
    xml = (
        f"<w:p><w:r><mc:AlternateContent {compatible}><mc:Choice Requires='wps'>{box}</mc:Choice>"
        f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    assert [words for words in body(xml) if words] == ["Anna: so"]


def test_a_document_whose_body_has_another_name_is_read(write_word, tmp_path):
    written = write_word(tmp_path / "talk.docx", ["Anna: so"])
    with zipfile.ZipFile(written) as old, zipfile.ZipFile(tmp_path / "other.docx", "w") as new:
        for name in old.namelist():
            content = old.read(name).decode().replace("word/document.xml", "word/document2.xml")
            new.writestr(name.replace("document.xml", "document2.xml"), content)
    assert read_word(tmp_path / "other.docx") == (["Anna: so"], [])


def test_a_document_saved_as_strict_open_xml_is_read_or_refused(write_word, tmp_path):
    written = write_word(tmp_path / "talk.docx", ["Anna: so"])
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    with zipfile.ZipFile(written) as old, zipfile.ZipFile(tmp_path / "other.docx", "w") as new:
        for name in old.namelist():
            usual = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
            new.writestr(name, old.read(name).decode().replace(usual, strict))
    try:
        words, _ = read_word(tmp_path / "other.docx")
    except InputError:
        return
    assert words == ["Anna: so"]


def test_a_label_after_a_line_break_is_known(body):
    xml = "<w:p><w:r><w:t>Interviewer: Why?</w:t><w:br/><w:t>Anna: so</w:t></w:r></w:p>"
    assert [line for words in body(xml) for line in words.split("\n")] == ["Interviewer: Why?", "Anna: so"]


WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


@pytest.fixture
def with_parts(write_word, tmp_path):
    """Write a document of this XML and these further parts, and return its path."""

    def write(xml, **parts):
        path = write_word(tmp_path / "talk.docx", [], body=xml)
        with zipfile.ZipFile(path, "a") as archive:
            for name, content in parts.items():
                archive.writestr(f"word/{name}.xml", f"<w:{name} {WORD}>{content}</w:{name}>")
        return path

    return write


def _comment(number, words, author="B. K."):
    return f'<w:comment w:id="{number}" w:author="{author}"><w:p>{_run(words)}</w:p></w:comment>'


def _marked(number, words):
    return f'<w:commentRangeStart w:id="{number}"/>{words}<w:commentRangeEnd w:id="{number}"/>'


def test_a_comment_comes_with_the_words_it_is_fixed_to_and_its_author(with_parts):
    xml = f"<w:p>{_run('Anna: so ')}{_marked(3, _run('it ') + _run('cost'))}{_run(' a lot')}</w:p>"
    path = with_parts(xml, comments=_comment(3, "price"))
    assert read_word_comments(path) == [Comment("it cost", "price", "B. K.")]
    assert read_word(path) == (["Anna: so it cost a lot"], [Notice("talk.docx", "margin_comments", {"n": 1})])


def test_comments_may_overlap_and_reach_over_paragraphs(with_parts):
    start, end = '<w:commentRangeStart w:id="%s"/>', '<w:commentRangeEnd w:id="%s"/>'
    first = f"<w:p>{start % 1}{_run('one')}{start % 2}{_run('two')}</w:p>"
    xml = f"{first}<w:p>{_run('three')}{end % 1}{_run('four')}{end % 2}</w:p>"
    told = read_word_comments(with_parts(xml, comments=_comment(1, "a") + _comment(2, "b")))
    assert [comment.anchored for comment in told] == ["onetwo three", "two threefour"]


def test_words_deleted_inside_a_comment_are_not_its_words(with_parts):
    gone = '<w:del w:id="9"><w:r><w:delText>gone</w:delText></w:r></w:del>'
    path = with_parts(f"<w:p>{_marked(1, gone + _run('kept'))}</w:p>", comments=_comment(1, "a"))
    assert read_word_comments(path)[0].anchored == "kept"


def test_a_document_without_comments_has_none(with_parts):
    assert read_word_comments(with_parts(f"<w:p>{_run('Anna: so')}</w:p>")) == []


def test_footnotes_and_endnotes_are_left_out_and_counted_without_words_own_lines(with_parts):
    line = '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    note = f'<w:footnote w:id="1"><w:p>{_run("aside")}</w:p></w:footnote>'
    end = f'<w:endnote w:id="1"><w:p>{_run("aside")}</w:p></w:endnote>'
    path = with_parts(f"<w:p>{_run('Anna: so')}</w:p>", footnotes=line + note, endnotes=end)
    assert read_word(path) == (["Anna: so"], [Notice("talk.docx", "footnotes", {"n": 2})])


def test_heads_and_feet_of_pages_that_hold_words_are_counted(with_parts):
    hold = {"header1": f"<w:p>{_run('Study 3')}</w:p>", "footer1": "<w:p/>"}
    path = with_parts(f"<w:p>{_run('Anna: so')}</w:p>", **hold)
    assert read_word(path) == (["Anna: so"], [Notice("talk.docx", "page_heads", {"n": 1})])


def test_tracked_deletions_are_counted(write_word, tmp_path):
    xml = '<w:p><w:del w:id="2" w:author="x"><w:r><w:delText>gone</w:delText></w:r></w:del></w:p>'
    path = write_word(tmp_path / "talk.docx", ["Anna: so"], body=xml)
    assert read_word(path)[1] == [Notice("talk.docx", "deleted", {"n": 1})]


def test_a_table_of_labels_and_words_is_a_transcript(body):
    rows = [("Interviewer", "Why?"), ("Anna", "So."), ("Interviewer", "And?"), ("Anna", "Thus.")]
    cells = "".join(
        "<w:tr>" + "".join(f"<w:tc><w:p>{_run(text)}</w:p></w:tc>" for text in row) + "</w:tr>" for row in rows
    )
    assert [words for words in body(f"<w:tbl>{cells}</w:tbl>") if words] == [f"{who}: {words}" for who, words in rows]


def test_symbols_that_only_a_font_explains_are_counted_unless_deleted(write_word, tmp_path):
    sign = '<w:r><w:sym w:font="Wingdings" w:char="F04A"/></w:r>'
    path = write_word(tmp_path / "talk.docx", ["Anna: so"], body=f"<w:p>{sign}{sign}<w:del>{sign}</w:del></w:p>")
    assert read_word(path) == (["Anna: so", ""], [Notice("talk.docx", "symbols", {"n": 2})])
