"""Page: an executed notebook as one HTML file that needs nothing else and asks nobody for anything."""

from __future__ import annotations

import html
import json
import re
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from nbconvert.exporters import HTMLExporter
from nbformat import NotebookNode
from traitlets.config import Config

from workbench.disk.whole_file import write_whole
from workbench.report.compact import compact
from workbench.report.dress import page_style
from workbench.report.seal import sealed

SECTION = re.compile(r'<div class="wb" lang="(?P<language>\w\w)" data-title="(?P<title>[^"]+)"')
CARD = re.compile(r'data-card="(?P<card>[^"]+)"')
SCREEN_ONLY = {"screen", "guide", "parameters", "injected-parameters"}
FALLBACK = re.compile(r"(var\(--\w+), #[0-9a-f]{6}\)")
"""Colours for where there is no style sheet; a page has one."""
SKIP = {"en": "Skip to the content", "fr": "Aller au contenu"}


class PageExporter(HTMLExporter):
    """`jupyter nbconvert --to workbench notebook.ipynb`: the notebook's results as a page."""

    export_from_notebook = "Study report page"

    @property
    def default_config(self) -> Config:
        """Results without code, prompts and the cells meant for the screen."""
        config: Config = super().default_config
        config.TagRemovePreprocessor.enabled = True
        config.TagRemovePreprocessor.remove_cell_tags = SCREEN_ONLY
        return config

    def __init__(self, config: Config | None = None, **options: Any) -> None:
        """Take nbconvert's options; the template is our own."""
        folder = str(files("workbench.report") / "template")
        options = {"template_name": "page", "extra_template_basedirs": [folder]} | options
        super().__init__(config=config, **options)  # type: ignore[no-untyped-call]

    def from_notebook_node(  # type: ignore[override]  # nbconvert declares a node where it returns text
        self, nb: NotebookNode, resources: dict[str, Any] | None = None, **options: Any
    ) -> tuple[str, dict[str, Any]]:
        """Return the page of a notebook; its language and title are those of its first section."""
        resources = dict(resources or {})
        found = next((m for text in _html(nb) if (m := SECTION.search(text))), None)
        language = found["language"] if found else "en"
        name = resources.get("metadata", {}).get("name", "notebook")
        resources["page"] = {
            "language": language,
            "title": html.unescape(found["title"]) if found else name,
            "style": page_style(embed_fonts=True),
            "skip": SKIP[language],
            "first": "answer",
        }
        # Past HTMLExporter's own step, which parses the page again to invent alternative texts.
        page: tuple[str, dict[str, Any]] = super(HTMLExporter, self).from_notebook_node(nb, resources, **options)
        return sealed(compact(FALLBACK.sub(r"\1)", page[0]))), page[1]


@lru_cache(maxsize=1)
def page_exporter() -> PageExporter:
    """Return the exporter, kept with its template for the next page."""
    return PageExporter()


def write_page(notebook: NotebookNode, path: Path) -> None:
    """Write the page of an executed notebook, whole or not at all."""
    text, _ = page_exporter().from_notebook_node(notebook)
    write_whole(path, text)


def card_of(notebook: NotebookNode) -> dict[str, Any]:
    """Return the few facts that a list of studies shows, from a report notebook's cover."""
    for text in _html(notebook):
        found = CARD.search(text)
        if found:
            card: dict[str, Any] = json.loads(html.unescape(found["card"]))
            return card
    return {}


def _html(notebook: NotebookNode) -> list[str]:
    outputs = (output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs)
    return ["".join(output.data["text/html"]) for output in outputs if "text/html" in output.get("data", {})]
