"""Shell: a notebook executed in this process, as papermill and a Jupyter kernel would, without starting either."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import nbformat
from nbclient.exceptions import DeadKernelError
from nbformat import NotebookNode
from papermill.engines import NotebookExecutionManager
from papermill.exceptions import PapermillException, PapermillExecutionError
from papermill.execute import prepare_notebook_metadata, raise_for_execution_errors, remove_error_markers
from papermill.iorw import load_notebook_node
from papermill.parameterize import parameterize_notebook

from workbench.disk.whole_file import write_whole
from workbench.errors import RunFailed
from workbench.runner.cell_client import CellClient
from workbench.runner.cell_journal import CellJournal
from workbench.runner.cell_verdict import failed_cell


def execute_in_shell(
    notebook: Path, output: Path, parameters: dict[str, Any], *, tick: Callable[[], None]
) -> NotebookNode:
    """Execute a notebook in this process and return it; `tick` is called after each cell.

    Meant for a process forked from one that has its imports: the result is that of papermill with a
    kernel of its own, except for the modules that are loaded. What the cells did is in the journal
    beside `output` (see `cell_journal`) until the notebook is written, once and whole.

    RunFailed when a cell raises, leaves by `sys.exit` or asks its kernel to end. A cell that ends
    the process (`os._exit`, a crash) ends the caller too: whoever forked takes no verdict for a failure.
    """
    output.parent.mkdir(parents=True, exist_ok=True)
    try:
        made = _parameterised(notebook, output, parameters)
    except PapermillException as error:
        raise RunFailed(f"{notebook.name}: {type(error).__name__}: {error}") from error
    manager = NotebookExecutionManager(made, progress_bar=False)
    manager.notebook_start()
    with CellJournal(made, output) as journal:
        failure = _run(manager, journal, tick)
        manager.notebook_complete()
        failure = failure or _failure_of(made)
        write_whole(output, nbformat.writes(made))  # type: ignore[no-untyped-call]
        journal.done()
    if failure is None:
        return made
    if isinstance(failure, PapermillExecutionError):
        told = f"{notebook.name}, cell {failure.cell_index}: {failure.ename}: {failure.evalue}"
        raise RunFailed(told) from failure
    raise RunFailed(f"{notebook.name}: {type(failure).__name__}: {failure}") from failure


def _parameterised(notebook: Path, output: Path, parameters: dict[str, Any]) -> NotebookNode:
    made: NotebookNode = load_notebook_node(str(notebook))
    if parameters:
        made = parameterize_notebook(made, parameters, kernel_name="python3")
    made = remove_error_markers(made)
    prepare_notebook_metadata(made, str(notebook), str(output))
    return made


def _run(manager: NotebookExecutionManager, journal: CellJournal, tick: Callable[[], None]) -> Exception | None:
    client = CellClient(manager, journal.note, on_cell_executed=lambda **_: tick())
    try:
        client.execute()
    except DeadKernelError as error:
        return error
    return None


def _failure_of(notebook: NotebookNode) -> PapermillExecutionError | None:
    """Return why a notebook failed, marked in it as papermill marks it; None where it did not."""
    failed = failed_cell(notebook)
    try:
        raise_for_execution_errors(notebook, None)  # None: nothing is written here
    except PapermillExecutionError as error:
        return error
    return failed
