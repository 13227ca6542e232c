"""Scenarios kept under a name, in a file that people may edit too."""

import pytest

from workbench.errors import InputError
from workbench.model.scenario import Scenario
from workbench.reading.scenario_file import HEADER, drop_scenario, keep_scenario, read_scenarios
from workbench.reading.study_folder import find_study, read_journey

JOURNEY = read_journey(find_study("travel") / "journey.yml")
FIRST, SECOND, *_ = (action.id for action in JOURNEY.interventions)


def test_what_is_kept_is_read_again_in_order(tmp_path):
    path = tmp_path / "scenarios.yml"
    kept = [
        Scenario(name="Été : prix", interventions=(FIRST,)),
        Scenario(name="B", interventions=(FIRST, SECOND), note="n"),
    ]
    for scenario in kept:
        keep_scenario(path, scenario, JOURNEY)
    assert list(read_scenarios(path, JOURNEY)) == kept
    assert path.read_text("utf-8").startswith(HEADER)


def test_one_of_the_same_name_takes_the_others_place_and_comments_stay(tmp_path):
    path = tmp_path / "scenarios.yml"
    path.write_text(f"# mine\nscenarios:\n  - name: A  # first\n    interventions: [{FIRST}]\n", "utf-8")
    keep_scenario(path, Scenario(name="B", interventions=(SECOND,)), JOURNEY)
    keep_scenario(path, Scenario(name="B", interventions=(FIRST,)), JOURNEY)
    assert [(one.name, one.interventions) for one in read_scenarios(path, JOURNEY)] == [
        ("A", (FIRST,)),
        ("B", (FIRST,)),
    ]
    assert "# mine" in path.read_text("utf-8")
    assert "# first" in path.read_text("utf-8")
    drop_scenario(path, "A", JOURNEY)
    drop_scenario(path, "unknown", JOURNEY)
    assert [one.name for one in read_scenarios(path, JOURNEY)] == ["B"]


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("scenarios:\n  - name: A\n    interventions: [magic]\n", 3, "no intervention is called magic"),
        (
            f"scenarios:\n  - name: A\n    interventions: [{FIRST}]\n  - name: A\n    interventions: [{FIRST}]\n",
            4,
            "another",
        ),
        ("scenarios:\n  - name: A\n    interventions: []\n", 3, ""),
        ("scenarios:\n  - name: A\n    interventions: [a]\n    wish: 1\n", 4, ""),
    ],
)
def test_a_fault_is_told_with_its_line_and_nothing_is_written_over_it(tmp_path, text, line, what):
    path = tmp_path / "scenarios.yml"
    path.write_text(text, "utf-8")
    with pytest.raises(InputError) as told:
        keep_scenario(path, Scenario(name="B", interventions=(FIRST,)), JOURNEY)
    assert f"scenarios.yml:{line}" in str(told.value)
    assert what in str(told.value)
    assert path.read_text("utf-8") == text


def test_a_study_without_the_file_has_none(tmp_path):
    assert read_scenarios(tmp_path / "scenarios.yml", JOURNEY) == ()
