"""Maps on paper: every sheet of A3 holds its part at full size, and nothing is left out."""

import pytest
from maps import overlaps, parsed, sample_sheet, text_boxes

from workbench.analysis.map_sheet import MapKind
from workbench.figures.map_paper import WIDTH, on_paper
from workbench.language import Speech

TALLEST = 1032.0
"""Height between the margins of A3 in landscape, in pixels."""


@pytest.fixture(params=[("travel", "fr"), ("startup", "en")], ids=["travel", "startup"], scope="module")
def sample(request):
    return request.param


@pytest.fixture(params=MapKind, scope="module")
def printed(sample, request):
    name, language = sample
    sheet = sample_sheet(name, request.param, language)
    return sheet, on_paper(sheet, Speech(language)), Speech(language)


def test_every_picture_fits_the_paper(printed):
    _, figures, _ = printed
    for figure in figures:
        root = parsed(figure.svg)
        assert float(root.get("width")) <= WIDTH
        rows = {row[0] for row in figure.table}
        assert float(root.get("height")) <= TALLEST or len(rows) <= 5, figure.caption


def test_every_column_and_item_is_on_some_picture(printed):
    sheet, figures, _ = printed
    words = "".join("".join(box[0].split()) for figure in figures for box in text_boxes(figure.svg))
    texts = [column.label for column in sheet.columns]
    texts += [item.text for lane in sheet.lanes for cell in lane.cells for item in cell.items]
    assert [text for text in texts if "".join(text.split()) not in words] == []


def test_a_low_paper_takes_a_lane_at_a_time(sample, monkeypatch):
    name, language = sample
    monkeypatch.setattr("workbench.figures.map_paper.HEIGHT", 200.0)
    for kind in MapKind:
        sheet = sample_sheet(name, kind, language)
        figures = on_paper(sheet, Speech(language))
        assert len(figures) >= len(sheet.lanes)
        assert [overlaps(text_boxes(figure.svg)) for figure in figures] == [[]] * len(figures)


def test_nothing_touches_on_paper_either(printed):
    _, figures, _ = printed
    assert [overlaps(text_boxes(figure.svg)) for figure in figures] == [[]] * len(figures)


def test_every_way_out_is_told(printed):
    sheet, figures, say = printed
    words = "".join("".join(box[0].split()) for figure in figures for box in text_boxes(figure.svg))
    for arrow in sheet.arrows:
        if arrow.to is None:
            assert "".join(f"{arrow.label} {say.percent(arrow.p)}".split()) in words
