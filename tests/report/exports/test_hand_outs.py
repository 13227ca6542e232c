"""Tables and slides hold what the report shows, under its ids, and nothing a program would run."""

from __future__ import annotations

import csv
from io import BytesIO, StringIO
from itertools import combinations

import pytest
from openpyxl import load_workbook
from pptx import Presentation
from runner.tiny.tally import note

from workbench.disk.spreadsheet_cell import unguarded
from workbench.errors import WorkbenchError
from workbench.language.speech import Speech
from workbench.report.exports.slides import deck_of, slides_of
from workbench.report.exports.study_tables import NO_EVIDENCE, Table, study_tables
from workbench.report.exports.table_files import MOST_LETTERS, csv_of, workbook_of
from workbench.report.sections import Report

HOSTILE = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    '=HYPERLINK("http://x")',
    "'=1",
    " =1",
    "http://x.y",
    "x\x00y",
]


@pytest.fixture(scope="module")
def tables(walked):
    results = walked("travel")
    return {table.name: table for table in study_tables(results, Speech(results.language))}


def column(table, name):
    return [row[table.columns.index(name)] for row in table.rows]


def test_every_row_has_an_entry_for_every_column(tables):
    assert all(len(row) == len(table.columns) for table in tables.values() for row in table.rows)
    assert all(table.rows for table in tables.values())


def test_a_row_can_be_followed_from_a_quote_to_a_claim_and_to_a_place_in_the_report(tables, walked):
    page = "".join(section.html for section in Report(walked("travel")))
    quotes, claims = set(column(tables["quotes"], "quote")), set(column(tables["claims"], "claim"))
    assert all(f'id="{quote}"' in page for quote in quotes)
    assert set(column(tables["links"], "quote")) <= quotes
    linked = {row[3] for row in tables["links"].rows if row[1] != "at_step"}
    assert linked <= claims
    assert {quote for quote in column(tables["journeys"], "quote") if quote} <= quotes


def test_an_empty_cell_of_a_map_says_that_nobody_spoke_of_it(tables, walked):
    empty = [row for row in tables["journeys"].rows if row[-1] == NO_EVIDENCE]
    assert len(empty) == sum(not found for own in walked("travel").maps for found in own.cells.values())
    assert {row[tables["journeys"].columns.index("holders")] for row in empty} == {0}


def test_a_claim_without_evidence_is_a_row_that_says_so(tables, walked):
    gaps = sum(len(persona.gaps) for persona in walked("travel").personas)
    assert column(tables["claims"], "status").count(NO_EVIDENCE) == gaps > 0


@pytest.mark.parametrize("cell", HOSTILE)
def test_no_cell_is_a_formula_and_every_text_comes_back(cell):
    table = Table("t", (cell,), ((cell,),))
    (head,), (told,) = csv.reader(StringIO(csv_of(table), newline=""), strict=True)
    assert not head.lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r"))
    assert unguarded(told) == unguarded(head) == cell.replace("\x00", "")
    sheet = load_workbook(BytesIO(workbook_of([table])))["t"]
    assert [c.data_type for row in sheet.iter_rows() for c in row] == ["s", "s"]
    assert [c.hyperlink for row in sheet.iter_rows() for c in row] == [None, None]
    assert sheet["A2"].value.replace("\r", "\n") == cell.replace("\x00", "").replace("\r", "\n")


def test_a_text_too_long_for_a_cell_is_refused_and_not_cut():
    table = Table("t", ("c",), (("x" * (MOST_LETTERS + 1),),))
    with pytest.raises(WorkbenchError, match="32,767"):
        workbook_of([table])
    assert "x" * (MOST_LETTERS + 1) in csv_of(table)


def test_the_same_study_gives_the_same_files(tables, walked):
    results = walked("travel")
    assert workbook_of(list(tables.values())) == workbook_of(list(tables.values()))
    slides = list(slides_of(results, Speech("fr")))
    one, other = (deck_of(slides, title="t", language="fr") for _ in range(2))
    assert one == other


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("name", ["startup", "consulting", "agency", "travel"])
def test_slides_say_the_answer_in_words_with_a_title_each_and_pictures_described(walked, name, language):
    results, say = walked(name, language), Speech(language)
    deck = Presentation(BytesIO(deck_of(list(slides_of(results, say)), title="t", language=language)))
    words = [shape.text_frame.text for slide in deck.slides for shape in slide.shapes if shape.has_text_frame]
    told = "\n".join(words)
    assert all(slide.shapes.title.text_frame.text for slide in deck.slides)
    assert all(persona.identity.name in told for persona in results.personas)
    assert say.of(results.material.brief.question) in told
    pictures = [shape for slide in deck.slides for shape in slide.shapes if shape.shape_type == 13]
    assert len(pictures) == 2
    assert all(len(picture._element._nvXxPr.cNvPr.get("descr")) > 40 for picture in pictures)
    assert say("illustrative") in told


@pytest.mark.parametrize("language", ["en", "fr"])
def test_nothing_on_a_slide_leaves_it_or_lies_over_another(walked, language):
    results = walked("consulting", language)
    deck = Presentation(BytesIO(deck_of(list(slides_of(results, Speech(language))), title="t", language=language)))
    for slide in deck.slides:
        shapes = [(s.left, s.top, s.left + s.width, s.top + s.height) for s in slide.shapes]
        assert all(
            0 <= left < right <= deck.slide_width and 0 <= top < bottom <= deck.slide_height
            for left, top, right, bottom in shapes
        )
        for (a, b, c, d), (e, f, g, h) in combinations(shapes, 2):
            assert not (a < g and e < c and b < h and f < d), "one lies over another"


@pytest.mark.soak
def test_live_formulas_in_tables_are_counted():
    live = 0
    for cell in HOSTILE:
        table = Table("t", (cell,), ((cell,),))
        sheet = load_workbook(BytesIO(workbook_of([table])))["t"]
        live += sum(c.data_type == "f" or c.hyperlink is not None for row in sheet.iter_rows() for c in row)
        told = csv.reader(StringIO(csv_of(table), newline=""), strict=True)
        live += sum(row[0].lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r")) for row in told)
    note(
        "S6",
        "Exports hold no live formula: cells and heads, in a workbook and in CSV",
        measured=live,
        of=4 * len(HOSTILE),
        anchor="pandas 4 formulas and a head in a workbook, 11 in CSV",
    )
    assert live == 0
