"""The walk's notebooks for one study are those of a batch run, in the study's language."""

import ast

import nbformat
import pytest
from conftest import ROOT

from workbench.language.speech import catalogue
from workbench.runner.notebooks import NAMES
from workbench.runner.own_walk import GUIDE, START, level_of, spoken, write_start, write_walk
from workbench.study import Study, workspace


def _cells(path, kind):
    return [cell for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == kind]


@pytest.mark.parametrize("name", [START, *NAMES])
def test_the_notebooks_say_what_the_catalogues_say(name):
    for cell in _cells(ROOT / "notebooks" / f"{name}.ipynb", "markdown"):
        assert cell.source == spoken(cell.id, level_of(cell), "en", "fr"), cell.id


def test_every_text_of_the_walk_belongs_to_a_cell():
    told = {cell.id for name in (START, *NAMES) for cell in _cells(ROOT / "notebooks" / f"{name}.ipynb", "markdown")}
    for language in ("en", "fr"):
        assert {key.removeprefix(GUIDE) for key in catalogue(language) if key.startswith(GUIDE)} == told


@pytest.mark.parametrize("language", ["en", "fr"])
def test_code_is_that_of_a_batch_run_but_for_the_study_and_folded_away(tmp_path, language):
    written = write_walk(tmp_path, "my-study", language)
    for path in written:
        own, plain = _cells(path, "code"), _cells(ROOT / "notebooks" / path.name, "code")
        assert all(cell.metadata.jupyter.source_hidden for cell in own)
        for mine, theirs in zip(own, plain, strict=True):
            if "parameters" in theirs.metadata.get("tags", ()):
                values = {node.target.id: ast.literal_eval(node.value) for node in ast.parse(mine.source).body}
                assert values == Study(study="my-study").model_dump()
            else:
                assert mine.source == theirs.source


def test_each_page_leads_to_the_next(tmp_path):
    for path, after in zip(*[write_walk(tmp_path, "mine", "fr")[i:] for i in (0, 1)], strict=False):
        assert f"({after.name})" in _cells(path, "markdown")[-1].source


def test_what_somebody_wrote_into_a_notebook_stays(tmp_path):
    first, *_ = write_walk(tmp_path, "mine", "fr")
    first.write_text("{}")
    write_walk(tmp_path, "mine", "fr")
    assert first.read_text() == "{}"


def test_a_name_with_quotes_becomes_no_code(tmp_path):
    (path, *_) = write_walk(tmp_path, 'a"; import os; "', "en")
    code = _cells(path, "code")[0].source
    assert {type(node) for node in ast.parse(code).body} == {ast.AnnAssign}


def test_a_folder_with_the_first_page_is_the_workspace_of_its_notebooks(tmp_path, monkeypatch):
    write_start(tmp_path, "fr")
    own = write_walk(tmp_path, "mine", "fr")[0].parent
    monkeypatch.chdir(own)
    assert workspace() == tmp_path
