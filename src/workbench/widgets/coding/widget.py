"""Widget: the coding desk in JupyterLab."""

from __future__ import annotations

from importlib.resources import files

from workbench.figures.tables import Table
from workbench.language.speech import Speech
from workbench.widgets.coding.desk import CodingDesk
from workbench.widgets.coding.talk import CodingTalk, desk_texts
from workbench.widgets.talking_widget import TalkingWidget


def page_part(ending: str) -> str:
    """Return the desk's files of a kind as one, in the order of their names: a widget has a single module."""
    own = files("workbench.widgets.coding").joinpath("page").iterdir()
    chosen = sorted((path for path in own if path.name.endswith(ending)), key=lambda path: path.name)
    return "\n".join(path.read_text("utf-8") for path in chosen)


class CodingWidget(TalkingWidget):
    """A coding desk to be touched."""

    def __init__(self, desk: CodingDesk, still: Table, say: Speech) -> None:
        self.talk = CodingTalk(desk, say)
        super().__init__(
            "coding",
            script=page_part(".js"),
            style=page_part(".css"),
            talk=self.talk,
            texts=desk_texts(say),
            still=still,
            told=still.caption,
        )

    @property
    def desk(self) -> CodingDesk:
        """The desk in plain data, for the next cells."""
        return self.talk.desk
