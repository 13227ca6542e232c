"""A small shop: its day, its future, its blueprint and its hypothesis, cell by cell."""

import pytest
from maps import both, remark, with_all_parts

from workbench.analysis.current_state import current_state
from workbench.analysis.day_sheet import hour
from workbench.analysis.map_sheet import MapKind
from workbench.analysis.map_sheets import map_sheet_of
from workbench.analysis.mapping import map_people
from workbench.analysis.sheet_ground import Ground
from workbench.language import Speech
from workbench.model.journey import Journey

SAY = Speech("en")


@pytest.fixture(scope="module")
def shop(journey):
    return with_all_parts(journey, ["leak"])


@pytest.fixture(scope="module")
def told(interview, coding, codebook, shop):
    """Map four people: three say that it leaks at the first step, one that it is dear at the last."""
    people = [interview("It leaks. It is dear.", document=f"i{n}", participant=f"P-{n}") for n in range(1, 5)]
    book = codebook({"id": "leak", "kind": "pain_point"}, {"id": "dear", "kind": "objection"})
    codings = [coding(person, "leak", "It leaks.", step="look", emotion=-1) for person in people[:3]]
    codings.append(coding(people[3], "dear", "It is dear.", step="use", emotion=-2))
    names = [f"P-{n}" for n in range(1, 5)]
    return map_people(names, shop, codings, book, language="en", persona="p1"), book


@pytest.fixture(scope="module")
def sheet(shop, told):
    def make(kind, *, asked=True):
        journey_map, book = told
        maps = (journey_map,) if asked else ()
        return map_sheet_of(kind, shop, say=SAY, maps=maps, codebook=book, names={"p1": "Ann"})

    return make


def texts(sheet, lane, column):
    places = [one.id for one in sheet.columns]
    return [item.text for item in sheet.lane(lane).cells[places.index(column)].items]


def test_quotes_come_before_the_description_and_both_say_how_they_are_known(shop, told):
    journey_map, book = told
    content = shop.model_dump(mode="json", by_alias=True, exclude_unset=True)
    content["steps"][0]["pain_points"] = [remark("Far away", "inferred")]
    made = current_state(Ground(Journey.model_validate(content), SAY, book, {"p1": "Ann"}), journey_map)
    first = made.lane("pains").cells[0].items
    assert [(item.text, item.mark, item.x, item.n) for item in first] == [
        ("leak", "reported", 3, 4),
        ("Far away", "inferred", None, None),
    ]


def test_a_cell_nobody_filled_says_that_there_is_no_evidence(sheet):
    made = sheet(MapKind.CURRENT_STATE)
    assert made.lane("pains").cells[1].empty == "no evidence (n = 0)"
    assert made.lane("goal").cells[1].empty == SAY("sheet_not_described")


def test_perception_is_a_lane_of_its_own(sheet):
    made = sheet(MapKind.CURRENT_STATE)
    assert texts(made, "perception", "look") == ["Looks serious"]
    assert texts(made, "goal", "look") == ["Know whether it is worth it"]
    assert made.lane("goal").cells[0].items[0].source == "S0 9.9"


def test_the_lanes_of_the_current_state_are_those_of_the_field(sheet):
    assert [lane.id for lane in sheet(MapKind.CURRENT_STATE).lanes] == [
        *("goal", "actions", "thoughts", "emotions", "perception", "touchpoints", "channels"),
        *("pains", "opportunities", "kpi", "owner"),
    ]


def test_nobody_asked_leaves_actions_as_the_steps_are_called(sheet):
    made = sheet(MapKind.CURRENT_STATE, asked=False)
    assert texts(made, "actions", "buy") == ["Buy"]
    assert {item.mark for cell in made.lane("actions").cells for item in cell.items} == {"stated"}


def test_the_clock_is_read_in_hours():
    assert hour("07:30") == pytest.approx(7.5)
    assert hour("00:00") == 0


def test_a_day_goes_by_the_clock_with_and_without_the_firm(sheet):
    made = sheet(MapKind.DAY_IN_LIFE)
    assert [column.at for column in made.columns] == pytest.approx([7.5, 12.25, 21.0])
    assert [stage.label for stage in made.stages] == ["Morning", "Afternoon", "Evening"]
    assert [column.tag for column in made.columns] == ["", "step 1", "step 3"]
    firm = made.lane("firm").cells
    assert firm[0].empty == SAY("sheet_without_firm")
    assert [item.text for item in firm[1].items][:1] == ["Look"]
    assert "2 of 3" in made.title


def test_a_moment_shows_the_quotes_of_its_codes_alone(sheet):
    said = sheet(MapKind.DAY_IN_LIFE).lane("said").cells
    assert [[(item.text, item.x, item.n) for item in cell.items] for cell in said] == [[], [("leak", 3, 4)], []]
    assert said[0].empty == "no evidence (n = 0)"


def test_a_future_tells_of_each_step_what_becomes_of_it(sheet):
    made = sheet(MapKind.FUTURE_STATE)
    assert [(column.id, column.tag) for column in made.columns] == [
        ("look", "changes"),
        ("anew", "new"),
        ("then", "new"),
        ("buy", "dropped"),
        ("use", "as today"),
    ]
    assert [cell.empty for cell in made.lane("change").cells][-1] == SAY("sheet_unchanged")
    assert texts(made, "target", "look") == ["Half as many calls"]
    assert "version 1.0" in made.about


def test_a_future_feels_as_today_where_nothing_changes(sheet):
    today, wanted = sheet(MapKind.FUTURE_STATE).feelings
    assert [point.value for point in today.points] == [-1.0, None, None, None, -2.0]
    assert [point.value for point in wanted.points] == [2.0, None, None, None, -2.0]
    assert all(point.mean is None for point in wanted.points)


def test_steps_that_do_not_change_do_not_count_as_gaps(sheet):
    made = sheet(MapKind.FUTURE_STATE)
    assert made.required == 3 * 4


def test_the_blueprint_has_its_rows_and_three_lines_in_order(sheet):
    made = sheet(MapKind.SERVICE_BLUEPRINT)
    assert [(lane.id, lane.line) for lane in made.lanes] == [
        ("evidence", ""),
        ("actions", "Line of interaction"),
        ("frontstage", "Line of visibility"),
        ("backstage", "Line of internal interaction"),
        ("support", ""),
        ("means", ""),
    ]
    assert [item.tag for item in made.lane("means").cells[0].items] == [
        "people",
        "policies",
        "technologies",
        "processes",
    ]
    assert made.lane("frontstage").cells[0].items[0].mark == "stated"


def test_experience_of_one_stage_joins_the_people_of_its_steps(sheet):
    made = sheet(MapKind.EXPERIENCE_MAP)
    (column,) = made.columns
    assert "4 of 4" in column.note
    assert [(item.text, item.x) for item in made.lane("pains").cells[0].items] == [("leak", 3), ("dear", 1)]
    (point,) = made.feelings[0].points
    assert (point.n, point.mean) == (4, pytest.approx(-1.25))


def test_a_stage_without_steps_has_no_column(shop, told):
    content = shop.model_dump(mode="json", by_alias=True, exclude_unset=True)
    content["stages"].append({"id": "none", "canonical": "advocacy", "label": both("None")})
    made = map_sheet_of(MapKind.EXPERIENCE_MAP, Journey.model_validate(content), say=SAY, maps=(told[0],))
    assert [column.id for column in made.columns] == ["all"]
