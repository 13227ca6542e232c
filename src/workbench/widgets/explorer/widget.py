"""Widget: the journey explorer in JupyterLab."""

from __future__ import annotations

from importlib.resources import files

from workbench.figures.drawing import Figure
from workbench.widgets.explorer.journey_explorer import JourneyExplorer
from workbench.widgets.explorer.talk import ExplorerTalk, explorer_texts
from workbench.widgets.talking_widget import TalkingWidget


class ExplorerWidget(TalkingWidget):
    """A journey explorer to be touched; `explorer` is its twin in plain data, for the next cells."""

    def __init__(self, explorer: JourneyExplorer, still: Figure) -> None:
        own = files("workbench.widgets.explorer")
        self.explorer, talk = explorer, ExplorerTalk(explorer)
        super().__init__(
            "explorer",
            script=(own / "explorer.js").read_text("utf-8"),
            style=(own / "explorer.css").read_text("utf-8"),
            talk=talk,
            texts=explorer_texts(talk),
            still=still,
            told=still.alt,
        )
