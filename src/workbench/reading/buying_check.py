"""Buying check: whether everybody a buying group names exists, with the line of study.yml that names them."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

from workbench.errors import InputError, Problem
from workbench.model.material import Material
from workbench.reading.yaml_file import YamlFile


def check_buying_group(folder: Path, material: Material, personas: Collection[str]) -> None:
    """InputError names each persona of the buying group that is none of `personas`, and each part nobody has.

    `folder` is the study's. Where there are no personas yet, none is looked for.
    """
    if material.brief.buying_group:
        problems = list(_strangers(YamlFile(folder / "study.yml"), material, personas))
        if problems:
            raise InputError(problems)


def _strangers(file: YamlFile, material: Material, personas: Collection[str]) -> Iterator[Problem]:
    parts = {person.role for person in material.participants}
    parts |= {person.facts.get("committee_role", "") for person in material.participants}
    known = ", ".join(sorted(filter(None, parts))) or "no column role or committee_role in participants.csv"
    for place, member in enumerate(material.brief.buying_group):
        for number, name in enumerate(member.personas):
            if personas and name not in personas:
                where = file.where(("buying_group", place, "personas", number))
                yield Problem(where, "no persona is called so", name, ", ".join(sorted(personas)))
        for number, name in enumerate(member.people):
            if not any(person.has_part(name) for person in material.participants):
                where = file.where(("buying_group", place, "people", number))
                yield Problem(where, "no participant has this part in the purchase", name, known)
