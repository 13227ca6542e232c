"""Running studies: the verdict is true, other studies go on, old reports stay."""

from __future__ import annotations

import json
import re

import nbformat
import pytest
from conftest import ROOT

from workbench.errors import RunFailed
from workbench.runner.batch import run_studies
from workbench.runner.notebooks import execute
from workbench.study import Study


@pytest.fixture
def notebook(tmp_path):
    """Return a function that writes a notebook of one cell."""

    def write(source: str):
        path = tmp_path / "one.ipynb"
        kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
        nbformat.write(nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source)], metadata=kernel), path)
        return path

    return write


def test_a_study_runs_to_its_report_and_the_others_go_on(tmp_path, monkeypatch):
    monkeypatch.chdir(ROOT)
    files = {"persona_files": str(tmp_path / "personas"), "n_journeys": 500}
    studies = [Study(study="no-such-study", **files), Study(study="startup", language="fr", **files)]
    missing, made = run_studies(studies, tmp_path / "out")
    assert missing.report is None
    assert "no study here" in missing.reason
    assert made.report is not None
    page = made.report.read_text("utf-8")
    assert re.search(r'<html lang="?fr"?>', page)
    card = json.loads((made.report.parent / "card.json").read_text("utf-8"))
    assert card["participants"] == 10
    index = (tmp_path / "out" / "index.html").read_text("utf-8")
    assert "startup/report.html" in index
    assert card["title"] in index
    assert str(tmp_path) not in page
    assert str(ROOT) not in page
    assert made.sharing == "may be shared"
    left = json.loads((made.report.parent / "sharing.json").read_text("utf-8"))
    assert left["shareable"] is True
    assert left["parameters"]["study"] == "startup"


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("1 / 0", "ZeroDivisionError"),
        ("import os; os._exit(3)", "DeadKernel"),
        ("import os; os.kill(os.getpid(), 9)", "Dead"),
    ],
)
def test_a_notebook_that_stops_is_a_failed_run_whatever_its_cells_say(notebook, tmp_path, source, told):
    with pytest.raises(RunFailed, match=told):
        execute(notebook(source), tmp_path / "out.ipynb", {}, tick=lambda: None)


def test_a_failed_study_leaves_the_old_report(tmp_path, monkeypatch):
    monkeypatch.chdir(ROOT)
    own = tmp_path / "out" / "travel"
    own.mkdir(parents=True)
    (own / "report.html").write_text("old", "utf-8")
    monkeypatch.setattr("workbench.runner.batch.execute", _fails)
    (verdict,) = run_studies([Study(study="travel")], tmp_path / "out")
    assert verdict.report is None
    assert verdict.reason == "stopped"
    assert (own / "report.html").read_text("utf-8") == "old"


def _fails(*_: object, **__: object) -> None:
    raise RunFailed("stopped")
