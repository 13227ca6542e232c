"""Engine: cells executed by Python alone, in the process of the study."""

from __future__ import annotations

import nbformat
from nbformat.v4 import new_output

from workbench.errors import RunFailed


def execute_plainly(notebook, output, parameters, *, tick):
    """Execute a notebook as papermill would, in a millisecond; a cell shows data by `show`."""
    made = nbformat.read(notebook, as_version=4)
    values = dict(parameters)
    tick()
    for index, cell in enumerate(made.cells):
        values["show"] = lambda data, cell=cell: cell.outputs.append(new_output("display_data", data))
        cell.execution_count = index + 1
        try:
            if "parameters" not in cell.metadata.get("tags", ()):
                exec(compile(cell.source, notebook.name, "exec"), values)  # noqa: S102 cells of our own
        except SystemExit:  # papermill takes it for the end of the notebook
            tick()
            break
        except BaseException as error:
            cell.outputs.append(new_output("error", ename=type(error).__name__, evalue=str(error), traceback=[]))
            nbformat.write(made, output)
            tick()
            raise RunFailed(f"{notebook.name}, cell {index}: {type(error).__name__}: {error}") from error
        tick()
    nbformat.write(made, output)
    return made
