"""Execution: the ways of executing a notebook, by name."""

from __future__ import annotations

import importlib

from workbench.runner.notebooks import Execute

ENGINES = ("fork", "jupyter")
NEEDED = (
    "workbench.figures.participants",
    "workbench.report.questioned",
    "workbench.report.sections",
    "workbench.walk",
)
"""What notebooks import and takes time: imported once, where the processes of all studies are forked from."""


def engine(name: str) -> Execute:
    """Return a way of executing, with its imports made; KeyError for a name that is not in ENGINES.

    `fork`: cells run in the study's own process, without sockets. `jupyter`: papermill with a kernel of its own.
    """
    if name == "fork":
        for module in NEEDED:
            importlib.import_module(module)
        from workbench.runner.shell import execute_in_shell

        return execute_in_shell
    if name == "jupyter":
        from workbench.runner.notebooks import execute

        importlib.import_module("papermill")
        return execute
    raise KeyError(name)
