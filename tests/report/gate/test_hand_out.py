"""Slides, tables and printed pages go to others only when they hold nothing that a page may not hold."""

from __future__ import annotations

import shutil
import zipfile

import pytest
from openpyxl import load_workbook
from openpyxl.comments import Comment
from pptx import Presentation
from pptx.util import Inches
from protected_study import KEY
from pypdf import PdfReader, PdfWriter
from pypdf.actions import JavaScript
from pypdf.annotations import FreeText, Link

from workbench import walk
from workbench.cli import main
from workbench.errors import InputError, WorkbenchError
from workbench.language.speech import Speech
from workbench.report.exports.slides import deck_of, slides_of
from workbench.report.exports.study_tables import study_tables
from workbench.report.exports.table_files import csv_of, workbook_of
from workbench.report.gate.judge import judge_file
from workbench.report.gate.kept import kept_of
from workbench.report.gate.share import leave_verdict, share
from workbench.report.sections import Report

SOMEBODY = "Rosalind Achterberg"


def written(results, folder):
    """Write slides, the workbook and every table of results into a folder; return their paths."""
    say = Speech(results.language)
    tables = study_tables(results, say)
    slides = list(slides_of(results, say))
    (folder / "tables").mkdir(parents=True)
    (folder / "slides.pptx").write_bytes(deck_of(slides, title="Loomlist", language=results.language))
    (folder / "tables" / "tables.xlsx").write_bytes(workbook_of(tables))
    for table in tables:
        (folder / "tables" / f"{table.name}.csv").write_text(csv_of(table), "utf-8")
    return sorted(path for path in folder.rglob("*") if path.is_file())


@pytest.fixture(scope="module")
def made(protected, tmp_path_factory):
    """Return the folder of the hand-outs of a study of people to protect."""
    folder = tmp_path_factory.mktemp("made") / "startup"
    written(walk.results(protected.study), folder)
    return folder


@pytest.fixture
def folder(made, tmp_path):
    """Return a copy of them to change."""
    return shutil.copytree(made, tmp_path / "startup")


def rules(path, protected):
    return {finding.rule for finding in judge_file(path, protected.kept).findings}


def test_hand_outs_of_people_to_protect_may_be_shared(made, protected):
    files = [path for path in made.rglob("*") if path.is_file()]
    assert {path.suffix for path in files} == {".pptx", ".xlsx", ".csv"}
    for path in files:
        found = judge_file(path, protected.kept).findings
        assert not found, (path.name, [finding.words(Speech("en")) for finding in found])


@pytest.mark.parametrize("name", [pytest.param("biogas", marks=pytest.mark.real), "travel"])
def test_hand_outs_of_samples_and_of_published_interviews_may_be_shared(walked, tmp_path, name):
    results = walked(name)
    kept = kept_of(results.study)
    for path in written(results, tmp_path / "out"):
        found = judge_file(path, kept).findings
        assert not found, (path.name, [finding.words(Speech("en")) for finding in found])


def _in_words(deck):
    deck.slides[0].shapes.add_textbox(0, 0, Inches(2), Inches(1)).text_frame.text = f"{SOMEBODY} said so"


def _in_two_runs(deck):
    line = deck.slides[0].shapes.add_textbox(0, 0, Inches(2), Inches(1)).text_frame.paragraphs[0]
    line.add_run().text, line.add_run().text = "Rosa", "lind"


def _in_an_alternative_text(deck):
    shape = deck.slides[0].shapes.add_textbox(0, 0, Inches(2), Inches(1))
    shape._element.nvSpPr.cNvPr.set("descr", f"a portrait of {SOMEBODY}")


def _in_notes(deck):
    deck.slides[0].notes_slide.notes_text_frame.text = SOMEBODY


def _a_key(deck):
    deck.slides[0].notes_slide.notes_text_frame.text = KEY.hex()


def _a_place_on_disk(deck):
    run = deck.slides[0].shapes.add_textbox(0, 0, Inches(2), Inches(1)).text_frame.paragraphs[0].add_run()
    run.text, run.hyperlink.address = "more", "file:///home/ann/notes.docx"


def _an_author(deck):
    deck.core_properties.last_modified_by = "Ann Hollis"


def _a_number_of_a_person(deck):
    deck.slides[0].notes_slide.notes_text_frame.text = "call 06 12 34 56 78"


SLIDES = {
    _in_words: "name",
    _in_two_runs: "name",
    _in_an_alternative_text: "name",
    _in_notes: "name",
    _a_key: "key",
    _a_place_on_disk: "path",
    _an_author: "metadata",
    _a_number_of_a_person: "number",
}


@pytest.mark.parametrize("change", SLIDES, ids=lambda change: change.__name__)
def test_what_slides_may_not_hold_is_found_wherever_it_is_hidden(folder, protected, change):
    deck = Presentation(folder / "slides.pptx")
    change(deck)
    deck.save(folder / "slides.pptx")
    assert rules(folder / "slides.pptx", protected) == {SLIDES[change]}


PARTS = {
    "ppt/vbaProject.bin": (b"\0", "script"),
    "ppt/comments/comment1.xml": (b"<c><p>see <t>you</t></p></c>", "comment"),
    "ppt/media/photo.jpg": (b"\xff\xd8 Exif II*", "metadata"),
    "ppt/slides/_rels/own.xml.rels": (
        b'<R><Relationship Type="http://x/image" TargetMode="External" Target="http://x/pixel.png"/></R>',
        "outside",
    ),
}


@pytest.mark.parametrize("part", PARTS)
def test_parts_that_run_lead_elsewhere_or_are_not_shown_are_found(folder, protected, part):
    content, rule = PARTS[part]
    with zipfile.ZipFile(folder / "slides.pptx", "a") as archive:
        archive.writestr(part, content)
    assert rules(folder / "slides.pptx", protected) == {rule}


def test_what_a_workbook_may_not_hold_is_found_in_cells_names_comments_and_words_no_cell_has(folder, protected):
    path = folder / "tables" / "tables.xlsx"

    def changed(change):
        book = load_workbook(path)
        change(book)
        book.save(folder / "changed.xlsx")
        return rules(folder / "changed.xlsx", protected)

    assert changed(lambda book: book["personas"].append([SOMEBODY])) == {"name"}
    assert changed(lambda book: book.create_sheet(SOMEBODY)) == {"name"}
    assert changed(lambda book: setattr(book["personas"]["A1"], "comment", Comment("hm", "me"))) == {"comment"}
    assert changed(lambda book: setattr(book.properties, "lastModifiedBy", "Ann Hollis")) == {"metadata"}
    assert changed(lambda book: setattr(book["claims"].oddHeader.center, "text", SOMEBODY)) == {"name"}
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/sharedStrings.xml", f"<sst><si><t>{SOMEBODY}</t></si></sst>")
    assert rules(path, protected) == {"name"}


def test_what_a_table_may_not_hold_is_found_with_its_line_and_column(folder, protected):
    path = folder / "tables" / "personas.csv"
    before = path.read_text("utf-8-sig")
    for words, rule in ((SOMEBODY, "name"), (KEY.hex(), "key"), ("/home/ann/x", "path"), ("ann@hollis.org", "number")):
        path.write_text(f"{before.rstrip()}\np9,{words}\n", "utf-8")
        (finding,) = judge_file(path, protected.kept).findings
        assert finding.rule == rule
        assert finding.words(Speech("en")).startswith(f"line {len(before.splitlines()) + 1}, personas, name: ")
        assert words not in finding.words(Speech("en"))


def test_what_participants_said_may_tell_a_fact_that_our_own_words_may_not(folder, protected):
    fact = max(protected.kept.facts, key=len)
    quotes, claims = folder / "tables" / "quotes.csv", folder / "tables" / "claims.csv"
    head = quotes.read_text("utf-8-sig").splitlines()[0].split(",")
    row = [f"I am a {fact}" if column == "text" else "" for column in head]
    quotes.write_text(f"{','.join(head)}\n{','.join(row)}\n", "utf-8")
    assert rules(quotes, protected) == set()
    claims.write_text(f"claim,text\np1.a,is a {fact}\n", "utf-8")
    assert rules(claims, protected) == {"fact"}


def printed(path, chromium, words):
    page = chromium.new_page()
    page.set_content(f"<title>Loomlist</title><h1>The answer</h1><p>{words}</p>")
    path.write_bytes(page.pdf())
    page.close()
    return path


@pytest.mark.browser
def test_a_report_that_may_be_shared_may_be_shared_printed(tmp_path, chromium, walked):
    results = walked("startup")
    page = chromium.new_page()
    page.set_content("".join(f"<main class='wb'>{section.html}</main>" for section in Report(results)))
    page.pdf(path=tmp_path / "report.pdf")
    page.close()
    assert judge_file(tmp_path / "report.pdf", kept_of(results.study)).findings == ()


@pytest.mark.browser
def test_what_a_printed_page_may_not_hold_is_found(tmp_path, chromium, protected):
    path = printed(tmp_path / "report.pdf", chromium, "They came to stay.")
    assert rules(path, protected) == set()
    assert rules(printed(tmp_path / "named.pdf", chromium, f"{SOMEBODY} came."), protected) == {"name"}
    assert rules(printed(tmp_path / "call.pdf", chromium, "call 06 12 34 56 78"), protected) == {"number"}

    def changed(change):
        writer = PdfWriter(clone_from=PdfReader(path))
        change(writer)
        writer.write(tmp_path / "changed.pdf")
        return rules(tmp_path / "changed.pdf", protected)

    place = (0, 0, 100, 100)
    assert changed(lambda pdf: pdf.add_metadata({"/Author": "Ann Hollis"})) == {"metadata"}
    assert changed(lambda pdf: pdf.add_annotation(0, Link(rect=place, url="file:///home/ann/x.html"))) == {"path"}
    assert changed(lambda pdf: pdf.add_annotation(0, FreeText(text="hm", rect=place))) == {"comment"}
    assert changed(lambda pdf: pdf.add_open_action(JavaScript("app.alert(1)"))) == {"script"}
    assert changed(lambda pdf: pdf.add_attachment("notes.txt", b"x")) == {"script"}
    assert changed(lambda pdf: pdf.add_outline_item(title=SOMEBODY, page_number=0)) == {"name"}


def test_hand_outs_that_pass_are_copied_beside_the_report_and_none_is_shared_against_the_verdict(
    folder, protected, capsys
):
    (folder / "report.html").write_text(protected.part, "utf-8")
    assert leave_verdict(folder / "report.html", protected.study).shareable
    for name in ("slides.pptx", "tables/tables.xlsx", "tables/claims.csv"):
        path = folder / name
        assert main(["share", str(path)]) == 0
        copy = folder / f"startup-{path.name}"
        assert copy.read_bytes() == path.read_bytes()
        assert f"{copy}: may be shared" in capsys.readouterr().out
    deck = Presentation(folder / "slides.pptx")
    _in_notes(deck)
    deck.save(folder / "slides.pptx")
    assert main(["share", str(folder / "slides.pptx")]) == 1
    told = capsys.readouterr().out
    assert "notesSlide1.xml: a name that reading replaces" in told
    assert SOMEBODY not in told
    with pytest.raises(WorkbenchError, match="a page alone"):
        share(folder / "slides.pptx", folder / "x.pptx", study=protected.study, override="agreed")
    assert not (folder / "x.pptx").exists()


@pytest.mark.parametrize("name", ["a.pptx", "a.xlsx", "a.csv", "a.pdf"])
def test_a_file_that_is_not_what_its_ending_says_is_named(tmp_path, protected, name):
    (tmp_path / name).write_bytes(b"\xff\xfe\x00nothing" if name != "a.csv" else b"\xff\xfea,b")
    with pytest.raises(InputError, match=name):
        judge_file(tmp_path / name, protected.kept)
