"""Rich display: values of the library shown in words in this notebook, and mistakes in data without a traceback."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

from workbench.errors import WorkbenchError
from workbench.figures.glance import GLANCES
from workbench.figures.tables import Table
from workbench.lab.workplace import lab_language
from workbench.language.faults import faults
from workbench.language.speech import Speech
from workbench.model.label import Language
from workbench.reading.study_folder import find_study, read_brief
from workbench.study import Study
from workbench.widgets.live import is_live


def rich_display(study: Study) -> None:
    """Let the notebook this is called in show transcripts, personas, journeys and the like in the study's language.

    Where somebody sits before it, an error the workbench raises on purpose is told in its own words alone. Outside of
    IPython nothing happens.
    """
    interactive = sys.modules.get("IPython")
    shell = interactive.get_ipython() if interactive is not None else None
    if shell is None:
        return
    say = Speech(_language(study))
    for kind, glance in GLANCES.items():

        def bundle(value: Any, glance: Any = glance, **_: Any) -> dict[str, Any]:
            table: Table = glance(value, say)
            return {"text/plain": table.caption, "text/html": table._repr_html_(), **table._repr_mimebundle_()}

        shell.display_formatter.mimebundle_formatter.for_type(kind, bundle)
    if is_live():
        shell.set_custom_exc((WorkbenchError,), _telling(say))


def _language(study: Study) -> Language:
    try:
        return study.language or read_brief(find_study(study.study)).language
    except WorkbenchError:
        return lab_language()  # reading will fail, too, and say why


def _telling(say: Speech) -> Callable[..., list[str]]:
    def told(_: Any, kind: type[BaseException], error: Exception, *__: Any, **___: Any) -> list[str]:
        return [f"{kind.__name__}", *faults(error, say).splitlines()]

    return told
