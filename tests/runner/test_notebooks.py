"""The four notebooks, by plain papermill and nbconvert, as somebody without our command would use them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from conftest import ROOT

from workbench.runner.notebooks import NAMES

BIN = Path(sys.executable).parent


def _run(*words: object, folder: Path = ROOT) -> subprocess.CompletedProcess[str]:
    return subprocess.run([str(w) for w in words], cwd=folder, capture_output=True, text=True, check=False, timeout=300)


@pytest.mark.parametrize("name", NAMES)
def test_plain_papermill_runs_each_notebook_on_its_own(tmp_path, name):
    out = tmp_path / "out.ipynb"
    parameters = ("-p", "study", "travel", "-p", "persona_files", tmp_path, "-p", "n_journeys", 500)
    done = _run(BIN / "papermill", ROOT / "notebooks" / f"{name}.ipynb", out, *parameters)
    assert done.returncode == 0, done.stderr
    code = [cell for cell in nbformat.read(out, 4).cells if cell.cell_type == "code"]
    assert all(output.output_type != "error" for cell in code for output in cell.outputs)
    streams = [output.text for cell in code for output in cell.outputs if output.output_type == "stream"]
    assert not streams, "a notebook that prints or warns puts it into somebody's report"


def test_nbconvert_with_our_template_turns_a_notebook_into_a_page(tmp_path):
    out = tmp_path / "out.ipynb"
    _run(BIN / "papermill", ROOT / "notebooks/2_personas.ipynb", out, "-p", "persona_files", tmp_path)
    done = _run(BIN / "jupyter", "nbconvert", "--to", "workbench", out, folder=tmp_path)
    assert done.returncode == 0, done.stderr
    page = (tmp_path / "out.html").read_text("utf-8")
    assert "Content-Security-Policy" in page
    assert '<html lang="fr">' in page
    assert 'id="people"' in page
    assert "import " not in page.split("<main>")[1], "code is not for stakeholders"
    assert "<script" not in page


@pytest.mark.parametrize("name", NAMES)
def test_papermill_explains_every_parameter(name):
    told = _run(BIN / "papermill", "--help-notebook", ROOT / "notebooks" / f"{name}.ipynb").stdout
    assert "Unknown type" not in told
    for word in ("study: str", "language: str", "seed: int", "n_journeys: int", "sample name", "seed of invented"):
        assert word in told


def test_a_notebook_opened_in_its_own_folder_writes_to_the_same_place(tmp_path):
    code = "from workbench.study import Study; print(Study().persona_folder('x'))"
    here = _run(sys.executable, "-c", code).stdout
    there = _run(sys.executable, "-c", code, folder=ROOT / "notebooks").stdout
    assert here == there == f"{ROOT / 'personas' / 'x'}\n"
    elsewhere = _run(sys.executable, "-c", code, folder=tmp_path).stdout
    assert elsewhere == f"{tmp_path / 'personas' / 'x'}\n"
