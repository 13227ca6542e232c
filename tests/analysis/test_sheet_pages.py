"""A wide map on several sheets of paper: every column once, and no way lost."""

import pytest
from maps import sample_sheet

from workbench.analysis.map_sheet import MapKind
from workbench.analysis.sheet_pages import pages_of
from workbench.language import Speech

SAY = Speech("en")


@pytest.fixture(params=MapKind, scope="module")
def sheet(request):
    return sample_sheet("consulting", request.param, "en")


@pytest.mark.parametrize("most", [1, 3, 7])
def test_every_column_is_on_one_page_in_order(sheet, most):
    pages = pages_of(sheet, SAY, most=most)
    assert tuple(column for page in pages for column in page.columns) == sheet.columns
    assert all(len(page.columns) <= most for page in pages)
    for page in pages:
        assert sum(stage.span for stage in page.stages) == len(page.columns)
        assert {len(lane.cells) for lane in page.lanes} <= {0, len(page.columns)}
        assert {len(line.points) for line in page.feelings} <= {len(page.columns)}


def test_a_page_ends_with_a_stage_where_one_ends_in_time(sheet):
    first = pages_of(sheet, SAY)[0].columns
    later = sheet.columns[len(first) :]
    assert not later or later[0].stage != first[-1].stage or all(c.stage == first[0].stage for c in first)


def test_a_way_is_drawn_on_its_page_or_told_in_a_note(sheet):
    pages = pages_of(sheet, SAY, most=5)
    drawn = sum(len(page.arrows) for page in pages)
    told = sum(note.count(" to ") for page in pages for note in page.notes if note.startswith("Ways to other"))
    assert drawn + told - sum(note.startswith("Ways to other") for page in pages for note in page.notes) == len(
        sheet.arrows
    )
    for page in pages:
        assert all(arrow.to is None or 0 <= arrow.to < len(page.columns) for arrow in page.arrows)


def test_what_fits_stays_as_it_is(sheet):
    assert pages_of(sheet, SAY, most=99) == (sheet,)
