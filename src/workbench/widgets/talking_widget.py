"""Talking widget: a page that asks a twin in plain data; where it cannot be touched, a still twin is seen."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources import files
from typing import Any, Protocol

import anywidget
import traitlets

from workbench.figures.style import DARK, LIGHT


class Talk(Protocol):
    """What answers the messages of a page; each has an id, and its answer the same."""

    def answer(self, asked: Mapping[str, Any]) -> dict[str, Any]:
        """Return the answer to a message."""


class Still(Protocol):
    """What stands for a widget: something of ours that shows itself."""

    def _repr_html_(self) -> str: ...

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]: ...


class TalkingWidget(anywidget.AnyWidget):
    """A widget of our own, called `.wb-NAME` in its style; its state holds its words and nothing that was said."""

    texts = traitlets.Dict().tag(sync=True)

    def __init__(
        self, name: str, *, script: str, style: str, talk: Talk, texts: Mapping[str, str], still: Still, told: str
    ) -> None:
        making = files("workbench.widgets").joinpath("making.js").read_text("utf-8")
        self._esm, self._css = making + script, colours(name) + style
        self._answer, self.still, self._still_words = talk.answer, still, told
        super().__init__(texts=dict(texts))
        self.on_msg(self._heard)

    def _heard(self, _: Any, asked: Any, __: Any) -> None:
        self.send(self._answer(asked))

    def _repr_mimebundle_(self, **options: Any) -> tuple[dict[str, Any], dict[str, Any]]:
        data, metadata = super()._repr_mimebundle_(**options) or ({}, {})
        still = {"text/html": self.still._repr_html_(), "text/plain": self._still_words}
        return data | still | self.still._repr_mimebundle_(), metadata


def colours(name: str) -> str:
    """Return the colours of figures for the light and the dark themes of JupyterLab."""

    def rules(scheme: Mapping[str, str]) -> str:
        return "".join(f"--{key}:{value};" for key, value in scheme.items())

    return f'.wb-{name}{{{rules(LIGHT)}}}[data-jp-theme-light="false"] .wb-{name}{{{rules(DARK)}}}\n'
