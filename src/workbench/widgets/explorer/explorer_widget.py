"""Explorer widget: the journey explorer in JupyterLab; where it cannot be touched, `still` is seen in its place."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

import anywidget
import traitlets

from workbench.figures.drawing import Figure
from workbench.figures.style import DARK, LIGHT
from workbench.widgets.explorer.explorer_talk import ExplorerTalk, explorer_texts
from workbench.widgets.explorer.journey_explorer import JourneyExplorer


def _own(name: str) -> str:
    return (files("workbench.widgets.explorer") / name).read_text("utf-8")


def _colours() -> str:
    def rules(scheme: dict[str, str]) -> str:
        return "".join(f"--{name}:{value};" for name, value in scheme.items())

    return f'.wb-explorer{{{rules(LIGHT)}}}[data-jp-theme-light="false"] .wb-explorer{{{rules(DARK)}}}\n'


class ExplorerWidget(anywidget.AnyWidget):
    """A journey explorer to be touched."""

    texts = traitlets.Dict().tag(sync=True)

    def __init__(self, explorer: JourneyExplorer, still: Figure) -> None:
        self._esm, self._css = _own("explorer.js"), _colours() + _own("explorer.css")
        self.explorer, self.talk, self.still = explorer, ExplorerTalk(explorer), still
        super().__init__(texts=explorer_texts(self.talk))
        self.on_msg(self._heard)

    def _heard(self, _: Any, asked: Any, __: Any) -> None:
        self.send(self.talk.answer(asked))

    def _repr_mimebundle_(self, **options: Any) -> tuple[dict[str, Any], dict[str, Any]]:
        data, metadata = super()._repr_mimebundle_(**options) or ({}, {})
        still = {"text/html": self.still._repr_html_(), "text/plain": self.still.alt}
        return data | still | self.still._repr_mimebundle_(), metadata
