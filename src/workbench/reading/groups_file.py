"""Groups file: the groups a person decided, checked against the participants there are."""

from __future__ import annotations

import json
from collections.abc import Collection
from io import StringIO
from pathlib import Path

from ruamel.yaml import YAML

from workbench.errors import InputError, Problem
from workbench.model.decided_groups import DecidedGroups
from workbench.reading.kept_comments import comments_of
from workbench.reading.yaml_file import YamlFile

FILE = "groups.yml"
HEADER = """\
# Who goes with whom, as a person decided it: these groups take the place of those the method finds, and the report
# says so beside them. Participants under their pseudonyms; who is in no group is left over. Without this file the
# method's groups hold.
"""


def read_groups(path: Path, participants: Collection[str]) -> DecidedGroups | None:
    """Return the groups a person decided; None without a file. InputError names each fault with its line."""
    if not path.is_file():
        return None
    file = YamlFile(path)
    decided = file.model(DecidedGroups)
    problems: list[Problem] = []
    places: dict[str, str] = {}
    for number, group in enumerate(decided.groups):
        for place, name in enumerate(group):
            where = file.where(("groups", number, place))
            if name not in participants:
                allowed = "a pseudonym of this study, as the persona files and reports name people"
                problems.append(Problem(where, "no such participant", name, allowed, "take the name out or mend it"))
            elif name in places:
                remedy = f"it stands in {places[name]} too: take one out"
                problems.append(Problem(where, "a participant in two places", name, remedy=remedy))
            places.setdefault(name, where)
    if problems:
        raise InputError(problems)
    return decided


def groups_text(decided: DecidedGroups, over: str | None = None) -> str:
    """Return the YAML of decided groups, one line a group; with the comments of the file it is written over."""
    yaml = YAML()
    yaml.width = 110
    yaml.indent(mapping=2, sequence=4, offset=2)
    yaml.allow_unicode = True
    content = yaml.load(json.dumps(decided.model_dump(mode="json", exclude={"date", "groups"})))
    content.fa.set_block_style()
    out = StringIO()
    yaml.dump(content, out)
    lines = [f"  - [{', '.join(group)}]\n" for group in decided.groups]
    text = f"date: {decided.date}\n{out.getvalue()}groups:\n{''.join(lines)}"
    return HEADER + (comments_of(over, but=HEADER.splitlines()).onto(text) if over else text)
