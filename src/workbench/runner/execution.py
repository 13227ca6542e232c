"""Execution: the ways of executing a notebook, by name."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager

from workbench.runner.notebooks import Execute

ENGINES = ("fork", "jupyter")


@contextmanager
def engine(name: str) -> Iterator[Execute]:
    """Give a way of executing, with its imports made; KeyError for a name that is not in ENGINES.

    `fork`: cells run in the study's own process, without sockets. `jupyter`: papermill with a kernel of its own.
    """
    if name not in ENGINES:
        raise KeyError(name)
    if name == "fork":
        from workbench.runner.prepared import prepare

        with closing(prepare()) as prepared:
            yield prepared
    else:
        import papermill  # noqa: F401 once, where the processes of all studies are forked from

        from workbench.runner.notebooks import execute

        yield execute
