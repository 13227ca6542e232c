"""Decided groups: the groups a person set, without whoever leaves."""

from __future__ import annotations

from workbench.errors import InputError
from workbench.forgetting.plan import Plan
from workbench.forgetting.raw_text import read_raw
from workbench.model.decided_groups import DecidedGroups
from workbench.reading.groups_file import FILE, groups_text
from workbench.reading.yaml_file import YamlFile


def plan_groups(plan: Plan) -> None:
    """Plan groups.yml: a group of one goes, and the file with the last group; one that cannot be read goes too."""
    path = plan.folder / FILE
    if not path.is_file():
        return
    try:
        decided = YamlFile(path).model(DecidedGroups)
    except InputError as error:
        plan.remove(path, f"groups that cannot be read ({error.problems[0].what})")
        return
    if not any(plan.leaver.pseudonym in group for group in decided.groups):
        return
    left = decided.without(plan.leaver.pseudonym)
    if left is None:
        plan.remove(path, "decided groups, none of which is left without the person")
    else:
        text = groups_text(left, read_raw(path).text)
        plan.change(path, text.encode(), "the person taken out of the groups somebody decided")
