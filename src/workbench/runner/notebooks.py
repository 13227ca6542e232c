"""Notebooks: where the four notebooks lie, and how one of them is executed by papermill."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

import nbformat
from nbformat import NotebookNode

from workbench.errors import RunFailed, WorkbenchError

NAMES = ("1_interviews", "2_personas", "3_journeys", "4_report")
WRITES_PERSONAS = "2_personas"
"""The notebook that writes the persona files."""
INJECTED = 1
"""Cells that executing adds: one with the parameters, after the first."""


class Execute(Protocol):
    """Way of executing a notebook: returns it executed; RunFailed when it stops.

    `tick` is called after each cell of code, one that failed and the one with the parameters included.
    """

    def __call__(
        self, notebook: Path, output: Path, parameters: dict[str, Any], *, tick: Callable[[], None]
    ) -> NotebookNode:
        """Execute a notebook and write it to `output`."""


def notebooks_folder() -> Path:
    """Return the folder of the notebooks: here, beside the source, or where the package was installed."""
    source = Path(__file__).resolve().parents[3]
    for folder in (Path("notebooks"), source / "notebooks", Path(sys.prefix) / "share/persona-workbench/notebooks"):
        if all((folder / f"{name}.ipynb").is_file() for name in NAMES):
            return folder
    raise WorkbenchError("the notebooks 1_interviews to 4_report are not here; run the command in the project's folder")


def execute(notebook: Path, output: Path, parameters: dict[str, Any], *, tick: Callable[[], None]) -> NotebookNode:
    """Execute a notebook with papermill and return it; `tick` is called after each cell.

    RunFailed when a cell raises or the kernel dies. papermill marks cells of a dead kernel completed, so nobody reads
    the verdict from the notebook. How long a cell may take is the business of whoever runs this.
    """
    import papermill  # with its kernels a second: here alone
    from nbclient.exceptions import CellTimeoutError, DeadKernelError
    from papermill.exceptions import PapermillException, PapermillExecutionError

    output.parent.mkdir(parents=True, exist_ok=True)
    with _private_sockets() as manager:
        try:
            papermill.execute_notebook(
                _as_it_is(notebook),
                _as_it_is(output),
                parameters=parameters,
                kernel_name="python3",
                progress_bar=False,
                kernel_manager_class=manager,
                on_cell_executed=lambda **_: tick(),
            )
        except PapermillExecutionError as error:
            raise RunFailed(f"{notebook.name}, cell {error.cell_index}: {error.ename}: {error.evalue}") from error
        except (PapermillException, DeadKernelError, CellTimeoutError, RuntimeError) as error:
            raise RunFailed(f"{notebook.name}: {type(error).__name__}: {error}") from error
    return read_notebook(output)


def require_complete(notebook: NotebookNode, name: str) -> None:
    """Raise RunFailed where a cell with code was never executed, or failed, whatever its way of executing says.

    papermill takes sys.exit(0) for the end of a notebook, and a tagged error for none.
    """
    for index, cell in enumerate(notebook.cells):
        if cell.cell_type != "code" or not cell.source.strip():
            continue
        wrong = [output for output in cell.outputs if output.output_type == "error"]
        if wrong:
            raise RunFailed(f"{name}.ipynb, cell {index}: {wrong[0].ename}: {wrong[0].evalue}")
        if cell.execution_count is None:
            raise RunFailed(f"{name}.ipynb, cell {index}: NotExecuted: the notebook ended before this cell")


def cells(notebook: Path) -> int:
    """Return the number of code cells that are executed, for progress."""
    return INJECTED + len([cell for cell in read_notebook(notebook).cells if cell.cell_type == "code"])


def read_notebook(path: Path) -> NotebookNode:
    """Return a notebook as it lies on disk."""
    found: NotebookNode = nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]
    return found


def notebook_text(notebook: NotebookNode) -> str:
    """Return a notebook as its file holds it."""
    text: str = nbformat.writes(notebook)  # type: ignore[no-untyped-call]
    return text + "\n"


def _as_it_is(path: Path) -> str:
    """Return a path in which papermill finds no place to fill in."""
    return str(path).replace("{", "{{").replace("}", "}}")


@contextmanager
def _private_sockets() -> Iterator[type]:
    """Kernels talk through files only their owner can open, not through TCP ports of the machine."""
    from jupyter_client.manager import AsyncKernelManager

    folder = tempfile.mkdtemp(prefix="wb-")

    class PrivateKernelManager(AsyncKernelManager):
        def __init__(self, **options: Any) -> None:
            super().__init__(**options)
            self.transport = "ipc"
            self.ip = f"{folder}/k"

        def format_kernel_cmd(self, extra_arguments: list[str] | None = None) -> list[str]:
            # A kernel asked to end says it was interrupted: nothing a researcher should read.
            command: list[str] = super().format_kernel_cmd([*(extra_arguments or []), "--log-level=50"])
            return command

    try:
        yield PrivateKernelManager
    finally:
        shutil.rmtree(folder, ignore_errors=True)
