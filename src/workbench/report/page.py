"""Page: an executed notebook as one HTML file that needs nothing else and asks nobody for anything.

Nothing said in an interview can run in it, for two reasons that do not need each other: what is taken over from the
notebook is chosen and cleaned (`shown_outputs`), and the page's policy lets nothing run or load (`POLICY`).
"""

from __future__ import annotations

import json
import re
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from nbconvert.exporters import HTMLExporter
from nbconvert.preprocessors import Preprocessor
from nbformat import NotebookNode
from traitlets.config import Config

from workbench.disk.whole_file import write_whole
from workbench.language.speech import Speech
from workbench.report.compact import compact
from workbench.report.dress import page_style
from workbench.report.seal import sealed
from workbench.report.shown_outputs import own_facts, shown_outputs

POLICY = (
    "default-src 'none'; img-src data:; style-src 'unsafe-inline'; font-src data:; base-uri 'none'; form-action 'none'"
)
POLICIES = frozenset({POLICY, POLICY.replace(" img-src data:;", "")})
"""The policies of our pages: those without pictures allow none."""
FALLBACK = re.compile(r"(var\(--\w+), #[0-9a-f]{6}\)")
"""Colours for where there is no style sheet; a page has one."""


class PageExporter(HTMLExporter):
    """`jupyter nbconvert --to workbench notebook.ipynb`: the notebook's results as a page."""

    export_from_notebook = "Study report page"

    @property
    def default_config(self) -> Config:
        """Return the configuration every page has: cells hidden by tags may be named on the command line too."""
        config: Config = super().default_config
        config.TagRemovePreprocessor.enabled = True
        return config

    def __init__(self, config: Config | None = None, **options: Any) -> None:
        """Take nbconvert's options; the template is our own."""
        folder = str(files("workbench.report") / "template")
        options = {"template_name": "page", "extra_template_basedirs": [folder]} | options
        super().__init__(config=config, **options)  # type: ignore[no-untyped-call]
        self.register_preprocessor(_Shown, enabled=True)  # type: ignore[no-untyped-call]

    def from_notebook_node(  # type: ignore[override]  # nbconvert declares a node where it returns text
        self, nb: NotebookNode, resources: dict[str, Any] | None = None, **options: Any
    ) -> tuple[str, dict[str, Any]]:
        """Return the page of a notebook; its language and title are those of its first section."""
        resources = dict(resources or {})
        titled = next((facts for facts in own_facts(nb) if facts.get("title")), {})
        say = Speech("fr" if titled.get("language") == "fr" else "en")
        resources["page"] = {
            "language": say.language,
            "title": titled.get("title") or resources.get("metadata", {}).get("name", "notebook"),
            "policy": POLICY,
            "style": page_style(embed_fonts=True),
            "skip": say("skip_to_content"),
            "first": "answer",
        }
        # Past HTMLExporter's own step, which parses the page again to invent alternative texts.
        page: tuple[str, dict[str, Any]] = super(HTMLExporter, self).from_notebook_node(nb, resources, **options)
        return sealed(compact(FALLBACK.sub(r"\1)", page[0]))), page[1]


@lru_cache(maxsize=1)
def page_exporter() -> PageExporter:
    """Return the exporter, kept with its template for the next page."""
    return PageExporter()


class _Shown(Preprocessor):
    """The last step before the template: the notebook's cells become what a page may show of them."""

    def preprocess(self, nb: NotebookNode, resources: dict[str, Any]) -> tuple[NotebookNode, dict[str, Any]]:
        resources["page"]["shown"] = list(shown_outputs(nb, Speech(resources["page"]["language"])))
        nb.cells, nb.metadata = [], {}  # a copy: nothing of it is left to the template
        return nb, resources


def write_page(notebook: NotebookNode, path: Path) -> None:
    """Write the page of an executed notebook, whole or not at all."""
    write_whole(path, page_of(notebook))


def page_of(notebook: NotebookNode) -> str:
    """Return the page of an executed notebook."""
    text, _ = page_exporter().from_notebook_node(notebook)
    return text


def card_of(notebook: NotebookNode) -> dict[str, Any]:
    """Return the few facts that a list of studies shows, from a report notebook's cover."""
    cards = (facts["card"] for facts in own_facts(notebook) if facts.get("card"))
    card: dict[str, Any] = json.loads(next(cards, "{}"))
    return card
