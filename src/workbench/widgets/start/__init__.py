"""Page: what the first notebook asks for, to be touched or standing still."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.figures.tables import Table
from workbench.lab.workplace import lab_language
from workbench.language.speech import Speech
from workbench.model.label import Language
from workbench.widgets.live import is_live
from workbench.widgets.start.study_start import own_studies

if TYPE_CHECKING:
    from workbench.widgets.start.start_page import StartPage


def start_page(language: Language | None = None, *, live: bool | None = None) -> StartPage | Table:
    """Return the page on which a study is begun; where nobody sits before the notebook, the studies there are.

    Without a language the page speaks that of JupyterLab, as `workbench lab` has set it, else English.
    """
    say = Speech(language or lab_language())
    if not (is_live() if live is None else live):
        rows = [*own_studies().items()] or [(say("start_still_none"), "")]
        return Table(say("start_still"), ((say("start_still_name"), say("start_still_title")), *rows))
    from workbench.widgets.start.start_page import StartPage

    return StartPage(say)
