"""Study file: the sources of a study once some of their files are gone."""

from __future__ import annotations

import glob
from copy import deepcopy
from io import StringIO
from typing import Any

from ruamel.yaml import YAML

from workbench.forgetting.plan import Plan
from workbench.forgetting.raw_text import read_raw


def plan_study_file(plan: Plan) -> None:
    """Plan study.yml where a source would find nothing, or goes on reading the person's file outside.

    A pattern that reads such a file becomes the list of the others. With no interview left the file
    stays as it is, and is flagged.
    """
    path = plan.folder / "study.yml"
    sources = plan.leaver.brief.sources
    kept = [_paths(plan, source.path) for source in sources]
    if not any(kept):
        plan.account.flag(
            path, "no interview is left: the study can no longer be run; delete its folder when you need it no more"
        )
        return
    if all(paths == [source.path] for paths, source in zip(kept, sources, strict=True)):
        return
    raw = read_raw(path)
    yaml = YAML()
    yaml.preserve_quotes = True
    yaml.width = 4096
    yaml.indent(mapping=2, sequence=4, offset=2)
    content = yaml.load(raw.text)
    written: list[Any] = []
    for paths, source in zip(kept, content["sources"], strict=True):
        for each in paths:
            again = deepcopy(source)  # one that is shared would be written as an alias
            again["path"] = each
            written.append(again)
    content["sources"][:] = written
    out = StringIO()
    yaml.dump(content, out)
    plan.change(path, raw.encoded(out.getvalue()), "sources that named the person's files")


def _paths(plan: Plan, pattern: str) -> list[str]:
    """Return what a source's path becomes: itself, the other files by name, or nothing."""
    found = [(name, plan.folder / name) for name in sorted(glob.glob(pattern, root_dir=plan.folder))]
    left = [(name, path) for name, path in found if path not in plan.deletions and path not in plan.shut_out]
    if not left:
        return [] if found else [pattern]
    shut = any(path in plan.shut_out for _, path in found)
    return [glob.escape(name) for name, path in left if path.is_file()] if shut else [pattern]
