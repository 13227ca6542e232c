"""Cell kernel: the Jupyter kernel's own shell in this process, its messages kept in order instead of sent."""

from __future__ import annotations

import atexit
import logging
import os
import sys
import warnings
from collections import deque
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from importlib import import_module
from types import SimpleNamespace
from typing import Any

from ipykernel.eventloops import enable_gui
from ipykernel.ipkernel import IPythonKernel
from IPython.core.interactiveshell import InteractiveShell
from jupyter_client.session import Session
from matplotlib_inline.config import InlineBackend
from traitlets.config import Config, SingletonConfigurable

from workbench.runner.cell_output import CellStream, written_past

INLINE = "module://matplotlib_inline.backend_inline"
BACKEND = "matplotlib_inline.backend_inline"
Message = dict[str, Any]


class KeptMessages(Session):
    """Session whose messages go into a queue, as a client would find them: what is no JSON is refused as ever."""

    def send(  # type: ignore[override]
        self, stream: Any, message: Any, content: Any = None, parent: Any = None, *_: Any, **more: Any
    ) -> Any:
        """Keep a message in the queue `stream`; TypeError or ValueError for content that is no JSON."""
        if not isinstance(message, dict):
            own = {name: more.get(name) for name in ("header", "metadata")}
            message = self.msg(message, content=content, parent=parent, **own)
        if stream is not None:
            sent = {part: self.unpack(self.pack(message[part])) for part in ("content", "metadata")}
            stream.append({**message, **sent, "buffers": [bytes(one) for one in more.get("buffers") or ()]})
        return message


class CellKernel(IPythonKernel):
    """IPython's kernel without sockets, threads, debugger and history file."""

    session: Any
    shell: Any

    def _abort_queues(self, subshell_id: str | None = None) -> None:
        """Nobody queues: the next cell is asked for when this one has ended."""

    async def run(self, source: str, identity: str) -> Message:
        """Run a cell; return the reply, with what the cell showed in `iopub_socket` before."""
        asked = {"code": source, "silent": False, "store_history": True, "allow_stdin": False}
        parent = self.session.msg("execute_request", asked)
        parent["header"]["msg_id"] = identity
        self.set_parent([], parent)  # type: ignore[no-untyped-call]
        replies: deque[Message] = deque()
        self.pre_handler_hook()  # type: ignore[no-untyped-call]  # Ctrl-C is the cell's
        try:
            await self.execute_request(replies, [], parent)  # type: ignore[no-untyped-call]
        finally:
            self.post_handler_hook()  # type: ignore[no-untyped-call]
        self.session.send(self.iopub_socket, "status", {"execution_state": "idle"}, parent=parent)
        return replies.pop()


@contextmanager
def cell_kernel() -> Iterator[CellKernel]:
    """Give a fresh kernel for the cells of one notebook, and put back afterwards what it changed in this process.

    What cells themselves change in modules stays: a notebook that must find them untouched is run
    in a process of its own.
    """
    with ExitStack() as stack:
        stack.callback(_restore, dict(os.environ), dict(_names_of_sys()), sys.modules["__main__"], list(sys.path))
        stack.enter_context(warnings.catch_warnings())  # and each is told again, as in a new process
        for kind in (IPythonKernel, InteractiveShell, InlineBackend):
            stack.enter_context(_put_aside(kind))
        past_out, past_err = stack.enter_context(written_past())
        kernel = _kernel()
        stack.callback(_end, kernel)
        sys.stdout, sys.stderr = CellStream("stdout", kernel, past_out), CellStream("stderr", kernel, past_err)
        os.environ.setdefault("MPLBACKEND", INLINE)
        if "" not in sys.path and not sys.flags.safe_path:
            sys.path.insert(0, "")  # modules beside the reader's files, as in a kernel
        _plot_inline()
        yield kernel


def _kernel() -> CellKernel:
    with _no_debugger():
        kernel: CellKernel = CellKernel.instance(
            config=Config({"HistoryManager": {"enabled": False}}),  # it would bring a thread, and remember cells
            session=KeptMessages(),
            iopub_socket=deque(),
            log=logging.getLogger("workbench.cells"),
            user_ns={},
        )
    kernel.shell_channel_thread = SimpleNamespace(parent_thread=None)
    kernel.shell.enable_gui = partial(enable_gui, kernel=kernel)  # which asks an application for its kernel
    return kernel


def _end(kernel: CellKernel) -> None:
    atexit.unregister(kernel.shell.atexit_operations)
    kernel.shell.atexit_operations()
    kernel.comm_manager.comms.clear()


def _names_of_sys() -> Iterator[tuple[str, Any]]:
    for name in ("stdin", "stdout", "stderr", "displayhook", "excepthook"):
        yield name, getattr(sys, name)


def _restore(variables: dict[str, str], names: dict[str, Any], main: Any, path: list[str]) -> None:
    for name, value in names.items():
        setattr(sys, name, value)
    sys.modules["__main__"] = main
    sys.path[:] = path
    os.environ.clear()
    os.environ.update(variables)


@contextmanager
def _put_aside(kind: type[SingletonConfigurable]) -> Iterator[None]:
    """Make room for an instance of a class that allows one in a process: this may be a kernel's own, forked."""
    instance: Any = kind._instance
    kinds: list[Any] = list(type(instance)._walk_mro()) if instance is not None else []
    for one in kinds:
        one._instance = None
    try:
        yield
    finally:
        own: Any = kind._instance
        if own is not None:
            type(own).clear_instance()
        for one in kinds:
            one._instance = instance


@contextmanager
def _no_debugger() -> Iterator[None]:
    """Let no debugger be loaded for a client that is not there."""
    absent = "ipykernel.debugger" not in sys.modules and "debugpy" not in sys.modules
    if absent:
        sys.modules["debugpy"] = None  # type: ignore[assignment]  # Python's own way to say that there is none
    try:
        debugger = import_module("ipykernel.debugger")
        available, debugger._is_debugpy_available = debugger._is_debugpy_available, False  # type: ignore[attr-defined]
        yield
        debugger._is_debugpy_available = available  # type: ignore[attr-defined]
    finally:
        if absent:
            del sys.modules["debugpy"]


def _plot_inline() -> None:
    """Let matplotlib begin as in a new kernel, where it was imported before this kernel was there."""
    matplotlib, pyplot = sys.modules.get("matplotlib"), sys.modules.get("matplotlib.pyplot")
    backend: Any = sys.modules.get(BACKEND)
    if backend is not None:
        backend.configure_inline_support.current_backend = "unset"
    if matplotlib is not None:
        matplotlib.rc_file_defaults()
        matplotlib.rcParams["backend"] = os.environ["MPLBACKEND"]
    if pyplot is None:
        sys.modules.pop(BACKEND, None)  # it looks for the kernel when it is imported
        return
    pyplot.close("all")
    pyplot.switch_backend(os.environ["MPLBACKEND"])
    if backend is not None:
        backend._enable_matplotlib_integration()
