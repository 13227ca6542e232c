"""Cell verdict: which cell a notebook failed in, whatever its last outputs look like."""

from __future__ import annotations

from nbformat import NotebookNode
from papermill.exceptions import PapermillExecutionError


def failed_cell(notebook: NotebookNode) -> PapermillExecutionError | None:
    """Return the error of the cell that ended a notebook, `sys.exit(0)` included, which papermill lets pass."""
    for index, cell in enumerate(notebook.cells):
        if cell.metadata.get("papermill", {}).get("exception") is True:
            told = next((one for one in cell.get("outputs", ()) if one.output_type == "error"), None)
            name, value, trace = (told.ename, told.evalue, told.traceback) if told else ("CellExecutionError", "", [])
            return PapermillExecutionError(index, cell.execution_count, cell.source, name, value, trace)
    return None
