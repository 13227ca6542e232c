"""Told parameters: an executed notebook that says what was asked for, not where another machine kept its files."""

from __future__ import annotations

from nbformat import NotebookNode
from papermill.translators import PythonTranslator

from workbench.study import Study

INJECTED_TAG = "injected-parameters"


def tell_asked(notebook: NotebookNode, used: Study, asked: Study) -> None:
    """Let a notebook name the folder of persona files that was asked for, in place of the one that was used."""
    there, here = (f"persona_files = {PythonTranslator.translate(study.persona_files)}" for study in (used, asked))
    for cell in notebook.cells:
        if INJECTED_TAG in cell.metadata.get("tags", ()):
            cell.source = cell.source.replace(there, here)
    parameters = notebook.metadata.get("papermill", {}).get("parameters", {})
    if "persona_files" in parameters:
        parameters["persona_files"] = asked.persona_files
