"""Journey subject: a journey found by name, with those who spoke of it where anybody was asked."""

from __future__ import annotations

import glob
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from workbench.analysis.mapping import JourneyMap
from workbench.errors import InputError, ParameterError
from workbench.model.evidence import Coding
from workbench.model.journey import Journey
from workbench.model.label import Language
from workbench.model.lifecycle import Lifecycle
from workbench.model.material import Material
from workbench.model.persona import Persona
from workbench.reading.journey_files import FILE, find_journey
from workbench.reading.lifecycle_files import FILE as LIFECYCLE
from workbench.reading.lifecycle_files import read_lifecycle
from workbench.reading.study_folder import read_brief, read_journey, read_material
from workbench.simulation.case import Case
from workbench.simulation.process import process_of
from workbench.study import Study
from workbench.walk import build_personas, code, map_personas, persona_case, segment


@dataclass(frozen=True, slots=True)
class Subject:
    """A journey and what people said of it; without `material` nobody was asked, and there are no personas.

    `lifecycle` is the relation over years that is described beside the journey, if it is.
    """

    id: str
    journey: Journey
    material: Material | None = None
    codings: tuple[Coding, ...] = ()
    personas: tuple[Persona, ...] = ()
    maps: tuple[JourneyMap, ...] = ()
    lifecycle: Lifecycle | None = None

    @property
    def language(self) -> Language:
        """Language of the interviews, English where there are none."""
        return self.material.brief.language if self.material else "en"

    @property
    def illustrative(self) -> bool:
        """Whether the journey or its interviews were made up."""
        return self.journey.illustrative or bool(self.material and self.material.brief.illustrative)

    @property
    def names(self) -> Mapping[str, str]:
        """Name of each persona."""
        return {persona.id: persona.identity.name for persona in self.personas}

    def case(self, persona: str = "") -> Case:
        """Return the journey as a persona walks it, as described without one; ParameterError for one there is not."""
        own = next((one for one in self.personas if one.id == persona), None)
        if persona and own is None:
            known = ", ".join(self.names) or "none, since nobody was asked"
            raise ParameterError(f"{self.id}: no persona {persona}; personas: {known}; leave --persona out")
        if own is None or self.material is None:
            return Case(process_of(self.journey), self.journey)
        return persona_case(self.material, self.codings, own)


def read_subject(name: str) -> Subject:
    """Return a journey by the name of a sector, a study's folder or a file; a study's people with it.

    InputError lists every fault of its files. A study without interviews is its journey alone.
    """
    path = find_journey(name)
    lifecycle = _beside(path)
    if path.name != FILE or not is_asked(path.parent):
        own = path.parent.name if path.name == FILE else path.stem
        return Subject(own, read_journey(path), lifecycle=lifecycle)
    material = read_material(name)
    study = Study(study=name)
    codings = code(material)
    personas = build_personas(material, codings, segment(material, codings, study), study)
    maps = map_personas(material, codings, personas)
    return Subject(material.brief.id, material.journey, material, codings, personas, maps, lifecycle)


def _beside(path: Path) -> Lifecycle | None:
    """Return the life cycle in the folder of a study's or sector's journey, None where there is none."""
    own = path.parent / LIFECYCLE
    return read_lifecycle(own) if path.name == FILE and own.is_file() else None


def is_asked(folder: Path) -> bool:
    """Say whether a folder is a study with interviews; one whose study.yml is faulty is taken for it."""
    if not (folder / "study.yml").is_file():
        return False
    try:
        sources = read_brief(folder).sources
    except InputError:
        return True
    return any(glob.glob(source.path, root_dir=folder) for source in sources)
