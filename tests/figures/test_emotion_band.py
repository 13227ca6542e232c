"""The curve inside a map: everybody drawn, intervals where there are any, names that never touch."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from maps import overlaps, parsed, text_boxes

from workbench.analysis.map_sheet import Column, Feeling, FeelingLine, LaneRow, MapKind, MapSheet, StageSpan
from workbench.analysis.sheet_feelings import extremes
from workbench.figures.map_kinds import draw_map
from workbench.language import Speech

SVG = "{http://www.w3.org/2000/svg}"
VALUES = st.none() | st.floats(-2, 2).map(lambda value: round(value, 2))


def line(*points, label="Ann", persona="p1"):
    return FeelingLine(persona, label, 9, tuple(points), *extremes(points))


def point(place, mean=None, **fields):
    return Feeling(f"c{place}", mean, n=len(fields.get("people", ())), **fields)


def sheet(*lines, kind=MapKind.CURRENT_STATE):
    columns = tuple(Column(one.column, one.column, "s", number=i) for i, one in enumerate(lines[0].points, 1))
    return MapSheet(
        kind=kind,
        title="Found.",
        about="About.",
        persona="p1",
        size=9,
        version="1",
        stages=(StageSpan("s", "Stage", len(columns)),),
        columns=columns,
        lanes=(LaneRow("emotions", "Emotions", ()),),
        feelings=lines,
    )


def picture(*lines, **fields):
    """Return these curves as a map."""
    return parsed(draw_map(sheet(*lines, **fields), Speech("en")).svg)


def test_every_person_is_a_dot_and_those_who_feel_the_same_a_larger_one():
    felt = point(0, 0.0, people=(-1.0, 1.0, 1.0, 1.0), low=-1.0, high=1.0)
    alone = point(1, 1.0, people=(1.0,))
    dots = [float(dot.get("r")) for dot in picture(line(felt, alone)).iter(f"{SVG}circle") if dot.get("fill-opacity")]
    one, many, single, *_ = dots
    assert many > one == single


def test_an_interval_is_drawn_where_there_is_one():
    wide, none = point(0, 0.0, people=(0.0,) * 3, low=-1.0, high=1.0), point(1, 1.0, people=(1.0,))
    bars = [
        len([bar for bar in picture(line(*points)).iter(f"{SVG}rect") if bar.get("width") == "16"])
        for points in ((wide, none), (none, point(1, 0.0, people=(0.0,))))
    ]
    assert bars == [1, 0]


def test_the_line_breaks_where_nobody_told_and_is_dashed_where_it_is_only_described():
    told = [point(i, value, people=(value,)) for i, value in enumerate((1.0, 0.0))]
    more = [point(i, value, people=(value,)) for i, value in enumerate((1.0, 2.0), 3)]
    lines = list(picture(line(*told, point(2), *more)).iter(f"{SVG}polyline"))
    assert [one.get("stroke-dasharray") for one in lines] == [None, None]
    described = [point(i, described=float(i), basis="assumed") for i in range(3)]
    (dashed,) = picture(line(*described)).iter(f"{SVG}polyline")
    assert dashed.get("stroke-dasharray")


def test_a_wanted_curve_is_marked_only_where_it_leaves_the_one_of_today():
    today = line(*(point(i, 0.0, people=(0.0,)) for i in range(4)), label="Today")
    wanted = [point(i, described=value, basis="assumed") for i, value in enumerate((0.0, 0.0, 2.0, 0.0))]
    drawn = picture(today, line(*wanted, label="Wanted", persona=""), kind=MapKind.FUTURE_STATE)
    ways = [path for path in drawn.iter(f"{SVG}path") if path.get("stroke-dasharray") == "6 4"]
    assert len(ways) == 2


@given(st.lists(st.tuples(VALUES, VALUES), min_size=1, max_size=6), st.sampled_from(["en", "fr"]))
@settings(max_examples=60)
def test_names_of_peaks_and_ends_never_touch(values, language):
    told = [point(i, mean, people=(mean,) if mean is not None else ()) for i, (mean, _) in enumerate(values)]
    wanted = [
        point(i, described=then, basis="assumed" if then is not None else "") for i, (_, then) in enumerate(values)
    ]
    made = sheet(line(*told, label="Today"), line(*wanted, label="Wanted"), kind=MapKind.FUTURE_STATE)
    assert overlaps(text_boxes(draw_map(made, Speech(language)).svg)) == []


@pytest.mark.parametrize(("values", "found"), [((1.0, -2.0, 0.5), ("c1", "c2")), ((None, None), (None, None))])
def test_the_peak_is_the_strongest_and_the_end_the_last(values, found):
    assert extremes([point(i, value) for i, value in enumerate(values)]) == found
