"""Findings of maps: what a sentence over a picture says is so in the picture."""

from __future__ import annotations

import pytest

from workbench.analysis.map_sheet import Feeling, FeelingLine, MapKind
from workbench.analysis.map_sheets import map_sheet_of
from workbench.analysis.sheet_cells import opened
from workbench.analysis.sheet_feelings import FEW, beside, extremes, feeling_finding
from workbench.analysis.sheet_ground import Ground
from workbench.figures.map_kinds import draw_map
from workbench.language import Speech
from workbench.reading.journey_files import sector_journey

SECTORS = ("retail", "travel_agency", "bank")


@pytest.fixture(params=["en", "fr"])
def say(request):
    """Return both languages by turns."""
    return Speech(request.param)


def found(say, values):
    points = tuple(Feeling(f"c{i}", described=value, basis="inferred") for i, value in enumerate(values))
    line = FeelingLine("", "x", 0, points, *extremes(points))
    labels = {point.column: f"place {point.column}" for point in points}
    return feeling_finding(line, labels, Ground(sector_journey("retail"), say))


def test_a_peak_that_stands_alone_names_no_other(say):
    assert "place c1" in found(say, [1, -2, 1, 0])
    assert "place c0" not in found(say, [1, -2, 1, 0])


def test_places_as_strong_as_the_peak_are_named(say):
    told = found(say, [2, 0, -2, 1])
    assert say("sheet_as_strong_one", step="place c2", value=say.signed(-2, 0)) in told


def line_of(values):
    points = tuple(Feeling(f"c{i}", described=value, basis="assumed") for i, value in enumerate(values))
    return FeelingLine("", "x", 0, points, *extremes(points))


def test_a_peak_wanted_as_strong_elsewhere_stands_where_today_s_does_and_else_where_it_is():
    today = line_of([0, 1, -2])
    assert line_of([2, 0, -2]).peak == "c0"
    assert beside(line_of([2, 0, -2]), today).peak == "c2"
    assert beside(line_of([2, 0, -1]), today).peak == "c0"
    assert beside(line_of([None, None, None]), today).peak is None


def test_every_cell_of_a_description_begins_with_a_capital_and_names_stay_as_written(say):
    for name in SECTORS:
        for kind in MapKind:
            sheet = map_sheet_of(kind, sector_journey(name), say=say)
            texts = [item.text for lane in sheet.lanes for cell in lane.cells for item in cell.items]
            assert all(not text[0].islower() or text[1:2].isupper() for text in texts)
    assert opened("eBay") == "eBay"
    assert opened("étape") == "Étape"


def test_many_places_as_strong_are_counted(say):
    told = found(say, [1] * (FEW + 2))
    assert say("sheet_as_strong_often", n=FEW + 1) in told


@pytest.mark.parametrize("name", SECTORS)
def test_a_curve_nobody_told_is_not_called_a_mean_of_people(say, name):
    for kind in (MapKind.CURRENT_STATE, MapKind.DAY_IN_LIFE, MapKind.FUTURE_STATE, MapKind.EXPERIENCE_MAP):
        caption = draw_map(map_sheet_of(kind, sector_journey(name), say=say), say).caption
        assert say("sheet_caption_described") in caption
        assert say("sheet_caption_feelings") not in caption


@pytest.mark.parametrize("name", SECTORS)
def test_the_aim_ends_before_the_counts_begin(say, name):
    journey = sector_journey(name)
    title = map_sheet_of(MapKind.FUTURE_STATE, journey, say=say).title
    assert f"{say.of(journey.future.goal).rstrip('.')}. " in title
