"""Shown outputs: what a page takes over from an executed notebook; whatever is not named here stays behind.

Taken are our own sections, HTML and Markdown cleaned, PNG and SVG as still pictures, and plain text. Left behind are
code, metadata of notebook, cell and output, widgets and their state, scripts, warnings and all else of stderr,
tracebacks, attachments, raw cells, comments.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath
from nbformat import NotebookNode

from workbench.figures.own_output import OWN
from workbench.language.speech import Speech
from workbench.report.clean_markup import clean_ours, clean_strangers
from workbench.report.still_picture import png_address, svg_address

SCREEN_ONLY = frozenset({"screen", "guide", "parameters", "injected-parameters"})
HIDDEN = frozenset(
    f"{what}{mark}{part}" for what in ("hide", "remove") for mark in "-_" for part in ("cell", "output")
) | {"hide", "hidden", "private"}
"""Tags by which researchers, and the programs that show their notebooks, mean that a cell is not for readers."""
CONTROL = re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]|[\x00-\x08\x0b-\x1f\x7f]")
"""What colours a terminal, and other characters without a shape."""
WIDGET = "application/vnd.jupyter.widget-view+json"
"""Kind of output whose plain text lists everything a widget holds, what nobody chose to show included."""
BARE = re.compile(r"<[\w.]+(?: object)?(?: at 0x[0-9a-f]+)?>|<Figure size .*>")
"""Plain text that only says which object could not be shown."""


def own_facts(notebook: NotebookNode) -> Iterator[Mapping[str, str]]:
    """Yield the facts of our sections, in order."""
    for cell in notebook.cells:
        for output in cell.get("outputs", ()):
            facts = output.get("data", {}).get(OWN)
            if isinstance(facts, Mapping):
                yield {str(name): value for name, value in facts.items() if isinstance(value, str)}


def shown_outputs(notebook: NotebookNode, say: Speech) -> Iterator[str]:
    """Yield what a page shows of a notebook, as safe HTML in order."""
    for cell in notebook.cells:
        if (SCREEN_ONLY | HIDDEN) & {str(tag).lower() for tag in cell.metadata.get("tags", ())}:
            continue
        if cell.cell_type == "markdown":
            yield _boxed(_markdown(cell.source))
        elif cell.cell_type == "code":
            yield from filter(None, (_shown(output, say) for output in cell.outputs))


def _shown(output: NotebookNode, say: Speech) -> str:
    kind = output.output_type
    if kind == "stream":
        return _text(output.text) if output.name == "stdout" else ""
    if kind == "error":
        return _boxed(
            f'<p class="failed"><strong>{escape(say("cell_failed", error=_plain(output.ename)))}</strong></p>'
        )
    return _data(output.data, say) if kind in ("display_data", "execute_result") else ""


def _data(data: Mapping[str, Any], say: Speech) -> str:
    """Return the first of the kinds a page shows; empty where there is none."""
    if "text/html" in data:
        markup = _joined(data["text/html"])
        return clean_ours(markup) if OWN in data else _boxed(clean_strangers(markup))
    if "text/markdown" in data:
        return _boxed(_markdown(_joined(data["text/markdown"])))
    for kind, address_of in (("image/svg+xml", svg_address), ("image/png", png_address)):
        if kind in data and (address := address_of(_joined(data[kind]))):
            return _boxed(f'<img src="{address}" alt="{escape(say("notebook_picture"))}">')
    plain = "" if WIDGET in data else _joined(data.get("text/plain", ""))
    return "" if BARE.fullmatch(plain.strip()) else _text(plain)


class _Renderer(IPythonRenderer):
    """Markdown without the files attached to its cell."""

    def image(self, text: str, url: str, title: str | None = None) -> str:
        return "" if url.startswith("attachment:") else str(super().image(text, url, title))


def _markdown(source: str) -> str:
    renderer = _Renderer(escape=False, exclude_anchor_links=True)
    return clean_strangers(MarkdownWithMath(renderer=renderer).render(source))


def _boxed(markup: str) -> str:
    return f'<div class="wb">{markup}</div>' if markup.strip() else ""


def _text(words: str) -> str:
    return _boxed(f"<pre>{escape(_plain(words))}</pre>") if words.strip() else ""


def _plain(words: str) -> str:
    return CONTROL.sub("", words)


def _joined(content: Any) -> str:
    """Return what an output holds, which a notebook file may write as lines; empty where it is no text."""
    if isinstance(content, list):
        return "".join(line for line in content if isinstance(line, str))
    return content if isinstance(content, str) else ""
