"""What holds for every kind of map, with people asked and without."""

import pytest
from maps import mapped_sample, sample_sheet

from workbench.analysis.map_sheet import MapKind
from workbench.analysis.map_sheets import kinds_of, map_sheet_of
from workbench.analysis.mapping import LANES
from workbench.language import Speech
from workbench.model.evidence import Status

SAMPLES = ("startup", "consulting", "agency", "travel")
LANGUAGES = ("en", "fr")


@pytest.fixture(params=SAMPLES, scope="module")
def name(request):
    return request.param


@pytest.fixture(params=LANGUAGES, scope="module")
def language(request):
    return request.param


@pytest.fixture(scope="module")
def sheets(name, language):
    """Return every kind of map, with people asked and without."""
    return [
        (sample_sheet(name, kind, language, asked), f"{kind} {'asked' if asked else 'described'}")
        for kind in MapKind
        for asked in (True, False)
    ]


def items(sheet):
    return [item for lane in sheet.lanes for cell in lane.cells for item in cell.items]


def test_stages_span_the_columns_and_lanes_have_a_cell_for_each(sheets):
    for sheet, case in sheets:
        assert sum(stage.span for stage in sheet.stages) == len(sheet.columns) > 1, case
        assert {len(lane.cells) for lane in sheet.lanes} <= {0, len(sheet.columns)}, case
        assert [len(line.points) for line in sheet.feelings] == [len(sheet.columns)] * len(sheet.feelings), case
        assert [column.number for column in sheet.columns] == list(range(1, len(sheet.columns) + 1)), case


def test_an_empty_cell_says_why_and_a_full_one_does_not(sheets):
    for sheet, case in sheets:
        for lane in sheet.lanes:
            for cell in lane.cells:
                assert bool(cell.items) != bool(cell.empty), (case, lane.id)


def test_no_lane_is_named_twice(sheets):
    for sheet, case in sheets:
        names = [lane.id for lane in sheet.lanes]
        assert len(names) == len(set(names)), case


def test_what_is_said_has_people_and_a_quote_of_each_and_nothing_else_has(sheets):
    for sheet, case in sheets:
        for item in items(sheet):
            if item.mark == Status.REPORTED:
                assert 0 < item.x == len({quote.participant for quote in item.evidence}) <= item.n, case
            else:
                assert (item.x, item.n, item.evidence) == (None, None, ()), case


def test_what_is_stated_names_its_source(sheets):
    for sheet, case in sheets:
        assert [item for item in items(sheet) if item.mark == "stated" and not item.source] == [], case


def test_arrows_point_at_columns_in_the_direction_they_are_called(sheets):
    for sheet, case in sheets:
        last = len(sheet.columns) - 1
        for arrow in sheet.arrows:
            assert 0 <= arrow.start <= last, case
            assert arrow.label, case
            assert arrow.basis, case
            ways = {"back": -1, "again": 0, "ahead": 1}
            if arrow.to is None:
                assert arrow.way == "out", case
            else:
                assert 0 <= arrow.to <= last, case
                assert ways[arrow.way] == (arrow.to > arrow.start) - (arrow.to < arrow.start), case
                assert arrow.to != arrow.start + 1, case


def test_without_anybody_asked_it_is_a_hypothesis_without_people(name, language):
    for kind in MapKind:
        for asked in (True, False):
            sheet = sample_sheet(name, kind, language, asked)
            assert sheet.hypothesis is not asked, kind
            assert (Speech(language)("sheet_hypothesis") in sheet.notes) is not asked, kind
            if not asked:
                assert sheet.size == 0, kind
                assert [item for item in items(sheet) if item.x is not None] == [], kind
                assert all(point.mean is None for line in sheet.feelings for point in line.points), kind


def test_completeness_counts_filled_cells_of_required_ones(sheets):
    for sheet, case in sheets:
        assert 0 < sheet.filled <= sheet.required, case


def test_peak_is_the_strongest_feeling_of_its_line_and_end_the_last(sheets):
    for sheet, case in sheets:
        for line in sheet.feelings:
            told = any(point.mean is not None for point in line.points)
            known = {p.column: p.mean if told else p.described for p in line.points}
            known = {column: value for column, value in known.items() if value is not None}
            if not known:
                assert (line.peak, line.end) == (None, None), case
                continue
            assert abs(known[line.peak]) == max(map(abs, known.values())), case
            assert line.end == list(known)[-1], case


def test_a_sheet_is_the_same_each_time(name, language):
    material, names, maps = mapped_sample(name)
    for kind in MapKind:
        made = [
            map_sheet_of(
                kind, material.journey, say=Speech(language), maps=maps, codebook=material.codebook, names=names
            )
            for _ in range(2)
        ]
        assert made[0] == made[1]


def test_current_state_says_of_each_step_what_the_map_says(name):
    material, _, maps = mapped_sample(name)
    sheet = sample_sheet(name, MapKind.CURRENT_STATE, "en")
    labels = {material.codebook[code.id].label.en: code.id for code in material.codebook.codes}
    for lane in LANES:
        told = {
            (step.id, finding.code): (finding.holders, finding.evidence)
            for step in material.journey.steps
            for finding in maps[0].cells[step.id, lane]
        }
        row = [one for one in sheet.lanes if one.id == lane]
        cells = row[0].cells if row else ()
        shown = {
            (column.id, labels[item.text.replace("\u2019", "'")] if item.text not in labels else labels[item.text]): (
                item.x,
                item.evidence,
            )
            for column, cell in zip(sheet.columns, cells, strict=False)
            for item in cell.items
            if item.x is not None
        }
        assert shown == told


def test_the_curve_of_a_persona_is_that_of_its_map(name):
    _, _, maps = mapped_sample(name)
    (line,) = sample_sheet(name, MapKind.CURRENT_STATE, "en").feelings
    for point in line.points:
        felt = maps[0].feelings.get(point.column)
        expected = (None, 0, ()) if felt is None else (felt.mean, len(felt.people), felt.people)
        assert (point.mean, point.n, point.people) == expected


def test_a_comparison_has_a_row_and_a_curve_for_each_persona(name):
    _, names, maps = mapped_sample(name)
    sheet = sample_sheet(name, MapKind.COMPARISON, "en")
    assert [line.persona for line in sheet.feelings] == [one.persona for one in maps]
    assert [line.label for line in sheet.feelings] == list(names.values())
    for lane in ("actions", "thoughts", "pains"):
        assert [row.persona for row in sheet.lanes if row.id.startswith(lane)] == [one.persona for one in maps]
    assert sheet.size == sum(one.size for one in maps)


def test_an_experience_map_counts_everybody_once_a_stage(name):
    _, _, maps = mapped_sample(name)
    sheet = sample_sheet(name, MapKind.EXPERIENCE_MAP, "en")
    said = [item for item in items(sheet) if item.x is not None]
    assert {item.n for item in said} == {sum(one.size for one in maps)}
    assert all(len({quote.participant for quote in item.evidence}) == len(item.evidence) for item in said)
    assert [column.id for column in sheet.columns] == [stage.id for stage in sheet.stages]


def test_kinds_without_data_are_not_offered_and_say_what_to_add(name, language):
    material, names, maps = mapped_sample(name)
    bare = material.journey.model_copy(
        update={
            "day": None,
            "future": None,
            "steps": tuple(step.model_copy(update={"blueprint": None}) for step in material.journey.steps),
        }
    )
    assert kinds_of(bare) == (MapKind.CURRENT_STATE, MapKind.EXPERIENCE_MAP)
    assert kinds_of(bare, maps)[-1] is MapKind.COMPARISON
    for kind in (MapKind.DAY_IN_LIFE, MapKind.FUTURE_STATE):
        sheet = map_sheet_of(kind, bare, say=Speech(language), maps=maps, names=names)
        assert (sheet.columns, sheet.lanes, sheet.feelings) == ((), (), ())
        assert len(sheet.notes) > 0
        assert sheet.title
