"""Earlier wave: the personas a study had before, kept in its folder, so that a report can say what changed."""

from __future__ import annotations

from pathlib import Path

from workbench.errors import InputError, Problem
from workbench.model.brief import Brief
from workbench.model.persona import Persona
from workbench.reading.persona_files import numbered_files, read_persona


def earlier_files(folder: Path, brief: Brief) -> list[Path]:
    """Return the persona files of the wave before, by their numbers; [] where the study names none."""
    return numbered_files(folder / brief.previous) if brief.previous else []


def read_earlier(folder: Path, brief: Brief) -> tuple[Persona, ...]:
    """Return the personas of the wave before; none where the study names none.

    InputError for a folder outside the study's or without persona files, and for each fault of a file.
    """
    if not brief.previous:
        return ()
    own = folder / brief.previous
    where = str(folder / "study.yml")
    if not own.resolve().is_relative_to(folder.resolve()):
        remedy = "copy the persona files of the last wave into the study's folder"
        raise InputError([Problem(where, "previous lies outside the study", got=brief.previous, remedy=remedy)])
    files = earlier_files(folder, brief)
    if not files:
        remedy = f"copy p1.yml, p2.yml ... of the last wave into {own}, or leave previous out"
        raise InputError([Problem(where, "previous has no persona files", got=brief.previous, remedy=remedy)])
    problems: list[Problem] = []
    found = []
    for path in files:
        try:
            found.append(read_persona(path))
        except InputError as error:
            problems += error.problems
    if problems:
        raise InputError(problems)
    return tuple(found)
