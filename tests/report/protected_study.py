"""A study of people who have to be protected, and its page."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest
from nbformat import v4

from workbench import walk
from workbench.reading.study_folder import find_study
from workbench.report.gate.kept import Kept, kept_of
from workbench.report.page import PageExporter
from workbench.report.sections import Report
from workbench.study import Study

KEY = b"a key of thirty-two bytes, no les"


@dataclass(frozen=True)
class Protected:
    """The study, what it keeps, and the text of its page, which passes; `part` is one of a few sections."""

    study: Study
    kept: Kept
    page: str
    part: str


def cells_of(results):
    """Return the cells of a report notebook, as Jupyter would hold them after it ran."""
    sections = ({"text/html": s._repr_html_()} | s._repr_mimebundle_() for s in Report(results))
    return [v4.new_code_cell("", outputs=[v4.new_output("display_data", data)]) for data in sections]


def page_of(cells, **metadata):
    text, _ = PageExporter().from_notebook_node(v4.new_notebook(cells=cells, metadata=metadata))
    return text


def protected_study(folder):
    """Return a copy of a sample whose people are taken for real ones."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("WORKBENCH_KEY_FILE", str(folder / "own.key"))
        (folder / "own.key").write_bytes(KEY)
        copy = Path(shutil.copytree(find_study("startup"), folder / "startup"))
        brief = (copy / "study.yml").read_text("utf-8")
        (copy / "study.yml").write_text(brief.replace("illustrative: true", "illustrative: false"), "utf-8")
        study = Study(study=str(copy), n_journeys=100, resamples=20, persona_files="secret-project")
        results = walk.results(study)
        assert not results.material.brief.illustrative
        cells = cells_of(results)
        return Protected(study, kept_of(study), page_of(cells), page_of([cells[0], cells[-1]]))
