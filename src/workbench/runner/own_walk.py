"""Own walk: the notebooks of the walk for one study, in its language, beside the studies of a workspace."""

from __future__ import annotations

import json
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from workbench.disk.whole_file import write_whole
from workbench.language.speech import Speech, catalogue
from workbench.model.label import Language
from workbench.runner.notebooks import NAMES, notebooks_folder

FOLDER = "notebooks"
START = "0_start"
GUIDE = "walk_"
"""Begins the key of what a cell of text says; its id follows."""


def write_walk(workspace: Path, study: str, language: Language) -> list[Path]:
    """Write the four notebooks for a study into a folder of the workspace; those that are there stay as they are.

    They are the notebooks of a batch run, with the study as their parameter and their code folded away.
    """
    own = workspace / FOLDER / Path(study).name
    own.mkdir(parents=True, exist_ok=True)
    return [_written(own / f"{name}.ipynb", name, language, study) for name in NAMES]


def write_start(workspace: Path, language: Language) -> Path:
    """Write the first page of the walk into a workspace that has none; return where it is."""
    (workspace / FOLDER).mkdir(parents=True, exist_ok=True)
    return _written(workspace / FOLDER / f"{START}.ipynb", START, language)


def spoken(cell: str, level: int, *languages: Language) -> str:
    """Return what a cell of text says, by its id, in one language, or in English and then in French."""
    texts = [Speech(language)(f"{GUIDE}{cell}").strip().partition("\n") for language in languages]
    heads = dict.fromkeys(head for head, _, _ in texts)
    bodies = (body.strip() for _, _, body in texts)
    return f"{'#' * level} {' / '.join(heads)}\n" + "\n\n".join(bodies)


def level_of(cell: NotebookNode) -> int:
    """Return the level of the heading a cell of text begins with."""
    return len(cell.source) - len(cell.source.lstrip("#")) or 2


def _written(path: Path, name: str, language: Language, study: str = "") -> Path:
    if path.exists():
        return path
    notebook = nbformat.read(notebooks_folder() / f"{name}.ipynb", as_version=4)  # type: ignore[no-untyped-call]
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.metadata.setdefault("jupyter", {})["source_hidden"] = True
            if "parameters" in cell.metadata.get("tags", ()):
                cell.source = "\n".join(_own_parameter(line, study) for line in cell.source.splitlines())
        elif f"{GUIDE}{cell.id}" in catalogue(language):
            cell.source = spoken(cell.id, level_of(cell), language)
    write_whole(path, nbformat.writes(notebook) + "\n")  # type: ignore[no-untyped-call]
    return path


def _own_parameter(line: str, study: str) -> str:
    if not line.startswith("study: "):
        return line
    _, mark, said = line.partition("  # ")
    return f"study: str = {json.dumps(study, ensure_ascii=False)}{mark}{said}"
