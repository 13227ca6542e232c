"""Widget: the persona desk in JupyterLab. It holds no words itself: the page asks for them and is told."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

import anywidget
import traitlets

from workbench.figures.style import DARK, LIGHT
from workbench.figures.tables import Table
from workbench.language.speech import Speech
from workbench.widgets.personas.desk import PersonaDesk
from workbench.widgets.personas.talk import PersonaTalk, desk_texts


def _own(name: str) -> str:
    return (files("workbench.widgets.personas") / name).read_text("utf-8")


def _colours() -> str:
    """Return the colours of figures for the light and the dark themes of JupyterLab."""

    def rules(scheme: dict[str, str]) -> str:
        return "".join(f"--{name}:{value};" for name, value in scheme.items())

    return f'.wb-personas{{{rules(LIGHT)}}}[data-jp-theme-light="false"] .wb-personas{{{rules(DARK)}}}\n'


class PersonaWidget(anywidget.AnyWidget):
    """A persona desk to be touched; where it cannot be, `still` is seen in its place."""

    texts = traitlets.Dict().tag(sync=True)

    def __init__(self, desk: PersonaDesk, still: Table, say: Speech) -> None:
        self._esm, self._css = _own("personas.js"), _colours() + _own("personas.css")
        self.talk, self.still = PersonaTalk(desk, say), still
        super().__init__(texts=desk_texts(say))
        self.on_msg(self._heard)

    @property
    def desk(self) -> PersonaDesk:
        """The desk in plain data, for the next cells."""
        return self.talk.desk

    def _heard(self, _: Any, asked: Any, __: Any) -> None:
        self.send(self.talk.answer(asked))

    def _repr_mimebundle_(self, **options: Any) -> tuple[dict[str, Any], dict[str, Any]]:
        data, metadata = super()._repr_mimebundle_(**options) or ({}, {})
        still = {"text/html": self.still._repr_html_(), "text/plain": self.still.caption}
        return data | still | self.still._repr_mimebundle_(), metadata
