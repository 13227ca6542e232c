"""Notebooks: where the four notebooks lie, and how one of them is executed."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import nbformat
import papermill
from jupyter_client.manager import AsyncKernelManager
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from nbformat import NotebookNode
from papermill.exceptions import PapermillException, PapermillExecutionError

from workbench.errors import RunFailed, WorkbenchError

NAMES = ("1_interviews", "2_personas", "3_journeys", "4_report")
CELL_LIMIT = 600
"""Seconds a cell may take."""


def notebooks_folder() -> Path:
    """Return the folder of the notebooks: here, beside the source, or where the package was installed."""
    source = Path(__file__).resolve().parents[3]
    for folder in (Path("notebooks"), source / "notebooks", Path(sys.prefix) / "share/persona-workbench/notebooks"):
        if all((folder / f"{name}.ipynb").is_file() for name in NAMES):
            return folder
    raise WorkbenchError("the notebooks 1_interviews to 4_report are not here; run the command in the project's folder")


def execute(notebook: Path, output: Path, parameters: dict[str, Any], *, tick: Callable[[], None]) -> NotebookNode:
    """Execute a notebook with papermill and return it; `tick` is called after each cell.

    RunFailed when a cell raises, the kernel dies or a cell takes more than ten minutes. papermill
    marks cells of a dead kernel completed, so nobody reads the verdict from the notebook.
    """
    output.parent.mkdir(parents=True, exist_ok=True)
    with _private_sockets() as manager:
        try:
            papermill.execute_notebook(
                str(notebook),
                str(output),
                parameters=parameters,
                kernel_name="python3",
                progress_bar=False,
                execution_timeout=CELL_LIMIT,
                kernel_manager_class=manager,
                on_cell_executed=lambda **_: tick(),
            )
        except PapermillExecutionError as error:
            raise RunFailed(f"{notebook.name}, cell {error.cell_index}: {error.ename}: {error.evalue}") from error
        except (PapermillException, DeadKernelError, CellTimeoutError, RuntimeError) as error:
            raise RunFailed(f"{notebook.name}: {type(error).__name__}: {error}") from error
    return _read(output)


def cells(notebook: Path) -> int:
    """Return the number of code cells, for progress."""
    return sum(cell.cell_type == "code" for cell in _read(notebook).cells)


def _read(path: Path) -> NotebookNode:
    found: NotebookNode = nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]
    return found


@contextmanager
def _private_sockets() -> Iterator[type[AsyncKernelManager]]:
    """Kernels talk through files only their owner can open, not through TCP ports of the machine."""
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
