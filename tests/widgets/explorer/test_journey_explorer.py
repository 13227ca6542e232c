"""A journey walked and tried: what is seen here is what the report says."""

import json
import shutil

import pytest

from workbench.analysis.map_sheet import MapKind
from workbench.errors import InputError, WorkbenchError
from workbench.figures.drawing import Figure
from workbench.language.speech import Speech
from workbench.reading.study_folder import find_study
from workbench.report.levers import levers
from workbench.study import Study
from workbench.walk import results
from workbench.widgets.explorer import journey_explorer
from workbench.widgets.explorer.journey_explorer import JourneyExplorer
from workbench.widgets.explorer.talk import ExplorerTalk


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    folder = tmp_path_factory.mktemp("here") / "mine"
    shutil.copytree(find_study("travel"), folder)
    return folder


@pytest.fixture
def found(place):
    (place / "scenarios.yml").unlink(missing_ok=True)
    return results(Study(study=str(place), n_journeys=2000, resamples=20))


@pytest.fixture
def explorer(found):
    return JourneyExplorer(found)


def test_every_kind_of_map_can_be_walked_to_its_quotes(explorer):
    for kind in explorer.kinds:
        sheet = explorer.sheet(kind)
        lane = next(lane for lane in sheet.lanes if lane.cells)
        assert explorer.cell(lane.id, sheet.columns[0].id, kind=kind) == lane.cells[0]
    quoted = [item for lane in explorer.sheet().lanes for cell in lane.cells for item in cell.items if item.evidence]
    assert quoted


def test_another_persona_has_another_map(explorer):
    first, second = explorer.names
    assert explorer.sheet(persona=first) != explorer.sheet(persona=second)


def test_what_is_tried_comes_out_as_in_the_report(explorer, found):
    for shown in found.what_ifs:
        assert explorer.what_if(shown.interventions, shown.persona) == shown


def test_a_scenario_kept_stands_in_the_next_report_with_the_same_gain(explorer, place):
    actions = [action.id for action in explorer.interventions[:2]]
    tried = explorer.what_if(actions)
    explorer.keep("Deux d'un coup", actions)
    again = results(Study(study=str(place), n_journeys=2000, resamples=20))
    ((kept, compared),) = again.scenarios
    assert kept.interventions == tuple(actions)
    assert compared[0] == tried
    assert levers(again, Speech("fr"))[-1].label.startswith("Scénario Deux d")


def test_a_file_of_the_study_like_any_other(explorer, place):
    explorer.keep("A", [explorer.interventions[0].id])
    before = results(Study(study=str(place), n_journeys=2000, resamples=20)).material.digests
    assert "scenarios.yml" in before


def test_what_cannot_be_is_refused_and_nothing_is_kept(explorer, place):
    with pytest.raises(InputError, match="magic"):
        explorer.what_if(["magic"])
    with pytest.raises(InputError, match="persona"):
        explorer.what_if([explorer.interventions[0].id], "p99")
    with pytest.raises(InputError, match="name"):
        explorer.keep(" ", [explorer.interventions[0].id])
    with pytest.raises(InputError, match="at least one"):
        explorer.keep("A", [])
    assert not (place / "scenarios.yml").exists()


def test_nothing_is_kept_in_a_sample(walked):
    explorer = JourneyExplorer(walked("travel", "fr"))
    assert explorer.read_only
    with pytest.raises(WorkbenchError, match="sample"):
        explorer.keep("A", [explorer.interventions[0].id])


def test_where_nobody_sits_before_the_notebook_a_figure_stands(found):
    assert isinstance(journey_explorer(found), Figure)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_all_answers_are_plain_data_and_failures_are_told(found, language):
    talk = ExplorerTalk(JourneyExplorer(found, language))
    asked = [{"kind": "open"}]
    asked += [{"kind": "sheet", "map": str(kind), "persona": "p1"} for kind in MapKind]
    asked += [{"kind": "what_if", "persona": "p1", "actions": [talk.explorer.interventions[0].id]}]
    asked += [
        {"kind": "keep", "name": "A", "actions": [talk.explorer.interventions[0].id]},
        {"kind": "drop", "name": "A"},
    ]
    for i, one in enumerate(asked):
        told = json.loads(json.dumps(talk.answer({**one, "id": i})))
        assert told["id"] == i
        assert told["kind"] != "failed"
    assert talk.answer({"id": 9, "kind": "what_if", "persona": "p1", "actions": ["magic"]})["kind"] == "failed"
