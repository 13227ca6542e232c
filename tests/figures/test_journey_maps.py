"""Every kind of map as a picture: whole, legible, nothing on anything else, and nothing left out of its table."""

from functools import cache

import pytest
from maps import mapped_sample, overlaps, parsed, sample_sheet, text_boxes, with_all_parts

from workbench.analysis.map_sheet import MapKind
from workbench.analysis.map_sheets import map_sheet_of
from workbench.figures.map_kinds import MAP_KINDS, draw_map
from workbench.figures.map_ways import levels
from workbench.language import Speech
from workbench.model.label import Label

SAMPLES = ("startup", "consulting", "agency", "travel")
SMALLEST = 12.0
"""Pixels: 9 points in print."""
LONG = "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen and a long name of many words besides"


@pytest.fixture(params=SAMPLES, scope="module")
def name(request):
    return request.param


@pytest.fixture(params=["en", "fr"], scope="module")
def language(request):
    return request.param


@pytest.fixture(params=MapKind, scope="module")
def kind(request):
    return request.param


@pytest.fixture(scope="module")
def drawn(name, language):
    """Return every kind of map, with people asked and without: its sheet, picture and the language it is said in."""
    say = Speech(language)
    sheets = [(sample_sheet(name, kind, language, asked), kind, asked) for kind in MapKind for asked in (True, False)]
    return [
        (sheet, draw_map(sheet, say), say, f"{kind} {'asked' if asked else 'described'}")
        for sheet, kind, asked in sheets
    ]


@cache
def shown(figure):
    """Return all words of a picture, as one line without spaces, whatever lines they were broken into."""
    return squeezed(" ".join(box[0] for box in text_boxes(figure.svg)))


def squeezed(text):
    return "".join(text.split())


def test_the_order_holds_every_kind_once():
    assert sorted(MAP_KINDS) == sorted(MapKind)


def test_the_picture_is_whole_xml_with_its_finding_for_a_name(drawn):
    for _, figure, _, case in drawn:
        root = parsed(figure.svg)
        assert root.get("aria-label") == figure.alt, case
        assert figure.alt[-1] in ".?!", case
        assert figure.caption, case


def test_no_two_texts_touch_and_none_leaves_the_picture(drawn):
    for _, figure, _, case in drawn:
        root = parsed(figure.svg)
        boxes = text_boxes(figure.svg)
        assert overlaps(boxes) == [], case
        width, height = float(root.get("width")), float(root.get("height"))
        outside = [box[0] for box in boxes if box[1] < 0 or box[3] > width + 1 or box[2] < 0 or box[4] > height]
        assert outside == [], case


def test_no_text_is_smaller_than_nine_points(drawn):
    for _, figure, _, case in drawn:
        root = parsed(figure.svg)
        own = [text.get("font-size") or root.get("font-size", 13) for text in root.iter() if text.tag[-4:] == "text"]
        assert min(map(float, own)) >= SMALLEST, case


def test_every_column_and_stage_is_named_whole(drawn):
    for sheet, figure, _, case in drawn:
        words = shown(figure)
        assert [c.label for c in sheet.columns if squeezed(c.label) not in words] == [], case
        assert [stage.label for stage in sheet.stages if squeezed(stage.label) not in words] == [], case


def test_every_item_is_shown_whole_with_how_many_said_it(drawn):
    for sheet, figure, say, case in drawn:
        words = shown(figure)
        items = [item for lane in sheet.lanes for cell in lane.cells for item in cell.items]
        assert [item.text for item in items if squeezed(item.text) not in words] == [], case
        counts = {say("sheet_said_by", x=item.x, n=item.n) for item in items if item.x is not None}
        assert [count for count in counts if squeezed(count) not in words] == [], case


def test_an_empty_cell_says_so(drawn):
    for sheet, figure, _, case in drawn:
        words = shown(figure)
        for lane in sheet.lanes:
            if lane.cells and not any(cell.items for cell in lane.cells):
                continue
            for cell in lane.cells:
                assert not cell.empty or squeezed(cell.empty) in words, case


def test_peak_and_end_of_every_curve_are_named(drawn):
    for sheet, figure, say, case in drawn:
        words = shown(figure)
        for line in sheet.feelings:
            if line.peak is None:
                continue
            values = {point.column: point.value for point in line.points}
            for place in (line.peak, line.end):
                whole = all(p.mean is None and not (p.value or 0.0) % 1 for one in sheet.feelings for p in one.points)
                written = [say.signed(values[place], 0 if whole else 1)]
                keys = (
                    ["sheet_peak_and_end"]
                    if line.peak == line.end
                    else ["sheet_peak" if place == line.peak else "sheet_end"]
                )
                assert any(squeezed(say(key, value=value)) in words for key in keys for value in written), case


def test_the_table_holds_every_cell_lane_by_lane(drawn):
    for sheet, figure, _, case in drawn:
        header, *rows = figure.table
        assert {len(row) for row in rows} == {len(header)} == {len(sheet.columns) + 1}, case
        assert all(cell for row in figure.table for cell in row), case
        body = iter(rows[2:])
        for lane in sheet.lanes:
            for _ in sheet.feelings if not lane.cells else [lane]:
                row = next(body)
                for cell, written in zip(lane.cells, row[1:], strict=False):
                    assert all(item.text in written for item in cell.items) if cell.items else written == cell.empty, (
                        case
                    )


def test_a_way_out_is_shown_with_its_chance_and_what_it_rests_on(drawn):
    for sheet, figure, say, case in drawn:
        words = shown(figure)
        for arrow in sheet.arrows:
            if arrow.way == "out":
                assert squeezed(f"{arrow.label} {say.percent(arrow.p)}") in words, case
                assert squeezed(say(f"basis_{arrow.basis}")) in words, case


def test_the_same_sheet_gives_the_same_bytes(drawn):
    for sheet, figure, say, case in drawn:
        assert draw_map(sheet, say) == figure, case


def test_a_comparison_shows_each_persona(name, language):
    _, names, _ = mapped_sample(name)
    words = shown(draw_map(sample_sheet(name, MapKind.COMPARISON, language), Speech(language)))
    assert [one for one in names.values() if squeezed(one) not in words] == []


def test_the_three_lines_of_the_blueprint_are_named(name, language):
    say = Speech(language)
    words = shown(draw_map(sample_sheet(name, MapKind.SERVICE_BLUEPRINT, language), say))
    for key in ("sheet_line_interaction", "sheet_line_visibility", "sheet_line_internal"):
        assert squeezed(say(key)) in words


def test_a_hypothesis_says_so_in_the_picture(name, kind, language):
    say = Speech(language)
    assert squeezed(say("sheet_hypothesis")) in shown(draw_map(sample_sheet(name, kind, language, False), say))
    assert squeezed(say("sheet_hypothesis")) not in shown(draw_map(sample_sheet(name, kind, language), say))


def test_long_names_wrap_and_grow_the_row(kind):
    material, names, maps = mapped_sample("startup")
    label = Label(en=LONG, fr=LONG)
    journey = with_all_parts(material.journey)
    long = journey.model_copy(
        update={
            "steps": tuple(
                s.model_copy(update={"label": label, "touchpoint": label, "kpi": label}) for s in journey.steps
            ),
            "stages": tuple(stage.model_copy(update={"label": label}) for stage in journey.stages),
        }
    )
    sheets = [
        map_sheet_of(
            kind, one, say=Speech("en"), maps=maps, codebook=material.codebook, names=dict.fromkeys(names, LONG)
        )
        for one in (journey, long)
    ]
    plain, grown = (draw_map(sheet, Speech("en")) for sheet in sheets)
    assert overlaps(text_boxes(grown.svg)) == []
    assert squeezed(LONG) in shown(grown)
    assert shown(grown).count(squeezed(LONG)) > shown(plain).count(squeezed(LONG))


def test_names_add_no_markup(kind):
    material, _, maps = mapped_sample("startup")
    hostile = "<script>alert('x')</script> & ]]> <b"
    journey = with_all_parts(material.journey)
    label = Label(en=hostile, fr=hostile)
    journey = journey.model_copy(update={"steps": tuple(s.model_copy(update={"label": label}) for s in journey.steps)})
    sheet = map_sheet_of(kind, journey, say=Speech("en"), maps=maps, names={"p1": hostile})
    assert "<script" not in draw_map(sheet, Speech("en")).svg


def test_a_sheet_without_columns_is_drawn_as_words(name, language):
    material, _, _ = mapped_sample(name)
    bare, say = material.journey.model_copy(update={"day": None}), Speech(language)
    sheet = map_sheet_of(MapKind.DAY_IN_LIFE, bare, say=say)
    figure = draw_map(sheet, say)
    assert squeezed(say("sheet_day_remedy")) in shown(figure)
    assert len({len(row) for row in figure.table}) == 1


def test_arrows_on_one_level_never_meet_at_a_column(name):
    arrows = [arrow for arrow in sample_sheet(name, MapKind.CURRENT_STATE, "en").arrows if arrow.to is not None]
    columns = [
        {(level, place) for place in range(min(a.start, a.to), max(a.start, a.to) + 1)}
        for a, level in zip(arrows, levels(arrows), strict=True)
    ]
    assert sum(map(len, columns)) == len(set().union(*columns))
