"""Population: the synthetic customers of a study's personas, from the study's name alone."""

from __future__ import annotations

import pandas as pd

from workbench.errors import InputError, Problem
from workbench.generating.avoided import avoided
from workbench.generating.customers import synthetic_customers
from workbench.generating.segment import segment_of
from workbench.model.evidence import Coding
from workbench.model.label import Language
from workbench.model.material import Material
from workbench.model.persona import Persona
from workbench.reading.persona_files import numbered_files, read_persona
from workbench.reading.study_folder import find_study, read_material
from workbench.study import Study
from workbench.walk import build_personas, code, segment


def population(study: str, *, n: int, seed: int, personas: tuple[str, ...] = ()) -> list[pd.DataFrame]:
    """Return `n` customers of each persona of a study, or of those named, as `synthetic_customers` makes them.

    The personas are those of its files; without files they are made. InputError where there is no such persona.
    """
    material = read_material(study)
    codings = code(material)
    known = {persona.id: persona for persona in personas_of(study, material, codings)}
    unknown = [name for name in personas if name not in known]
    if unknown:
        raise InputError([Problem(study, "no such persona", ", ".join(unknown), ", ".join(known))])
    avoid = avoided(material, find_study(study))
    return [
        synthetic_customers(
            segment_of(known[name], material, codings), n=n, seed=seed, language=material.brief.language, avoid=avoid
        )
        for name in personas or known
    ]


def personas_of(study: str, material: Material, codings: tuple[Coding, ...]) -> tuple[Persona, ...]:
    """Return the personas in a study's files, p1 first; made anew where there are none or nobody was asked yet."""
    asked = Study(study=study)
    found = [read_persona(path) for path in numbered_files(asked.persona_folder(material.brief.id))]
    if found and all(persona.members for persona in found):
        return tuple(found)
    return build_personas(material, codings, segment(material, codings, asked), asked)


def personas_of_study(study: str) -> tuple[tuple[Persona, ...], Language]:
    """Return the personas of a study by its name, as `personas_of` does, and the language of its interviews."""
    material = read_material(study)
    return personas_of(study, material, code(material)), material.brief.language
