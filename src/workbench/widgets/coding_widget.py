"""Coding widget: the coding desk in JupyterLab. It holds no words itself: the page asks for them and is told."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

import anywidget
import traitlets

from workbench.figures.style import DARK, LIGHT
from workbench.figures.tables import Table
from workbench.language.speech import Speech
from workbench.widgets.coding_desk import CodingDesk
from workbench.widgets.coding_talk import CodingTalk, desk_texts


def page_part(ending: str) -> str:
    """Return the desk's files of a kind as one, in the order of their names: a widget has a single module."""
    own = [path for path in files("workbench.widgets").joinpath("page").iterdir() if path.name.startswith("coding")]
    chosen = sorted((path for path in own if path.name.endswith(ending)), key=lambda path: path.name)
    return "\n".join(path.read_text("utf-8") for path in chosen)


def _colours() -> str:
    """Return the colours of figures for the light and the dark themes of JupyterLab."""

    def rules(scheme: dict[str, str]) -> str:
        return "".join(f"--{name}:{value};" for name, value in scheme.items())

    return f'.wb-coding{{{rules(LIGHT)}}}[data-jp-theme-light="false"] .wb-coding{{{rules(DARK)}}}\n'


class CodingWidget(anywidget.AnyWidget):
    """A coding desk to be touched; where it cannot be, `still` is seen in its place."""

    texts = traitlets.Dict().tag(sync=True)

    def __init__(self, desk: CodingDesk, still: Table, say: Speech) -> None:
        self._esm, self._css = page_part(".js"), _colours() + page_part(".css")
        self.talk, self.still = CodingTalk(desk, say), still
        super().__init__(texts=desk_texts(say))
        self.on_msg(self._heard)

    @property
    def desk(self) -> CodingDesk:
        """The desk in plain data, for the next cells."""
        return self.talk.desk

    def _heard(self, _: Any, asked: Any, __: Any) -> None:
        self.send(self.talk.answer(asked))

    def _repr_mimebundle_(self, **options: Any) -> tuple[dict[str, Any], dict[str, Any]]:
        data, metadata = super()._repr_mimebundle_(**options) or ({}, {})
        still = {"text/html": self.still._repr_html_(), "text/plain": self.still.caption}
        return data | still | self.still._repr_mimebundle_(), metadata
