"""What a run is made from: any change of it is noticed, and nothing else is."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from runner.tiny.project import ROOT, make_project
from workbench.reading.name_review import COLUMNS as NAME_COLUMNS
from workbench.reading.study_folder import read_brief
from workbench.reading.study_inputs import input_files
from workbench.reading.suggestion_file import COLUMNS as SUGGESTION_COLUMNS
from workbench.runner import identity
from workbench.runner.identity import identity_of
from workbench.study import Study

OPENED = """
import json, sys
from pathlib import Path
folder = Path(sys.argv[1]).resolve()
seen = set()
def hook(event, given):
    if event == "open" and isinstance(given[0], (str, Path)):
        path = Path(given[0]).resolve()
        if path.is_relative_to(folder) and path.is_file():
            seen.add(str(path))
from workbench.reading.study_folder import read_material
sys.addaudithook(hook)
read_material(str(folder))
print(json.dumps(sorted(seen)))
"""


def _study_with_everything(folder: Path) -> Path:
    study = make_project(folder) / "one"
    (study / "names.csv").write_text(",".join(NAME_COLUMNS), "utf-8")
    (study / "suggestions.csv").write_text(",".join(SUGGESTION_COLUMNS), "utf-8")
    shutil.copytree(ROOT / "personas/travel", study / "before")
    with (study / "study.yml").open("a", encoding="utf-8") as file:
        file.write("previous: before\n")
    return study


@pytest.mark.parametrize("name", ["travel", "startup", "consulting", "agency", "own"])
def test_every_file_that_reading_opens_is_an_input(name, tmp_path):
    from workbench.reading.study_folder import find_study

    folder = _study_with_everything(tmp_path) if name == "own" else find_study(name)
    done = subprocess.run([sys.executable, "-c", OPENED, str(folder)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    known = {str(path.resolve()) for path in input_files(folder, read_brief(folder))}
    assert set(json.loads(done.stdout)) == known
    assert len(known) >= 6


def _identity(project: Path, **parameters):
    study = Study(study="one", **parameters)
    return identity_of(
        study.model_dump(mode="json"),
        folder=project / "one",
        brief=read_brief(project / "one"),
        notebooks=project / "notebooks",
        persona_folder=project / "personas/one",
    )


CHANGED = [
    "one/interviews/anna.txt",
    "one/codings.csv",
    "one/codebook.yml",
    "one/journey.yml",
    "one/participants.csv",
    "one/study.yml",
    "notebooks/3_journeys.ipynb",
]
ADDED = ["one/interviews/bert.txt", "one/names.csv", "one/suggestions.csv", "personas/one/p1.yml"]
UNRELATED = ["one/notes.txt", "notebooks/scratch.ipynb", "reports/one/report.html", "personas/one/readme.txt"]


@pytest.mark.parametrize("path", CHANGED)
def test_a_changed_file_is_another_run(project, path):
    before = _identity(project)
    with (project / path).open("a", encoding="utf-8") as file:
        file.write("\n")
    assert _identity(project) != before


@pytest.mark.parametrize("path", ADDED)
def test_an_added_file_is_another_run(project, path):
    before = _identity(project)
    (project / path).parent.mkdir(parents=True, exist_ok=True)
    (project / path).write_text("x", "utf-8")
    assert _identity(project) != before


@pytest.mark.parametrize("path", UNRELATED)
def test_what_no_run_reads_changes_nothing(project, path):
    before = _identity(project)
    (project / path).parent.mkdir(parents=True, exist_ok=True)
    (project / path).write_text("x", "utf-8")
    assert _identity(project) == before


def test_each_parameter_is_part_of_it(project):
    others = {
        "language": "fr",
        "seed": 2,
        "n_journeys": 500,
        "max_segments": 2,
        "resamples": 50,
        "sharing": "team",
        "k_team": 6,
        "k_shared": 12,
        "as_of": "2026-01-01",
    }
    assert set(others) == set(Study.model_fields) - {"study", "persona_files"}
    made = {_identity(project).fixed} | {_identity(project, **{name: value}).fixed for name, value in others.items()}
    assert len(made) == 1 + len(others)


def test_workbench_and_libraries_are_part_of_it(project, monkeypatch):
    made = {_identity(project)}
    monkeypatch.setattr(identity, "workbench_digest", lambda: "other source")
    made.add(_identity(project))
    monkeypatch.setattr(identity, "libraries", lambda: {"numpy": "0"})
    made.add(_identity(project))
    assert len(made) == 3


def test_the_libraries_are_those_the_project_names():
    assert {"python", "numpy", "papermill", "jinja2"} <= set(identity.libraries())
    assert "pytest" not in identity.libraries()


def test_a_compiled_file_is_no_source(tmp_path):
    identity.workbench_digest.cache_clear()
    before = identity.workbench_digest()
    cache = Path(identity.__file__).parent / "__pycache__" / "left.nbi"
    cache.parent.mkdir(exist_ok=True)
    cache.write_text("x", "utf-8")
    try:
        identity.workbench_digest.cache_clear()
        assert identity.workbench_digest() == before
    finally:
        cache.unlink()


def test_where_a_study_lies_is_no_part_of_it(tmp_path):
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
    assert _identity(make_project(tmp_path / "a")) == _identity(make_project(tmp_path / "b"))
