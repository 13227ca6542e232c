"""Imported codes: a project's codes as a codebook of the workbench."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from workbench.model.codebook import Code, Codebook, Kind
from workbench.model.label import Label, Language
from workbench.model.material import Notice
from workbench.reading.projects.carried import UNFIT
from workbench.reading.projects.code_names import code_id, kind_of
from workbench.reading.projects.project import Project, ProjectCode

FURTHEST = 30
"""How many ancestors of a code are asked for its kind."""


class ImportedCodes(NamedTuple):
    """A codebook, the id of each of the project's codes by its key, and what had to be guessed or left out."""

    codebook: Codebook
    ids: Mapping[str, str]
    notices: list[Notice]


def imported_codes(project: Project, language: Language, steps: frozenset[str]) -> ImportedCodes | None:
    """Return a project's codes as a codebook; None when it has none.

    A code that the workbench wrote comes back as it was, but for a name or description changed since
    in the project's `language`. Any other has its name for a label, its description for a definition,
    and the kind its name or an ancestor's says, else `context`. `steps` are the journey's.
    """
    if not project.codes:
        return None
    notices: list[Notice] = []
    carried = {code.key: made for code in project.codes if (made := _carried(code, language, project.name, notices))}
    ids: dict[str, str] = {}
    taken: set[str] = set()
    for key, made in carried.items():
        ids[key] = made.id if made.id not in taken else code_id(made.id, taken)
        taken.add(ids[key])
    for code in project.codes:
        if code.key not in ids:
            ids[code.key] = code_id(code.name, taken)
            taken.add(ids[code.key])
    known = {code.key: code for code in project.codes}
    kindless = 0
    codes = []
    for code in project.codes:
        made = carried.get(code.key)
        if made is None:
            kind = kind_of(_lineage(code, known))
            kindless += kind is None
            made = _new(code, kind)
        codes.append(
            _joined(made, ids[code.key], ids.get(code.parent or ""), taken=taken, steps=steps, notices=notices)
        )
    if kindless:
        notices.append(Notice("codebook.yml", "project_kindless", {"n": kindless, "total": len(codes)}))
    return ImportedCodes(_in_order(project, codes), ids, notices)


def _carried(code: ProjectCode, language: Language, where: str, notices: list[Notice]) -> Code | None:
    if not code.carried:
        return None
    try:
        made = Code.model_validate(dict(code.carried))
    except UNFIT:
        notices.append(Notice(where, "project_note_unfit", {"name": code.name}))
        return None
    label = _renamed(made.label, code.name, language)
    definition = _renamed(made.definition, code.description, language)
    return made.model_copy(update={"label": label, "definition": definition})


def _renamed(label: Label, now: str, language: Language) -> Label:
    if not now or " ".join(now.split()) == " ".join(label.in_(language).split()):
        return label
    return label.model_copy(update={language: now})


def _lineage(code: ProjectCode, known: Mapping[str, ProjectCode]) -> list[str]:
    names, groups = [code.name], code.groups
    while code.parent is not None and len(names) < FURTHEST:
        code = known[code.parent]
        names.append(code.name)
    return [*names, *groups]


def _new(code: ProjectCode, kind: Kind | None) -> Code:
    name = code.name or "?"
    said = code.description or name
    return Code(
        id="unnamed",
        kind=kind or Kind.CONTEXT,
        label=Label(en=name, fr=name),
        claim=Label(en=f"speaks of \u201c{name}\u201d", fr=f"parle de «\u00a0{name}\u00a0»"),
        definition=Label(en=said, fr=said),
    )


def _joined(
    code: Code, name: str, parent: str | None, *, taken: set[str], steps: frozenset[str], notices: list[Notice]
) -> Code:
    """Return a code under its name and parent, names of codes and steps that are not there taken away."""
    update: dict[str, Any] = {"id": name, "parent": parent}
    for field, there in (("opposite", taken), ("step", steps)):
        named = getattr(code, field)
        if named is not None and named not in there:
            notices.append(Notice("codebook.yml", "project_name_gone", {"code": name, "field": field, "name": named}))
            update[field] = None
    return code.model_copy(update=update)


def _in_order(project: Project, codes: list[Code]) -> Codebook:
    """Return the codebook, codes in the order kept with it as far as they are in it."""
    kept = project.carried.get("codebook", {})
    order = kept.get("order")
    places = {name: i for i, name in enumerate(order)} if isinstance(order, list) else {}
    ranked = sorted(codes, key=lambda code: places.get(code.id, len(places)))
    version = kept.get("version")
    return Codebook(version=version if isinstance(version, str) else "1", codes=tuple(ranked))
