"""Live: whether somebody sits before the notebook, or a batch run executes it."""

from __future__ import annotations

import sys


def is_live() -> bool:
    """Say whether this cell was asked for by a page that can show widgets.

    JupyterLab, Notebook and VS Code say with each cell they send which cell of theirs it is (`cellId`); papermill,
    nbclient, nbconvert and the workbench's own runs have no page, and say nothing. So a run is still wherever it was
    started, from a terminal or from a notebook.
    """
    interactive = sys.modules.get("IPython")
    parent_of = getattr(interactive.get_ipython(), "get_parent", None) if interactive is not None else None
    parent = parent_of() if parent_of is not None else None
    return bool(parent and parent.get("metadata", {}).get("cellId"))
