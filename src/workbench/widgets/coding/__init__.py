"""Coding: what a notebook asks for where interviews are coded, to be touched or standing still."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.figures.codings_table import codings_table
from workbench.figures.tables import Table
from workbench.language.speech import Speech
from workbench.model.material import Material
from workbench.reading.study_folder import read_material
from workbench.widgets.live import is_live

if TYPE_CHECKING:
    from workbench.widgets.coding.widget import CodingWidget


def coding_desk(
    study: str,
    coder: str = "",
    *,
    material: Material | None = None,
    language: str = "",
    live: bool | None = None,
) -> CodingWidget | Table:
    """Return the desk at which a study is coded; in a batch run the table of what was coded.

    Without a coder the desk asks who codes. `material` is what was read of the study already, `language`
    that of the report (en or fr; empty: as spoken). `live` says whether to be touched; by default whether
    somebody sits before the notebook (see `live`). InputError for a study that cannot be read.
    """
    read = material or read_material(study)
    say = Speech("en" if language == "en" else "fr" if language == "fr" else read.brief.language)
    still = codings_table(read.codings, read.codebook, say)
    if not (is_live() if live is None else live):
        return still
    from workbench.widgets.coding.desk import CodingDesk
    from workbench.widgets.coding.widget import CodingWidget

    return CodingWidget(CodingDesk(study, coder), still, say)
