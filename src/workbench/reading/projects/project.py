"""Project: sources, codes and codings as another program keeps them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from workbench.model.material import Notice
from workbench.reading.projects.carried import Carried


@dataclass(frozen=True, slots=True)
class ProjectCode:
    """One code; `parent` is the key of another one, `groups` the names of sets that it is in."""

    key: str
    name: str
    description: str = ""
    parent: str | None = None
    groups: tuple[str, ...] = ()
    carried: Carried = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SourceText:
    """The text of one source, line feeds as line ends; `facts` are variables of the source itself."""

    key: str
    name: str
    text: str
    facts: Mapping[str, str] = field(default_factory=dict)
    carried: Carried = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ProjectCoding:
    """One code given to characters `start` to `end` of a source's text."""

    source: str
    code: str
    start: int
    end: int
    coder: str = ""
    memo: str = ""
    carried: Carried = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Case:
    """Somebody, or something, that sources speak of; `sources` are their keys."""

    name: str
    sources: tuple[str, ...]
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Project:
    """Everything read from one project; `remarks` say what could not be kept."""

    name: str
    codes: tuple[ProjectCode, ...] = ()
    sources: tuple[SourceText, ...] = ()
    codings: tuple[ProjectCoding, ...] = ()
    cases: tuple[Case, ...] = ()
    remarks: tuple[Notice, ...] = ()
    carried: Carried = field(default_factory=dict)


def without_circles(codes: tuple[ProjectCode, ...], where: str) -> tuple[tuple[ProjectCode, ...], list[Notice]]:
    """Return the codes, parents that are missing or lead back to the code itself taken away, and a notice for each."""
    known = {code.key: code for code in codes}
    cut: set[str] = set()
    settled: set[str] = set()
    for code in codes:
        path: dict[str, None] = {}
        here: str | None = code.key
        while here is not None and here not in settled and here not in path:
            path[here] = None
            parent = known[here].parent if here not in cut else None
            if parent is not None and (parent not in known or parent in path):
                cut.add(here)
                parent = None
            here = parent
        settled |= path.keys()
    notices = [Notice(where, "project_parent", {"code": known[key].name}) for key in known if key in cut]
    return tuple(replace(code, parent=None) if code.key in cut else code for code in codes), notices
