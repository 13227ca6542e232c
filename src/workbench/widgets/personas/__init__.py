"""Personas: what a notebook asks for where personas are worked on, to be touched or standing still."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench import groups
from workbench.figures.tables import Table
from workbench.language.speech import Speech
from workbench.model.material import Material
from workbench.model.persona import Persona
from workbench.reading.study_folder import read_material
from workbench.study import Study
from workbench.walk import build_personas, code
from workbench.widgets.live import is_live
from workbench.widgets.personas.still import decisions_table

if TYPE_CHECKING:
    from workbench.widgets.personas.widget import PersonaWidget


def persona_desk(
    study: Study | str,
    by: str = "",
    *,
    material: Material | None = None,
    personas: tuple[Persona, ...] | None = None,
    live: bool | None = None,
) -> PersonaWidget | Table:
    """Return the desk at which personas are worked on; in a batch run the table of what a person decided.

    `study` is the parameters of a run, or the name or folder of a study; `by` who decides on groups, which the desk
    asks for otherwise. `material` and `personas` are what was read and made already. `live` says whether to be
    touched; by default whether somebody sits before the notebook (see `live`). InputError for a study that cannot
    be read.
    """
    chosen = Study(study=study) if isinstance(study, str) else study
    read = material or read_material(chosen.study)
    say = Speech(chosen.language or read.brief.language)
    if personas is None:
        codings = code(read)
        personas = build_personas(read, codings, groups.segment(read, codings, chosen), chosen)
    still = decisions_table(read, personas, say)
    if not (is_live() if live is None else live):
        return still
    from workbench.widgets.personas.desk import PersonaDesk
    from workbench.widgets.personas.widget import PersonaWidget

    return PersonaWidget(PersonaDesk(chosen, by), still, say)
