"""Trouble: an error in a study's process as plain data: why, where, and its words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from workbench.disk.disk_error import NO_ROOM, words_of
from workbench.errors import InputError, RunFailed, WorkbenchError
from workbench.runner.notebooks import read_notebook

TOLD = re.compile(r"(?P<notebook>\S+)\.ipynb(?:, cell \d+)?: (?:(?P<error>\w+): )?(?P<message>.*)", re.DOTALL)


def trouble(error: BaseException, where: Mapping[str, Any], output: Path | None) -> dict[str, Any]:
    """Return what there is to say of an error; `output` is the notebook that was being executed."""
    if isinstance(error, InputError):
        return _problems(str(problem) for problem in error.problems)
    if isinstance(error, OSError):
        return dict(where) | disk_trouble(error)
    kind, words = _said(error)
    if kind == "InputError":
        return _problems(words.splitlines())
    if kind == "DeadKernelError":  # died in the cell after the last that was executed
        where = {**where, "cell": where["cell"] + 1}
    return {**where, "why": _why(kind), "error": kind, "message": words, "code": _failing_code(output)}


def _said(error: BaseException) -> tuple[str, str]:
    """Return the kind of an error and its words; for a notebook that stopped, those of its cell."""
    found = TOLD.fullmatch(str(error)) if isinstance(error, RunFailed) else None
    if found:
        return found["error"] or "", found["message"]
    return "" if isinstance(error, WorkbenchError) else type(error).__name__, str(error)


def disk_trouble(error: OSError) -> dict[str, str]:
    """Return what there is to say of a file that could not be read or written; a full disk is named."""
    why = "full" if error.errno in NO_ROOM else "disk"
    words = words_of(error)
    file = Path(error.filename).name if isinstance(error.filename, str) else ""
    return {"why": why, "error": type(error).__name__, "message": f"{words}{f' ({file})' if file else ''}"}


def _problems(lines: Iterable[str]) -> dict[str, Any]:
    return {"why": "input", "error": "InputError", "problems": list(lines)}


def _why(kind: str) -> str:
    """Return the reason (a key of the catalogue) for the kind of an error."""
    if kind in {"KeyboardInterrupt", "SystemExit", "NotExecuted"}:
        return "stopped"
    return "memory" if kind == "MemoryError" else "cell"


def _failing_code(output: Path | None) -> str:
    """Return the code of the cell that failed, where the notebook was written."""
    try:
        cells: Sequence[Any] = read_notebook(output).cells if output else ()
    except Exception:  # half a notebook raises anything
        return ""
    wrong = (cell for cell in cells if any(o.output_type == "error" for o in cell.get("outputs", ())))
    return next((str(cell.source) for cell in wrong), "")
