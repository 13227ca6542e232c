"""Forked cells: those of a notebook that papermill has in hand, run in a process forked from its own."""

from __future__ import annotations

import json
import os
import select
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from typing import Any, NoReturn

from nbclient.exceptions import CellTimeoutError, DeadKernelError
from nbformat import NotebookNode, from_dict
from papermill.engines import NotebookExecutionManager
from papermill.log import logger

from workbench.runner.cell_client import CellClient
from workbench.runner.cell_verdict import failed_cell
from workbench.runner.prepared import settle

Options = dict[str, Any]


def run_forked(nb_man: NotebookExecutionManager, options: Options) -> None:
    """Run the cells of papermill's notebook; errors are those of `WorkbenchEngine`."""
    limit = options.get("execution_timeout") or options.get("timeout")
    reads, writes = os.pipe()
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
    child = os.fork()
    if not child:
        os.close(reads)
        _run(nb_man.nb, writes)
    os.close(writes)
    try:
        complete = _followed(nb_man, reads, limit, options)
    finally:
        _ended(child)
        os.close(reads)
    if not complete:
        _mark_under_way(nb_man)
        raise DeadKernelError("Kernel died")
    failed = failed_cell(nb_man.nb)
    if failed is not None and failed.ename == "SystemExit":
        raise failed


def _run(notebook: NotebookNode, writes: int) -> NoReturn:
    """Run the cells in the forked process, telling of each; leave without what the parent has to clean up."""
    status = 1
    try:
        os.setsid()  # Ctrl-C is papermill's, and whatever the cells start can be ended with them
        settle()
        manager = NotebookExecutionManager(notebook, progress_bar=False)

        def tell(what: str, index: int) -> None:
            _send(writes, {what: index, **({} if what == "started" else {"cell": notebook.cells[index]})})

        try:
            CellClient(manager, tell).execute()
            _send(writes, {"metadata": notebook.metadata})
            status = 0
        except DeadKernelError as error:
            _send(writes, {"dead": str(error)})
    finally:
        os._exit(status)


def _send(handle: int, message: dict[str, Any]) -> None:
    content = json.dumps(message).encode() + b"\n"
    while content:
        content = content[os.write(handle, content) :]


def _followed(nb_man: NotebookExecutionManager, reads: int, limit: float | None, options: Options) -> bool:
    """Take in what the child tells; say whether it came to the end of its work."""
    index = 0
    for message in _messages(reads, limit):
        if message is None:
            _mark_under_way(nb_man)
            cell = nb_man.nb.cells[index]
            raise CellTimeoutError.error_from_timeout_and_cell("Cell execution timed out", int(limit or 0), cell)
        if "started" in message:
            index = message["started"]
            nb_man.cell_start(nb_man.nb.cells[index], cell_index=index)
        elif "changed" in message:
            _take(nb_man.nb.cells[message["changed"]], message["cell"])
        elif "ended" in message:
            _complete(nb_man, message["ended"], message["cell"], options)
        elif "metadata" in message:
            own = nb_man.nb.metadata.papermill
            nb_man.nb.metadata = from_dict(message["metadata"])  # type: ignore[no-untyped-call]
            nb_man.nb.metadata.papermill = own
            return True
    return False


def _messages(reads: int, limit: float | None) -> Iterator[dict[str, Any] | None]:
    """Yield each message; None once nothing has come for `limit` seconds, which ends the stream."""
    half = b""
    due = time.monotonic() + limit if limit else None
    while True:
        left = None if due is None else max(0.0, due - time.monotonic())
        if not select.select([reads], [], [], left)[0]:
            yield None
            return
        content = os.read(reads, 1 << 20)
        if not content:
            return
        *lines, half = (half + content).split(b"\n")
        yield from map(json.loads, lines)
        due = time.monotonic() + limit if limit and lines else due


def _complete(nb_man: NotebookExecutionManager, index: int, told: dict[str, Any], options: Options) -> None:
    cell = nb_man.nb.cells[index]
    _take(cell, told)
    if told["metadata"]["papermill"]["exception"]:
        nb_man.cell_exception(cell, cell_index=index)
    nb_man.cell_complete(cell, cell_index=index)
    for output in cell.get("outputs", ()):
        _log(output, options)


def _take(cell: NotebookNode, told: dict[str, Any]) -> None:
    """Give a cell what it has become, but for papermill's own account of it."""
    own = cell.metadata.papermill
    for name, value in told.items():
        cell[name] = from_dict(value)  # type: ignore[no-untyped-call]
    cell.metadata.papermill = own


def _log(output: NotebookNode, options: Options) -> None:
    """Write what a cell printed where papermill's options ask for it."""
    if output.output_type == "stream":
        file = options.get(f"{output.name}_file")
        if file:
            file.write(output.text)
            file.flush()
        if options.get("log_output"):
            (logger.info if output.name == "stdout" else logger.warning)(output.text)
    elif options.get("log_output") and "text/plain" in output.get("data", {}):
        logger.info(output.data["text/plain"])


def _mark_under_way(nb_man: NotebookExecutionManager) -> None:
    """Say of the cell under way that it failed, so that nothing after it is taken for completed."""
    for index, cell in enumerate(nb_man.nb.cells):
        if cell.metadata.papermill.status == nb_man.RUNNING:
            nb_man.cell_exception(cell, cell_index=index)
            return
    nb_man.nb.metadata.papermill["exception"] = True


def _ended(child: int) -> None:
    """Make sure that nothing of the cells is left: the child has told all it had to."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(child, signal.SIGKILL)
    with suppress(ProcessLookupError):
        os.kill(child, signal.SIGKILL)  # it has no group of its own before its first step
    os.waitpid(child, 0)
