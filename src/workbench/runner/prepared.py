"""Prepared: everything a study needs, imported before processes are forked, so that none of them waits for it."""

from __future__ import annotations

import gc
import os
import sys
import threading
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any, get_args

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_notebook

from workbench.memory import Memory
from workbench.runner.cell_kernel import cell_kernel
from workbench.runner.shell import execute_in_shell
from workbench.shared_store import SharedStore

NEEDED = (
    "workbench.walk",
    "workbench.report.sections",
    "workbench.report.page",
    "workbench.report.questioned",
    "workbench.figures.participants",
    "workbench.figures.codes",
    "workbench.figures.tables",
    "workbench.widgets.coding",
    "workbench.widgets.explorer",
    "workbench.widgets.personas",
    "workbench.widgets.report_maker",
    "workbench.widgets.rich_display",
    "workbench.simulation.compiled",
    "ipykernel.ipkernel",
    "sklearn.linear_model",
    "sklearn.feature_extraction.text",
    "scipy.cluster.hierarchy",
    "scipy.sparse.linalg",
    "scipy.stats",
    "SALib.analyze.morris",
    "SALib.sample.morris",
    "matplotlib.backends.backend_svg",
    "pyarrow.pandas_compat",
    "tqdm.auto",
)
"""What notebooks import, and what the library imports where it is first used."""
READ_FIRST = "travel"
"""Sample whose reading fills the tables that every reading looks things up in."""


class Prepared:
    """Way of executing the notebooks of a study in a process forked from this one.

    The notebooks of a run share what earlier ones computed, and runs of one study, say in two languages,
    what does not depend on their parameters, as long as the files that were read hold the same (see
    `workbench.memory`). Nothing of it is on disk.
    """

    def __init__(self) -> None:
        self._memory = Memory(SharedStore())
        self._process = os.getpid()

    def close(self) -> None:
        """Forget what runs shared."""
        if self._memory.store is not None:
            self._memory.store.close()

    def __call__(
        self, notebook: Path, output: Path, parameters: dict[str, Any], *, tick: Callable[[], None]
    ) -> NotebookNode:
        """Execute a notebook as `execute_in_shell` does."""
        if os.getpid() != self._process:
            settle()
            self._process = os.getpid()
        with self._memory.in_use():
            return execute_in_shell(notebook, output, parameters, tick=tick)


def prepare() -> Prepared:
    """Import all that notebooks need, without starting a thread, and return the way to execute them.

    A process forked from here shares the memory of all this for as long as neither changes it: the
    search for dead cycles no longer goes through it.
    """
    for name in NEEDED:
        import_module(name)
    import simplemma
    from faker import Faker

    from workbench.analysis.identity import LOCALES
    from workbench.figures.plotting import as_svg, plot
    from workbench.language.speech import catalogue
    from workbench.model.label import Language
    from workbench.reading.study_folder import read_material
    from workbench.report.dress import page_style
    from workbench.report.page import page_exporter
    from workbench.report.sections import environment
    from workbench.simulation.first_walk import load_engine

    load_engine()
    read_material(READ_FIRST)
    as_svg(plot(1, 1)[0], "")
    nbformat.validate(new_notebook())  # type: ignore[no-untyped-call]
    with cell_kernel():
        pass
    for language in get_args(Language):
        catalogue(language)
        Faker(LOCALES[language])
        simplemma.lemmatize("a", lang=language)
    page_style(embed_fonts=True)
    page_exporter().from_notebook_node(new_notebook())  # type: ignore[no-untyped-call]
    templates = environment()
    for name in templates.list_templates(filter_func=lambda name: name.endswith(".j2")):
        templates.get_template(name)
    gc.collect()
    gc.freeze()
    return Prepared()


def settle() -> None:
    """Make a forked process its own: luck nobody else has, and no lock that a thread left behind may hold."""
    if "numpy" in sys.modules:
        sys.modules["numpy"].random.seed()  # for cells that ask for no generator; Python's own is seeded by itself
    if "tqdm" in sys.modules:
        bar = sys.modules["tqdm"].tqdm
        bar.set_lock(threading.RLock())
        bar.monitor_interval = 0
