"""Cell client: papermill's own client, beside a kernel in this process in place of one behind sockets."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from queue import Empty
from typing import Any
from uuid import uuid4

from nbclient.exceptions import CellExecutionError, DeadKernelError
from nbformat import NotebookNode
from papermill.clientwrap import PapermillNotebookClient
from papermill.engines import NotebookExecutionManager
from papermill.log import logger

from workbench.runner.cell_kernel import CellKernel, Message, cell_kernel


class CellClient(PapermillNotebookClient):  # type: ignore[misc]  # papermill has no types
    """Runs the cells of a notebook in this process; outputs become what the Jupyter client makes of them.

    A cell that raises ends the notebook, as with papermill: the verdict is in the metadata of
    notebook and cells. `tell` is told of each cell that starts (`started`), that ended (`ended`)
    and of earlier ones whose output it changed (`changed`).
    """

    def __init__(self, manager: NotebookExecutionManager, tell: Callable[[str, int], None], **options: Any) -> None:
        super().__init__(manager, log=logger, **options)
        self._tell = tell
        self._changed: set[int] = set()

    def execute(self, **_: Any) -> NotebookNode:
        """Run the cells in order, up to one that raises; DeadKernelError where one asks its kernel to end."""
        self.reset_execution_trackers()
        with cell_kernel() as kernel:
            self.kc = KernelHere(kernel)
            with _no_loop_around():
                asyncio.run(self._run_cells())  # one loop for all cells, as in a kernel
            self.nb.metadata["language_info"] = kernel.language_info
            self.set_widgets_metadata()
        executed: NotebookNode = self.nb
        return executed

    async def _run_cells(self) -> None:
        for index, cell in enumerate(self.nb.cells):
            self._tell("started", index)
            self.nb_man.cell_start(cell, index)
            try:
                await self.async_execute_cell(cell, index)
            except (CellExecutionError, DeadKernelError) as error:
                self.nb_man.cell_exception(cell, cell_index=index, exception=error)
                if isinstance(error, DeadKernelError):
                    raise
                break
            finally:
                self.nb_man.cell_complete(cell, cell_index=index)
                for earlier in sorted(self._changed - {index}):
                    self._tell("changed", earlier)
                self._changed.clear()
                self._tell("ended", index)

    def _update_display_id(self, display_id: str, msg: Message) -> None:
        self._changed.update(self._display_id_map.get(display_id, ()))
        super()._update_display_id(display_id, msg)


class KernelHere:
    """What nbclient asks of a kernel's client."""

    def __init__(self, kernel: CellKernel) -> None:
        self.kernel = kernel
        self.session = kernel.session
        self._replies: deque[Message] = deque()
        self.shell_channel = Channel(self._replies, kernel)
        self.iopub_channel = Channel(kernel.iopub_socket, kernel)

    async def execute(self, source: str, **_: Any) -> str:
        """Run a cell to its end; return the identity of the request."""
        identity = uuid4().hex
        self._replies.append(await self.kernel.run(source, identity))
        if self.kernel.shell.exit_now:
            raise DeadKernelError("a cell asked its kernel to end")
        return identity

    async def is_alive(self) -> bool:
        """It lives as long as this process."""
        return True


class Channel:
    """Messages that wait to be read, and the way back to the kernel."""

    def __init__(self, messages: deque[Message], kernel: CellKernel) -> None:
        self._messages = messages
        self._kernel = kernel

    async def get_msg(self, **_: Any) -> Message:
        """Return the next message; Empty where there is none: nobody sends any between two cells."""
        if not self._messages:
            raise Empty
        return self._messages.popleft()

    def send(self, message: Message) -> None:
        """Hand a message to the kernel: what a widget was given to show, for instance."""
        self._kernel.shell_handlers[message["msg_type"]](None, [], message)


@contextmanager
def _no_loop_around() -> Iterator[None]:
    """Let cells have a loop of their own where one is running already: called from a notebook, or beside a browser."""
    around = asyncio._get_running_loop()
    asyncio._set_running_loop(None)
    try:
        yield
    finally:
        asyncio._set_running_loop(around)
