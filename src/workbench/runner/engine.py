"""Engine: papermill's `--engine workbench`, cells run in a process forked from papermill's own, without a kernel."""

from __future__ import annotations

from typing import Any

from papermill.engines import Engine, NotebookExecutionManager


class WorkbenchEngine(Engine):  # type: ignore[misc]  # papermill has no types
    """Runs notebooks in Python; modules that papermill's process has imported are there at once.

    A cell that leaves by `sys.exit` has failed, whatever the status: papermill's own engine takes
    `sys.exit(0)` for the end of a notebook.
    """

    @classmethod
    def execute_managed_notebook(
        cls,
        nb_man: NotebookExecutionManager,
        kernel_name: str,  # noqa: ARG003 papermill's signature; it is always Python
        **options: Any,
    ) -> None:
        """Run the cells; `nb_man` is told of each that starts and ends, and saves it.

        PapermillExecutionError for `sys.exit`, CellTimeoutError for a cell that takes more than
        `execution_timeout` seconds, DeadKernelError where the process of the cells ended before them.
        """
        # papermill imports this module while it is itself imported: the rest has to wait.
        from workbench.runner.forked_cells import run_forked

        run_forked(nb_man, options)
