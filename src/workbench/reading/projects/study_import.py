"""Study import: a new study folder from a project of another program."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from workbench.errors import InputError, Problem
from workbench.model.journey import Journey
from workbench.model.label import Language
from workbench.model.material import Notice
from workbench.reading.guard.contained import contained
from workbench.reading.interviews import read_interviews
from workbench.reading.projects.imported_brief import carried_journey, write_brief, write_journey, write_yaml
from workbench.reading.projects.imported_codes import imported_codes
from workbench.reading.projects.imported_texts import (
    document_names,
    source_entries,
    write_codings,
    write_participants,
    write_texts,
)
from workbench.reading.projects.labelled_text import ASKING
from workbench.reading.projects.project import Project
from workbench.reading.projects.qualcoder import read_qualcoder
from workbench.reading.projects.refi import read_refi
from workbench.reading.projects.taguette import read_taguette
from workbench.reading.starter import start_study
from workbench.reading.study_folder import read_brief
from workbench.reading.yaml_file import YamlFile

READERS: dict[str, Callable[[Path], Project]] = {
    ".qdpx": read_refi,
    ".qdc": read_refi,
    ".qda": read_qualcoder,
    ".sqlite3": read_taguette,
}


def read_project(path: Path) -> Project:
    """Return a project of another program, told by the ending of its name; InputError for any other file."""
    read = READERS.get(path.suffix.lower())
    if read is None:
        raise InputError([Problem(str(path), "unknown kind of project", path.suffix, ", ".join(READERS))])
    if not path.exists():
        raise InputError([Problem(str(path), "no such project")])
    return read(path)


def import_project(path: Path, folder: Path, *, language: Language, sector: str) -> tuple[Path, list[Notice]]:
    """Make a study folder from a project; return it and what was left out, guessed or changed.

    `language` is that of the interviews, `sector` names the sample whose journey stands in where the
    project has none. The folder is there completely or not at all, and nothing is overwritten.
    InputError for a project that cannot be read, a folder that exists, or one whose name cannot be an id.
    """
    with contained() as run:
        project = run("project", path) if path.is_file() else read_project(path)
    if folder.exists():
        raise InputError([Problem(str(folder), "this folder exists already", remedy="choose another name")])
    folder.parent.mkdir(parents=True, exist_ok=True)
    apart = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name}."))
    try:
        made = start_study(apart / folder.name, sector=sector, language=language)
        notices = _fill(made, project, language)
        made.rename(folder)
    except InputError as error:
        raise InputError(
            Problem(each.where.replace(str(apart / folder.name), str(folder)), *_rest(each)) for each in error.problems
        ) from error
    finally:
        shutil.rmtree(apart, ignore_errors=True)
    return folder, notices


def _rest(problem: Problem) -> tuple[str, str, str, str]:
    return problem.what, problem.got, problem.allowed, problem.remedy


def _fill(folder: Path, project: Project, language: Language) -> list[Notice]:
    notices = list(project.remarks)
    journey = carried_journey(project, notices)
    ids = _write_codes(folder, project, language, journey, notices)
    names = document_names(project.sources)
    write_texts(folder, project, names, notices)
    asked_by = ASKING if "brief" in project.carried else ()
    write_brief(folder, project, source_entries(project, names, asked_by, notices), notices)
    write_participants(folder, project, names, notices)
    if not project.sources:
        notices.append(Notice("interviews", "project_no_text"))
        return notices
    interviews, _ = read_interviews(folder, read_brief(folder))
    steps = _steps(journey)
    write_codings(folder, project, names, ids, interviews=interviews, steps=steps, notices=notices)
    return notices


def _steps(journey: Journey | None) -> frozenset[str]:
    return frozenset(step.id for step in journey.steps) if journey else frozenset()


def _write_codes(
    folder: Path, project: Project, language: Language, journey: Journey | None, notices: list[Notice]
) -> dict[str, str]:
    """Write codebook.yml and journey.yml; return the ids of the project's codes by their keys."""
    told = project.carried.get("brief", {}).get("language", language)
    imported = imported_codes(project, told if told in ("en", "fr") else language, _steps(journey))
    if imported is None:
        notices.append(Notice("codebook.yml", "project_no_codes"))
        names = [str(code["id"]) for code in YamlFile(folder / "codebook.yml").content["codes"]]
    else:
        notices += imported.notices
        names = [code.id for code in imported.codebook.codes]
        content = imported.codebook.model_dump(mode="json", by_alias=True, exclude_defaults=True)
        write_yaml(folder / "codebook.yml", content)
    if imported is not None or journey is not None:
        write_journey(folder, journey, names, notices)
    return dict(imported.ids) if imported else {}
