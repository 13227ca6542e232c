"""File drop: a place of the page where files are dropped or chosen, which come one by one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib.resources import files
from typing import Any

import anywidget
import traitlets

Come = Callable[[list[tuple[str, bytes]]], None]


def _own(name: str) -> str:
    return (files("workbench.widgets.start") / name).read_text("utf-8")


class FileDrop(anywidget.AnyWidget):
    """A place to drop files; `come` is called with the names and contents of all that came together."""

    texts = traitlets.Dict().tag(sync=True)
    accept = traitlets.Unicode().tag(sync=True)

    def __init__(self, come: Come, *, title: str, hint: str, accept: Sequence[str]) -> None:
        self._esm, self._css = _own("file_drop.js"), _own("file_drop.css")
        self._come = come
        self._held: list[tuple[str, bytes]] = []
        super().__init__(texts={"title": title, "hint": hint}, accept=",".join(accept))
        self.on_msg(self._heard)

    def _heard(self, _: Any, content: Any, buffers: Sequence[memoryview]) -> None:
        self._held.append((str(content["name"]), bytes(buffers[0])))
        if content["last"]:
            held, self._held = self._held, []
            self._come(held)
