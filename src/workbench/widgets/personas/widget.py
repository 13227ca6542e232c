"""Widget: the persona desk in JupyterLab."""

from __future__ import annotations

from importlib.resources import files

from workbench.figures.tables import Table
from workbench.language.speech import Speech
from workbench.widgets.personas.desk import PersonaDesk
from workbench.widgets.personas.talk import PersonaTalk, desk_texts
from workbench.widgets.talking_widget import TalkingWidget


class PersonaWidget(TalkingWidget):
    """A persona desk to be touched."""

    def __init__(self, desk: PersonaDesk, still: Table, say: Speech) -> None:
        own = files("workbench.widgets.personas")
        self.talk = PersonaTalk(desk, say)
        super().__init__(
            "personas",
            script=(own / "personas.js").read_text("utf-8"),
            style=(own / "personas.css").read_text("utf-8"),
            talk=self.talk,
            texts=desk_texts(say),
            still=still,
            told=still.caption,
        )

    @property
    def desk(self) -> PersonaDesk:
        """The desk in plain data, for the next cells."""
        return self.talk.desk
