"""Cell journal: what became of each cell of a notebook, a line as soon as it is known, never one rewritten."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import Any

import nbformat
from nbformat import NotebookNode

from workbench.disk.whole_file import write_whole


def journal_of(output: Path) -> Path:
    """Return where the journal of a notebook lies while its cells are run; it stays when they are killed."""
    return output.with_name(f"{output.name}.cells")


class CellJournal:
    """Journal of one run of a notebook, for which nothing else is written before its last cell has ended."""

    def __init__(self, notebook: NotebookNode, output: Path) -> None:
        self._notebook = notebook
        self._path = journal_of(output)

    def __enter__(self) -> CellJournal:
        self._file = self._path.open("w", encoding="utf-8")
        self._write({"notebook": self._notebook})
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        self._file.close()

    def note(self, what: str, index: int) -> None:
        """Write that a cell started, or how it looks now that it ended or a later one changed it."""
        self._write({what: index, **({} if what == "started" else {"cell": self._notebook.cells[index]})})

    def done(self) -> None:
        """Take the journal away: the notebook is written."""
        self._path.unlink()

    def _write(self, entry: Mapping[str, Any]) -> None:
        self._file.write(json.dumps(entry) + "\n")
        self._file.flush()


def reached(output: Path) -> NotebookNode | None:
    """Return a notebook as far as a run that was killed had come; None where no journal tells of one.

    The cell under way has the status `running` and no output; what is after it is `pending`.
    """
    notebook: NotebookNode | None = None
    for entry in _entries(journal_of(output)):
        if "notebook" in entry:
            notebook = nbformat.from_dict(entry["notebook"])  # type: ignore[no-untyped-call]
        elif notebook is not None and "cell" in entry:
            index = next(entry[what] for what in ("ended", "changed") if what in entry)
            notebook.cells[index] = nbformat.from_dict(entry["cell"])  # type: ignore[no-untyped-call]
        elif notebook is not None:
            notebook.cells[entry["started"]].metadata.papermill.status = "running"
    return notebook


def write_reached(output: Path) -> bool:
    """Write the notebook of a run that was killed as far as it had come; say whether there was one.

    It says of no cell that it is completed which was not, and takes no other notebook's place
    but that of an earlier run.
    """
    notebook = reached(output)
    if notebook is None:
        return False
    write_whole(output, nbformat.writes(notebook))  # type: ignore[no-untyped-call]
    journal_of(output).unlink()
    return True


def _entries(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the entries of a journal up to one that a kill cut short."""
    try:
        lines = path.read_text("utf-8").splitlines(keepends=True)
    except OSError:
        return
    for line in lines:
        if not line.endswith("\n"):
            return
        entry: dict[str, Any] = json.loads(line)
        yield entry
