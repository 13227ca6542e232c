"""The four notebooks, by plain papermill and nbconvert, as somebody without our command would use them."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

import nbformat
import pytest
from click.testing import CliRunner
from conftest import ROOT
from papermill.cli import papermill

from workbench.runner.notebooks import NAMES

BIN = Path(sys.executable).parent


def _run(*words: object, folder: Path = ROOT) -> subprocess.CompletedProcess[str]:
    return subprocess.run([str(w) for w in words], cwd=folder, capture_output=True, text=True, check=False, timeout=300)


@pytest.fixture(scope="module")
def executed(tmp_path_factory):
    """Return what plain papermill makes of a notebook, executed once for all tests."""
    folder = tmp_path_factory.mktemp("executed")

    @cache
    def run(name):
        out = folder / f"{name}.ipynb"
        parameters = ("-p", "study", "travel", "-p", "persona_files", folder / name, "-p", "n_journeys", 500)
        return out, _run(BIN / "papermill", ROOT / "notebooks" / f"{name}.ipynb", out, *parameters)

    return run


@pytest.mark.parametrize("name", [*(pytest.param(name, marks=pytest.mark.soak) for name in NAMES[:-1]), NAMES[-1]])
def test_plain_papermill_runs_each_notebook_on_its_own(executed, name):
    out, done = executed(name)
    assert done.returncode == 0, done.stderr
    code = [cell for cell in nbformat.read(out, 4).cells if cell.cell_type == "code"]
    assert all(output.output_type != "error" for cell in code for output in cell.outputs)
    streams = [output.text for cell in code for output in cell.outputs if output.output_type == "stream"]
    assert not streams, "a notebook that prints or warns puts it into somebody's report"


def test_nbconvert_with_our_template_turns_a_notebook_into_a_page(executed, tmp_path):
    out = Path(shutil.copy(executed("2_personas")[0], tmp_path))
    done = _run(BIN / "jupyter", "nbconvert", "--to", "workbench", out, folder=tmp_path)
    assert done.returncode == 0, done.stderr
    page = out.with_suffix(".html").read_text("utf-8")
    assert "Content-Security-Policy" in page
    assert re.search(r'<html lang="?fr"?>', page)
    assert re.search(r'id="?people"?[ >]', page)
    assert "import " not in page.split("<main>")[1], "code is not for stakeholders"
    assert "<script" not in page


@pytest.mark.parametrize("name", NAMES)
def test_papermill_explains_every_parameter(name):
    told = CliRunner().invoke(papermill, ["--help-notebook", str(ROOT / "notebooks" / f"{name}.ipynb")]).output
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
